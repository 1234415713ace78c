/// What a branch's book adds to the tables: its region, its own packages, booklets and lists of vehicles. Without a book
/// all are empty.
public struct QuoteBranch: Sendable {
  /// A booklet as the book keeps it.
  public struct Kept: Sendable {
    public let record: Record
    public let booklet: Booklet
    public var id: RecordID { record.id }
    /// The day it was imported.
    public var on: Day? { record["on"]?.string.flatMap { Day($0) } }
  }
  /// A list of vehicles as the book keeps it.
  public struct KeptList: Sendable {
    public let record: Record
    public let list: VehicleList
    public var id: RecordID { record.id }
    /// The day it was imported.
    public var on: Day? { record["on"]?.string.flatMap { Day($0) } }
  }

  public let tables: QuoteTables
  /// Where quotes are given unless one says otherwise; nil: must be asked.
  public let region: String?
  public let packages: PackageShelf
  /// The latest imported first.
  public let booklets: [Kept]
  /// The branch's own lists, the newest dated first.
  public let vehicleLists: [KeptList]

  /// - Parameter book: nil where there is none.
  public init(_ book: Book?, tables: QuoteTables) {
    self.tables = tables
    let settings = book?.record(.settings, QuoteBranch.settingsID)
    region = settings?[QuoteBranch.regionField]?.string
    packages = tables.packages.adding(from: settings)
    let kept = book?[.booklet].records.compactMap { record -> Kept? in
      guard record["gone"] == nil, let booklet = Booklet(.object(record.fields)) else { return nil }
      return Kept(record: record, booklet: booklet)
    }
    booklets = (kept ?? []).sorted { ($0.on?.number ?? 0, $0.id) > ($1.on?.number ?? 0, $1.id) }
    let lists = book?[.vehicleList].records.compactMap { record -> KeptList? in
      guard record["gone"] == nil, let list = VehicleList(record) else { return nil }
      return KeptList(record: record, list: list)
    }
    vehicleLists = (lists ?? []).sorted { ($0.list.dated?.number ?? 0, $0.id) > ($1.list.dated?.number ?? 0, $1.id) }
  }

  /// The engine for a policy that starts on `day`: with the latest booklet that is valid then, else the latest of all,
  /// whose quotes say that it is out of its days.
  public func engine(on day: Day) -> QuoteEngine {
    let valid = booklets.first { kept in
      (kept.booklet.validFrom.map { $0 <= day } ?? true) && (kept.booklet.validTo.map { day <= $0 } ?? true)
    }
    return QuoteEngine(tables: tables, booklet: (valid ?? booklets.first)?.booklet, packages: packages)
  }

  /// The book's settings: one record.
  public static let settingsID = RecordID(rawValue: "book")
  static let regionField: FieldKey = "quoteRegion"

  /// The change that sets the branch's region; nil takes it away.
  /// - Throws: `.unknownRegion` when no table knows it.
  public func change(region: String?, in settings: Record) throws(QuoteError) -> Change {
    var new = settings
    if let region {
      let known = tables.compulsory.regions
      guard let name = RegionName.find(region, in: known) else {
        throw .unknownRegion(region, table: "floating-2020", known: known)
      }
      new[QuoteBranch.regionField] = .string(name)
    } else {
      new[QuoteBranch.regionField] = nil
    }
    return Change(
      Deed("quote.region", ["region": new[QuoteBranch.regionField] ?? .null]), .settings, from: settings, to: new)
  }
}

extension RecordKind {
  /// A branch's imported quote booklet, prefix b.
  public static let booklet = RecordKind(rawValue: "booklet")
}
