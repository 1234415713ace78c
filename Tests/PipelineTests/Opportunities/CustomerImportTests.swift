import Testing

@testable import Pipeline

@Suite struct CustomerImportTests {
  static let headings = ["客户姓名*", "联系电话", "车牌号", "车型", "客户类型", "车险到期日（必填）", "车商", "险种", "怪列"]

  func imported(_ rows: [[String]], into book: inout PlayedBook, fallback: RecordID? = nil) throws -> CustomerImport {
    var mint = book.mint
    let list = CustomerImport(
      rows, file: "客户.xlsx", into: book.customers, fallback: fallback, isPartner: { $0.name.contains("吉利") },
      stamp: book.stamp, mint: &mint)
    book.mint = mint
    let result = try #require(list)
    book.apply(result.change)
    return result
  }

  @Test func headingsAreFoundBelowATitleAndUnknownOnesAreNamed() throws {
    var book = PlayedBook()
    let list = try imported(
      [
        ["十一月客户", ""], CustomerImportTests.headings,
        ["王女士", "138-0000-1234", "吉A·12345", "朗逸", "存量客户", "2026/12/18", "长春吉利通达", "车险、家财险", "x"], ["", ""],
      ],
      into: &book)
    #expect(list.columns.headingRow == 1 && list.columns.unknown == ["怪列"] && list.read == 1 && list.added == 1)
    let customer = Opportunity(record: book.customers.book[.opportunity].records[0])
    #expect(customer.lines.map(\.state) == [.archived, .archived] && customer.motorExpiry == Day("2026-12-18"))
    #expect(customer.dealer == PlayedBook.geely && customer.plate == "吉A12345" && list.rows[0].number == 3)
  }

  @Test func theSameListTwiceWritesNothing() throws {
    var book = PlayedBook()
    let rows = [
      CustomerImportTests.headings, ["王女士", "13800001234", "吉A12345", "朗逸", "存量", "46374", "长春吉利通达", "", ""],
    ]
    #expect(try imported(rows, into: &book).added == 1)
    #expect(Opportunity(record: book.customers.book[.opportunity].records[0]).motorExpiry == Day("2026-12-18"))
    let again = try imported(rows, into: &book)
    #expect(again.unchanged == 1 && again.change.isEmpty)
  }

  @Test func plateThenTelephoneTellWhoIsWho() throws {
    var book = PlayedBook()
    let id = try book.find()
    let list = try imported(
      [
        CustomerImportTests.headings,
        ["王女士", "13900000000", "吉A12345", "朗逸", "", "", "", "", ""],
        ["王女士", "13900000000", "吉B99999", "宝来", "新车", "", "长春吉利通达", "", ""],
        ["王姐", "13800001234", "", "", "", "", "", "", ""],
      ],
      into: &book)
    #expect(list.rows[0].outcome == .updated(id) && list.added == 1)
    #expect(list.rows[2].outcome == .updated(id))
    #expect(book.customers.opportunity(id)?.phones == ["13800001234", "13900000000"])
    #expect(book.customers.opportunity(id)?.customerName == "王姐")
  }

  @Test func badRowsAreRefusedWithTheirReasonAndTheOthersCome() throws {
    var book = PlayedBook()
    book.customers.apply([RecordEdit(.dealer, RecordID(rawValue: "dother"), [FieldEdit("name", was: nil, to: "禾美汽车")])])
    let list = try imported(
      [
        CustomerImportTests.headings,
        ["甲", "123", "", "", "", "", "长春吉利通达", "", ""],
        ["乙", "13800000001", "", "", "", "2999-01-01", "长春吉利通达", "", ""],
        ["丙", "13800000002", "", "", "", "", "没有的店", "", ""],
        ["丁", "13800000003", "", "", "", "", "禾美汽车", "", ""],
        ["", "", "吉A1", "", "", "", "长春吉利通达", "", ""],
        ["戊", "13800000004", "", "", "", "", "长春吉利通达", "船险", ""],
        ["己", "13800000005", "", "", "", "", "", "", ""],
        ["庚", "13800000006", "", "", "", "", "长春吉利通达", "", ""],
      ],
      into: &book)
    #expect(list.added == 1 && list.rejected.count == 7)
    #expect(
      list.rows.map(\.outcome).prefix(7) == [
        .rejected(.opportunity(.badValue("phones", found: "[\"123\"]", why: .tooFewDigits))),
        .rejected(.opportunity(.badValue("motorExpiry", found: "2999-01-01", why: .yearOutOfRange))),
        .rejected(.unknownDealer("没有的店")),
        .rejected(.opportunity(.dealerIsNoPartner(RecordID(rawValue: "dother")))),
        .rejected(.nothingToCall), .rejected(.badLines("船险")), .rejected(.noDealer),
      ])
  }

  @Test func aListWithoutHeadingsIsNotRead() {
    var mint = IDMint(seconds: 1, salt: 1)
    let book = PlayedBook()
    #expect(
      CustomerImport(
        [["a", "b"], ["c"]], file: "x", into: book.customers, isPartner: { _ in true }, stamp: book.stamp, mint: &mint)
        == nil)
  }

  @Test(arguments: [
    ("2026-12-18", "2026-12-18"), ("2026/2/9", "2026-02-09"), ("2026年12月18日", "2026-12-18"), ("20261218", "2026-12-18"),
    ("46374", "2026-12-18"), ("46374.5", "2026-12-18"), ("2026-12-18 00:00:00", "2026-12-18"), ("soon", "soon"),
    ("2026-02-30", "2026-02-30"),
  ])
  func daysAreReadAsPeopleWriteThem(text: String, day: String) { #expect(CustomerCell.day(text) == day) }
}
