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
    #expect(report.differences.first?.reason?.code == "badInput")
  }

  @Test func aWordOfNoClosedListIsToldAndTheFiguresAreStillCompared() throws {
    let text = String(decoding: try QuoteFixtures.fixture("worked-examples.json"), as: UTF8.self)
      .replacing("\"id\": \"W01\",", with: "\"id\": \"W01\", \"lineRounding\": \"weird\", \"way\": \"Legacy\",")
    let report = try ExampleCheck(tables: QuoteFixtures.tables.get()).run(Array(text.utf8), file: "x")
    #expect(report.notes.map(\.field) == ["lineRounding"] && report.notes.first?.given == "weird" && report.notes.first?.id == "W01")
    #expect(report.notes.first?.allowed == LineRounding.allCases.map(\.rawValue))
    #expect(report.passed == 10)
  }

  @Test func anAnswerWithoutAFigureProvesNothing() throws {
    let check = ExampleCheck(tables: try QuoteFixtures.tables.get())
    for answer in ["{}", "{\"note\": \"as seen\"}", "{\"commercial\": {}}", "{\"agreed\": true}"] {
      #expect(throws: QuoteError.badTable(file: "f", place: "examples[0].answer")) {
        try check.run(Array("{\"examples\": [{\"id\": \"a\", \"answer\": \(answer)}]}".utf8), file: "f")
      }
    }
  }

  @Test func theLineOfBrokenJSONIsNamedAndAByteOrderMarkIsNoFault() throws {
    let check = ExampleCheck(tables: try QuoteFixtures.tables.get())
    #expect(throws: QuoteError.notJSON(file: "f", line: 3, offset: 16, reason: .unexpectedByte)) {
      try check.run(Array("{\"examples\": [\n\n}".utf8), file: "f")
    }
    let marked = try [0xEF, 0xBB, 0xBF] + QuoteFixtures.fixture("worked-examples.json")
    #expect(try check.run(marked, file: "f").passed == 10)
  }

  /// Every input of every example replaced by values that overflow, are negative, or are of another kind: a difference
  /// each, or the same answer, but always a report.
  @Test func noValueOfAnInputEndsTheProgram() throws {
    let check = ExampleCheck(tables: try QuoteFixtures.tables.get())
    let odd: [JSONValue] = [
      .number("9223372036854775807"), .number("-9223372036854775808"), .number("1e18"), .number("-1"), .number("0"),
      .number("0.000000000000000001"), .number("999999999999999999.999999999999999999"), "9223372036854775807 years", "-5", "", .null, true, [], [:],
    ]
    let extra = ["carAge", "carAgeYears", "months", "cleanYears", "claims", "level", "days", "tonnes", "year", "litres", "expenseRatio", "marketFactor", "ageBand", "actualValue", "discount", "start"]
    var mutants: [JSONValue] = []
    let originals = try JSONValue.parse(QuoteFixtures.fixture("worked-examples.json"))["examples"]?.array ?? []
    let more = try JSONValue.parse(QuoteFixtures.fixture("more-examples.json"))["examples"]?.array ?? []
    for example in originals + more.suffix(12) {
      guard let whole = example.object, let inputs = whole["inputs"]?.object else { continue }
      for key in Array(inputs.keys) + extra {
        for value in odd {
          var (copy, changed) = (whole, inputs)
          changed[key] = value
          copy["inputs"] = .object(changed)
          mutants.append(.object(copy))
        }
      }
    }
    let report = try check.run(Array(JSONValue.object(["examples": .array(mutants)]).text.utf8), file: "odd")
    #expect(report.examples == mutants.count && mutants.count > 3000)
    #expect(report.passed < report.examples)
  }
}
