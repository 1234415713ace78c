/// What drives the vehicle, as far as tax, depreciation and pricing range ask for it.
public enum Fuel: String, Sendable, CaseIterable {
  case petrol, diesel
  /// A hybrid that is not plugged in: taxed by displacement.
  case hybrid
  /// A fuel car of the energy-saving catalogue: half of the vehicle tax.
  case energySaving
  case electric
  /// Plug-in hybrid, range extender included.
  case plugin
  case fuelCell

  /// Under the new-energy clauses and price ranges.
  public var isNewEnergy: Bool { self == .electric || self == .plugin || self == .fuelCell }
  /// Has no displacement to be taxed by.
  public var hasNoLitres: Bool { self == .electric || self == .fuelCell }

  /// Reads the product's words and the usual spellings of other files, in English and Chinese.
  public init?(reading text: String) {
    let key = text.lowercased().filter { $0.isLetter || $0.isNumber }
    if let exact = Fuel.allCases.first(where: { $0.rawValue.lowercased() == key }) {
      self = exact
      return
    }
    switch key {
    case "gasoline", "gas", "fuel", "汽油": self = .petrol
    case "柴油": self = .diesel
    case "pureelectric", "bev", "ev", "batteryelectric", "纯电", "纯电动", "电动": self = .electric
    case "pluginhybrid", "phev", "erev", "rangeextended", "rangeextender", "插电", "插电混动", "插电式混合动力", "增程", "增程式":
      self = .plugin
    case "ordinaryhybrid", "hev", "混动", "油电混动": self = .hybrid
    case "energysavingfuelcar", "energyefficient", "节能", "节能车": self = .energySaving
    case "fcev", "hydrogen", "燃料电池": self = .fuelCell
    default:
      // A description: the word that decides is looked for, the most special first.
      let marks: [(String, Fuel)] = [
        ("plug", .plugin), ("range", .plugin), ("插电", .plugin), ("增程", .plugin), ("fuelcell", .fuelCell),
        ("saving", .energySaving),
        ("节能", .energySaving), ("hybrid", .hybrid), ("electric", .electric), ("纯电", .electric), ("diesel", .diesel),
        ("petrol", .petrol),
        ("gasoline", .petrol),
      ]
      guard let found = marks.first(where: { key.contains($0.0) }) else { return nil }
      self = found.1
    }
  }
}
