/// What two descriptions of dealers are compared by; made once for each.
struct DealerKeys: Sendable {
  /// The name, and the one a list gave before somebody corrected it by hand.
  var names: [FoldedText]
  var city: FoldedText?
  var district: FoldedText?
  /// Whole and without place names at the front; the one a list gave before a correction too.
  var addresses: [FoldedText]
  var phones: [FoldedText]

  init(name: String, province: String?, city: String?, district: String?, address: String?, phones: [String]) {
    names = [FoldedText(DealerName.key(name))]
    self.city = city.map { FoldedText(PlaceName.city($0)) }
    self.district = district.map { FoldedText(PlaceName.district($0)) }
    addresses = address.map { DealerKeys.addresses($0, province, city, district) } ?? []
    self.phones = phones.map { FoldedText(PhoneCell.key($0)) }
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
    if let was = dealer.correction(of: "name")?.was?.string { names.append(FoldedText(DealerName.key(was))) }
    if let was = dealer.correction(of: "address")?.was?.string {
      addresses += DealerKeys.addresses(was, dealer.province, dealer.city, dealer.district)
    }
    if let was = dealer.correction(of: "phones")?.was?.array { phones += was.compactMap(\.string).map { FoldedText(PhoneCell.key($0)) } }
  }

  private static func addresses(_ text: String, _ province: String?, _ city: String?, _ district: String?) -> [FoldedText] {
    let whole = CellText.letters(text)
    guard !whole.isEmpty else { return [] }
    let short = PlaceName.address(text, province: province, city: city, district: district)
    return short.utf8.count == whole.utf8.count || short.isEmpty ? [FoldedText(whole)] : [FoldedText(whole), FoldedText(short)]
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
