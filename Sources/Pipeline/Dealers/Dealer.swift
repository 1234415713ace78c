import OrderedCollections

/// A car dealer as an insurance channel (车商): a record with names for the fields that code knows.
///
/// Fields of SOP steps are named by the handbook data (`Resources/sop`) and read through `record`; those that the
/// directory and the rules need stand here.
public struct Dealer: Sendable, Equatable {
  public var record: Record
  public init(record: Record) { self.record = record }
  public var id: RecordID { record.id }

  public var name: String { text("name") ?? "" }
  /// The maker's list that names this dealer: `geely`, `fawvm` (see `Resources/dealers/makers.csv`).
  public var maker: String? { text("maker") }
  /// The maker's code for this dealer.
  public var code: String? { text("code") }
  /// Codes the maker used for it before.
  public var aliases: [String] { texts("aliases") }
  public var brands: [String] { texts("brands") }
  public var province: String? { text("province") }
  public var city: String? { text("city") }
  public var district: String? { text("district") }
  public var address: String? { text("address") }
  public var phones: [String] { texts("phones") }
  public var salesVolume: Int? { record["salesVolume"]?.int }

  public func text(_ key: FieldKey) -> String? { record[key]?.string }
  /// The strings of a list field; a single string counts as a list of one.
  public func texts(_ key: FieldKey) -> [String] {
    switch record[key] {
    case .array(let values): values.compactMap(\.string)
    case .string(let value): [value]
    default: []
    }
  }
}

extension Book {
  public func dealer(_ id: RecordID) -> Dealer? { record(.dealer, id).map(Dealer.init(record:)) }
}
