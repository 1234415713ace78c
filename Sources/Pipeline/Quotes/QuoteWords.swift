/// The two languages of the product, as far as a quote is printed in them.
public enum QuoteLanguage: String, Sendable, CaseIterable { case zh, en }

/// The words of quotes: labels, warnings, refusals and the disclaimer (`Resources/quotes/words.json`), with `{facts}` filled in.
public struct QuoteWords: Sendable {
  let phrases: [String: Phrase]

  /// - Throws: `.badTable` when the bytes are no such file or the disclaimer is missing.
  public init(_ bytes: [UInt8]) throws(QuoteError) {
    let json: JSONValue
    do throws(JSONError) { json = try JSONValue.parse(bytes) } catch {
      throw .badTable(file: "words.json", place: "\(error.reason.rawValue) \(error.offset)")
    }
    var phrases: [String: Phrase] = [:]
    for (key, value) in json.object ?? [:] {
      guard let zh = value.array?.first?.string, let en = value.array?.last?.string else {
        throw .badTable(file: "words.json", place: key)
      }
      phrases[key] = Phrase(zh: zh, en: en)
    }
    guard let disclaimer = phrases["disclaimer"], !disclaimer.zh.isEmpty, !disclaimer.en.isEmpty else {
      throw .badTable(file: "words.json", place: "disclaimer")
    }
    self.phrases = phrases
  }

  var keys: Set<String> { Set(phrases.keys) }

  /// The phrase of a key; the key itself where there is none.
  public subscript(_ key: String, _ language: QuoteLanguage) -> String {
    guard let phrase = phrases[key] else { return key }
    return language == .zh ? phrase.zh : phrase.en
  }

  /// The phrase with its facts put in; words that are keys (fields, covers, ways, tables, evidence) are said in the language.
  public func sentence(_ key: String, _ facts: JSONObject, _ language: QuoteLanguage, rules: CoverRules? = nil)
    -> String
  {
    var text = ""
    var rest = self[key, language][...]
    // From left to right, once: what was put in is never looked at again.
    while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
      text += rest[..<open]
      let name = String(rest[rest.index(after: open)..<close])
      text += facts[name].map { said($0, as: name, facts, language, rules) } ?? "-"
      rest = rest[rest.index(after: close)...]
    }
    return text + rest
  }

  private func said(
    _ value: JSONValue, as name: String, _ facts: JSONObject, _ language: QuoteLanguage, _ rules: CoverRules?
  ) -> String {
    let raw = value.string ?? (value.isNull ? "-" : value.text)
    let separator = language == .zh ? "、" : ", "
    switch name {
    case "field": return self["field.\(raw)", language]
    case "reason" where phrases["json.\(raw)"] != nil: return self["json.\(raw)", language]
    case "way": return self["way.\(raw)", language]
    case "cover", "into", "needs":
      return raw.split(separator: "、").map { self.name(of: Cover(String($0)), language, rules) }.joined(separator: separator)
    case "value": return phrases["value.\(raw)"] == nil ? raw : self["value.\(raw)", language]
    case "evidence": return phrases["evidence.\(raw)"] == nil ? raw : self["evidence.\(raw)", language]
    case "source", "place": return named(raw, language, rules: rules)
    case "given": return facts["field"]?.string == QuoteField.limit.rawValue ? named(raw, language, rules: rules) : raw
    case "allowed":
      if let field = facts["field"]?.string, phrases["allowed.\(field)"] != nil { return self["allowed.\(field)", language] }
      return raw.split(separator: "、").map { choice(String($0), language, rules) }.joined(separator: separator)
    case "candidates": return language == .zh ? raw : raw.replacing("、", with: ", ")
    default: return raw
    }
  }

  /// One of several allowed words: in Chinese its name stands before the word one types.
  private func choice(_ raw: String, _ language: QuoteLanguage, _ rules: CoverRules?) -> String {
    if let rule = rules?[Cover(raw)] { return (language == .zh ? rule.name.zh : rule.name.en) + " " + raw }
    if language == .zh, let phrase = phrases["value.\(raw)"] { return phrase.zh + " " + raw }
    return named(raw, language, rules: rules)
  }

  public func name(of cover: Cover, _ language: QuoteLanguage, _ rules: CoverRules?) -> String {
    guard let phrase = rules?[cover]?.name else { return cover.rawValue }
    return language == .zh ? phrase.zh : phrase.en
  }

  /// A warning in words.
  public func text(_ warning: QuoteWarning, _ language: QuoteLanguage, rules: CoverRules? = nil) -> String {
    var facts = warning.facts
    switch warning.kind {
    case .doubt:
      if let said = facts[language.rawValue]?.string { facts["text"] = .string(said) }
    case .assumed: facts["list"] = .string(assumption(warning, language))
    case .aboveTable: facts["limit"] = .string(limit(warning, language))
    case .asPrinted:
      let fields = (facts["fields"]?.array ?? []).compactMap(\.string).map { self["field.\($0)", language] }
      facts["list"] = .string(fields.joined(separator: language == .zh ? "、" : ", "))
    // The name of a booklet is nobody's id.
    case .outsideValidity:
      facts["name"] = facts["source"]
      return sentence("warning.outsideValidity.named", facts, language)
    default: break
    }
    return sentence("warning.\(warning.kind.rawValue)", facts, language, rules: rules)
  }

  /// A refusal in words: which field, what was given, what is allowed, which table says so.
  public func text(_ error: QuoteError, _ language: QuoteLanguage, rules: CoverRules? = nil) -> String {
    var key = "error.\(error.code)"
    switch error {
    case .missing(let field, _, _) where phrases["\(key).\(field.rawValue)"] != nil: key += ".\(field.rawValue)"
    case .badTable(_, let place) where place == "examples": key = "error.badTable.examples"
    case .badTable(_, let place) where place.hasPrefix("examples["): key = "error.badTable.answer"
    case .badCell(_, _, _, let given, _) where given.isEmpty: key = "error.emptyCell"
    default: break
    }
    return sentence(key, error.facts, language, rules: rules)
  }

  /// A sum insured, short: `100万`, `5千`, `119,900` (en: `1,000,000`).
  public func limit(_ money: Money, seats: Int?, _ language: QuoteLanguage) -> String {
    var text = limitless(money)
    if language == .zh, money.fen >= 1_000_000, money.fen % 10_000 == 0 {
      text = Exact(digits: Int128(money.fen), places: 6).description + "万"
    } else if language == .zh, money.fen > 0, money.fen < 1_000_000, money.fen % 100_000 == 0 {
      text = String(money.fen / 100_000) + "千"
    }
    return seats.map { text + "×\($0)" } ?? text
  }
}
