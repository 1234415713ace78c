import OrderedCollections

/// Both renewal rates of a dealer and month, as section 9 defines them: due are motor policies that end in the month
/// (short-term, cancelled and high-risk ones left out); renewed are those written again before or within 30 days
/// after their end.
public struct RenewalRates: Sendable, Equatable {
  public let dealer: RecordID?
  public let month: SalesMonth
  public var due = 0
  public var renewed = 0
  public var premiumDue = Money.zero
  public var premiumRenewed = Money.zero

  /// Renewed ÷ due; nil when nothing was due.
  public var byNumber: Rate? { MonthFigures.share(renewed, of: due) }
  /// Premium renewed ÷ premium due; may exceed 1 when premiums rose. Nil when no premium was due.
  public var byPremium: Rate? { Ratio(premiumRenewed, per: premiumDue).map { Rate(millionths: $0.millionths) } }

  public init(dealer: RecordID?, month: SalesMonth) {
    self.dealer = dealer
    self.month = month
  }

  /// The rates of every dealer and month in which a policy was due, sorted by month and dealer.
  public static func all(
    of opportunities: some Sequence<Opportunity>, months: ClosedRange<SalesMonth>,
    settings: MonthSettings = MonthSettings()
  ) -> [RenewalRates] {
    var rates: [DealerMonth: RenewalRates] = [:]
    for opportunity in opportunities where !opportunity.isGone {
      let written = opportunity.policies.filter { $0.line == .motor }
      for old in written + told(opportunity, written) {
        guard let expiry = old.expiry, months.contains(expiry.month), old.excluded == nil, expiry - old.on >= 360 else {
          continue
        }
        let key = DealerMonth(dealer: opportunity.dealer, month: expiry.month)
        var rate = rates[key] ?? RenewalRates(dealer: key.dealer, month: key.month)
        rate.due += 1
        rate.premiumDue += old.premium
        // A policy told of stands for all of its year's cover: every part that renews it counts.
        let again = written.filter { new in
          new.on > old.on && new.on <= expiry + settings.renewalGraceDays && (new.expiry ?? new.on) > expiry
            && (old.kind == nil || new.kind == nil || new.kind == old.kind) && new.excluded != .cancelled
        }
        if !again.isEmpty {
          rate.renewed += 1
          rate.premiumRenewed += again.reduce(Money.zero) { $0 + $1.premium }
        }
        rates[key] = rate
      }
    }
    return rates.values.sorted { ($0.month, $0.dealer?.rawValue ?? "") < ($1.month, $1.dealer?.rawValue ?? "") }
  }

  /// Last year's policy as the archive tells it. Its end is the archive's motor expiry, or, once a renewal moved that
  /// on, a year before the end of the first policy written here.
  private static func told(_ opportunity: Opportunity, _ written: [Policy]) -> [Policy] {
    guard let number = opportunity.text(.lastPolicyNumber),
      let premium = opportunity.text(.lastPolicyPremium).flatMap({ Money($0) }),
      !written.contains(where: { $0.number == number }),
      let end = written.min(by: { $0.on < $1.on })?.expiry?.adding(years: -1) ?? opportunity.motorExpiry
    else { return [] }
    return [
      Policy(
        number: number, line: .motor, premium: premium, on: end.adding(years: -1), expiry: end,
        excluded: opportunity.text(.lastPolicyExcluded).flatMap(PolicyExclusion.init(rawValue:)))
    ]
  }
}

private struct DealerMonth: Hashable {
  let dealer: RecordID?
  let month: SalesMonth
}
