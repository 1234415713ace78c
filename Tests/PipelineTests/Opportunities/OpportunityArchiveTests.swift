import Testing

@testable import Pipeline

@Suite struct OpportunityArchiveTests {
  @Test func aCustomerIsFoundAtAPartnerOnlyAndNeedsANameOrAPhone() throws {
    var mint = IDMint(seconds: 1, salt: 1)
    let stamp = WorkStamp(on: Day("2026-11-03")!, by: "li")
    #expect(throws: OpportunityError.dealerIsNoPartner(PlayedBook.geely)) {
      try Opportunity.find(
        ["customerName": "王"], lines: [.motor], dealer: PlayedBook.geely, isPartner: false, stamp: stamp, mint: &mint)
    }
    #expect(throws: OpportunityError.nothingToCallTheCustomer) {
      try Opportunity.find(
        ["vehicle.model": "朗逸"], lines: [.motor], dealer: PlayedBook.geely, isPartner: true, stamp: stamp, mint: &mint)
    }
  }

  @Test func aCompleteArchiveIsArchivedAndAnIncompleteOneStaysFound() throws {
    var book = PlayedBook()
    let whole = try book.find()
    #expect(book.state(whole) == .archived)
    var fields = PlayedBook.archive
    fields["motorExpiry"] = nil
    let part = try book.find(fields, [.motor, .home])
    #expect(book.state(part) == .found)
    #expect(book.customers.opportunity(part)?.missing == ["motorExpiry"])
    book.apply(try book.customers.opportunity(part)!.edited(["motorExpiry": "2027-01-05"], stamp: book.stamp))
    #expect(book.state(part) == .archived && book.state(part, .home) == .archived)
    #expect(book.customers.opportunity(part)?.line(.motor)?.cycle == 2026)
  }

  @Test func newCarBuyersNeedNoMotorExpiry() throws {
    var book = PlayedBook()
    var fields = PlayedBook.archive
    fields["motorExpiry"] = nil
    fields["customerType"] = "new-car-buyer"
    let id = try book.find(fields)
    #expect(book.state(id) == .archived)
  }

  @Test func aFieldThatTheStateNeedsCannotBeEmptied() throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: OpportunityError.missing(["vehicle.model"])) {
      try book.customers.opportunity(id)!.edited(["vehicle.model": .null], stamp: book.stamp)
    }
  }

  @Test(arguments: [
    ("motorExpiry", "1900-01-01", ArchiveFault.yearOutOfRange), ("motorExpiry", "2999-12-31", .yearOutOfRange),
    ("motorExpiry", "2026-02-29", .notADay), ("phones", "123", .tooFewDigits),
    ("phones", "1234567890123456", .tooManyDigits),
    ("phones", "abc", .notText), ("customerType", "friend", .notOneOf), ("vehicle.price", "0", .amountOutOfRange),
    ("vehicle.price", "10000000000", .amountOutOfRange), ("lastPolicy.premium", "12.345", .notAnAmount),
    ("customerName", "王\u{1B}[2J", .controlCharacter), ("housing", "castle", .notOneOf), ("travel", "", .notOneOf),
  ])
  func aBadValueIsRefusedWithItsField(field: String, text: String, fault: ArchiveFault) throws {
    var book = PlayedBook()
    let id = try book.find()
    #expect(throws: OpportunityError.badValue(FieldKey(field), found: text, why: fault)) {
      try book.customers.opportunity(id)!.edited([field: .string(text)], stamp: book.stamp)
    }
  }

  @Test func phonesAndPlatesAreKeptInOneForm() throws {
    #expect(try ArchiveField.phone("138 0000-1234") == "13800001234")
    #expect(try ArchiveField.phone("（0431）8888 1234") == "043188881234")
    #expect(try ArchiveField.plate.checked("吉a·12 345") == "吉A12345")
  }

  @Test func unknownFieldsPassAndDerivedOnesAreRefused() throws {
    var book = PlayedBook()
    let id = try book.find()
    book.apply(try book.customers.opportunity(id)!.edited(["branchCode": "X1"], stamp: book.stamp))
    #expect(book.customers.opportunity(id)?.record["branchCode"] == "X1")
    for name in ["line/motor", "contacts/x", "doNotContact", "gone"] {
      #expect(throws: OpportunityError.notEditable(FieldKey(name))) {
        try book.customers.opportunity(id)!.edited([name: "x"], stamp: book.stamp)
      }
    }
  }

  @Test func theRowOfAListSaysWhatTheRecordSays() throws {
    var book = PlayedBook()
    let id = try book.find(PlayedBook.archive, [.home, .motor])
    try book.plan(id, "2026-11")
    try book.contact(id, [.motor], .considering, next: "2026-11-20", on: "2026-11-02")
    try book.contact(id, [.motor, .home], .willing)
    let row = OpportunityRow(book.customers.opportunity(id)!)
    #expect(row.id == id && row.customerName == "王女士" && row.phone == "13800001234" && row.plate == "吉A12345")
    #expect(row.motorExpiry == Day("2026-12-18") && row.customerType == .dealerStock && row.owner == "li")
    #expect(row.lines.map(\.line) == [.motor, .home])
    #expect(row.line(.motor)?.contacts == 2 && row.line(.home)?.contacts == 1)
    #expect(row.line(.motor)?.nextDate == nil && row.willingness == .willing)
    #expect(row.state == .pushing && row.contactedBands == [.days60to31])
    #expect(OpportunityRow.all(in: book.customers.book) == [row])
  }

  /// Willingness is wanted after the first contact (sop 7.1): it holds nothing up, and is named until somebody asked.
  @Test func afterTheFirstContactTheWillingnessIsWanted() throws {
    var book = PlayedBook()
    let id = try book.find()
    func wanted() throws -> [FieldKey] { try #require(book.customers.opportunity(id)).wanted }
    #expect(try wanted() == [])
    try book.contact(id, [.motor], nil)
    #expect(try wanted() == ["willingness"])
    book.apply(try #require(book.customers.opportunity(id)).edited(["post": "经理"], stamp: book.stamp))
    try book.contact(id)
    #expect(try wanted() == [])
  }
}
