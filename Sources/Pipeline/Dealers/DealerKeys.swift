/// What two descriptions of dealers are compared by; made once for each.
struct DealerKeys: Sendable {
  /// The name, and the one a list gave before somebody corrected it by hand.
  var names: [String]
  var city: String?
  var district: String?
  /// Whole and without place names at the front; the one a list gave before a correction too.
  var addresses: [String]
  var phones: [String]

  init(name: String, province: String?, city: String?, district: String?, address: String?, phones: [String]) {
    names = [DealerName.key(name)]
    self.city = city.map(PlaceName.city)
    self.district = district.map(PlaceName.district)
    addresses = address.map { DealerKeys.addresses($0, province, city, district) } ?? []
    self.phones = phones.map(PhoneCell.key)
  }

  init(_ row: DealerListRow) {
    self.init(
      name: row.name, province: row.province, city: row.city, district: row.district, address: row.address,
      phones: row.phones)
  }

  init(_ dealer: Dealer) {
    self.init(
      name: dealer.name, province: dealer.province, city: dealer.city, district: dealer.district,
      address: dealer.address, phones: dealer.phones)
    if let was = dealer.correction(of: "name")?.was?.string { names.append(DealerName.key(was)) }
    if let was = dealer.correction(of: "address")?.was?.string {
      addresses += DealerKeys.addresses(was, dealer.province, dealer.city, dealer.district)
    }
    if let was = dealer.correction(of: "phones")?.was?.array { phones += was.compactMap(\.string).map(PhoneCell.key) }
  }

  private static func addresses(_ text: String, _ province: String?, _ city: String?, _ district: String?) -> [String] {
    let whole = CellText.letters(text)
    guard !whole.isEmpty else { return [] }
    let short = PlaceName.address(text, province: province, city: city, district: district)
    return short == whole || short.isEmpty ? [whole] : [whole, short]
  }

  func sharesName(_ other: DealerKeys) -> Bool { names.contains { other.names.contains($0) } }
  func sharesAddress(_ other: DealerKeys) -> Bool { addresses.contains { other.addresses.contains($0) } }
  func sharesPhone(_ other: DealerKeys) -> Bool { phones.contains { other.phones.contains($0) } }

  /// The same city, or one of them does not say; a county-level city may stand as city here and as district there.
  func fitsCity(_ other: DealerKeys) -> Bool {
    guard let city, let otherCity = other.city else { return true }
    return city == otherCity || city == other.district || otherCity == district
  }

  /// How much besides the name speaks for one and the same dealer.
  func likeness(_ other: DealerKeys) -> Int {
    (sharesAddress(other) ? 8 : 0) + (sharesPhone(other) ? 4 : 0) + (sharesName(other) ? 4 : 0)
      + (city != nil && city == other.city ? 2 : 0) + (district != nil && district == other.district ? 1 : 0)
  }
}
