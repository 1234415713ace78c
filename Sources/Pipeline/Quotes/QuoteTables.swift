/// All tables a quote rests on, decoded from the shipped files: made once, when the first quote is wanted.
public struct QuoteTables: Sendable {
  /// The files of `Resources/quotes` that are needed; the caller knows where they lie.
  public enum File: String, CaseIterable, Sendable {
    case compulsory = "compulsory.json"
    case vehicleTax = "vehicle-tax.json"
    case legacyVariants = "legacy-variants.json"
    case legacyPublished = "legacy-published.json"
    case legacyUndiscounted = "legacy-undiscounted.json"
    case reform = "reform.json"
    case noClaim = "no-claim.json"
    case depreciation = "depreciation.json"
    case shortTerm = "short-term.json"
    case covers = "covers.json"
    case packages = "packages.json"
    case fuelMarks = "fuel-marks.json"
  }

  public let compulsory: CompulsoryTable
  public let vehicleTax: VehicleTaxTable
  public let legacy: LegacyTariff
  public let reform: ReformTable
  public let noClaim: NoClaimTable
  public let depreciation: DepreciationTable
  public let shortTerm: ShortTermTable
  public let covers: CoverRules
  public let packages: PackageShelf
  public let fuelMarks: FuelMarks

  /// Reads and decodes every file through `read`.
  /// - Throws: `QuoteError.unreadable` or `.badTable`, with the file's name.
  public init(read: (File) throws -> [UInt8]) throws(QuoteError) {
    func json(_ file: File) throws(QuoteError) -> JSONValue {
      let bytes: [UInt8]
      do { bytes = try read(file) } catch { throw .unreadable(file: file.rawValue) }
      do throws(JSONError) { return try JSONValue.parse(bytes) } catch {
        throw .badTable(file: file.rawValue, place: "\(error.reason.rawValue) \(error.offset)")
      }
    }
    compulsory = try CompulsoryTable(json(.compulsory))
    vehicleTax = try VehicleTaxTable(json(.vehicleTax))
    legacy = try LegacyTariff(
      variants: json(.legacyVariants),
      regional: [("published", json(.legacyPublished)), ("undiscounted", json(.legacyUndiscounted))])
    reform = try ReformTable(json(.reform))
    noClaim = try NoClaimTable(json(.noClaim))
    depreciation = try DepreciationTable(json(.depreciation))
    shortTerm = try ShortTermTable(json(.shortTerm))
    covers = try CoverRules(json(.covers))
    packages = try PackageShelf(json(.packages))
    fuelMarks = try FuelMarks(json(.fuelMarks))
  }

  /// The five cities that the tables name beside their provinces.
  private static let cities = ["大连", "宁波", "厦门", "青岛", "深圳"]

  /// The region of the tables for a dealer's or customer's place: the city where it has rows of its own, else the province.
  /// Nil when neither is known; then one must ask.
  public func region(province: String?, city: String?) -> String? {
    if let city, let own = RegionName.find(city, in: QuoteTables.cities) { return own }
    return province.flatMap { RegionName.find($0, in: compulsory.regions) }
  }
}
