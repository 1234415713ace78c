/// What the insurer's own motor book of an area yields in repairs, per brand, and what partners were promised of it
/// (sop 4: available = expected yearly output − promised).
public struct RepairResources: Sendable, Equatable {
  /// Expected yearly repair output of insured vehicles, by brand.
  public var expected: [String: Money]
  /// Already promised to partners, by brand.
  public var promised: [String: Money]

  public init(expected: [String: Money], promised: [String: Money] = [:]) {
    self.expected = expected
    self.promised = promised
  }

  /// Negative when more was promised than is expected; zero for a brand the book does not know.
  public func available(_ brand: String) -> Money { (expected[brand] ?? .zero) - (promised[brand] ?? .zero) }

  /// Whether the brands together cover `demand` × `premium` (expected from the dealer in a year). Overdrawn brands
  /// give nothing.
  public func suffice(brands: [String], demand: Ratio, premium: Money) -> Bool {
    let sum = Set(brands).reduce(Money.zero) { $0 + max(.zero, available($1)) }
    return Int128(sum.fen) * 1_000_000 >= Int128(premium.fen) * Int128(demand.millionths)
  }
}
