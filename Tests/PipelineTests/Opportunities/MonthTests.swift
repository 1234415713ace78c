import Testing

@testable import Pipeline

@Suite struct MonthTests {
  @Test func rowsMadeInTimeLateAndAddedAreTold() throws {
    var book = PlayedBook()
    let inTime = try book.plan(try book.find(), "2026-12")
    let added = try book.plan(try book.find(), "2026-11")
    #expect(book.row(inTime).mark == nil && book.row(added).mark == .added)
    let third = try book.find()
    let late = try book.customers.plan(
      SalesMonth("2026-11")!,
      [PlanDraft(opportunity: third, lines: [.motor], method: .visit, time: .part(.late), origin: .expiry)],
      stamp: book.stamp, mint: &book.mint)
    book.apply(late)
    #expect(book.row(late.edits.last!.id).mark == .late)
  }

  @Test func aPlanRowNeedsLinesADayOfItsMonthAndAMonthNotPast() throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: MonthError.noLines) { try book.plan(id, "2026-11", []) }
    #expect(throws: MonthError.dateOutsideMonth(Day("2026-12-01")!, SalesMonth("2026-11")!)) {
      try book.plan(id, "2026-11", day: "2026-12-01")
    }
    #expect(throws: MonthError.monthPast(SalesMonth("2026-10")!, today: book.today)) { try book.plan(id, "2026-10") }
    let row = try book.plan(id, "2026-11")
    #expect(throws: MonthError.alreadyPlanned(.motor, row: row, month: SalesMonth("2026-11")!)) {
      try book.plan(id, "2026-12")
    }
    #expect(SalesMonth("2026-13") == nil)
  }

  @Test func oneBadRowRefusesAllAndNothingIsHalfDone() throws {
    var book = PlayedBook()
    let good = try book.find()
    let bad = try book.find(["customerName": "李"])
    let before = book.customers.book
    let drafts = [good, bad].map { PlanDraft(opportunity: $0, lines: [.motor], method: .phone, time: .part(.early)) }
    #expect(throws: MonthError.self) {
      try book.customers.plan(SalesMonth("2026-11")!, drafts, stamp: book.stamp, mint: &book.mint)
    }
    #expect(book.customers.book == before)
  }

  @Test func carryingNeedsAContactANoteAndFromTheSecondTimeADate() throws {
    var book = PlayedBook()
    let id = try book.find()
    let first = try book.plan(id, "2026-11")
    #expect(throws: MonthError.reviewTooEarly(SalesMonth("2026-11")!, today: book.today, opens: Day("2026-11-30")!)) {
      try book.decide(first, .carried(note: "x", next: nil))
    }
    book.on("2026-11-30")
    #expect(throws: MonthError.carryWithoutContact(.motor)) { try book.decide(first, .carried(note: "等奖金", next: nil)) }
    try book.contact(id)
    #expect(throws: MonthError.contactedAlready(.motor, on: book.today)) { try book.decide(first, .notDone(note: nil)) }
    #expect(throws: MonthError.carryNeedsNote) { try book.decide(first, .carried(note: " ", next: nil)) }
    try book.decide(first, .carried(note: "等奖金", next: nil))
    let second = book.customers.openRow(of: id, .motor)!
    #expect(second.month == SalesMonth("2026-12") && second.from == first && second.carries == 1 && second.mark == nil)
    #expect(second.origin == .carried && second.note == "等奖金" && book.state(id) == .planned)
    #expect(book.row(first).outcomes[.motor]?.next == second.id)

    book.on("2026-12-31")
    try book.contact(id)
    #expect(throws: MonthError.carryNeedsNextDate(carries: 1)) {
      try book.decide(second.id, .carried(note: "再等", next: nil))
    }
    #expect(throws: MonthError.nextDateNotAhead(book.today, today: book.today)) {
      try book.decide(second.id, .carried(note: "再等", next: book.today))
    }
    try book.decide(second.id, .carried(note: "再等", next: Day("2027-02-10")!))
    let third = book.customers.openRow(of: id, .motor)!
    #expect(third.month == SalesMonth("2027-02") && third.time == .day(Day("2027-02-10")!) && third.carries == 2)
  }

  @Test func aRowNotDoneGoesOnAsItWas() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    book.on("2026-12-02")
    try book.decide(row, .notDone(note: nil))
    let next = book.customers.openRow(of: id, .motor)!
    #expect(next.month == SalesMonth("2026-12") && next.mark == .late && next.carries == 0 && next.method == .phone)
    #expect(book.row(row).outcome == .notDone)
  }

  @Test func reDatingStaysInTheMonthOrMovesToALaterOne() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    try book.decide(row, .reDated(Day("2026-11-25")!, note: nil))
    #expect(book.row(row).isUndecided && book.row(row).time == .day(Day("2026-11-25")!))
    #expect(throws: MonthError.nextDateNotAhead(Day("2026-11-02")!, today: book.today)) {
      try book.decide(row, .reDated(Day("2026-11-02")!, note: nil))
    }
    try book.decide(row, .reDated(Day("2027-03-05")!, note: "春天"))
    #expect(book.row(row).outcome == .reDated)
    #expect(book.customers.openRow(of: id, .motor)?.month == SalesMonth("2027-03"))
    #expect(book.customers.figures(of: SalesMonth("2026-11")!).reDated == 1)
    #expect(book.customers.figures(of: SalesMonth("2026-11")!).carried == 1)
  }

  @Test func aMonthSealsOnItsLastDayWithNothingUndecidedAndNotTwice() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    let november = SalesMonth("2026-11")!
    #expect(throws: MonthError.reviewTooEarly(november, today: book.today, opens: november.last)) {
      try book.seal("2026-11")
    }
    book.on("2026-11-30")
    #expect(throws: MonthError.undecidedRows(1, first: row)) { try book.seal("2026-11") }
    try book.decide(row, .notDone(note: nil))
    try book.seal("2026-11")
    #expect(throws: MonthError.monthSealed(november, on: book.today)) { try book.seal("2026-11") }
    #expect(throws: MonthError.monthSealed(november, on: book.today)) { try book.plan(try book.find(), "2026-11") }
    #expect(throws: MonthError.monthSealed(november, on: book.today)) {
      try book.customers.changeRow(row, method: .visit, stamp: book.stamp)
    }
    #expect(throws: MonthError.monthSealed(november, on: book.today)) { try book.decide(row, .notDone(note: nil)) }
  }

  @Test func aLateFactLeavesTheSealAloneAndMakesACorrection() throws {
    var book = PlayedBook()
    let id = try book.find()
    let other = try book.find()
    let row = try book.plan(id, "2026-11")
    book.on("2026-11-30")
    try book.decide(row, .notDone(note: nil))
    let sealed = try book.seal("2026-11")
    book.on("2026-12-03")
    try book.contact(other, on: "2026-11-28")
    try book.contact(id)
    let late = Policy(number: "P7", line: .motor, premium: Money("100")!, on: Day("2026-11-29")!)
    book.apply(try book.customers.win(id, .motor, policies: [late], stamp: book.stamp, mint: &book.mint))
    let record = book.customers.monthRecord(SalesMonth("2026-11")!)
    #expect(record.sealed?.fileText == sealed.fileText)
    #expect(record.corrections.map(\.fact) == [.contact, .win])
    #expect(record.corrections[1].amount == Money("100") && record.corrections[1].subject == id)
    let review = MonthReview(SalesMonth("2026-11")!, in: book.customers, today: book.today)
    #expect(review.corrections.count == 2 && review.state == .sealed(on: Day("2026-11-30")!, digest: sealed.digest))
    // Nothing personal is in the file.
    #expect(!sealed.fileText.contains("王") && !sealed.fileText.contains("138"))
  }

  @Test func undoAndForeignEditsCannotTouchASealedMonth() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    book.on("2026-11-30")
    try book.decide(row, .notDone(note: nil))
    let decided = book.journal.last!.change
    try book.seal("2026-11")
    let seal = book.journal.last!.change
    #expect(!seal.deed.mayBeUndone && decided.deed.mayBeUndone)
    #expect(
      book.customers.sealRefusal(of: seal.reversed)
        == .sealedContent(SalesMonth("2026-11")!, record: RecordID(rawValue: "m2026-11")))
    #expect(book.customers.sealRefusal(of: decided.reversed) == .sealedContent(SalesMonth("2026-11")!, record: row))
    #expect(throws: MonthError.reasonMissing) {
      try book.customers.reopen(SalesMonth("2026-11")!, reason: "", stamp: book.stamp, mint: &book.mint)
    }
    let reopen = try book.customers.reopen(SalesMonth("2026-11")!, reason: "漏了一单", stamp: book.stamp, mint: &book.mint)
    #expect(book.customers.sealRefusal(of: reopen.edits) == nil && !reopen.deed.mayBeUndone)
    book.apply(reopen)
    #expect(book.customers.monthRecord(SalesMonth("2026-11")!).reopenings.map(\.reason) == ["漏了一单"])
    try book.seal("2026-11")
  }

  @Test func aSealedMonthKnowsWhenItWasTamperedWith() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    book.on("2026-11-30")
    try book.contact(id)
    try book.decide(row, .won([book.policy("P1", "5180.00")]))
    let sealed = try book.seal("2026-11")
    let read = try SealedMonth(json: try JSONValue.parse(sealed.fileText))
    #expect(read == sealed && read.figures.won == 1 && read.figures.premium == Money("5180"))
    let forged = sealed.fileText.split(separator: "5180.00", omittingEmptySubsequences: false).joined(
      separator: "9180.00")
    #expect(throws: SealedMonth.Fault.self) { try SealedMonth(json: try JSONValue.parse(forged)) }
  }

  @Test func theHashIsSHA256() {
    #expect(SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    #expect(SHA256.hex(Array("abc".utf8)) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  @Test func aMonthWithoutAPlanIsShownAndCanBeSealed() throws {
    var book = PlayedBook()
    let review = MonthReview(SalesMonth("2026-11")!, in: book.customers, today: book.today)
    #expect(review.state == .noPlan && review.figures.successRate == nil && review.twelveMonths.count == 12)
    #expect(review.twelveMonths.first?.month == SalesMonth("2025-12") && review.twelveMonths.last?.figures == nil)
    book.on("2026-11-30")
    try book.seal("2026-11")
    #expect(book.customers.monthRecord(SalesMonth("2026-11")!).seal != nil)
  }

  @Test(arguments: [
    ("2023-02", "2023-02-28"), ("2024-02", "2024-02-29"), ("2026-04", "2026-04-30"), ("2026-12", "2026-12-31"),
  ])
  func reviewsOpenOnTheLastDayOfTheMonth(month: String, last: String) throws {
    var book = PlayedBook()
    book.on(month + "-01")
    let row = try book.plan(try book.find(), month)
    book.today = Day(last)! - 1
    #expect(throws: MonthError.self) { try book.decide(row, .notDone(note: nil)) }
    book.on(last)
    try book.decide(row, .notDone(note: nil))
    try book.seal(month)
    #expect(MonthReview(SalesMonth(month)!, in: book.customers, today: book.today).nextPlan.rows == 1)
  }

  @Test func overriddenGatesComeBackInTheReview() throws {
    var book = PlayedBook()
    book.customers.apply([
      RecordEdit(
        .dealer, PlayedBook.geely,
        [
          FieldEdit(
            "moves/a1", was: nil,
            to: [
              "from": "policy", "to": "negotiate", "on": "2026-11-12", "by": "li", "override": true, "reason": "总部催",
              "missing": ["repairDemand"],
            ]),
          FieldEdit("moves/a2", was: nil, to: ["from": "visit", "to": "classify", "on": "2026-11-10", "by": "li"]),
        ])
    ])
    let review = MonthReview(SalesMonth("2026-11")!, in: book.customers, today: book.today)
    #expect(
      review.overrides.count == 1 && review.overrides[0].reason == "总部催"
        && review.overrides[0].missing == ["repairDemand"])
    #expect(MonthReview(SalesMonth("2026-12")!, in: book.customers, today: book.today).overrides.isEmpty)
  }

  @Test func thePlanProposesWhatTheMonthWants() throws {
    var book = PlayedBook()
    let expiring = try book.find()
    var far = PlayedBook.archive
    far["motorExpiry"] = "2027-09-01"
    let promised = try book.find(far)
    let quiet = try book.find(far)
    let barred = try book.find()
    try book.contact(promised, next: "2026-12-08")
    book.apply(try book.customers.bar(barred, reason: "x", stamp: book.stamp, mint: &book.mint))
    let rows = OpportunityRow.all(in: book.customers.book)
    let december = SalesMonth("2026-12")!
    let proposals = PlanProposal.all(for: december, in: book.customers, rows: rows, today: book.today)
    #expect(proposals.map(\.customer.id) == [promised, expiring])
    #expect(proposals.map(\.draft.origin) == [.promised, .expiry])
    #expect(proposals[0].draft.time == .day(Day("2026-12-08")!) && proposals[1].band == .days30to16)
    #expect(!proposals.contains { $0.customer.id == quiet })
    book.apply(try book.customers.plan(december, proposals.map(\.draft), stamp: book.stamp, mint: &book.mint))
    #expect(
      PlanProposal.all(
        for: december, in: book.customers, rows: OpportunityRow.all(in: book.customers.book), today: book.today
      ).isEmpty)
  }

  @Test func wonCustomersReturnByPlanOrByTheYearsClose() throws {
    var book = PlayedBook()
    let id = try book.find()
    let row = try book.plan(id, "2026-11")
    try book.contact(id)
    try book.decide(row, .won([book.policy("P1")]))
    #expect(throws: MonthError.yearNotOver(2026, today: book.today)) {
      try book.customers.closeYear(2026, stamp: book.stamp)
    }
    book.on("2026-12-31")
    #expect(throws: MonthError.monthsOpen([SalesMonth("2026-11")!])) {
      try book.customers.closeYear(2026, stamp: book.stamp)
    }
    try book.seal("2026-11")
    let review = YearReview(2026, in: book.customers)
    #expect(review.toRenew.map(\.customer.id) == [id] && review.neverDecided.isEmpty)
    #expect(
      review.groups(by: .line).first?.premium == Money("5180") && review.groups(by: .dealer).first?.key == "dgeely")
    #expect(
      review.groups(by: .specialist).first?.key == "li" && review.groups(by: .customerType).first?.key == "dealer-stock"
    )
    book.apply(try book.customers.closeYear(2026, stamp: book.stamp))
    #expect(book.state(id) == .archived && book.customers.opportunity(id)?.line(.motor)?.cycle == 2027)
    #expect(throws: MonthError.yearClosed(2026, on: book.today)) {
      try book.customers.closeYear(2026, stamp: book.stamp)
    }
    book.on("2027-09-30")
    let rows = OpportunityRow.all(in: book.customers.book)
    let proposals = PlanProposal.all(for: SalesMonth("2027-10")!, in: book.customers, rows: rows, today: book.today)
    #expect(proposals.map(\.draft.origin) == [.wonLastYear] && proposals[0].draft.time == .day(Day("2027-10-19")!))
  }

  @Test func aWonCustomerIsPlannedAgainBeforeTheYearClosesWhenDue() throws {
    var book = PlayedBook()
    book.on("2026-01-05")
    var fields = PlayedBook.archive
    fields["motorExpiry"] = "2026-01-20"
    let id = try book.find(fields)
    try book.plan(id, "2026-01")
    try book.contact(id)
    book.apply(try book.customers.win(id, .motor, policies: [book.policy("P1")], stamp: book.stamp, mint: &book.mint))
    #expect(throws: MonthError.opportunity(.cycleNotDue(.motor, firstPush: Day("2026-11-21")!))) {
      try book.plan(id, "2026-10")
    }
    book.on("2026-10-31")
    try book.plan(id, "2026-11")
    #expect(book.state(id) == .planned && book.customers.opportunity(id)?.line(.motor)?.cycle == 2027)
  }
}
