import Canvas
import Pipeline

/// What a win-win deal comes to, a column for each scenario, with bars of what the dealer earns.
enum WinWinTable {
  /// A line of the table: what it is, and its figure in a scenario.
  struct Line: Sendable {
    let name: Wording
    let isMain: Bool
    let figure: @Sendable (WinWin) -> String
    init(_ name: Wording, main: Bool = false, _ figure: @escaping @Sendable (WinWin) -> String) {
      self.name = name
      isMain = main
      self.figure = figure
    }
  }

  static let lines: [Line] = [
    Line(Words.say("送修 R", "Repairs R")) { $0.repair.grouped },
    Line(Words.say("送修比", "Repair ratio")) { $0.repairRatio?.rounded ?? "-" },
    Line(Words.say("超出送修", "Extra repairs")) { $0.extraRepair.grouped },
    Line(Words.say("超出利润", "Extra profit")) { $0.extraProfit.grouped },
    Line(Words.say("我方分得", "Our part")) { $0.insurerGain.grouped },
    Line(Words.say("手续费率", "Commission"), main: true) { $0.commission.percent },
    Line(Words.say("付手续费", "Commission paid")) { $0.commissionPaid.grouped },
    Line(Words.say("车商共得", "Dealer has"), main: true) { $0.dealerTotal.grouped },
    Line(Words.say("比基准", "Against baseline"), main: true) { ($0.dealerGain > .zero ? "+" : "") + $0.dealerGain.grouped },
    Line(Words.say("未收回", "Not collected")) { $0.uncollected.grouped },
    Line(Words.say("少送", "Short of baseline")) { $0.shortfall.grouped },
  ]

  static func draw(_ deal: WinWinScreen.Deal, into grid: inout CellGrid, in frame: Region, desk: Desk) {
    grid.box(frame, title: StyledLine(desk.language.pick(zh: "结果", en: "Result"), .title))
    grid.fill(frame.inner)
    let inner = frame.inner.inset(columns: 1, rows: 0)
    guard !deal.columns.isEmpty else {
      let rest = deal.missing.isEmpty ? "" : desk.language.pick(zh: "还缺：", en: "Missing: ") + deal.missing.joined(separator: desk.language.pick(zh: "、", en: ", "))
      grid.putParagraph(rest, in: inner, .warning)
      return
    }
    let labels = lines.reduce(0) { max($0, CellWidth.columns(of: desk.say($1.name))) }
    let figures = deal.columns.map { column in lines.map { $0.figure(column.result) } }
    let widths = zip(deal.columns, figures).map { column, texts in
      max(CellWidth.columns(of: desk.say(column.name)), texts.reduce(0) { max($0, CellWidth.columns(of: $1)) }) + 2
    }
    let shown = fitting(widths, room: inner.width - labels)
    var x = inner.x + labels
    for place in shown {
      grid.put(desk.say(deal.columns[place].name), in: Region(x: x, y: inner.y, width: widths[place], height: 1), .heading, .right)
      x += widths[place]
    }
    // Where rows are few, the figures that decide come first.
    let foot = 2
    let kept = inner.height - 1 - foot >= lines.count ? Array(lines.indices) : lines.indices.sorted { rank($0) < rank($1) }.prefix(max(0, inner.height - 1 - foot)).sorted()
    for (row, number) in kept.enumerated() {
      let y = inner.y + 1 + row
      grid.put(desk.say(lines[number].name), in: Region(x: inner.x, y: y, width: labels, height: 1), .label)
      var x = inner.x + labels
      for place in shown {
        let text = figures[place][number]
        let isZero = text == "0.00"
        let style: Style = isZero ? .muted : lines[number].isMain ? .key : .plain
        grid.put(text, in: Region(x: x, y: y, width: widths[place], height: 1), style, .right)
        x += widths[place]
      }
    }
    let below = inner.droppingTop(1 + kept.count)
    let bars = below.height > deal.columns.count + foot + 1 ? drawBars(deal, labels: labels, into: &grid, in: below.droppingTop(1), desk: desk) + 1 : 0
    drawRemarks(deal, into: &grid, in: below.droppingTop(bars).bottom(min(foot, below.height - bars)), desk: desk)
  }

  private static func rank(_ line: Int) -> (Int, Int) { (lines[line].isMain || line < 2 ? 0 : 1, line) }

  /// The columns for which there is room: the baseline and this period's first.
  private static func fitting(_ widths: [Int], room: Int) -> [Int] {
    var shown: [Int] = []
    var used = 0
    for (place, width) in widths.enumerated() where used + width <= room {
      shown.append(place)
      used += width
    }
    return shown
  }

  private static func drawBars(_ deal: WinWinScreen.Deal, labels: Int, into grid: inout CellGrid, in region: Region, desk: Desk) -> Int {
    let most = deal.columns.map(\.result.dealerTotal).max() ?? .zero
    grid.put(desk.language.pick(zh: "车商共得", en: "Dealer has"), in: region.row(0), .heading)
    for (row, column) in deal.columns.enumerated() {
      let strip = region.row(row + 1)
      grid.put(desk.say(column.name), in: strip.left(labels), .label)
      let amount = column.result.dealerTotal.grouped
      let columns = max(0, min(60, strip.width - labels - CellWidth.columns(of: amount) - 2))
      // The scale of a bar is a thousand steps, so that the largest amounts cannot overflow.
      let part = most.fen > 0 ? Int(column.result.dealerTotal.fen / max(1, most.fen / 1000)) : 0
      grid.put(
        StyledLine(" ") + Bars.bar(min(part, 1000), of: 1000, columns: columns, lines: grid.lines) + StyledLine(" " + amount), in: strip.droppingLeft(labels))
    }
    return min(region.height, deal.columns.count + 1)
  }

  private static func drawRemarks(_ deal: WinWinScreen.Deal, into grid: inout CellGrid, in region: Region, desk: Desk) {
    let mark = String(grid.lines.stuck) + " "
    var remarks: [StyledLine] = []
    if let own = deal.repair == nil ? nil : deal.columns.dropFirst().first?.result {
      if own.floorBites {
        remarks.append(StyledLine(mark + desk.language.pick(zh: "手续费已到下限，\(own.uncollected.grouped) 元收不回", en: "commission is at its floor: \(own.uncollected.grouped) yuan stay uncollected"), .warning))
      }
      if own.shortfall > .zero {
        remarks.append(StyledLine(mark + desk.language.pick(zh: "比基准少送 \(own.shortfall.grouped) 元", en: "\(own.shortfall.grouped) yuan of repairs short of the baseline"), .warning))
      }
    }
    remarks.append(StyledLine(desk.language.pick(zh: "以送修换手续费须公司合规同意", en: "Trading repairs for commission needs the company's compliance approval"), .muted))
    for (row, remark) in remarks.suffix(region.height).enumerated() { grid.put(remark, in: region.row(row)) }
  }
}

extension Ratio {
  /// To a hundredth, as a table shows it: `1:0.67`.
  var rounded: String {
    let hundredths = (millionths + 5_000) / 10_000
    let cents = hundredths % 100
    return "1:" + String(hundredths / 100) + "." + (cents < 10 ? "0" : "") + String(cents)
  }
}
