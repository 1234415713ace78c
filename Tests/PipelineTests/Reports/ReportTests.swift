import Testing

@testable import Pipeline

@Suite struct ReportTests {
  func reviewedMonth() throws -> PlayedBook {
    var book = PlayedBook()
    let first = try book.find(PlayedBook.archive, [.motor, .home])
    var fields = PlayedBook.archive
    fields["customerName"] = "=李,\"x\""
    fields["customerType"] = "maintenance"
    let second = try book.find(fields)
    let third = try book.find()
    let row = try book.plan(first, "2026-11", [.motor, .home])
    try book.plan(second, "2026-11")
    try book.plan(third, "2026-11")
    try book.contact(first, [.motor])
    try book.decide(row, .won([book.policy("P1", "5180.00")]), lines: [.motor])
    book.on("2026-11-30")
    try book.decide(row, .notDone(note: nil))
    return book
  }

  static let text = ReportText(word: { $0.uppercased() })

  @Test func screenReportAndJSONHaveTheSameFigures() throws {
    let book = try reviewedMonth()
    let review = MonthReview(SalesMonth("2026-11")!, in: book.customers, today: book.today)
    let report = MonthReport.make(review, in: book.customers)
    for (name, value) in review.figures.json where report.facts[name] != nil {
      #expect(report.json[name] == value, "\(name)")
    }
    #expect(
      report.json["planned"] == 3 && report.json["successRate"] == "0.333333" && report.json["premium"] == "5180.00")
    #expect(report.table("byLine")?.rows.map { $0[1] } == [.count(3), .count(1)])
    #expect(
      report.table("byDealer")?.rows[0][0] == .text("长春吉利通达")
        && report.table("byDealer")?.rows[0][9] == .money(Money("5180")!))
    #expect(report.table("byCustomerType")?.rows.count == 2 && report.table("rows")?.rows.count == 3)
    #expect(
      report.table("twelveMonths")?.rows.count == 12 && report.table("twelveMonths")?.rows[0][1] == ReportCell.none)
  }

  @Test func foreignTextIsTamedInEveryForm() throws {
    // The book refuses an escape character, so the cell is made by hand.
    let report = Report(
      id: "month", subject: .month(SalesMonth("2026-11")!), facts: [:],
      tables: [
        ReportTable(
          id: "t", columns: ["a", "b"],
          rows: [[.text("=1+1,\u{1B}[2J\"q\""), .money(Money("1234.5")!)], [.text("王|女士"), .none]])
      ])
    let csv = ReportTests.text.write(report, as: .csv)
    #expect(csv.hasPrefix("\u{FEFF}MONTH,2026-11\r\n") && csv.contains("\"'=1+1, [2J\"\"q\"\"\",1234.50\r\n"))
    #expect(ReportTests.text.write(report, as: .md).contains("| 王\\|女士 | – |"))
    #expect(!ReportTests.text.write(report, as: .text).unicodeScalars.contains("\u{1B}"))
  }

  @Test func columnsLineUpWithChineseInThem() {
    let report = Report(
      id: "r", subject: .count(1), facts: [:],
      tables: [
        ReportTable(
          id: "t", columns: ["a", "n", "z"],
          rows: [[.text("王女士"), .count(5), .text("x")], [.text("Li"), .count(12), .text("y")]])
      ])
    let lines = ReportTests.text.write(report, as: .text).split(separator: "\n").dropFirst(2)
    #expect(Array(lines) == ["  A        N  Z", "  王女士   5  x", "  Li      12  y"])
  }

  @Test func theYearsReportHasEveryGroupingAndTheSameSums() throws {
    var book = try reviewedMonth()
    book.on("2026-12-31")
    let review = YearReview(2026, in: book.customers)
    let report = YearReport.make(review, in: book.customers)
    #expect(report.json["won"] == 1 && report.json["premium"] == "5180.00" && report.json["toRenew"] == 1)
    for grouping in YearReview.Grouping.allCases {
      let table = report.table("by-" + grouping.rawValue)
      let sum = table?.rows.reduce(Money.zero) { if case .money(let money) = $1[2] { $0 + money } else { $0 } }
      #expect(sum == Money("5180"), "\(grouping)")
    }
    #expect(report.table("months")?.rows.count == 12)
  }

  @Test func theFunnelCountsStagesConversionAndStays() {
    var book = Book()
    func dealer(_ id: String, _ fields: JSONObject) -> RecordEdit {
      RecordEdit(.dealer, RecordID(rawValue: id), fields.map { FieldEdit(FieldKey($0.key), was: nil, to: $0.value) })
    }
    func move(_ from: String, _ to: String, _ on: String) -> JSONValue {
      ["from": .string(from), "to": .string(to), "on": .string(on)]
    }
    book.apply([
      dealer("d1", ["name": "甲"]),
      dealer(
        "d2",
        [
          "name": "乙", "stage": "classify", "moves/1": move("survey", "visit", "2026-11-02"),
          "moves/2": move("visit", "classify", "2026-11-09"),
        ]),
      dealer(
        "d3",
        [
          "name": "丙", "stage": "sign", "standing": "partner", "moves/1": move("survey", "visit", "2026-10-01"),
          "moves/2": move("visit", "classify", "2026-10-05"),
        ]),
      dealer("d4", ["name": "丁", "gone": ["on": "2026-10-01"]]),
    ])
    let funnel = Funnel(book)
    #expect(funnel.stages.map(\.now) == [1, 0, 1, 0, 0, 0] && funnel.stages.map(\.reached) == [3, 2, 2, 1, 1, 1])
    #expect(
      funnel.stages[1].stays == [4, 7] && funnel.stages[1].medianTenths == 55 && funnel.stages[1].meanTenths == 55)
    #expect(
      funnel.conversion(after: 0) == Rate("0.666667") && funnel.conversion(after: 5) == Rate.whole
        && funnel.partners == 1)
    let report = FunnelReport.make(funnel, lines: [], today: Day("2026-11-24")!)
    #expect(report.table("stages")?.json.array?[1]["medianDays"] == .number("5.5"))
  }
}
