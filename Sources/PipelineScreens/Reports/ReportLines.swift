import Canvas
import Pipeline

/// A report as lines of the screen: facts, sparklines, then each table with bars at its end.
enum ReportLines {
  /// Tables that are lists of records rather than figures; they go out by export, not here.
  private static let skipped: Set<String> = ["rows"]

  static func make(_ report: Report, _ kind: ReportsScreen.Kind, _ desk: Desk) -> [StyledLine] {
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
    if let forecast = forecast(report, desk) { lines.append(forecast) }
    for name in ["twelveMonths", "months"] {
      if let table = report.table(name) { lines += sparks(table, desk) }
    }
    for table in report.tables where !table.rows.isEmpty && !skipped.contains(table.id) {
      lines.append("")
      lines.append(StyledLine(desk.say(Words.report(table.id)), .heading))
      lines += rows(table, desk)
    }
    return lines
  }

  /// What the month's open rows yield at the success of the last three months with a plan: an estimate, and said to be.
  private static func forecast(_ report: Report, _ desk: Desk) -> StyledLine? {
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
    return StyledLine(desk.language.pick(zh: "预测 ", en: "forecast "), .label)
      + StyledLine(
        desk.language.pick(
          zh: "未定 \(open) 行按前三月成功率约再促成 \(wins) 件、\(money.grouped) 元（估计）",
          en: "\(open) open rows at the last three months' success: about \(wins) more, \(money.grouped) yuan (an estimate)"), .muted)
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

  private static func rows(_ table: ReportTable, _ desk: Desk) -> [StyledLine] {
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
    var lines: [StyledLine] = []
    func order(_ cells: [String], _ style: Style, bar part: StyledLine) -> StyledLine {
      var line = StyledLine(padded(cells[0], 0), style)
      // The bar stands beside the name, so that it is seen on a narrow screen too.
      if bar != nil { line += StyledLine(" ") + (part.isEmpty ? StyledLine(String(repeating: " ", count: 8)) : part) }
      for column in cells.indices.dropFirst() { line.append("  " + padded(cells[column], column), style) }
      return line
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
