import Canvas
import Pipeline

/// A line of a report on the screen. The first cell of a table's row stays, with its bar; of the other cells those are
/// shown that there is room for, a group of columns at a time.
struct ReportLine {
  var head: StyledLine
  /// The cells after the first, each as wide as its column; empty outside of tables.
  var cells: [StyledLine] = []
  /// The title of a table names the columns that are shown, so it has the layout of its rows.
  var table: Layout?

  /// How wide the parts of a table are.
  struct Layout: Equatable {
    let head: Int
    let cells: [Int]

    /// The groups of columns that fit beside the first; one group when all do.
    func groups(in width: Int) -> [Range<Int>] {
      var groups: [Range<Int>] = []
      var start = 0
      var used = head
      for (place, cell) in cells.enumerated() {
        if used + cell > width, place > start {
          groups.append(start..<place)
          start = place
          used = head
        }
        used += cell
      }
      groups.append(start..<cells.count)
      return groups
    }
  }

  init(_ head: StyledLine) { self.head = head }

  /// What is drawn in `width` columns when `group` of `groups` groups is asked for; a table with fewer shows its last.
  func shown(group: Int, width: Int) -> StyledLine {
    guard let table else { return head }
    let groups = table.groups(in: width)
    let place = min(group, groups.count - 1)
    if cells.isEmpty {
      guard groups.count > 1 else { return head }
      return head + StyledLine("  \(groups[place].lowerBound + 1)–\(groups[place].upperBound)/\(table.cells.count)  < >", .muted)
    }
    return groups[place].reduce(head) { $0 + cells[$1] }
  }
}

/// A report as lines of the screen: facts, sparklines, then each table with bars at its end.
enum ReportLines {
  /// How many groups of columns the widest table has in `width` columns.
  static func groups(_ lines: [ReportLine], width: Int) -> Int {
    lines.compactMap { $0.table?.groups(in: width).count }.max() ?? 1
  }

  /// Tables that are lists of records rather than figures; they go out by export, not here.
  private static let skipped: Set<String> = ["rows"]

  static func make(_ report: Report, _ kind: ReportsScreen.Kind, _ desk: Desk) -> [ReportLine] {
    var lines: [StyledLine] = []
    var line = StyledLine()
    for (name, cell) in report.facts where name != "digest" {
      let part = StyledLine(desk.say(Words.report(name)) + " ", .label) + StyledLine(ReportsScreen.shown(cell, desk) + "  ")
      if !line.isEmpty, line.columns + part.columns > 56 {
        lines.append(line)
        line = StyledLine()
      }
      line += part
    }
    if !line.isEmpty { lines.append(line) }
    if let forecast = forecast(report, desk) {
      for (place, part) in TextWrap.lines(forecast, columns: 56).enumerated() { lines.append(StyledLine(place == 0 ? part : "  " + part, .muted)) }
    }
    for name in ["twelveMonths", "months"] {
      if let table = report.table(name) { lines += sparks(table, desk) }
    }
    var all = lines.map(ReportLine.init)
    for table in report.tables where !table.rows.isEmpty && !skipped.contains(table.id) {
      all.append(ReportLine(""))
      let rows = rows(table, desk)
      var title = ReportLine(StyledLine(desk.say(Words.report(table.id)), .heading))
      title.table = rows.first?.table
      all.append(title)
      all += rows
    }
    return all
  }

  /// What the month's open rows yield at the success of the last three months with a plan: an estimate, and said to be.
  private static func forecast(_ report: Report, _ desk: Desk) -> String? {
    guard report.id == "month", case .count(let open)? = report.facts["undecided"], open > 0, let table = report.table("twelveMonths"),
      let planned = table.columns.firstIndex(of: "planned"), let won = table.columns.firstIndex(of: "won"), let premium = table.columns.firstIndex(of: "premium")
    else { return nil }
    var sums = (planned: 0, won: 0, premium: Money.zero)
    for row in table.rows.dropLast().suffix(3) {
      guard case .count(let a) = row[planned], case .count(let b) = row[won], case .money(let c) = row[premium] else { continue }
      sums = (sums.planned + a, sums.won + b, sums.premium + c)
    }
    guard sums.planned > 0, sums.won > 0 else { return nil }
    let wins = (open * sums.won + sums.planned / 2) / sums.planned
    let money = Money(fen: sums.premium.fen / Int64(sums.won) * Int64(wins))
    return desk.language.pick(
      zh: "预测 未定 \(open) 行按前三月成功率约再促成 \(wins) 件、\(money.grouped) 元（估计）",
      en: "forecast \(open) open rows at the last three months' success: about \(wins) more, \(money.grouped) yuan (an estimate)")
  }

  private static func sparks(_ table: ReportTable, _ desk: Desk) -> [StyledLine] {
    ["planned", "won", "successRate", "premium"].compactMap { name in
      guard let column = table.columns.firstIndex(of: name) else { return nil }
      let values = table.rows.map { number($0[column]) }
      guard values.contains(where: { $0 != nil }) else { return nil }
      let last = table.rows.last.map { ReportsScreen.shown($0[column], desk) } ?? ""
      return StyledLine(CellWidth.padded(desk.say(Words.report(name)), columns: 10) + " ", .label)
        + Bars.sparkline(values, columns: 12, lines: desk.lines) + StyledLine("  " + last)
    }
  }

  private static func number(_ cell: ReportCell) -> Double? {
    switch cell {
    case .count(let count): Double(count)
    case .money(let money): Double(money.fen)
    case .rate(let rate): Double(rate.millionths)
    case .tenths(let tenths): Double(tenths)
    default: nil
    }
  }

  private static let bars = ["premium", "now", "reached", "won", "planned"]

  private static func rows(_ table: ReportTable, _ desk: Desk) -> [ReportLine] {
    let all = table.rows + (table.total.map { [$0] } ?? [])
    let texts = all.map { row in row.map { CellWidth.shortened(ReportsScreen.shown($0, desk), columns: 24) } }
    let heads = table.columns.map { desk.say(Words.report($0)) }
    let widths = table.columns.indices.map { column in
      max(CellWidth.columns(of: heads[column]), texts.map { CellWidth.columns(of: $0[column]) }.max() ?? 0)
    }
    let isNumber = table.columns.indices.map { column in table.rows.contains { $0[column].isNumber } }
    let bar = bars.compactMap { table.columns.firstIndex(of: $0) }.first
    let largest = bar.map { column in table.rows.compactMap { number($0[column]) }.max() ?? 0 } ?? 0
    func padded(_ text: String, _ column: Int) -> String {
      let room = String(repeating: " ", count: max(0, widths[column] - CellWidth.columns(of: text)))
      return isNumber[column] ? room + text : text + room
    }
    var lines: [ReportLine] = []
    func order(_ cells: [String], _ style: Style, bar part: StyledLine) -> ReportLine {
      var line = StyledLine(padded(cells[0], 0), style)
      // The bar stands beside the name, so that it is seen on a narrow screen too.
      if bar != nil { line += StyledLine(" ") + (part.isEmpty ? StyledLine(String(repeating: " ", count: 8)) : part) }
      var whole = ReportLine(line)
      whole.cells = cells.indices.dropFirst().map { StyledLine("  " + padded(cells[$0], $0), style) }
      whole.table = ReportLine.Layout(head: line.columns, cells: whole.cells.map(\.columns))
      return whole
    }
    lines.append(order(heads, .label, bar: ""))
    for (place, cells) in texts.enumerated() {
      var part = StyledLine()
      if let bar, place < table.rows.count, largest > 0, let value = number(all[place][bar]) {
        part = Bars.bar(Int(value / largest * 1000), of: 1000, columns: 8, lines: desk.lines)
      }
      lines.append(order(cells, place < table.rows.count ? .plain : .heading, bar: part))
    }
    return lines
  }
}
