import OrderedCollections

/// Plays the work of a team through the months by the library's own rules: finds customers, plans, calls, wins, loses,
/// carries, reviews, seals, closes the year. The same seed gives the same book. For demonstrations, measurements and
/// tests; every person, plate and telephone in it is invented.
public struct PlayedMonths: Sendable {
  /// How much is played.
  public struct Size: Sendable {
    /// New customers in a month.
    public var customersPerMonth: Int
    /// At most so many proposals are taken into a month's plan, beside the carried rows.
    public var rowsPerMonth: Int

    public init(customersPerMonth: Int, rowsPerMonth: Int) {
      self.customersPerMonth = customersPerMonth
      self.rowsPerMonth = rowsPerMonth
    }
  }

  /// The partners at which customers are found.
  public let dealers: [RecordID]
  public let staff: [String]
  public let size: Size
  private var dice: Dice
  private var policies = 0
  private var visitors: [RecordID] = []

  public init(seed: UInt64, dealers: [RecordID], staff: [String] = ["李军", "周敏", "王芳"], size: Size) {
    self.dealers = dealers
    self.staff = staff
    self.size = size
    dice = Dice(seed: seed)
  }

  /// Plays one day. Weekends only hold a month's review when they end it.
  /// - Parameter took: called with each change after it was applied, in order.
  public mutating func play(
    _ day: Day, in book: inout CustomerBook, mint: inout IDMint, took: (Change) -> Void = { _ in }
  ) throws(MonthError) {
    if day.weekday <= 5 {
      try findCustomers(day, &book, &mint, took)
      try serveVisitors(day, &book, &mint, took)
      try workPlan(day, &book, &mint, took)
    }
    if day == day.month.last {
      try review(day, &book, &mint, took)
      try close(day, &book, took)
      try planNext(day, &book, &mint, took)
    }
  }

  /// Plays the last day of a month up to the moment before its sealing.
  /// - Parameter left: how many of the rows that nobody contacted stay undecided.
  public mutating func playLastDay(
    _ day: Day, leaving left: Int, in book: inout CustomerBook, mint: inout IDMint, took: (Change) -> Void = { _ in }
  ) throws(MonthError) {
    if day.weekday <= 5 {
      try findCustomers(day, &book, &mint, took)
      try serveVisitors(day, &book, &mint, took)
      try workPlan(day, &book, &mint, took)
    }
    try review(day, leaving: left, &book, &mint, took)
  }

  private mutating func stamp(_ day: Day) -> WorkStamp { WorkStamp(on: day, by: dice.pick(staff)) }

  private func apply(_ change: Change, _ book: inout CustomerBook, _ took: (Change) -> Void) {
    book.apply(change)
    took(change)
  }

  private mutating func findCustomers(
    _ day: Day, _ book: inout CustomerBook, _ mint: inout IDMint, _ took: (Change) -> Void
  ) throws(MonthError) {
    // About 21 working days a month; the remainder falls by chance.
    let wanted = size.customersPerMonth / 21 + (dice.below(21) < size.customersPerMonth % 21 ? 1 : 0)
    for _ in 0..<wanted {
      let type = CustomerType.allCases[dice.below(10) < 5 ? 2 : dice.below(4)]
      var fields: JSONObject = [
        "customerName": .string(PlayedNames.person(&dice)), "customerType": .string(type.rawValue),
        "phones": [.string("199" + dice.digits(8))], "vehicle.model": .string(dice.pick(PlayedNames.cars)),
      ]
      if type != .newCarBuyer || dice.chance(30) {
        fields["vehicle.plate"] = .string(dice.pick(PlayedNames.plates) + dice.digits(5))
        fields["motorExpiry"] = .string((day + 10 + dice.below(350)).description)
      }
      if dice.chance(20) { fields["housing"] = .string(dice.pick(Housing.allCases).rawValue) }
      if dice.chance(20) { fields["travel"] = .string(dice.pick(TravelHabit.allCases).rawValue) }
      if type == .dealerStock, dice.chance(60) {
        fields["lastPolicy.number"] = .string("L" + dice.digits(12))
        fields["lastPolicy.premium"] = .string(String(2000 + dice.below(6000)) + ".00")
      }
      // Some archives stay incomplete for a while.
      if dice.chance(6) { fields["vehicle.model"] = nil }
      var lines: [InsuranceLine] = [.motor]
      if dice.chance(25) { lines.append(dice.pick([.accident, .home, .businessProperty])) }
      do throws(OpportunityError) {
        let change = try Opportunity.find(
          fields, lines: lines, dealer: dice.pick(dealers), isPartner: true, stamp: stamp(day), mint: &mint)
        apply(change, &book, took)
        if type.mayBuyOnTheSpot, fields["vehicle.model"] != nil { visitors.append(change.edits[0].id) }
      } catch { throw .opportunity(error) }
    }
  }

  /// Visitors in the shop: received, some sold to on the spot, the others left for the plan.
  private mutating func serveVisitors(
    _ day: Day, _ book: inout CustomerBook, _ mint: inout IDMint, _ took: (Change) -> Void
  ) throws(MonthError) {
    let served = visitors
    visitors = []
    for id in served where dice.chance(60) {
      let stamp = stamp(day)
      let items = Set(KitItem.allCases.filter { _ in dice.chance(85) })
      apply(try book.receive(id, items: items, stamp: stamp, mint: &mint), &book, took)
      guard dice.chance(70) else { continue }
      let contact = CustomerContact(
        on: day, by: stamp.by, method: .inStore, lines: [.motor], result: dice.pick(PlayedNames.results),
        willingness: .willing)
      apply(try book.logContact(id, contact, stamp: stamp, mint: &mint), &book, took)
      if dice.chance(60) { try win(id, [.motor], day, &book, &mint, took) }
    }
  }

  private mutating func workPlan(
    _ day: Day, _ book: inout CustomerBook, _ mint: inout IDMint, _ took: (Change) -> Void
  ) throws(MonthError) {
    for row in book.rows(of: day.month) where row.isUndecided && row.contacted == nil {
      let due = row.time.due(in: day.month)
      guard due <= day, dice.chance(due == day ? 75 : 25) else { continue }
      let stamp = stamp(day)
      if dice.chance(1) {
        apply(
          try book.bar(row.opportunity, reason: dice.pick(PlayedNames.reasons), stamp: stamp, mint: &mint), &book, took)
        continue
      }
      if dice.chance(2) {
        apply(
          try book.decide(
            row.id, .reDated(day.month.next.first + dice.below(20), note: nil), stamp: stamp, mint: &mint),
          &book, took)
        continue
      }
      let will: Willingness = dice.chance(35) ? .willing : dice.chance(75) ? .considering : .unwilling
      let contact = CustomerContact(
        on: day, by: stamp.by, method: row.method, lines: row.undecided, result: dice.pick(PlayedNames.results),
        willingness: will, nextDate: dice.chance(30) ? day + 5 + dice.below(40) : nil)
      apply(try book.logContact(row.opportunity, contact, stamp: stamp, mint: &mint), &book, took)
      switch will {
      case .willing where dice.chance(70): try win(row.opportunity, row.undecided, day, &book, &mint, took)
      case .unwilling where dice.chance(80):
        let decision = RowDecision.noInterest(
          reason: dice.pick(PlayedNames.reasons), code: dice.pick(LossCode.allCases))
        apply(try book.decide(row.id, decision, stamp: stamp, mint: &mint), &book, took)
      default: break
      }
    }
  }

  private mutating func win(
    _ id: RecordID, _ lines: [InsuranceLine], _ day: Day, _ book: inout CustomerBook, _ mint: inout IDMint,
    _ took: (Change) -> Void
  ) throws(MonthError) {
    for line in lines {
      var sold: [Policy] = []
      for kind in line == .motor ? [Policy.Kind.compulsory, .commercial] : [nil] {
        policies += 1
        let premium = kind == .compulsory ? Money(yuan: 950) : Money(fen: Int64(80_000 + dice.below(600_000)))
        sold.append(
          Policy(number: "PA" + padded(policies, 9), line: line, premium: premium, kind: kind, on: day))
      }
      apply(try book.win(id, line, policies: sold, stamp: stamp(day), mint: &mint), &book, took)
    }
  }

  /// The last day: everything undecided gets its outcome, but for so many rows that nobody contacted.
  private mutating func review(
    _ day: Day, leaving left: Int = 0, _ book: inout CustomerBook, _ mint: inout IDMint, _ took: (Change) -> Void
  ) throws(MonthError) {
    var left = left
    for row in book.rows(of: day.month) where row.isUndecided {
      if left > 0, row.contacted == nil {
        left -= 1
        continue
      }
      let stamp = stamp(day)
      // Lines of one row can stand differently: one was talked about, the other not.
      guard let customer = book.opportunity(row.opportunity) else { continue }
      let talked = row.undecided.filter { customer.line($0)?.state == .pushing }
      let quiet = row.undecided.filter { customer.line($0)?.state == .planned }
      if !talked.isEmpty {
        let many = talked.allSatisfy { line in
          customer.line(line).map { customer.contacts(about: $0).count >= 3 } ?? false
        }
        let decision: RowDecision =
          many && dice.chance(70)
          ? .noInterest(reason: dice.pick(PlayedNames.reasons), code: .unreachable)
          : .carried(
            note: dice.pick(PlayedNames.results),
            next: row.carries > 0 || dice.chance(30) ? day + 1 + dice.below(45) : nil)
        apply(try book.decide(row.id, decision, lines: talked, stamp: stamp, mint: &mint), &book, took)
      }
      if !quiet.isEmpty {
        apply(try book.decide(row.id, .notDone(note: nil), lines: quiet, stamp: stamp, mint: &mint), &book, took)
      }
    }
  }

  /// Then the month is sealed; on December 31 the year closes.
  private mutating func close(_ day: Day, _ book: inout CustomerBook, _ took: (Change) -> Void) throws(MonthError) {
    apply(try book.seal(day.month, stamp: stamp(day)).change, &book, took)
    if day.month.month == 12 { apply(try book.closeYear(day.year, stamp: stamp(day)), &book, took) }
  }

  private mutating func planNext(
    _ day: Day, _ book: inout CustomerBook, _ mint: inout IDMint, _ took: (Change) -> Void
  ) throws(MonthError) {
    let rows = OpportunityRow.all(in: book.book)
    let proposals = PlanProposal.all(for: day.month.next, in: book, rows: rows, today: day)
    let free = max(0, size.rowsPerMonth - (book.index.rowsByMonth[day.month.next]?.count ?? 0))
    guard free > 0, !proposals.isEmpty else { return }
    let drafts = proposals.prefix(free).map { proposal in
      var draft = proposal.draft
      draft.time = .day(day.month.next.first + dice.below(27))
      return draft
    }
    apply(try book.plan(day.month.next, drafts, stamp: stamp(day), mint: &mint), &book, took)
  }
}
