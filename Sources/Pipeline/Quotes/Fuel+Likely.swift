extension Fuel {
  /// What the names of a car say of its drive, nil where they say nothing: good enough to fill a form with, always
  /// marked as assumed.
  public static func likely(brand: String?, series: String) -> Fuel? {
    let name = series.uppercased()
    if ["PHEV", "DM-I", "DM-P", "C-DM", "DMH", "GTE", "EREV", "插电", "增程"].contains(where: { name.firstRange(of: $0) != nil }) {
      return .plugin
    }
    if saysElectric(name) { return .electric }
    // 新能源 alone: most of these series are plug-in versions of a fuel car.
    if name.firstRange(of: "新能源") != nil { return .plugin }
    guard let brand else { return nil }
    if electricBrands.contains(brand) { return .electric }
    return brand == "理想" || brand == "问界" ? .plugin : nil
  }

  /// `EV` as a word of its own or at the end of one: MINIEV, Pro EV, EV6, D60EV, but not EVO.
  private static func saysElectric(_ name: String) -> Bool {
    if name.firstRange(of: "纯电") != nil || name.firstRange(of: "ID.") != nil || name.hasPrefix("AION") { return true }
    guard let range = name.firstRange(of: "EV") else { return false }
    return name[range.upperBound...].first.map { !$0.isASCII || !$0.isLetter } ?? true
  }

  /// Brands whose series of the lists are all or nearly all battery cars.
  private static let electricBrands: Set<String> = [
    "特斯拉", "蔚来", "小鹏", "极氪", "广汽埃安", "昊铂", "欧拉", "smart", "智己", "飞凡", "极狐", "极越", "小米", "智界", "合创",
    "北汽新能源", "东风纳米", "吉利几何",
  ]
}

extension QuoteRequest {
  /// Takes the drive that the names of the car speak of, where nobody gave one; it stays marked as assumed.
  public mutating func assumeFuel() {
    guard assumed.contains(.fuel), let series, let likely = Fuel.likely(brand: brand, series: series) else { return }
    fuel = likely
    if likely.hasNoLitres, assumed.contains(.litres) {
      litres = nil
      assumed.remove(.litres)
    }
  }
}
