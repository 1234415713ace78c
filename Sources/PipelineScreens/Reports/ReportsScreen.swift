import Canvas
import Pipeline

/// Figures of a month, a year, or the way of the dealers through the stages: numbers with bars beside them. The same
/// tables go out as text, Markdown or CSV.
public struct ReportsScreen: Screen {
  enum Kind: CaseIterable {
    case month, year, funnel

    var wording: Wording {
      switch self {
      case .month: Wording(zh: "月", en: "Month")
      case .year: Wording(zh: "年", en: "Year")
      case .funnel: Wording(zh: "漏斗", en: "Funnel")
      }
    }
  }

  var kind = Kind.month
  private var month: SalesMonth?
  var list = ListPart("report")
  private(set) var report: Report?
  private(set) var lines: [ReportLine] = []
  /// Which group of columns a table shows that is wider than the screen; counted on and round.
  private(set) var group = 0

  public init(month: SalesMonth? = nil) { self.month = month }

  public enum Message { case move(Key), select(Int), kind, earlier, later, moreColumns, fewerColumns, copy, export, review }

  public var name: String { "reports" }
  public func title(desk: Desk) -> Wording { Wording(zh: "报表", en: "Reports") }

  public func status(desk: Desk) -> StyledLine {
    guard let report else { return "" }
    return StyledLine(desk.say(kind.wording) + " ", .muted) + StyledLine(ReportsScreen.shown(report.subject, desk), .title)
  }

  public mutating func refresh(desk: Desk) {
    let month = month ?? desk.today.month
    self.month = month
    switch kind {
    case .month: report = MonthReport.make(desk.months.review(month, today: desk.today), in: desk.customers)
    case .year: report = YearReport.make(YearReview(month.year, in: desk.customers), in: desk.customers)
    case .funnel:
      let calendar = desk.library.calendar
      let funnel = Funnel(desk.book) { calendar.workdays(after: $0, through: $1) }
      report = FunnelReport.make(funnel, lines: LineFunnel.all(desk.months.rows), today: desk.today)
    }
    lines = report.map { ReportLines.make($0, kind, desk) } ?? []
    list.selection.settle(count: lines.count)
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let noTime = kind == .funnel ? Wording(zh: "漏斗只有今天的", en: "the funnel is as of today") : nil
    let command: CommandNote = kind == .month ? .line("report month MONTH") : kind == .year ? .line("report year YEAR") : .line("report funnel")
    return KeyTable(
      [
        .init(.tab, hint: Wording(zh: "月/年/漏斗", en: "month/year/funnel"), message: .kind, rank: 1, command: command),
        .init(.left, hint: Wording(zh: "前一期", en: "earlier"), message: .earlier, unavailable: noTime, rank: 2, command: command),
        .init(.right, hint: Wording(zh: "后一期", en: "later"), message: .later, unavailable: noTime, rank: 3, command: command),
        .init(">", hint: Wording(zh: "其余列", en: "more columns"), message: .moreColumns, rank: 4, command: .none(because: Words.columnsAreForScreens)),
        .init("<", hint: Wording(zh: "前面的列", en: "columns before"), message: .fewerColumns, rank: 8, command: .none(because: Words.columnsAreForScreens)),
        .init("y", hint: Wording(zh: "复制微信", en: "copy for WeChat"), message: .copy, rank: 5, command: command),
        .init("e", hint: Wording(zh: "导出", en: "export"), message: .export, rank: 6, command: .line("report month MONTH --format F -o FILE")),
        .init("v", hint: Wording(zh: "检视", en: "review"), message: .review, unavailable: kind == .month ? nil : Wording(zh: "先用 Tab 到月报", en: "Tab to the month first"), rank: 7, command: .line("review MONTH")),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "report" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): list.press(key, count: lines.count)
    case .select(let index): list.index = index
    case .kind:
      kind = kind == .month ? .year : kind == .year ? .funnel : .month
      list.index = 0
      group = 0
      refresh(desk: desk)
    case .earlier, .later:
      let step = kind == .year ? 12 : 1
      if case .earlier = message { month = month.map { $0 + -step } } else { month = month.map { $0 + step } }
      refresh(desk: desk)
    case .moreColumns: group += 1
    case .fewerColumns: group -= 1
    case .copy:
      guard let report else { return [] }
      return [.copy(ReportsScreen.wechat(report.masked, desk)), .done(zh: "已复制，可贴到微信", en: "Copied, ready to paste")]
    case .export: return report.map { [.open(ReportExport.dialog($0, desk))] } ?? []
    case .review: return month.map { [.open(ReviewScreen(month: $0))] } ?? []
    }
    return []
  }


  static func shown(_ cell: ReportCell, _ desk: Desk) -> String {
    switch cell {
    case .none: "–"
    case .text(let text): Words.plain(text)
    case .term(let id): desk.say(Words.report(id))
    case .terms(let ids): ids.map { desk.say(Words.report($0)) }.joined(separator: ", ")
    case .id(let text): Words.plain(text)
    case .count(let count): String(count)
    case .money(let money): money.grouped
    case .rate(let rate): MonthLooks.shortRate(rate)
    case .ratio(let ratio): ratio.perOne
    case .day(let day): day.description
    case .month(let month): month.description
    case .tenths(let tenths): "\(tenths / 10).\(tenths % 10)"
    }
  }

  /// The facts alone, a line each, and the first tables' heads: short enough for a chat.
  static func wechat(_ report: Report, _ desk: Desk) -> String {
    var out = "【" + desk.say(Words.report(report.id)) + " " + shown(report.subject, desk) + "】"
    for (name, cell) in report.facts where name != "digest" { out += "\n" + desk.say(Words.report(name)) + " " + shown(cell, desk) }
    if let table = report.table("byDealer") ?? report.table("by-dealer") ?? report.table("stages") {
      out += "\n" + desk.say(Words.report(table.id))
      for row in table.rows.prefix(10) {
        let numbers = zip(table.columns, row).dropFirst().filter { ["won", "premium", "successRate", "now", "reached", "conversion"].contains($0.0) }
        out += "\n" + (row.first.map { shown($0, desk) } ?? "") + " " + numbers.map { desk.say(Words.report($0.0)) + shown($0.1, desk) }.joined(separator: " ")
      }
    }
    return out
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let tabs = Kind.allCases.map { (key: Key?.none, title: desk.say($0.wording)) }
    TabsPart.draw(tabs, open: Kind.allCases.firstIndex(of: kind), into: &grid, in: region.row(0).droppingLeft(1))
    let body = region.droppingTop(1)
    let subject = report.map { ReportsScreen.shown($0.subject, desk) } ?? ""
    grid.box(body, title: StyledLine(desk.say(kind.wording) + " " + subject, .title), focused: true)
    let width = body.inner.width - 1
    let groups = ReportLines.groups(lines, width: width)
    let shown = ((group % groups) + groups) % groups
    list.draw(into: &grid, in: body.inner, count: lines.count) { lines[$0].shown(group: shown, width: width) }
  }
}
