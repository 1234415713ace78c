import OrderedCollections

/// `quote check`: computes every example of a file in the form of `worked-examples.json` and says what differs, so that
/// a branch can prove its own tables. It follows each example's own tariff and rounding and knows none of them.
public struct ExampleCheck: Sendable {
  public struct Difference: Sendable, Equatable {
    public let id: String
    /// The place in the answer: `commercial.theft`, `total`.
    public let line: String
    public let expected: String
    /// Nil when no number came out; `reason` says why.
    public let got: String?
    public let reason: QuoteError?

    public var json: JSONValue {
      var object: JSONObject = [
        "id": .string(id), "line": .string(line), "expected": .string(expected),
        "got": got.map { .string($0) } ?? .null,
      ]
      if let reason {
        var facts = reason.facts
        facts["reason"] = .string(reason.code)
        object["why"] = .object(facts)
      }
      return .object(object)
    }
  }
  /// A machine field of an example that says a word of no closed list: the example was computed as if it were not there.
  public struct Note: Sendable, Equatable {
    public let id: String
    public let field: String
    public let given: String
    public let allowed: [String]

    public var json: JSONValue {
      ["id": .string(id), "field": .string(field), "given": .string(given), "allowed": .array(allowed.map { .string($0) })]
    }
  }
  public struct Report: Sendable, Equatable {
    public let examples: Int
    public let passed: Int
    public let differences: [Difference]
    public var notes: [Note] = []
    public var json: JSONValue {
      .object([
        "schema": "cheshang.quoteCheck/1", "examples": .int(examples), "passed": .int(passed),
        "differences": .array(differences.map(\.json)), "notes": .array(notes.map(\.json)),
      ])
    }
  }

  public let tables: QuoteTables
  /// The branch's own table, for examples whose way is `booklet`.
  public var booklet: Booklet?
  public init(tables: QuoteTables, booklet: Booklet? = nil) {
    self.tables = tables
    self.booklet = booklet
  }

  /// - Throws: `.notJSON` with line and reason; `.badTable` when there are no `examples`, or one has no figures to compare.
  public func run(_ bytes: [UInt8], file: String) throws(QuoteError) -> Report {
    let json: JSONValue
    // Editors of another system put a byte-order mark in front.
    let text = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes
    do throws(JSONError) { json = try JSONValue.parse(text) } catch {
      let line = text.prefix(error.offset).reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
      throw .notJSON(file: file, line: line, offset: error.offset, reason: error.reason)
    }
    guard let list = json["examples"]?.array ?? json.array, !list.isEmpty else {
      throw .badTable(file: file, place: "examples")
    }
    var differences: [Difference] = []
    var notes: [Note] = []
    var passed = 0
    for (i, value) in list.enumerated() {
      guard let example = WorkedExample(value, number: i + 1), example.hasFigures else {
        throw .badTable(file: file, place: "examples[\(i)].answer")
      }
      let found = deviations(of: example)
      if found.isEmpty { passed += 1 }
      differences += found
      notes += example.unknownWords.map { Note(id: example.id, field: $0.field, given: $0.given, allowed: $0.allowed) }
    }
    return Report(examples: list.count, passed: passed, differences: differences, notes: notes)
  }

  private func deviations(of example: WorkedExample) -> [Difference] {
    let result = compute(example)
    var found: [Difference] = []
    func compare(_ expected: JSONValue, _ path: String) {
      switch expected {
      case .object(let members): for (key, value) in members { compare(value, path.isEmpty ? key : path + "." + key) }
      case .array(let values): for (i, value) in values.enumerated() { compare(value, "\(path)[\(i)]") }
      case .number(let text):
        if let got = result.values[path] {
          if !ExampleCheck.agrees(got, with: text) {
            found.append(Difference(id: example.id, line: path, expected: text, got: got.description, reason: nil))
          }
        } else {
          found.append(Difference(id: example.id, line: path, expected: text, got: nil, reason: result.reason))
        }
      case .string(let text):
        // A number as a string counts as a number; other words are notes unless the result has words there too.
        if Exact(text) != nil {
          compare(.number(text), path)
        } else if let got = result.texts[path], !text.hasPrefix(got) {
          found.append(Difference(id: example.id, line: path, expected: text, got: got, reason: nil))
        }
      case .null:
        if let got = result.values[path] {
          found.append(Difference(id: example.id, line: path, expected: "null", got: got.description, reason: nil))
        }
      case .bool: break
      }
    }
    compare(.object(example.answer), "")
    // Lines that were asked for and came out but stand in no list of the answer are differences too.
    for list in ["commercial", "lines", "noDeductible"] {
      guard let members = example.answer[list]?.object else { continue }
      for (path, value) in result.values
      where path.hasPrefix(list + ".") && members[String(path.dropFirst(list.count + 1))] == nil {
        found.append(Difference(id: example.id, line: path, expected: "-", got: value.description, reason: nil))
      }
    }
    return found
  }

  /// Equal to the last digit. An unrounded figure may run on behind what a file writes down, or carry the noise of a
  /// spreadsheet's binary fractions at the far end: it is compared at the decimals shown there, from six to ten.
  static func agrees(_ got: Exact, with text: String) -> Bool {
    guard let expected = Exact(text) else { return false }
    let shown = max(6, min(expected.places, 10))
    return got == expected || got.rounded(places: shown) == expected.rounded(places: shown)
  }

  /// What came out, by the place in the answer.
  struct Outcome {
    var values: OrderedDictionary<String, Exact> = [:]
    var texts: [String: String] = [:]
    var reason: QuoteError?

    mutating func set(_ value: Exact, _ paths: String...) {
      for path in paths where values[path] == nil { values[path] = value }
    }
  }

  private func compute(_ example: WorkedExample) -> Outcome {
    var outcome = Outcome()
    for part in parts(of: example) {
      do throws(QuoteError) { try part(example, &outcome) } catch { outcome.reason = outcome.reason ?? error }
    }
    return outcome
  }

  private typealias Part = (WorkedExample, inout Outcome) throws(QuoteError) -> Void

  /// Which tables an example asks for: the way if it names one, else the file its tariff names, else the form of its inputs.
  private func parts(of e: WorkedExample) -> [Part] {
    let tariff = e.tariff.lowercased()
    if e.way == .booklet || tariff.hasPrefix("booklet") { return [fromBooklet] }
    if e.way == .renewal || e.number("oldPremium", "lastPremium", "lastYearPremium") != nil {
      return [renewal]
    }
    if tariff.contains("reform") || e.way == .reform { return [reform] }
    if tariff.contains("legacy") || tariff.contains("calculatorvariants") || e.way == .legacy {
      return [legacy]
    }
    if tariff.contains("ncd") || tariff.contains("no-claim") { return [noClaim] }
    if tariff.contains("depreciation") { return [depreciation] }
    if tariff.contains("short-term") { return [shortTerm] }
    if tariff.contains("vessel-tax") || tariff.contains("vehicle-tax") {
      return tariff.contains("compulsory") ? [compulsory, vehicleTax] : [vehicleTax]
    }
    if tariff.contains("compulsory") { return [compulsory] }
    if e.variant != nil || e.has(answer: "commercial", "lines") { return [legacy] }
    if e.number("benchmarkPremium", "benchmarkCommercialPremium") != nil { return [noClaim] }
    return [compulsory, vehicleTax, depreciation]
  }
}
