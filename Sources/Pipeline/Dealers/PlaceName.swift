/// The many spellings of one place: `河北` and `河北省`, `新疆` and `新疆维吾尔自治区`, `廊坊` and `廊坊市`.
public enum PlaceName {
  /// For comparing provinces.
  public static func province(_ text: String) -> String {
    strip(CellText.fold(text), provinceForms)
  }

  /// For comparing cities and prefectures. A county-level city keeps its own name.
  public static func city(_ text: String) -> String {
    strip(CellText.fold(text), cityForms)
  }

  /// For comparing districts; two characters stay, so that `郊区` is not `郊`.
  public static func district(_ text: String) -> String {
    strip(CellText.fold(text), districtForms)
  }

  private static let provinceForms = ["维吾尔自治区", "壮族自治区", "回族自治区", "特别行政区", "自治区", "省", "市"]
  private static let cityForms = ["自治州", "地区", "林区", "州", "市", "盟", "县"]
  private static let districtForms = ["自治县", "自治旗", "新区", "区", "县", "市", "旗"]

  /// Takes one ending off, if two characters remain.
  private static func strip(_ text: String, _ endings: [String]) -> String {
    for ending in endings where text.utf8.count >= ending.utf8.count + 6 && text.endsInBytes(of: ending) {
      return text.droppingBytes(ending.utf8.count)
    }
    return text
  }

  /// An address for comparing: folded, without punctuation and without the names of its own province, city and
  /// district at the front, which some lists write and others leave out.
  public static func address(_ text: String, province: String?, city: String?, district: String?) -> String {
    var whole = CellText.letters(text)
    return whole.withUTF8 { bytes in
      var rest = bytes[...]
      func drop(_ part: String, leaving more: Int) -> Bool {
        guard rest.count > part.utf8.count + more, rest.starts(with: part.utf8) else { return false }
        rest = rest.dropFirst(part.utf8.count)
        return true
      }
      for (place, endings) in [
        (province.map(PlaceName.province), provinceEndings), (city.map(PlaceName.city), cityEndings),
        (district.map(PlaceName.district), districtEndings),
      ] {
        guard let place, !place.isEmpty, drop(place, leaving: 6) else { continue }
        _ = endings.first { drop($0, leaving: 0) }
      }
      return String(decoding: rest, as: UTF8.self)
    }
  }

  private static let provinceEndings = ["维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "省", "市"]
  private static let cityEndings = ["自治州", "地区", "市", "州", "盟", "县"]
  private static let districtEndings = ["自治县", "新区", "区", "县", "市", "旗"]
}
