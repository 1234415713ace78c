/// What of the dealers wants the user today, most urgent first: overdue, due, running out, stuck, no next step.
public enum DealerAgenda {
  /// Why a dealer is on the list.
  public enum Reason: Hashable, Sendable {
    /// The next date passed so many calendar days ago.
    case overdue(days: Int)
    case dueToday
    /// A partner's contract is past its end and not renewed.
    case contractExpired(on: Day)
    case contractRunsOut(on: Day, daysLeft: Int)
    /// Longer in its stage than the limit, in working days.
    case stuck(days: Int, limit: Int)
    /// Every step is settled and the gate is open: advance.
    case readyToAdvance(Stage)
    /// Worked on, without a date for what comes next.
    case noNextDate

    /// Smaller is more urgent.
    public var rank: Int {
      switch self {
      case .overdue: 0
      case .dueToday: 1
      case .contractExpired: 2
      case .contractRunsOut: 3
      case .stuck: 4
      case .readyToAdvance: 5
      case .noNextDate: 6
      }
    }
  }

  /// One dealer on the list: once, with its most urgent reason first.
  public struct Item: Sendable {
    public let dealer: Dealer
    public let reasons: [Reason]
    public let stage: Stage
    /// The step and field to land on; nil step: the gate.
    public let step: StepID?
    public let field: FieldKey?
    /// What is missing of that step.
    public let missing: [Missing]
    public var reason: Reason { reasons[0] }
  }

  /// The items of a day: by urgency, then the longest overdue or stuck, then the order of work.
  public static func items(
    dealers: RecordTable, handbook: Handbook, calendar: HolidayCalendar, today: Day
  ) -> [Item] {
    workedOn(dealers)
      .compactMap { item(for: $0, handbook: handbook, calendar: calendar, today: today) }
      .map { (item: $0, order: WorkOrder($0.dealer, handbook: handbook)) }
      .sorted { a, b in
        if a.item.reason.rank != b.item.reason.rank { return a.item.reason.rank < b.item.reason.rank }
        let x = weight(a.item.reason), y = weight(b.item.reason)
        return x != y ? x > y : a.order != b.order ? a.order < b.order : a.item.dealer.id < b.item.dealer.id
      }
      .map(\.item)
  }

  /// What one dealer wants today; nil when nothing.
  public static func item(
    for dealer: Dealer, handbook: Handbook, calendar: HolidayCalendar, today: Day
  ) -> Item? {
    guard !dealer.isGone, dealer.standing == .open || dealer.standing == .partner else { return nil }
    let glance = DealerGlance(dealer, handbook: handbook, calendar: calendar, today: today)
    let open = dealer.standing == .open
    let gate = open ? StageGate.missing(of: dealer, handbook: handbook) : []
    var reasons: [Reason] = []
    if let days = glance.overdueBy { reasons.append(.overdue(days: days)) }
    if dealer.nextDate == today { reasons.append(.dueToday) }
    switch DealerWarning.contract(of: dealer, handbook: handbook, today: today) {
    case .contractExpired(let on): reasons.append(.contractExpired(on: on))
    case .contractRunsOut(let on, let left): reasons.append(.contractRunsOut(on: on, daysLeft: left))
    default: break
    }
    if open {
      if glance.stuckBy != nil, let days = glance.daysInStage {
        reasons.append(.stuck(days: days, limit: glance.stageLimit))
      }
      if gate.isEmpty { reasons.append(.readyToAdvance(dealer.stage)) }
      if dealer.nextDate == nil { reasons.append(.noNextDate) }
    }
    guard !reasons.isEmpty else { return nil }
    let judge = MissingFields(record: dealer.record, handbook: handbook)
    let missing = glance.nextStep.map { judge.missing(of: $0, .step) } ?? gate
    return Item(
      dealer: dealer, reasons: reasons.sorted { $0.rank < $1.rank }, stage: dealer.stage, step: glance.nextStep?.id,
      field: (missing + gate).lazy.compactMap(\.field).first, missing: missing)
  }

  private static func weight(_ reason: Reason) -> Int {
    switch reason {
    case .overdue(let days): days
    case .contractExpired(let on): -Int(on.number)
    case .contractRunsOut(_, let left): -left
    case .stuck(let days, let limit): days - limit
    default: 0
    }
  }

  /// The dealers that a person has worked on, decoded; the many that were only imported are passed over by their
  /// raw lines.
  public static func workedOn(_ dealers: RecordTable) -> [Dealer] {
    var ids: [RecordID] = []
    dealers.forEachRow(
      line: { line in if isWorkedOn(line: line), let id = RowScanner.id(of: line) { ids.append(id) } },
      record: { record in if isWorkedOn(record) { ids.append(record.id) } })
    guard !ids.isEmpty else { return [] }
    var table = dealers
    table.index()
    return ids.compactMap { table[$0].map(Dealer.init(record:)) }
  }

  /// Whether somebody worked on the dealer: every deed of `DealerWork` sets `stageSince`. Imports never do.
  public static func isWorkedOn(_ record: Record) -> Bool {
    (record["stageSince"] != nil || record["nextDate"] != nil) && record["gone"] == nil
  }

  /// The same of a raw JSON line, without decoding it. Whatever it passes, `isWorkedOn` of the record would too.
  public static func isWorkedOn(line: UnsafeRawBufferPointer) -> Bool {
    var worked = false
    var gone = false
    RowScanner.members(of: line) { key, _ in
      if key.elementsEqual("stageSince".utf8) || key.elementsEqual("nextDate".utf8) { worked = true }
      if key.elementsEqual("gone".utf8) { gone = true }
      return !gone
    }
    return worked && !gone
  }
}
