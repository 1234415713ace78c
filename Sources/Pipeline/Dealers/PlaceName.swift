/// The many spellings of one place: `河北` and `河北省`, `新疆` and `新疆维吾尔自治区`, `廊坊` and `廊坊市`.
public enum PlaceName {
  /// For comparing provinces.
  public static func province(_ text: String) -> String {
    strip(CellText.fold(text), [
      "维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市",
    ])
  }

  /// For comparing cities and prefectures. A county-level city keeps its own name.
  public static func city(_ text: String) -> String {
    strip(CellText.fold(text), ["自治州", "地区", "林区", "州", "市", "盟", "县"])
  }

  /// For comparing districts; two characters stay, so that `郊区` is not `郊`.
  public static func district(_ text: String) -> String {
    strip(CellText.fold(text), ["自治县", "自治旗", "新区", "区", "县", "市", "旗"])
  }

  /// Takes one ending off, if two characters remain.
  private static func strip(_ text: String, _ endings: [String]) -> String {
    for ending in endings where text.hasSuffix(ending) && text.unicodeScalars.count >= ending.unicodeScalars.count + 2 {
      return String(text.dropLast(ending.count))
    }
    return text
  }

  /// An address for comparing: folded, without punctuation and without the names of its own province, city and
  /// district at the front, which some lists write and others leave out.
  public static func address(_ text: String, province: String?, city: String?, district: String?) -> String {
    var rest = Substring(CellText.letters(text))
    for (place, endings) in [
      (province.map(PlaceName.province), ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]),
      (city.map(PlaceName.city), ["自治州", "地区", "市", "州", "盟", "县"]),
      (district.map(PlaceName.district), ["自治县", "新区", "区", "县", "市", "旗"]),
    ] {
      guard let place, !place.isEmpty, rest.hasPrefix(place), rest.count > place.count + 2 else { continue }
      rest = rest.dropFirst(place.count)
      for ending in endings where rest.hasPrefix(ending) && rest.count > ending.count {
        rest = rest.dropFirst(ending.count)
        break
      }
    }
    return String(rest)
  }
}
