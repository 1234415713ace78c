/// One sentence or name in the two languages of the product. Data carries phrases; screens pick the language.
public struct Phrase: Hashable, Sendable {
  public let zh: String
  public let en: String
  public init(zh: String, en: String) {
    self.zh = zh
    self.en = en
  }
}
