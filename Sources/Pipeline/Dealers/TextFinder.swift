/// Whether typed words meet a text, the way `DealerSearch` reads them: by its characters, by full pinyin or by initials.
public struct TextFinder: Sendable {
  private let pinyin: PinyinTable

  public init(_ pinyin: PinyinTable) { self.pinyin = pinyin }

  /// Every word of the query stands somewhere in the text. An empty query meets everything.
  public func matches(_ query: String, _ text: String) -> Bool {
    var matcher = PinyinMatcher(pinyin)
    let prepared = matcher.prepare(text)
    return query.split(whereSeparator: { $0.unicodeScalars.allSatisfy(CellText.isSpace) }).allSatisfy {
      matcher.matches(PinyinMatcher.Word($0), prepared)
    }
  }

  /// A key by which Chinese texts sort as people look them up: the commonest reading of each character.
  public func sortKey(_ text: String) -> String {
    var key: [UInt8] = []
    for scalar in text.unicodeScalars {
      if let reading = pinyin.of(scalar.value).first {
        key.append(contentsOf: reading)
        key.append(0x20)
      } else {
        key.append(contentsOf: String(scalar).lowercased().utf8)
      }
    }
    return String(decoding: key, as: UTF8.self)
  }
}
