import Testing

@testable import Pipeline

@Suite struct RhythmTests {
  @Test func workIsLoggedWithinReason() throws {
    var mint = IDMint(seconds: 1, salt: 1)
    let stamp = WorkStamp(on: Day("2026-11-20")!, by: "li")
    #expect(throws: RhythmError.dayInFuture(Day("2026-11-21")!, today: stamp.on)) {
      try Activity.log(.call, on: Day("2026-11-21"), stamp: stamp, mint: &mint)
    }
    #expect(throws: RhythmError.countOutOfRange(0)) { try Activity.log(.call, count: 0, stamp: stamp, mint: &mint) }
    var book = Book()
    book.apply(try Activity.log(.training, count: 2, note: " 新人 ", stamp: stamp, mint: &mint).edits)
    let activity = Activity(record: book[.activity].records[0])
    #expect(activity?.kind == .training && activity?.count == 2 && activity?.note == "新人")
  }

  @Test func aDayIsCountedFromItsRecords() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    fields["customerType"] = "maintenance"
    let id = try book.find(fields)
    try book.contact(id)
    book.apply(try book.customers.receive(id, items: Set(KitItem.allCases), stamp: book.stamp, mint: &book.mint))
    book.apply(try book.customers.receive(id, items: [.water], stamp: book.stamp, mint: &book.mint))
    book.apply(try book.customers.win(id, .motor, policies: [book.policy("P1")], stamp: book.stamp, mint: &book.mint))
    book.apply(try Activity.log(.call, count: 4, stamp: book.stamp, mint: &book.mint))
    book.apply(try Referral.add(["plate": "A1"], stamp: book.stamp, mint: &book.mint))
    book.customers.apply([
      RecordEdit(.dealer, PlayedBook.geely, [FieldEdit("visits/v1", was: nil, to: ["on": "2026-11-03", "by": "li"])])
    ])
    let day = DayFigures(book.today...book.today, by: "li", in: book.customers.book)
    #expect(day.calls == 5 && day.visits == 1 && day.receptions == 2 && day.kitRate == Rate("0.5"))
    #expect(day.policies == 1 && day.premium == Money("5180") && day.found == 1 && day.referrals == 1)
    #expect(DayFigures(book.today...book.today, by: "zhou", in: book.customers.book) == DayFigures())
    let stands = TargetStand.all(on: book.today, by: "li", in: book.customers.book, settings: book.customers.settings)
    #expect(stands.first { $0.target.id == "calls-per-day" }?.reached == 5)
    #expect(stands.first { $0.target.id == "visits-per-week" }?.share == Rate("0.05"))
  }

  @Test func targetsAreSettings() {
    let settings = MonthSettings(
      Record(
        id: RecordID(rawValue: "book"),
        fields: [
          "targets/calls-per-day": ["count": 12, "per": "day"], "targets/training": ["count": 0],
          "targets/own": ["count": 3, "per": "week", "activity": "greeting"], "month.contactLimit": 5,
        ]))
    #expect(settings.targets.first { $0.id == "calls-per-day" }?.count == 12 && settings.contactLimit == 5)
    #expect(!settings.targets.contains { $0.id == "training" } && settings.targets.last?.activity == .greeting)
    #expect(WorkTarget.defaults[1].span(around: Day("2026-11-24")!) == Day("2026-11-23")!...Day("2026-11-29")!)
  }

  @Test func callsComeBeforeNoonAndVisitsAfter() throws {
    var book = PlayedBook()
    let call = try book.find()
    let visit = try book.find()
    let promised = try book.find()
    let later = try book.find()
    try book.plan(call, "2026-11", day: "2026-11-05")
    try book.plan(later, "2026-11", day: "2026-11-25")
    book.apply(
      try book.customers.plan(
        SalesMonth("2026-11")!,
        [PlanDraft(opportunity: visit, lines: [.motor], method: .visit, time: .day(Day("2026-11-04")!))],
        stamp: book.stamp,
        mint: &book.mint))
    try book.contact(promised, next: "2026-11-06")
    book.on("2026-11-06")
    let agenda = DayAgenda(book.today, in: book.customers, rows: OpportunityRow.all(in: book.customers.book), by: "li")
    #expect(agenda.morning.map(\.subject) == [call, promised] && agenda.afternoon.map(\.subject) == [visit])
  }

  @Test func aDayClosesOnceAndCarriesWhatIsUndone() throws {
    var book = PlayedBook()
    let id = try book.find()
    let done = try book.find()
    for customer in [id, done] { try book.plan(customer, "2026-11", day: "2026-11-03") }
    try book.contact(done)
    func close() throws -> Change {
      var mint = book.mint
      return try DayClose.close(
        note: "忙", in: book.customers, rows: OpportunityRow.all(in: book.customers.book), stamp: book.stamp, mint: &mint
      )
    }
    book.apply(try close())
    #expect(throws: RhythmError.dayClosed(book.today, by: "li")) { try close() }
    let kept = DayClose.all(in: book.customers.book)[0]
    #expect(kept.undone.map(\.subject) == [id] && kept.figures["call"] == 1)
    #expect(
      !JSONValue.object(book.journal.last!.change.edits[0].fields.reduce(into: [:]) { $0[$1.key.rawValue] = $1.to })
        .text.contains("王女士"))
    book.on("2026-11-04")
    let rows = OpportunityRow.all(in: book.customers.book)
    #expect(DayAgenda(book.today, in: book.customers, rows: rows).items.map(\.isCarried) == [true])
    book.on("2026-11-09")
    let missing = DayClose.missing(through: book.today, by: "li", in: book.customers.book) { $0.weekday <= 5 }
    #expect(missing.map(\.description) == ["2026-11-04", "2026-11-05", "2026-11-06"])
  }

  @Test func aDayWithWorkButNoCloseIsMissedThoughNoDayWasEverClosed() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11", day: "2026-11-20")
    func missing(_ day: String, by person: String = "li") -> [String] {
      DayClose.missing(through: Day(day)!, by: person, in: book.customers.book) { $0.weekday <= 5 }.map(\.description)
    }
    book.on("2026-11-05")
    try book.contact(id)
    // Not before the day is over, and nobody else's.
    #expect(!missing("2026-11-05").contains("2026-11-05"))
    #expect(missing("2026-11-06").contains("2026-11-05") && missing("2026-11-06", by: "zhou").isEmpty)
    // A working day without any work was no day to close before the first close; a Saturday with work is one.
    #expect(!missing("2026-11-09").contains("2026-11-06"))
    book.on("2026-11-07")
    try book.contact(id)
    #expect(missing("2026-11-09").suffix(2) == ["2026-11-05", "2026-11-07"])
    // Work of long ago asks for no close any more.
    #expect(missing("2027-01-09").isEmpty)
  }

  @Test func aBriefTellsPeopleOpenPointsTalksAndCustomers() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    try book.find()
    book.customers.apply([
      RecordEdit(
        .dealer, PlayedBook.geely,
        [
          FieldEdit("keyPeople/p1", was: nil, to: ["name": "陈总", "influence": "decides", "hobbies": "钓鱼"]),
          FieldEdit("visits/v1", was: nil, to: ["on": "2026-10-03", "by": "li", "openPoints": ["费率"]]),
          FieldEdit("visits/v2", was: nil, to: ["on": "2026-10-20", "by": "li", "result": "看了展厅"]),
          FieldEdit("nextNote", was: nil, to: "带合同"),
        ])
    ])
    let brief = try #require(VisitBrief(PlayedBook.geely, in: book.customers))
    #expect(brief.people.map(\.interests) == ["钓鱼"] && brief.openPoints == ["费率"] && brief.nextNote == "带合同")
    #expect(brief.talks.map(\.result) == ["看了展厅", nil] && brief.customers.map(\.id) == [id])
  }

  @Test func todayTellsWhyEachCustomerIsThere() throws {
    var book = PlayedBook()
    var far = PlayedBook.archive
    far["motorExpiry"] = "2027-09-01"
    let overdue = try book.find(far)
    let due = try book.find(far)
    let stuck: RecordID
    far["customerType"] = "maintenance"
    stuck = try book.find(far)
    try book.plan(overdue, "2026-11", day: "2026-11-04")
    try book.contact(due, next: "2026-11-10")
    try book.contact(stuck)
    book.on("2026-11-10")
    let expiring = try book.find()
    let items = OpportunityToday.all(
      in: book.customers, rows: OpportunityRow.all(in: book.customers.book), today: book.today)
    #expect(items.map(\.reason) == [.overdue, .due, .expiring, .noNextStep])
    #expect(items.map(\.customer.id) == [overdue, due, expiring, stuck] && items[0].daysPast(book.today) == 6)
    #expect(OpportunityToday.daysToReview(book.today) == 20)
    book.on("2026-12-01")
    let later = OpportunityToday.all(
      in: book.customers, rows: OpportunityRow.all(in: book.customers.book), today: book.today)
    #expect(later.contains { $0.reason == .reviewUndecided && $0.customer.id == overdue })
  }
}
