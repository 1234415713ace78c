import Testing

@testable import Pipeline

@Suite struct TelesalesImportTests {
  static let headings = ["编号", "电话", "车牌", "拨打日期", "坐席", "接通", "结果", "意愿", "下次日期", "险种", "怪列"]

  func imported(_ rows: [[String]], into book: inout PlayedBook) throws -> TelesalesImport {
    var mint = book.mint
    let list = TelesalesImport(rows, file: "结果.xlsx", into: book.customers, stamp: book.stamp, mint: &mint)
    book.mint = mint
    let result = try #require(list)
    book.apply(result.change)
    return result
  }

  @Test func eachRowBecomesAContactAndTheSameListAddsNothing() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    let rows = [
      ["十一月外呼"], Self.headings,
      [id.rawValue, "138****1234", "", "2026/11/2", "小李", "是", "问了报价", "可考虑", "2026-12-01", "", "x"],
    ]
    let list = try imported(rows, into: &book)
    #expect(list.added == 1 && list.read == 1 && list.columns.unknown == ["怪列"] && list.columns.headingRow == 1)
    let customer = try #require(book.customers.opportunity(id))
    let contact = try #require(customer.contacts.first)
    #expect(contact.on == Day("2026-11-02") && contact.by == "小李" && contact.method == .phone && contact.result == "问了报价")
    #expect(contact.willingness == .considering && contact.nextDate == Day("2026-12-01") && contact.lines == [.motor])
    // The plan row of the month counts as contacted, the line is being pushed.
    #expect(customer.line(.motor)?.state == .pushing && book.customers.openRows(of: id).first?.contacted == Day("2026-11-02"))
    // Read again, on a later day: the promised day lies behind, and still nothing is new or refused.
    book.on("2026-12-20")
    let again = try imported(rows, into: &book)
    #expect(again.unchanged == 1 && again.change.isEmpty)
    #expect(book.customers.opportunity(id)?.contacts.count == 1)
  }

  @Test func plateAndTelephoneFindTheCustomerAndASlippedRowIsRefused() throws {
    var book = PlayedBook()
    let id = try book.find()
    var other = PlayedBook.archive
    other["phones"] = ["13900000000"]
    other["vehicle.plate"] = "吉B99999"
    let second = try book.find(other)
    try book.plan(id, "2026-11")
    try book.plan(second, "2026-11")
    let list = try imported(
      [
        Self.headings, ["", "", "吉A·12345", "2026-11-02", "", "否", "", "", "", "", ""],
        ["", "139 0000 0000", "", "2026-11-02", "", "", "嫌贵", "不愿意", "", "", ""],
        [id.rawValue, "13900000000", "", "2026-11-03", "", "", "x", "", "", "", ""],
        ["", "13700000000", "", "2026-11-03", "", "", "x", "", "", "", ""],
        ["", "139****0000", "", "2026-11-03", "", "", "x", "", "", "", ""],
      ], into: &book)
    #expect(list.rows.map(\.outcome) == [
      .added(id), .added(second), .rejected(.twoCustomers([id, second])), .rejected(.unknownCustomer("13700000000")),
      .rejected(.nobodyNamed),
    ])
    let call = try #require(book.customers.opportunity(id)?.contacts.first)
    // Nobody answered: that is the result; who called was not said.
    #expect(call.result == "接通 否" && call.by == TelesalesImport.usualAgent)
  }

  @Test func whatTheMonthRefusesIsRefusedWithItsReasonAndTheOthersCome() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    var barred = PlayedBook.archive
    barred["phones"] = ["13900000000"]
    barred["vehicle.plate"] = "吉B99999"
    let second = try book.find(barred)
    book.apply(try book.customers.bar(second, reason: "要求", stamp: book.stamp, mint: &book.mint))
    let list = try imported(
      [
        Self.headings, [id.rawValue, "", "", "2026-11-09", "", "", "明天的事", "", "", "", ""],
        [id.rawValue, "", "", "", "", "", "没写日期", "", "", "", ""], [id.rawValue, "", "", "", "", "", "", "", "", "", ""],
        [id.rawValue, "", "", "2026-13-01", "", "", "x", "", "", "", ""], [id.rawValue, "", "", "2026-11-02", "", "", "x", "也许", "", "", ""],
        [second.rawValue, "", "", "2026-11-02", "", "", "x", "", "", "", ""], [id.rawValue, "", "", "2026-11-02", "", "", "好", "", "", "寿险", ""],
        [id.rawValue, "", "", "2026-11-02", "", "", "好", "", "", "车险", ""],
      ], into: &book)
    let outcomes = list.rows.map(\.outcome)
    #expect(outcomes[0] == .rejected(.month(.opportunity(.dayInFuture(Day("2026-11-09")!, today: book.today)))))
    #expect(outcomes[1] == .rejected(.noDay) && outcomes[2] == .notCalled)
    #expect(outcomes[3] == .rejected(.month(.opportunity(.badValue("date", found: "2026-13-01", why: .notADay)))))
    #expect(outcomes[4] == .rejected(.badWillingness("也许")) && outcomes[6] == .rejected(.badLines("寿险")))
    #expect(outcomes[5] == .rejected(.month(.opportunity(.doNotContact(second, since: book.today, reason: "要求")))))
    #expect(outcomes[7] == .added(id) && list.added == 1 && list.rejected.count == 6 && list.notCalled == 1)
  }

  @Test func aRefusalBarsTheCustomer() throws {
    var book = PlayedBook()
    let id = try book.find()
    try book.plan(id, "2026-11")
    let rows = [["id", "call date", "result", "do not contact"], [id.rawValue, "2026-11-02", "never again", "yes"]]
    #expect(try imported(rows, into: &book).added == 1)
    #expect(book.customers.opportunity(id)?.doNotContact?.reason == "never again")
    #expect(book.customers.openRows(of: id).isEmpty)
    #expect(try imported(rows, into: &book).unchanged == 1)
  }

  /// The list that goes out has the columns that come back.
  @Test func theExportedListIsReadBack() throws {
    var book = PlayedBook()
    let id = try book.find()
    book.apply(try book.customers.setConsent(id, Consent(source: "签字", on: book.today, scope: ["telesales"]), stamp: book.stamp))
    let table = ListReport.make(.telesales, of: book.customers.book, today: book.today).masked.tables[0]
    #expect(table.rows.count == 1 && table.rows[0][0] == .id(id.rawValue))
    let columns = try #require(TelesalesColumns([table.columns]))
    #expect(columns.places.keys.contains(.id) && Set(columns.places.keys).isSuperset(of: [.callDate, .agent, .reached, .result, .willingness, .nextDate]))
  }
}
