/// What the names of a car say of its drive (`Resources/quotes/fuel-marks.json`): good enough to fill a form with, always
/// marked as assumed.
public struct FuelMarks: Sendable {
  private struct Group: Sendable {
    let fuel: Fuel
    /// Anywhere in the series' name, in capitals.
    let within: [String]
    /// At its beginning.
    let first: [String]
    /// At the end of a word: `EV` in MINIEV, Pro EV, EV6 and D60EV, but not in EVO.
    let words: [String]
    let brands: Set<String>

    func holds(brand: String?, name: String) -> Bool {
      within.contains { name.firstRange(of: $0) != nil } || first.contains { name.hasPrefix($0) }
        || words.contains { word in
          guard let range = name.firstRange(of: word) else { return false }
          return name[range.upperBound...].first.map { !$0.isASCII || !$0.isLetter } ?? true
        } || brand.map(brands.contains) ?? false
    }
  }

  private let groups: [Group]

  init(_ json: JSONValue) throws(QuoteError) {
    groups = try (json["groups"]?.array ?? []).map { group throws(QuoteError) in
      guard let fuel = group["fuel"]?.string.flatMap(Fuel.init(rawValue:)) else { throw .badTable(file: "fuel-marks.json", place: "fuel") }
      func texts(_ member: String) -> [String] { (group[member]?.array ?? []).compactMap(\.string) }
      return Group(fuel: fuel, within: texts("in"), first: texts("first"), words: texts("word"), brands: Set(texts("brands")))
    }
    if groups.isEmpty { throw .badTable(file: "fuel-marks.json", place: "groups") }
  }

  /// The drive of the first group that holds the car; nil where the names say nothing.
  public func likely(brand: String?, series: String) -> Fuel? {
    let name = series.uppercased()
    return groups.first { $0.holds(brand: brand, name: name) }?.fuel
  }
}

extension QuoteRequest {
  /// Takes the drive that the names of the car speak of, where nobody gave one; it stays marked as assumed.
  public mutating func assumeFuel(by marks: FuelMarks) {
    guard assumed.contains(.fuel), let series, let likely = marks.likely(brand: brand, series: series) else { return }
    fuel = likely
    if likely.hasNoLitres, assumed.contains(.litres) {
      litres = nil
      assumed.remove(.litres)
    }
  }
}
