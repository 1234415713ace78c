import OrderedCollections

/// A partner's balance of a month: premium against repair money (sop 5 and 9, 2.7).
public struct PartnerBalance: Sendable, Equatable {
  public enum Warning: Sendable, Equatable {
    /// Not every accident of a policy sold through the dealer was recommended back (pledge: 100 %).
    case notAllRecommended(rate: Rate, left: Int)
    /// The ratio is below the agreed baseline; `shortfall` of repair money is missing.
    case belowBaseline(ratio: Ratio, base: Ratio, shortfall: Money)
  }

  public let dealer: RecordID
  public let month: SalesMonth
  /// P: the part of premium that counts (`PremiumBasis`), by day of issue.
  public var premium = Money.zero
  /// R: assessed losses of the cars that came, by day of accident.
  public var repair = Money.zero
  public var baseRatio: Ratio?
  /// Accidents of policies sold through the dealer, and those of them recommended back to it.
  public var accidents = 0
  public var recommendedBack = 0
  /// Cases recommended to the dealer's shop, and how many of them came, at the first and at the second try.
  public var recommended = 0
  public var arrivedFirst = 0
  public var arrivedSecond = 0
  public var pending = 0
  public var yield: CommissionYield?

  public init(dealer: RecordID, month: SalesMonth) {
    self.dealer = dealer
    self.month = month
  }

  public var arrived: Int { arrivedFirst + arrivedSecond }
  /// ρ = R ÷ P; nil (a dash) without premium.
  public var repairRatio: Ratio? { Ratio(repair, per: premium) }
  public var recommendationRate: Rate? { MonthFigures.share(recommendedBack, of: accidents) }
  public var successRate: Rate? { MonthFigures.share(arrived, of: recommended) }
  public var firstTryRate: Rate? { MonthFigures.share(arrivedFirst, of: recommended) }

  public var warnings: [Warning] {
    var warnings: [Warning] = []
    if let rate = recommendationRate, recommendedBack < accidents {
      warnings.append(.notAllRecommended(rate: rate, left: accidents - recommendedBack))
    }
    // Compared in money, so that rounding of the ratio cannot hide or invent a shortfall.
    if let base = baseRatio, let ratio = repairRatio {
      let wanted = premium.times(millionths: base.millionths)
      if repair < wanted { warnings.append(.belowBaseline(ratio: ratio, base: base, shortfall: wanted - repair)) }
    }
    return warnings
  }

  /// The balances of a month for every dealer with premium or a case in it, sorted by dealer.
  public static func all(
    _ month: SalesMonth, opportunities: some Sequence<Opportunity>, referrals: some Sequence<Referral>,
    dealer: (RecordID) -> Dealer?, basis: PremiumBasis, terms: PartnerTerms
  ) -> [PartnerBalance] {
    var balances: [RecordID: PartnerBalance] = [:]
    func with(_ id: RecordID, _ body: (inout PartnerBalance) -> Void) {
      body(&balances[id, default: PartnerBalance(dealer: id, month: month)])
    }
    for opportunity in opportunities where !opportunity.isGone {
      guard let dealer = opportunity.dealer else { continue }
      for policy in opportunity.policies where policy.on.month == month && policy.excluded != .cancelled {
        with(dealer) { $0.premium += basis.gross(policy) }
      }
    }
    for referral in referrals where !referral.isGone && referral.on?.month == month {
      if let sold = referral.soldThrough {
        with(sold) {
          $0.accidents += 1
          if referral.shop == sold { $0.recommendedBack += 1 }
        }
      }
      if let shop = referral.shop {
        with(shop) {
          $0.recommended += 1
          switch referral.result {
          case .arrived where referral.tries == 2: $0.arrivedSecond += 1
          case .arrived: $0.arrivedFirst += 1
          case .pending: $0.pending += 1
          case .wentElsewhere, .declined: break
          }
          if let loss = referral.assessedLoss { $0.repair += loss }
        }
      }
    }
    return balances.values.sorted { $0.dealer < $1.dealer }.map { raw in
      var balance = raw
      // Tax leaves the sum once, not every policy: one rounding.
      balance.premium = basis.net(raw.premium)
      if let dealer = dealer(raw.dealer) {
        balance.baseRatio = terms.baseRepairRatio(dealer)
        balance.yield = terms.yield(dealer, balance.premium, balance.repair)
      }
      return balance
    }
  }
}

extension CustomerBook {
  /// The balances of a month from this book. A pass over all opportunities: for a report, not for a key press.
  public func balances(of month: SalesMonth, terms: PartnerTerms) -> [PartnerBalance] {
    PartnerBalance.all(
      month, opportunities: book[.opportunity].records.lazy.map(Opportunity.init(record:)),
      referrals: book[.referral].records.map(Referral.init(record:)),
      dealer: { self.book.record(.dealer, $0).map(Dealer.init(record:)) }, basis: settings.premiumBasis, terms: terms)
  }
}
