import Testing

@testable import Pipeline

/// Every allowed move of the state machine and every forbidden one (sop 7.3).
@Suite struct OpportunityMovesTests {
  @Test func theWholeWayFromFoundToTheNextCycle() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11", day: "2026-11-06")
    #expect(book.state(id) == .planned)
    book.on("2026-11-06")
    try book.contact(id)
    #expect(book.state(id) == .pushing)
    #expect(book.row(row).contacted == Day("2026-11-06"))
    try book.decide(
      row, .won([book.policy("PA1", "950.00", kind: .compulsory), book.policy("PA2", "4230.00", kind: .commercial)]))
    #expect(book.state(id) == .closedWon)
    let customer = book.customers.opportunity(id)!
    #expect(customer.policies.map(\.number) == ["PA1", "PA2"] && customer.closings[0].premium == Money("5180")!)
    // The new cover follows on the old one; sixty days before its end the customer is pushed again.
    #expect(customer.motorExpiry == Day("2027-12-18"))
    #expect(
      customer.line(.motor)?.next == NextCycle(cycle: 2027, expiry: Day("2027-12-18")!, firstPush: Day("2027-10-19")!))
    #expect(throws: MonthError.opportunity(.cycleNotDue(.motor, firstPush: Day("2027-10-19")!))) {
      try book.customers.beginNextCycle(id, .motor, stamp: book.stamp)
    }
    book.on("2027-10-01")
    book.apply(try book.customers.beginNextCycle(id, .motor, stamp: book.stamp))
    let line = book.customers.opportunity(id)!.line(.motor)!
    #expect(line.state == .archived && line.cycle == 2027 && line.firstPush == Day("2027-10-19"))
    #expect(book.customers.opportunity(id)!.contacts(about: line).isEmpty)
  }

  @Test func onTheSpotOffersFitNewCarBuyersAndWorkshopVisitorsOnly() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    let stock = try book.find(fields)
    try book.contact(stock)
    #expect(book.state(stock) == .archived)
    #expect(throws: MonthError.opportunity(.notOnTheSpot(.dealerStock))) {
      try book.customers.win(stock, .motor, policies: [book.policy("P")], stamp: book.stamp, mint: &book.mint)
    }
    fields["customerType"] = "maintenance"
    let visitor = try book.find(fields)
    try book.contact(visitor)
    #expect(book.state(visitor) == .pushing)
    book.apply(
      try book.customers.win(visitor, .motor, policies: [book.policy("P9")], stamp: book.stamp, mint: &book.mint))
    #expect(book.state(visitor) == .closedWon)
    #expect(book.customers.figures(of: SalesMonth("2026-11")!).onTheSpot == 1)
  }

  /// Sop 7.3 has no way from pushing back to the archive: the row goes, the talk stays.
  @Test func aRowTakenOffThePlanLeavesAnOpenTalkOpen() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    fields["customerType"] = "maintenance"
    book.on("2026-10-20")
    let id = try book.find(fields)
    try book.contact(id)
    #expect(book.state(id) == .pushing)
    book.on("2026-11-03")
    let row = try book.plan(id, "2026-11")
    book.apply(try book.customers.withdraw(row, reason: "排错了", stamp: book.stamp))
    #expect(book.state(id) == .pushing && book.row(row).withdrawn != nil)
    let later = try book.plan(id, "2026-12")
    book.apply(try book.customers.withdraw(later, reason: "排错了", stamp: book.stamp))
    #expect(book.state(id) == .archived)
  }

  @Test func foundIsNeitherPlannedNorClosed() throws {
    var book = PlayedBook()
    let id = try book.find(["customerName": "李先生"])
    try book.contact(id)
    #expect(book.state(id) == .found)
    #expect(throws: MonthError.opportunity(.missing(book.customers.opportunity(id)!.missing))) {
      try book.plan(id, "2026-11")
    }
    #expect(throws: MonthError.opportunity(.forbiddenMove(.motor, from: .found, to: .closedWon))) {
      try book.customers.win(id, .motor, policies: [book.policy("P")], stamp: book.stamp, mint: &book.mint)
    }
    #expect(throws: MonthError.opportunity(.forbiddenMove(.motor, from: .found, to: .closedLost))) {
      try book.customers.lose(id, .motor, reason: "x", code: .price, stamp: book.stamp, mint: &book.mint)
    }
  }

  @Test func archivedIsNotLostWithoutAContactNorPlannedWithoutOne() throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: MonthError.opportunity(.forbiddenMove(.motor, from: .archived, to: .closedLost))) {
      try book.customers.lose(id, .motor, reason: "x", code: .price, stamp: book.stamp, mint: &book.mint)
    }
    let row = try book.plan(id, "2026-11")
    for decision in [RowDecision.won([book.policy("P")]), .noInterest(reason: "x", code: .price)] {
      #expect(throws: MonthError.opportunity(.notContacted(.motor))) { try book.decide(row, decision) }
    }
    #expect(book.state(id) == .planned)
  }

  @Test func aLossNeedsThreeContactsOrAnUnwillingCustomerAndAReason() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    try book.contact(id)
    try book.contact(id)
    #expect(throws: MonthError.opportunity(.tooFewContacts(.motor, had: 2, needed: 3, willingness: .considering))) {
      try book.customers.lose(id, .motor, reason: "x", code: .price, stamp: book.stamp, mint: &book.mint)
    }
    try book.contact(id)
    #expect(throws: MonthError.opportunity(.reasonMissing)) {
      try book.customers.lose(id, .motor, reason: "  ", code: .price, stamp: book.stamp, mint: &book.mint)
    }
    book.apply(try book.customers.lose(id, .motor, reason: "别家便宜", code: .price, stamp: book.stamp, mint: &book.mint))
    #expect(book.state(id) == .closedLost)

    let second = try book.find()
    try book.plan(second, "2026-11")
    try book.contact(second, [.motor], .unwilling)
    book.apply(try book.customers.lose(second, .motor, reason: "不买", code: .other, stamp: book.stamp, mint: &book.mint))
    #expect(book.state(second) == .closedLost)
  }

  @Test func theNumberOfContactsIsASetting() throws {
    var book = PlayedBook(settings: ["month.contactLimit": 1])
    let id = try book.find()
    try book.plan(id, "2026-11")
    try book.contact(id)
    book.apply(try book.customers.lose(id, .motor, reason: "x", code: .price, stamp: book.stamp, mint: &book.mint))
    #expect(book.state(id) == .closedLost)
  }

  @Test func aClosedLineChangesOnlyByTheCustomersReturnOrANewCycle() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    try book.contact(id, [.motor], .unwilling)
    book.apply(try book.customers.lose(id, .motor, reason: "不买", code: .other, stamp: book.stamp, mint: &book.mint))
    let closed = OpportunityError.lineClosed(.motor, .closedLost, since: book.today)
    #expect(throws: MonthError.opportunity(closed)) { try book.contact(id) }
    #expect(throws: MonthError.opportunity(closed)) {
      try book.customers.win(id, .motor, policies: [book.policy("P")], stamp: book.stamp, mint: &book.mint)
    }
    #expect(throws: MonthError.opportunity(closed)) {
      try book.customers.tick(id, .motor, .advice, done: true, stamp: book.stamp)
    }
    #expect(throws: MonthError.opportunity(.forbiddenMove(.motor, from: .closedLost, to: .planned))) {
      try book.plan(id, "2026-12")
    }
    #expect(throws: MonthError.opportunity(.noteMissing)) {
      try book.customers.comeBack(id, .motor, note: "", stamp: book.stamp, mint: &book.mint)
    }
    book.apply(try book.customers.comeBack(id, .motor, note: "来电询价", stamp: book.stamp, mint: &book.mint))
    #expect(book.state(id) == .archived)
    #expect(throws: MonthError.opportunity(.forbiddenMove(.motor, from: .archived, to: .archived))) {
      try book.customers.comeBack(id, .motor, note: "x", stamp: book.stamp, mint: &book.mint)
    }
  }

  @Test func aWinNeedsPoliciesWithNumberLineAndPremium() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    try book.contact(id)
    func refused(_ policies: [Policy], _ error: OpportunityError) {
      #expect(throws: MonthError.opportunity(error)) {
        var mint = book.mint
        _ = try book.customers.decide(row, .won(policies), stamp: book.stamp, mint: &mint)
      }
    }
    let range = Policy.premiumRange
    refused([], .policyMissing(.motor))
    refused([book.policy("  ")], .policyNumberMissing)
    refused([book.policy("P", "0.00")], .premiumOutOfRange(.zero, above: range.above, notAbove: range.notAbove))
    refused([book.policy("P", "-1.00")], .premiumOutOfRange(Money("-1")!, above: range.above, notAbove: range.notAbove))
    refused(
      [book.policy("P", "10000000000.00")],
      .premiumOutOfRange(Money("10000000000")!, above: range.above, notAbove: range.notAbove))
    refused([book.policy("P"), book.policy("P")], .policyNumberUsed("P"))
    refused([book.policy("P", "5.00", .home)], .policyMissing(.motor))
    #expect(book.state(id) == .pushing && book.row(row).isUndecided)
  }

  @Test func eachLineIsFollowedOnItsOwn() throws {
    var book = PlayedBook()
    let id = try book.find(PlayedBook.archive, [.motor, .accident])
    let row = try book.plan(id, "2026-11", [.motor, .accident])
    try book.contact(id, [.motor])
    #expect(book.state(id) == .pushing && book.state(id, .accident) == .planned)
    try book.decide(row, .won([book.policy("P1")]), lines: [.motor])
    #expect(book.row(row).undecided == [.accident] && book.row(row).outcome == nil)
    #expect(throws: MonthError.alreadyDecided(.motor, .won, row: row)) {
      try book.decide(row, .notDone(note: nil), lines: [.motor])
    }
    #expect(throws: MonthError.notInRow(.home, row: row)) { try book.decide(row, .notDone(note: nil), lines: [.home]) }
    book.on("2026-11-30")
    try book.decide(row, .notDone(note: nil))
    #expect(book.row(row).outcome == .won && book.state(id, .accident) == .planned)
    #expect(throws: MonthError.opportunity(.noSuchLine(.home, followed: [.motor, .accident]))) {
      try book.contact(id, [.home])
    }
  }

  @Test func contactsAreNotDatedAheadAndPromisesAre() throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: MonthError.opportunity(.dayInFuture(Day("2026-11-04")!, today: book.today))) {
      try book.contact(id, on: "2026-11-04")
    }
    #expect(throws: MonthError.opportunity(.nextDateNotAhead(book.today, today: book.today))) {
      try book.contact(id, next: "2026-11-03")
    }
  }

  @Test func doNotContactLeavesEveryPlanAndList() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    #expect(throws: MonthError.opportunity(.reasonMissing)) {
      try book.customers.bar(id, reason: "", stamp: book.stamp, mint: &book.mint)
    }
    book.apply(try book.customers.bar(id, reason: "客户要求", stamp: book.stamp, mint: &book.mint))
    #expect(book.row(row).withdrawn?.reason == "do-not-contact" && book.state(id) == .archived)
    let barred = MonthError.opportunity(.doNotContact(id, since: book.today, reason: "客户要求"))
    #expect(throws: barred) { try book.plan(id, "2026-12") }
    #expect(throws: barred) { try book.contact(id) }
    let rows = OpportunityRow.all(in: book.customers.book)
    #expect(RenewalList(rows, today: book.today).items.isEmpty)
    #expect(PlanProposal.all(for: SalesMonth("2026-12")!, in: book.customers, rows: rows, today: book.today).isEmpty)
    #expect(OpportunityToday.all(in: book.customers, rows: rows, today: book.today).isEmpty)
    #expect(throws: OpportunityError.self) { try book.customers.opportunity(id)!.checkTelesales() }
    #expect(throws: MonthError.opportunity(.reasonMissing)) {
      try book.customers.liftBar(id, reason: " ", stamp: book.stamp, mint: &book.mint)
    }
    book.apply(try book.customers.liftBar(id, reason: "客户来电", stamp: book.stamp, mint: &book.mint))
    try book.plan(id, "2026-12")
    #expect(book.customers.opportunity(id)!.record.entries(of: "barrings").count == 2)
  }

  @Test func telesalesNeedsConsentForIt() throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: OpportunityError.noConsent(id, scope: "telesales")) {
      try book.customers.opportunity(id)!.checkTelesales()
    }
    book.apply(
      try book.customers.setConsent(
        id, Consent(source: "车商表格", on: book.today, scope: ["telesales"]), stamp: book.stamp))
    try book.customers.opportunity(id)!.checkTelesales()
    book.apply(try book.customers.setConsent(id, nil, stamp: book.stamp))
    #expect(throws: OpportunityError.self) { try book.customers.opportunity(id)!.checkTelesales() }
  }

  @Test func closingStepsAndTheKitAreChecklists() throws {
    var book = PlayedBook()
    let id = try book.find()
    book.apply(try book.customers.tick(id, .motor, .advice, done: true, stamp: book.stamp))
    let line = book.customers.opportunity(id)!.line(.motor)!
    #expect(book.customers.opportunity(id)!.closingSteps(of: line) == [.advice: book.today])
    book.apply(try book.customers.tick(id, .motor, .advice, done: false, stamp: book.stamp))
    #expect(book.customers.opportunity(id)!.closingSteps(of: line).isEmpty)
    #expect(throws: MonthError.opportunity(.policyMissing(.motor))) {
      try book.customers.tick(id, .motor, .issue, done: true, stamp: book.stamp)
    }
    book.apply(try book.customers.receive(id, items: [.water, .leaflet], stamp: book.stamp, mint: &book.mint))
    book.apply(try book.customers.receive(id, items: Set(KitItem.allCases), stamp: book.stamp, mint: &book.mint))
    #expect(book.customers.opportunity(id)!.receptions.map(\.isComplete) == [false, true])
  }

  @Test func coverSoldOnLeapDayEndsInFebruary() throws {
    var book = PlayedBook()
    book.on("2024-02-29")
    var fields = PlayedBook.archive
    fields["customerType"] = "new-car-buyer"
    fields["motorExpiry"] = nil
    let id = try book.find(fields)
    try book.contact(id)
    book.apply(try book.customers.win(id, .motor, policies: [book.policy("P")], stamp: book.stamp, mint: &book.mint))
    #expect(book.customers.opportunity(id)?.motorExpiry == Day("2025-02-28"))
    #expect(book.customers.opportunity(id)?.line(.motor)?.next?.firstPush == Day("2024-12-30"))
  }

  @Test func aBarKeepsWhatWasWonInTheSameRow() throws {
    var book = PlayedBook()
    let id = try book.find(PlayedBook.archive, [.motor, .accident])
    let row = try book.plan(id, "2026-11", [.motor, .accident])
    try book.contact(id)
    try book.decide(row, .won([book.policy("P1")]), lines: [.motor])
    book.apply(try book.customers.bar(id, reason: "x", stamp: book.stamp, mint: &book.mint))
    #expect(book.row(row).outcome == .won && book.row(row).lines == [.motor] && book.state(id, .accident) == .archived)
    #expect(book.customers.figures(of: SalesMonth("2026-11")!).premium == Money("5180"))
    #expect(book.customers.openRows(of: id).isEmpty)
  }

  @Test func aCustomerMovesToAnotherPartnerOnly() throws {
    var book = PlayedBook()
    let id = try book.find()
    let other = RecordID(rawValue: "dother")
    #expect(throws: OpportunityError.notEditable("dealer")) {
      try book.customers.opportunity(id)!.edited(["dealer": "dother"], stamp: book.stamp)
    }
    #expect(throws: OpportunityError.dealerIsNoPartner(other)) {
      try book.customers.opportunity(id)!.moved(to: other, isPartner: false)
    }
    book.apply(try book.customers.opportunity(id)!.moved(to: other, isPartner: true))
    #expect(
      book.customers.index.opportunitiesByDealer == [other: [id]]
        || book.customers.index.opportunitiesByDealer[PlayedBook.geely] == [])
  }

  @Test func aLineIsDroppedWhileNothingHappenedAndDeletionHidesTheCustomer() throws {
    var book = PlayedBook()
    let id = try book.find(PlayedBook.archive, [.motor, .home])
    book.apply(try book.customers.opportunity(id)!.dropping(.home))
    #expect(throws: OpportunityError.missing(["line"])) { try book.customers.opportunity(id)!.dropping(.motor) }
    let row = try book.plan(id, "2026-11")
    #expect(throws: MonthError.reasonMissing) { try book.customers.delete(id, reason: " ", stamp: book.stamp) }
    book.apply(try book.customers.delete(id, reason: "重复", stamp: book.stamp))
    #expect(book.customers.opportunity(id) == nil && book.row(row).withdrawn?.reason == "重复")
    #expect(OpportunityRow.all(in: book.customers.book).isEmpty)
    #expect(throws: MonthError.opportunity(.noOpportunity(id))) { try book.contact(id) }
    #expect(throws: MonthError.rowWithdrawn(row)) { try book.decide(row, .notDone(note: nil)) }
  }

  @Test func monthsAreReadStrictly() {
    #expect(throws: MonthError.notAMonth("2026-13")) { try SalesMonth.asked("2026-13") }
  }
}
