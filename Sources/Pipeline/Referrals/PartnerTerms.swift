/// What the win-win terms of a dealer yield for a month (sop 5): computed by whoever knows the terms.
public struct CommissionYield: Sendable, Equatable {
  /// The commission rate after the reduction.
  public let commission: Rate
  public let commissionPaid: Money
  /// The insurer's share that the floor kept from being collected.
  public let uncollected: Money

  public init(commission: Rate, commissionPaid: Money, uncollected: Money) {
    self.commission = commission
    self.commissionPaid = commissionPaid
    self.uncollected = uncollected
  }
}

/// How a dealer's agreed terms turn premium and repair money into a commission. The room SOP has the arithmetic and
/// the names of the terms' fields; this room only asks.
public struct PartnerTerms: Sendable {
  /// The baseline repair ratio ρ₀ agreed with the dealer; nil when none is agreed.
  public let baseRepairRatio: @Sendable (Dealer) -> Ratio?
  /// The yield from premium P and repair money R; nil when the dealer has no win-win terms.
  public let yield: @Sendable (Dealer, _ premium: Money, _ repair: Money) -> CommissionYield?

  public init(
    baseRepairRatio: @escaping @Sendable (Dealer) -> Ratio?,
    yield: @escaping @Sendable (Dealer, _ premium: Money, _ repair: Money) -> CommissionYield?
  ) {
    self.baseRepairRatio = baseRepairRatio
    self.yield = yield
  }
}
