/// A dealer's name for comparing.
public enum DealerName {
  /// Equal names are the same name, written with other blanks or widths.
  public static func key(_ name: String) -> String { CellText.fold(name) }

  /// The words that say what a company is, not which; the long before the short.
  static let legalForms = [
    "汽车销售服务有限责任公司", "汽车销售服务有限公司", "汽车贸易服务有限公司", "汽车销售有限责任公司", "汽车销售有限公司",
    "汽车贸易有限责任公司", "汽车贸易有限公司", "汽车服务有限公司", "汽车科技有限公司", "汽车有限责任公司", "汽车有限公司",
    "汽贸有限责任公司", "汽贸有限公司", "车业有限责任公司", "车业有限公司", "贸易有限公司", "实业有限公司", "集团有限公司",
    "有限责任公司", "股份有限公司", "有限公司", "公司",
  ]
  static let trades = [
    "汽车销售服务", "汽车贸易服务", "汽车销售", "汽车贸易", "汽车服务", "汽车维修", "汽贸", "车业", "汽车", "销售", "服务", "贸易",
  ]

  /// What remains of a name without place, legal form and trade: `河北禾美汽车销售服务有限公司` is `禾美`. Empty when
  /// nothing remains. A branch keeps what tells it apart (`…平望分公司` is `…平望分`).
  public static func core(_ name: String, places: [String]) -> String {
    var rest = CellText.letters(name)
    for form in legalForms { rest = removing(form, from: rest) }
    for trade in trades { rest = removing(trade, from: rest) }
    var changed = true
    while changed {
      changed = false
      for place in places where !place.isEmpty && rest.hasPrefix(place) {
        rest = String(rest.dropFirst(place.count))
        if let first = rest.first, "省市区县".contains(first) { rest.removeFirst() }
        changed = true
      }
    }
    return rest
  }

  private static func removing(_ part: String, from text: String) -> String {
    guard let range = find(part, in: text) else { return text }
    return String(text[..<range.lowerBound]) + String(text[range.upperBound...])
  }

  /// The first place of `part`, without Foundation.
  private static func find(_ part: String, in text: String) -> Range<String.Index>? {
    let needle = Array(part.utf8)
    return text.utf8.withContiguousStorageIfAvailable { hay -> Range<Int>? in
      guard hay.count >= needle.count else { return nil }
      outer: for start in 0...(hay.count - needle.count) where hay[start] == needle[0] {
        for i in needle.indices.dropFirst() where hay[start + i] != needle[i] { continue outer }
        return start..<(start + needle.count)
      }
      return nil
    }.flatMap { $0 }.map {
      text.utf8.index(
        text.startIndex, offsetBy: $0.lowerBound)..<text.utf8.index(text.startIndex, offsetBy: $0.upperBound)
    }
  }
}
