/// The commercial tariff before the reform: its variants, and the rows of 35 regions.
public struct LegacyTariff: Sendable {
  public let table: String
  let dated: Dated
  public let variants: [LegacyVariant]
  /// The variant that quotes of the product use.
  let product: String
  /// variant → region → class → rates
  let regional: [String: [String: [String: LegacyVariant.Row]]]
  /// variant → regions in the order of the table
  let regionNames: [String: [String]]

  init(variants json: JSONValue, regional tables: [(variant: String, json: JSONValue)]) throws(QuoteError) {
    table = json["table"]?.string ?? ""
    dated = try Dated(json, file: "legacy-variants.json")
    variants = try (json["variants"]?.array ?? []).map { v throws(QuoteError) in try LegacyVariant(v) }
    product = json["product"]?.string ?? ""
    var rows: [String: [String: [String: LegacyVariant.Row]]] = [:]
    var names: [String: [String]] = [:]
    for (variant, json) in tables {
      let file = "legacy-\(variant).json"
      for r in json["rows"]?.array ?? [] {
        guard let region = r["region"]?.string, let name = r["class"]?.string else {
          throw .badTable(file: file, place: "rows")
        }
        if rows[variant]?[region] == nil { names[variant, default: []].append(region) }
        rows[variant, default: [:]][region, default: [:]][name] = try LegacyVariant.Row(r, file: file)
      }
    }
    regional = rows
    regionNames = names
    guard variants.contains(where: { $0.id == product }) else {
      throw .badTable(file: "legacy-variants.json", place: "product")
    }
  }

  public var regions: [String] { regionNames[product] ?? [] }

  /// A variant by its id, or by the other name an example may use.
  public func variant(_ id: String) -> LegacyVariant? {
    variants.first { $0.id == id } ?? variants.first { $0.also.contains(id) }
  }
  var productVariant: LegacyVariant { variant(product)! }

  /// The rates for a class, and the region's name in the table.
  func row(_ variant: LegacyVariant, region: String, classID: String) throws(QuoteError) -> (
    row: LegacyVariant.Row, evidence: Evidence
  ) {
    guard variant.isRegional else {
      guard let row = variant.rows[classID] else {
        throw .noFigure(
          table: "\(table) \(variant.id)", place: classID, allowed: variant.rows.keys.sorted().joined(separator: "、"))
      }
      return (row, variant.evidence)
    }
    let known = regionNames[variant.id] ?? []
    guard let name = RegionName.find(region, in: known), let classes = regional[variant.id]?[name] else {
      throw .unknownRegion(region, table: "\(table) \(variant.id)", known: known)
    }
    guard let row = classes[classID] else {
      throw .noFigure(
        table: "\(table) \(variant.id)", place: classID, allowed: classes.keys.sorted().joined(separator: "、"))
    }
    return (row, variant.evidenceOf[name] ?? variant.evidence)
  }
}
