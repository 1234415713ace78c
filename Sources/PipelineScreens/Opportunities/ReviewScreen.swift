import Canvas
import Pipeline

/// A month's review: figures with last month's and twelve months beside them, the undecided rows first, one key for each
/// decision, the seal only when nothing is undecided (rules M2, M10, M11).
public struct ReviewScreen: Screen {
  /// What a line of the list is.
  enum Entry {
    case heading(Wording, Int)
    case row(MonthReview.Item)
  }

  /// Why the keys of the selected row cannot act; nil = they can. Worked out when the row is selected, not at every key.
  struct Refusals {
    var won: Wording?
    var noInterest: Wording?
    var carried: Wording?
    var reDated: Wording?
    var notDone: Wording?
    var contact: Wording?
    var customer: Wording?
    var seal: Wording?
    var reopen: Wording?
    var plan: Wording?
    var planNext: Wording?
    var withdraw: Wording?
    var year: Wording?
  }

  private(set) var month: SalesMonth?
  var table = TablePart("review")
  /// Below 100 columns the pane lies behind Tab.
  var showsPane = false
  private(set) var review: MonthReview?
  private(set) var entries: [Entry] = []
  private(set) var refusals = Refusals()

  /// - Parameter month: nil is the month that wants its review: an earlier one with undecided rows, else this one.
  public init(month: SalesMonth? = nil) { self.month = month }

  public enum Message {
    case move(Key), select(Int), pane, closePane
    case won, noInterest, carried, reDated, notDone, contact, open, withdraw
    case seal, reopen, turn(MonthTurn), plan, planNext, year, report
  }

  public var name: String { "review" }
  public func title(desk: Desk) -> Wording { Wording(zh: "检视", en: "Review") }

  public func status(desk: Desk) -> StyledLine {
    guard let review else { return "" }
    let month = StyledLine(review.month.description, .title)
    switch review.state {
    case .sealed(let on, _):
      return month + StyledLine(desk.language.pick(zh: "  已封存 \(on)", en: "  sealed \(on)"), .good)
    case .noPlan: return month + StyledLine(desk.language.pick(zh: "  没有计划", en: "  no plan"), .muted)
    case .open:
      let open = review.figures.undecided, all = review.figures.planned
      if open == 0 { return month + StyledLine(desk.language.pick(zh: "  未定 0/\(all)，可封存", en: "  0/\(all) undecided"), .good) }
      return month + StyledLine(desk.language.pick(zh: "  未定 \(open)/\(all)，封存还差 \(open)", en: "  \(open)/\(all) undecided"), .due)
    }
  }

  /// The row under the pointer.
  var selected: MonthReview.Item? {
    guard entries.indices.contains(table.index), case .row(let item) = entries[table.index] else { return nil }
    return item
  }

  func isHeading(_ index: Int) -> Bool {
    guard entries.indices.contains(index), case .heading = entries[index] else { return false }
    return true
  }

  // MARK: Rows

  public mutating func refresh(desk: Desk) {
    let before = selected?.row.id
    let wasUndecided = selected?.row.isUndecided ?? false
    let month = month ?? ReviewScreen.wanted(desk)
    self.month = month
    let review = desk.months.review(month, today: desk.today)
    self.review = review
    entries = []
    append(Wording(zh: "未定", en: "Undecided"), review.undecided)
    append(Wording(zh: "已定", en: "Decided"), review.decided)
    append(Wording(zh: "撤出计划", en: "Withdrawn"), review.withdrawn)
    // After a decision the next undecided row slips under the pointer; any other row keeps it.
    if let before, let place = place(of: before), !(wasUndecided && !review.undecided.contains { $0.row.id == before }) {
      table.index = place
    } else if wasUndecided, !review.undecided.isEmpty {
      table.index = min(table.index, review.undecided.count)
    } else if before == nil || wasUndecided {
      table.index = 1
    }
    settle(desk)
  }

  private mutating func append(_ heading: Wording, _ items: [MonthReview.Item]) {
    guard !items.isEmpty else { return }
    entries.append(.heading(heading, items.count))
    entries += items.map(Entry.row)
  }

  private func place(of id: RecordID) -> Int? {
    entries.firstIndex { entry in
      if case .row(let item) = entry { item.row.id == id } else { false }
    }
  }

  /// The latest past month with undecided rows, else this one.
  static func wanted(_ desk: Desk) -> SalesMonth {
    let past = desk.customers.index.openRows.values.joined().compactMap { desk.customers.row($0)?.month }
    return past.filter { $0 < desk.today.month }.max() ?? desk.today.month
  }

  mutating func settle(_ desk: Desk) {
    let headings = Set(entries.indices.filter(isHeading))
    table.selection.settle(count: entries.count) { headings.contains($0) }
    refusals = work(out: desk)
  }

  mutating func move(_ key: Key, _ desk: Desk) {
    let entries = entries
    table.press(key, count: entries.count) { index in
      if case .heading = entries[index] { true } else { false }
    }
    refusals = work(out: desk)
  }

  mutating func turn(_ turn: MonthTurn, _ desk: Desk) {
    guard let month else { return }
    self.month = month.turned(turn)
    table.index = 1
    entries = []
    refresh(desk: desk)
    table.index = 1
    settle(desk)
  }

  // MARK: What can be done

  /// The lines of the selected row that a decision takes: those talked about, or those that were not.
  func lines(talked: Bool) -> [InsuranceLine] {
    guard let item = selected else { return [] }
    let fitting = item.row.undecided.filter { line in
      let isTalked = item.customer?.line(line)?.state == .pushing
      return isTalked == talked
    }
    return fitting.isEmpty ? item.row.undecided : fitting
  }

  private func work(out desk: Desk) -> Refusals {
    guard let review, let month else { return Refusals() }
    var found = Refusals()
    if month < desk.today.month {
      found.plan = Words.refusal(MonthError.monthPast(month, today: desk.today))
    } else if case .sealed(let on, _) = review.state {
      found.plan = Words.refusal(MonthError.monthSealed(month, on: on))
    }
    if month.next < desk.today.month {
      found.planNext = Words.refusal(MonthError.monthPast(month.next, today: desk.today))
    }
    if case .sealed(let on, _) = review.state {
      found.seal = Words.refusal(MonthError.monthSealed(month, on: on))
      if let closed = desk.customers.yearRecord(month.year) {
        found.reopen = Words.refusal(MonthError.yearClosed(month.year, on: closed))
      }
    } else {
      found.reopen = Words.refusal(MonthError.notSealed(month))
      if let open = review.blocksSeal {
        found.seal = Wording(zh: "还有 \(open) 行未定，定完才能封存", en: "\(open) rows are undecided; decide them before sealing")
      } else if desk.today < month.last {
        found.seal = Words.refusal(MonthError.reviewTooEarly(month, today: desk.today, opens: month.last))
      }
    }
    if let closed = desk.customers.yearRecord(month.year) {
      found.year = Words.refusal(MonthError.yearClosed(month.year, on: closed))
    } else if let last = Day(month.year, 12, 31), desk.today < last {
      found.year = Words.refusal(MonthError.yearNotOver(month.year, today: desk.today))
    }
    workOutRow(&found, review, desk)
    return found
  }

  private func workOutRow(_ found: inout Refusals, _ review: MonthReview, _ desk: Desk) {
    let none: Wording? =
      if selected == nil {
        Wording(zh: "没有选中的行", en: "no row is selected")
      } else if case .sealed(let on, _) = review.state {
        Words.refusal(MonthError.monthSealed(review.month, on: on))
      } else if selected?.row.withdrawn != nil {
        Wording(zh: "这一行已撤出计划", en: "this row was taken off the plan")
      } else if selected?.row.isUndecided == false {
        Wording(zh: "这一行已定；要改先按 u 撤销", en: "this row is decided; u takes that back")
      } else if selected?.customer == nil {
        Wording(zh: "这位客户的记录已不在", en: "the customer's record is gone")
      } else {
        nil
      }
    found.customer = selected?.customer == nil ? none ?? Wording(zh: "没有客户", en: "no customer") : nil
    guard none == nil, let row = selected?.row, let customer = selected?.customer else {
      (found.won, found.noInterest, found.carried, found.reDated, found.notDone, found.contact, found.withdraw) =
        (none, none, none, none, none, none, none)
      return
    }
    let id = row.id, stamp = desk.stamp
    let talked = lines(talked: true), quiet = lines(talked: false)
    if customer.line(talked[0])?.state != .pushing {
      found.won = Wording(zh: "还没有接触，先按 t 记录接触", en: "not contacted yet; log the contact with t first")
      found.noInterest = found.won
    } else {
      found.noInterest = OpportunityDeeds.refusal(desk) { book, mint throws(MonthError) in
        try book.decide(id, .noInterest(reason: "-", code: .other), lines: talked, stamp: stamp, mint: &mint)
      }
    }
    found.carried = OpportunityDeeds.refusal(desk) { book, mint throws(MonthError) in
      try book.decide(id, .carried(note: "-", next: stamp.on + 1), lines: talked, stamp: stamp, mint: &mint)
    }
    found.notDone = OpportunityDeeds.refusal(desk) { book, mint throws(MonthError) in
      try book.decide(id, .notDone(note: nil), lines: quiet, stamp: stamp, mint: &mint)
    }
    if let bar = customer.doNotContact {
      found.contact = Words.refusal(OpportunityError.doNotContact(customer.id, since: bar.on, reason: bar.reason))
    }
    if let on = row.contacted { found.withdraw = Words.refusal(MonthError.contactedAlready(row.lines[0], on: on)) }
  }
}
