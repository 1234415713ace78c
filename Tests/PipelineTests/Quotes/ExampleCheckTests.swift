import Testing

@testable import Pipeline

@Suite struct ExampleCheckTests {
  @Test func everyWorkedExampleComesOutToItsLastDigit() throws {
    let tables = try QuoteFixtures.tables.get()
    let report = try ExampleCheck(tables: tables).run(
      QuoteFixtures.fixture("worked-examples.json"), file: "worked-examples.json")
    #expect(report.differences == [])
    #expect(report.examples == 10)
    #expect(report.passed == 10)
  }
}

extension ExampleCheckTests {
  @Test func otherRegionsPricesAndCoversComeOutToo() throws {
    let report = try ExampleCheck(tables: QuoteFixtures.tables.get()).run(
      QuoteFixtures.fixture("more-examples.json"), file: "more")
    #expect(report.differences.prefix(12) == [])
    #expect(report.examples > 250)
    #expect(report.passed == report.examples)
  }

  @Test func aChangedDigitIsNamedWithItsLine() throws {
    let text = String(decoding: try QuoteFixtures.fixture("worked-examples.json"), as: UTF8.self)
      .replacing("\"theft\": 1280,", with: "\"theft\": 1281,")
    let report = try ExampleCheck(tables: QuoteFixtures.tables.get()).run(Array(text.utf8), file: "x")
    #expect(report.differences.map(\.line) == ["commercial.theft"])
    #expect(report.differences.first?.got == "1280")
    #expect(report.passed == 9)
  }

  @Test func whatIsNoExampleFileIsRefusedWithItsPlace() throws {
    let check = ExampleCheck(tables: try QuoteFixtures.tables.get())
    #expect(throws: QuoteError.badTable(file: "f", place: "examples")) { try check.run(Array("{}".utf8), file: "f") }
    #expect(throws: QuoteError.badTable(file: "f", place: "examples[0].answer")) {
      try check.run(Array("[{}]".utf8), file: "f")
    }
    #expect(throws: QuoteError.self) { try check.run(Array("nonsense".utf8), file: "f") }
  }

  @Test func aLimitOutsideOfTheTableIsADifferenceWithItsReason() throws {
    let json = """
      {"examples": [{"id": "a", "tariff": "commercial-legacy.json calculatorVariants cargroup",
        "inputs": {"price": 100000, "seats": 5, "thirdPartyLimit": 300000, "covers": ["thirdParty", "damage"]},
        "answer": {"commercial": {"thirdParty": 1400, "damage": 1235}, "commercialTotal": 2635}}]}
      """
    let report = try ExampleCheck(tables: QuoteFixtures.tables.get()).run(Array(json.utf8), file: "x")
    #expect(report.differences.map(\.line) == ["commercial.thirdParty", "commercialTotal"])
    #expect(report.differences.first?.reason?.code == "noFigure")
  }
}
