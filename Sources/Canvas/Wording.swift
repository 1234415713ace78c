/// A name or sentence of the screen in the two languages of the product.
public struct Wording: Hashable, Sendable {
  public enum Language: String, Hashable, Sendable, CaseIterable {
    case zh, en
  }

  public let zh: String
  public let en: String

  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }

  /// The same in both: names, numbers.
  public init(_ both: String) {
    zh = both
    en = both
  }

  /// `Words.open(language)`
  public func callAsFunction(_ language: Language) -> String { language == .zh ? zh : en }
}

/// English counts: `1 dealer`, `2 dealers`; a noun with a plural of its own brings it.
public func counted(_ number: Int, _ noun: String, _ plural: String? = nil) -> String {
  "\(number) " + (number == 1 ? noun : plural ?? noun + "s")
}

extension Wording.Language {
  public func pick<T>(zh: T, en: T) -> T { self == .zh ? zh : en }
}
