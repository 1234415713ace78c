import OrderedCollections

/// One worked example of a file for `quote check`: its inputs, its answer, and what it says of tariff and rounding.
///
/// The machine fields `way`, `variant`, `lineRounding`, `totalRounding` (decision 17) go before the prose of `tariff`
/// and `rounding`; both go before the table's own rule.
struct WorkedExample: Sendable {
  let id: String
  let source: String?
  let tariff: String
  let inputs: JSONObject
  let answer: JSONObject
  let way: QuoteWay?
  let variant: String?
  private let fields: JSONObject

  init?(_ json: JSONValue, number: Int) {
    guard let object = json.object, let answer = object["answer"]?.object else { return nil }
    fields = object
    self.answer = answer
    inputs = object["inputs"]?.object ?? [:]
    id = object["id"]?.string ?? object["id"]?.int.map(String.init) ?? "#\(number)"
    source = object["source"]?.string
    tariff = object["tariff"]?.string ?? ""
    let named = (object["way"] ?? inputs["way"])?.string
    way = QuoteWay.allCases.first { $0.rawValue.lowercased() == named?.lowercased() }
    variant = object["variant"]?.string ?? inputs["variant"]?.string
  }

  func number(_ names: String...) -> Exact? {
    for name in names {
      if let value = Exact(inputs[name]) { return value }
      if let text = inputs[name]?.string, let value = QuoteInput.limit(text) { return Exact(value) }
    }
    return nil
  }
  /// Counts of months, seats, persons. No true one comes near the bounds; within them no sum of a few can overflow.
  func int(_ names: String...) -> Int? {
    let most = 1_000_000_000_000_000
    for name in names {
      let whole = Exact(inputs[name]).flatMap { $0.places == 0 ? Int(exactly: $0.digits) : nil }
      if let value = inputs[name]?.int ?? whole { return min(max(value, -most), most) }
    }
    return nil
  }
  func text(_ names: String...) -> String? {
    for name in names { if let value = inputs[name]?.string { return value } }
    return nil
  }
  /// A null says that the example has no such figure.
  func has(answer names: String...) -> Bool { names.contains { answer[$0].map { !$0.isNull } ?? false } }

  /// Whether the answer says anything that can be compared: a figure, or that there is none. Words alone prove nothing.
  var hasFigures: Bool {
    func says(_ value: JSONValue) -> Bool {
      switch value {
      case .object(let members): members.contains { says($0.value) }
      case .array(let values): values.contains(where: says)
      case .number, .null: true
      case .string(let text): Exact(text) != nil
      case .bool: false
      }
    }
    return says(.object(answer))
  }

  /// `A3`, or with words behind it; A0, as some write for a first policy, is A4.
  var floatingFactor: FloatingFactor? {
    guard let word = text("floatingFactor", "compulsoryFactor")?.uppercased().prefix(2) else { return nil }
    return word == "A0" ? .a4 : FloatingFactor(rawValue: String(word))
  }

  /// The word after a mark in the tariff: `calculatorVariants cargroup`, `version 2020`, `regions[厦门]`.
  func tariffWord(after mark: String) -> String? {
    guard let range = tariff.firstRange(of: mark) else { return nil }
    let rest = tariff[range.upperBound...].drop { " [:='\"".contains($0) }
    let word = rest.prefix { !" ]),;'\"".contains($0) }
    return word.isEmpty ? nil : String(word)
  }

  var seats: Int {
    if let seats = int("seats", "seatCount") { return seats }
    let words = text("seats", "seatClass") ?? tariffWord(after: "seat class ") ?? ""
    guard let number = QuoteInput.firstNumber(words) else { return 5 }
    let below = ["under", "lt", "<", "fewer", "less", "以下"].contains { words.lowercased().contains($0) }
    return below ? number - 1 : number
  }

  /// The policy's start: a day, or the first of January of a year; nil when the example names none.
  var start: Day? {
    for name in ["policyStart", "start", "startDate", "date"] {
      if let day = text(name).flatMap({ Day($0.prefix(10)) }) { return day }
    }
    let year = int("year") ?? text("year").flatMap { Int($0.prefix(4)) }
    return year.flatMap { Day($0, 1, 1) }
  }

  /// A machine field whose word is in no closed list: it has no say, and that is told.
  struct UnknownWord: Sendable {
    let field: String
    let given: String
    let allowed: [String]
  }
  var unknownWords: [UnknownWord] {
    func unknown(_ field: String, _ value: JSONValue?, _ allowed: [String]) -> UnknownWord? {
      guard let value, !value.isNull else { return nil }
      if let word = value.string, allowed.contains(where: { $0.lowercased() == word.lowercased() }) { return nil }
      return UnknownWord(field: field, given: value.string ?? value.text, allowed: allowed)
    }
    return [
      unknown("way", fields["way"] ?? inputs["way"], QuoteWay.allCases.map(\.rawValue)),
      unknown("lineRounding", fields["lineRounding"], LineRounding.allCases.map(\.rawValue)),
      unknown("totalRounding", fields["totalRounding"], TotalRounding.allCases.map(\.rawValue)),
      unknown("derivedFrom", fields["derivedFrom"], ["rounded", "exact"]),
    ].compactMap { $0 }
  }

  private func word<Rule: RawRepresentable & CaseIterable>(_ field: String) -> Rule? where Rule.RawValue == String {
    guard let text = fields[field]?.string?.lowercased() else { return nil }
    return Rule.allCases.first { $0.rawValue.lowercased() == text }
  }

  var lineRounding: LineRounding? {
    if let rule: LineRounding = word("lineRounding") { return rule }
    let words = roundingWords
    if words.contains("no rounding of lines") || words.contains("lines not rounded")
      || words.contains("lines unrounded")
    {
      return .exact
    }
    for clause in words.split(whereSeparator: { ";,".contains($0) }).map(String.init) where clause.contains("line") {
      if clause.contains("truncat") || clause.contains("rounded down") { return .truncateYuan }
      if clause.contains("rounded up") { return .upYuan }
      if clause.contains("half up") || clause.contains("rounded") {
        if clause.contains("cent") || clause.contains("fen") { return .halfUpFen }
        if clause.contains("sum") && !clause.contains("each") { continue }
        return .halfUpYuan
      }
    }
    return nil
  }

  var totalRounding: TotalRounding? {
    if let rule: TotalRounding = word("totalRounding") { return rule }
    let words = roundingWords
    let truncated = words.contains("total truncated") || words.contains("totals truncated")
    if words.contains("sums of unrounded lines") || words.contains("sum of unrounded lines")
      || words.contains("sum of the unrounded lines")
    {
      return truncated ? .truncateYuanOfExact : words.contains("cent") ? .halfUpFenOfExact : .halfUpYuanOfExact
    }
    if words.contains("market total truncated") { return .sumOfLines }
    if truncated { return answer["totalTruncated"] != nil ? .exact : .truncateYuanOfExact }
    if words.contains("then summed") || words.contains("sum of rounded lines") { return .sumOfLines }
    return nil
  }

  /// Whether shares of other lines are taken from them rounded; nil where the example does not say.
  var derivedFromRounded: Bool? {
    switch fields["derivedFrom"]?.string?.lowercased() {
    case "rounded": return true
    case "exact": return false
    default: break
    }
    let words = roundingWords
    return words.contains("deductible") && words.contains("from unrounded") ? false : nil
  }

  private var roundingWords: String { (fields["rounding"]?.string ?? "").lowercased() }
}
