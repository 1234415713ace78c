/// The two languages of the product, as far as a quote is printed in them.
public enum QuoteLanguage: String, Sendable, CaseIterable { case zh, en }

/// The words of quotes: labels, warnings, refusals and the disclaimer (`Resources/quotes/words.json`), with `{facts}` filled in.
public struct QuoteWords: Sendable {
  private let phrases: [String: Phrase]

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

  /// The phrase with its facts put in; words that are keys (fields, covers, ways) are said in the language.
  public func sentence(_ key: String, _ facts: JSONObject, _ language: QuoteLanguage, rules: CoverRules? = nil)
    -> String
  {
    var text = self[key, language]
    for (name, value) in facts where text.contains("{\(name)}") {
      let raw = value.string ?? (value.isNull ? "-" : value.text)
      let said: String
      switch name {
      case "field": said = self["field.\(raw)", language]
      case "way": said = self["way.\(raw)", language]
      case "cover", "into", "needs":
        let separator = language == .zh ? "、" : ", "
        said = raw.split(separator: "、").map { self.name(of: Cover(String($0)), language, rules) }.joined(
          separator: separator)
      case "value": said = phrases["value.\(raw)"] == nil ? raw : self["value.\(raw)", language]
      case "allowed", "candidates":
        said = language == .zh ? raw : raw.replacing("、", with: ", ").replacing("，", with: ", ")
      default: said = raw
      }
      text = text.replacing("{\(name)}", with: said)
    }
    return text
  }

  public func name(of cover: Cover, _ language: QuoteLanguage, _ rules: CoverRules?) -> String {
    guard let phrase = rules?[cover]?.name else { return cover.rawValue }
    return language == .zh ? phrase.zh : phrase.en
  }

  /// A warning in words.
  public func text(_ warning: QuoteWarning, _ language: QuoteLanguage, rules: CoverRules? = nil) -> String {
    if warning.kind == .doubt, let said = warning.facts[language.rawValue]?.string {
      return sentence("warning.doubt", ["place": warning.facts["place"] ?? .null, "text": .string(said)], language)
    }
    return sentence("warning.\(warning.kind.rawValue)", warning.facts, language, rules: rules)
  }

  /// A refusal in words: which field, what was given, what is allowed, which table says so.
  public func text(_ error: QuoteError, _ language: QuoteLanguage, rules: CoverRules? = nil) -> String {
    sentence("error.\(error.code)", error.facts, language, rules: rules)
  }

  /// A sum insured, short: `100万`, `5千`, `119,900` (en: `1,000,000`).
  public func limit(_ money: Money, seats: Int?, _ language: QuoteLanguage) -> String {
    var text = money.grouped.hasSuffix(".00") ? String(money.grouped.dropLast(3)) : money.grouped
    if language == .zh, money.fen >= 1_000_000, money.fen % 10_000 == 0 {
      text = Exact(digits: Int128(money.fen), places: 6).description + "万"
    } else if language == .zh, money.fen > 0, money.fen < 1_000_000, money.fen % 100_000 == 0 {
      text = String(money.fen / 100_000) + "千"
    }
    return seats.map { text + "×\($0)" } ?? text
  }
}
