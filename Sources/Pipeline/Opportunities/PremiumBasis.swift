/// Which premium counts when a commission or repair ratio is computed: by default the commercial part without value
/// added tax (decision 6).
public struct PremiumBasis: Sendable, Equatable {
  public enum Counted: String, Sendable, CaseIterable { case commercial, all }

  public var counted: Counted = .commercial
  /// The tax inside a written premium (6 %); zero = take premiums as written.
  public var tax = Rate(percent: 6)

  public init(counted: Counted = .commercial, tax: Rate = Rate(percent: 6)) {
    self.counted = counted
    self.tax = tax
  }

  /// From `{counted, tax}`; whatever is absent or unknown keeps its default.
  public init(_ value: JSONValue?) {
    counted = value?["counted"]?.string.flatMap(Counted.init(rawValue:)) ?? counted
    tax = value?["tax"]?.string.flatMap { Rate($0) } ?? tax
  }

  /// The part of a policy's premium that counts, before tax is taken off. A policy of no kind counts as commercial.
  public func gross(_ policy: Policy) -> Money {
    counted == .commercial && policy.kind == .compulsory ? .zero : policy.premium
  }

  /// A sum without its tax, rounded half up to the fen.
  public func net(_ gross: Money) -> Money {
    Money(fen: FixedPoint.multiplyRounding(gross.fen, 1_000_000, dividedBy: 1_000_000 + tax.millionths))
  }
}
