import Canvas
import Pipeline

/// A month's plan: what it proposes and why, what it holds already, and the load of each day. A proposal is taken as it
/// is, adjusted first, or left (rules M1, M4, M5, M8, M9).
public struct PlanScreen: Screen {
  enum Entry {
    case heading(Wording, Int)
    case proposal(Int)
    case row(PlanRow)
  }

  private(set) var month: SalesMonth
  var table = TablePart("plan")
  var showsPane = false
  var marks: Set<RecordID> = []
  /// Times that the user gave to proposals by spreading them.
  private var times: [RecordID: PlanTime] = [:]
  private(set) var proposals: [PlanProposal] = []
  private(set) var rows: [PlanRow] = []
  private(set) var entries: [Entry] = []
  private(set) var closed: Wording?

  public init(month: SalesMonth) { self.month = month }

  public enum Message {
    case move(Key), select(Int), pane, closePane, turn(MonthTurn)
    case mark, markAll, take, adjust, withdraw, spread, open
  }

  public var name: String { "plan" }
  public func title(desk: Desk) -> Wording { Wording(zh: "\(month) 计划", en: "Plan of \(month)") }

  public func status(desk: Desk) -> StyledLine {
    let held = rows.count { $0.withdrawn == nil }
    return StyledLine(desk.language.pick(zh: "已列 \(held)", en: "\(held) planned"), .title)
      + StyledLine(desk.language.pick(zh: "  建议 \(proposals.count)", en: "  \(proposals.count) proposed"), .muted)
      + StyledLine(marks.isEmpty ? "" : desk.language.pick(zh: "  已标 \(marks.count)", en: "  \(marks.count) marked"), .marked)
  }

  var proposal: PlanProposal? {
    guard entries.indices.contains(table.index), case .proposal(let place) = entries[table.index] else { return nil }
    return proposals[place]
  }

  var row: PlanRow? {
    guard entries.indices.contains(table.index), case .row(let row) = entries[table.index] else { return nil }
    return row
  }

  func isHeading(_ index: Int) -> Bool {
    guard entries.indices.contains(index), case .heading = entries[index] else { return false }
    return true
  }

  public mutating func refresh(desk: Desk) {
    closed = nil
    if month < desk.today.month {
      closed = Words.refusal(MonthError.monthPast(month, today: desk.today))
    } else if let seal = desk.customers.seal(of: month) {
      closed = Words.refusal(MonthError.monthSealed(month, on: seal.on))
    }
    rows = desk.customers.rows(of: month).sorted { a, b in
      let (x, y) = (a.time.due(in: month), b.time.due(in: month))
      return (a.isUndecided ? 0 : a.withdrawn == nil ? 1 : 2, x, a.id) < (b.isUndecided ? 0 : b.withdrawn == nil ? 1 : 2, y, b.id)
    }
    proposals = closed == nil ? PlanProposal.all(for: month, in: desk.customers, rows: desk.months.rows, today: desk.today) : []
    marks.formIntersection(proposals.map(\.customer.id))
    entries = []
    if !proposals.isEmpty {
      entries.append(.heading(Wording(zh: "建议", en: "Proposed"), proposals.count))
      entries += proposals.indices.map(Entry.proposal)
    }
    if !rows.isEmpty {
      entries.append(.heading(Wording(zh: "已列", en: "Planned"), rows.count { $0.withdrawn == nil }))
      entries += rows.map(Entry.row)
    }
    let headings = Set(entries.indices.filter(isHeading))
    table.selection.settle(count: entries.count) { headings.contains($0) }
  }

  /// The draft of a proposal with the time given to it here.
  func draft(_ proposal: PlanProposal) -> PlanDraft {
    var draft = proposal.draft
    if let time = times[proposal.customer.id] { draft.time = time }
    return draft
  }

  /// What is taken: the marked proposals, else the one under the pointer.
  var targets: [PlanProposal] {
    marks.isEmpty ? proposal.map { [$0] } ?? [] : proposals.filter { marks.contains($0.customer.id) }
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = closed ?? (targets.isEmpty ? Wording(zh: "没有选中建议", en: "no proposal is selected") : nil)
    let noProposals = closed ?? (proposals.isEmpty ? Wording(zh: "没有建议", en: "nothing is proposed") : nil)
    let nothing = closed ?? (proposal == nil && row == nil ? Wording(zh: "没有选中的行", en: "no row is selected") : rowRefusal)
    let noRow = closed ?? (row == nil ? Wording(zh: "只有已列的行能撤出", en: "only planned rows can be taken off") : rowRefusal)
    let nobody = proposal == nil && row == nil ? Wording(zh: "没有选中的行", en: "no row is selected") : nil
    var keys: [KeyTable<Message>.Binding] = [
      .init(.enter, hint: Wording(zh: "列入", en: "take"), message: .take, unavailable: none, rank: 1, command: .line("plan MONTH add OPP --line L --method M --date D")),
      .init("e", hint: Wording(zh: "调整", en: "adjust"), message: .adjust, unavailable: nothing, rank: 2, command: .line("plan MONTH add OPP --line L --method M --date D")),
      .init(.character(" "), hint: Wording(zh: "标记", en: "mark"), message: .mark, unavailable: proposal == nil ? noProposals ?? none : nil, rank: 3, command: .none(because: Words.marksAreForScreens)),
      .init("a", hint: Wording(zh: "全标/全不标", en: "mark all/none"), message: .markAll, unavailable: noProposals, rank: 4, command: .none(because: Words.marksAreForScreens)),
      .init("s", hint: Wording(zh: "分到各工作日", en: "spread over days"), message: .spread, unavailable: noProposals, rank: 5, command: .line("plan MONTH add OPP --date D")),
      .init("x", hint: Wording(zh: "撤出", en: "take off"), message: .withdraw, unavailable: noRow, rank: 6, command: .line("plan MONTH withdraw ROW --reason T")),
      .init("o", hint: Wording(zh: "档案", en: "archive"), message: .open, unavailable: nobody, rank: 7, command: .line("opportunities show OPP")),
    ]
    keys += MonthTurn.bindings(Message.turn, rank: 8, command: .line("plan MONTH"))
    keys.append(.init(.tab, hint: Wording(zh: "详情", en: "details"), message: .pane, rank: 10, command: .line("opportunities show OPP")))
    if showsPane { keys.append(.moving(.escape, hint: Wording(zh: "列表", en: "list"), message: .closePane, rank: nil)) }
    return KeyTable(
      keys + Selection.bindings(Message.move), pointing: { part, index in part == "plan" ? .select(index) : nil })
  }

  private var rowRefusal: Wording? {
    guard let row else { return nil }
    if row.withdrawn != nil { return Wording(zh: "这一行已撤出计划", en: "this row was taken off the plan") }
    return row.isUndecided ? nil : Wording(zh: "这一行已定", en: "this row is decided")
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key):
      let headings = entries.indices.filter(isHeading)
      table.press(key, count: entries.count) { headings.contains($0) }
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
    case .pane: showsPane.toggle()
    case .closePane: showsPane = false
    case .turn(let turn):
      month = month.turned(turn)
      marks = []
      times = [:]
      table.index = 0
      refresh(desk: desk)
    case .mark:
      guard let id = proposal?.customer.id else { return [] }
      if marks.remove(id) == nil { marks.insert(id) }
      return update(.move(.down), desk: desk)
    case .markAll:
      let all = Set(proposals.map(\.customer.id))
      marks = marks == all ? [] : all
    case .take: return take(targets.map(draft), desk)
    case .adjust: return adjust(desk)
    case .withdraw: return withdraw(desk)
    case .spread: spread(desk)
    case .open:
      guard let id = proposal?.customer.id ?? row?.opportunity, desk.opportunity(id) != nil else { return [] }
      return [.open(CustomerScreen(id))]
    }
    return []
  }

  private func take(_ drafts: [PlanDraft], _ desk: Desk) -> [Effect] {
    let month = month
    return OpportunityDeeds.effects(
      desk, Wording(zh: "已列入 \(drafts.count) 行", en: "\(drafts.count) rows planned")
    ) { book, mint throws(MonthError) in try book.plan(month, drafts, stamp: desk.stamp, mint: &mint) }
  }

  private func adjust(_ desk: Desk) -> [Effect] {
    let month = month
    if let proposal {
      let draft = draft(proposal)
      let lines = desk.opportunity(proposal.customer.id).map { OpportunityDeeds.plannable($0, desk) } ?? draft.lines
      let name = proposal.customer.customerName
      let screen = PlanDialog.screen(
        Wording(zh: "列入计划：" + name, en: "Plan: " + name), lines: lines, chosen: draft.lines, method: draft.method,
        day: PlanDialog.text(draft.time, desk), month: month, isFixed: true, note: "", command: .line("plan MONTH add OPP --line L --method M --date D"), desk
      ) { answer, desk in
        OpportunityDeeds.outcome(desk, Wording(zh: "已列入", en: "Planned")) { book, mint throws(MonthError) in
          var draft = draft
          draft.lines = answer.lines
          draft.method = answer.method
          draft.time = answer.time
          draft.note = answer.note
          return try book.plan(month, [draft], stamp: desk.stamp, mint: &mint)
        }
      }
      return [.open(screen)]
    }
    guard let row else { return [] }
    let name = desk.opportunity(row.opportunity)?.customerName ?? row.opportunity.rawValue
    let screen = PlanDialog.screen(
      Wording(zh: "修改计划：" + name, en: "Change the plan: " + name), lines: row.lines, chosen: row.lines, method: row.method,
      day: PlanDialog.text(row.time, desk), month: month, isFixed: true, note: row.note ?? "", command: .line("plan MONTH edit ROW --method M --date D"), desk
    ) { answer, desk in
      guard Set(answer.lines) == Set(row.lines) else {
        return .refused(Wording(zh: "已列的行不能换险种；撤出后重新列", en: "A planned row keeps its lines; take it off and plan it anew"))
      }
      return OpportunityDeeds.outcome(desk, Wording(zh: "计划已改", en: "Plan changed")) { book, _ throws(MonthError) in
        try book.changeRow(row.id, method: answer.method, time: answer.time, note: .some(answer.note), stamp: desk.stamp)
      }
    }
    return [.open(screen)]
  }

  private func withdraw(_ desk: Desk) -> [Effect] {
    guard let id = row?.id else { return [] }
    return [
      .open(
        PromptScreen(
          Wording(zh: "撤出计划", en: "Take off the plan"), question: Wording(zh: "为什么不做了？", en: "Why is it taken off?")
        ) { text, desk in
          OpportunityDeeds.effects(desk, Wording(zh: "已撤出计划", en: "Taken off the plan")) { book, _ throws(MonthError) in
            try book.withdraw(id, reason: String(text.trimming), stamp: desk.stamp)
          }
        })
    ]
  }

  // MARK: Load

  /// Rows by day of the month, from 1; rows planned for a third of it are not among them.
  func load() -> [Int] {
    var load = [Int](repeating: 0, count: month.last - month.first + 1)
    func count(_ time: PlanTime) {
      if case .day(let day) = time, day.month == month { load[day - month.first] += 1 }
    }
    for row in rows where row.withdrawn == nil { count(row.time) }
    for proposal in proposals where marks.contains(proposal.customer.id) { count(draft(proposal).time) }
    return load
  }

  /// Gives the marked proposals, or all, to the working days with the least load; a promised day stays.
  private mutating func spread(_ desk: Desk) {
    let first = max(month.first, desk.today)
    var days = Array(first.number...month.last.number).map { Day(number: $0) }.filter { desk.library.calendar.isWorkday($0) }
    if days.isEmpty { days = [month.last] }
    if marks.isEmpty { marks = Set(proposals.map(\.customer.id)) }
    let moved = proposals.filter { marks.contains($0.customer.id) && $0.draft.origin != .promised }
    for proposal in moved { times[proposal.customer.id] = .part(.late) }
    var load = load()
    for proposal in moved {
      let day = days.min { load[$0 - month.first] < load[$1 - month.first] } ?? month.last
      times[proposal.customer.id] = .day(day)
      load[day - month.first] += 1
    }
  }
}
