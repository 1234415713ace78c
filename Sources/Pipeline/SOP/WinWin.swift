/// The terms of a win-win deal that its arithmetic needs (sop 5).
public struct WinWinTerms: Sendable, Equatable {
  /// ρ₀: repair money per yuan of premium that is owed anyway.
  public var baseRepairRatio: Ratio
  /// c₀
  public var baseCommission: Rate
  /// m: the dealer's profit per yuan of repair money.
  public var repairMargin: Rate
  /// s: the insurer's part of the extra profit; the dealer keeps the rest.
  public var insurerShare: Rate
  /// c_min
  public var commissionFloor: Rate
  /// τ: a cliff. Nothing is reduced up to ρ₀ + τ; above it the extra counts from ρ₀ (decision 6).
  public var trigger: Ratio

  public init(
    baseRepairRatio: Ratio, baseCommission: Rate, repairMargin: Rate, insurerShare: Rate,
    commissionFloor: Rate = .zero, trigger: Ratio = Ratio(millionths: 0)
  ) {
    self.baseRepairRatio = baseRepairRatio
    self.baseCommission = baseCommission
    self.repairMargin = repairMargin
    self.insurerShare = insurerShare
    self.commissionFloor = commissionFloor
    self.trigger = trigger
  }

  /// The terms agreed with a dealer; nil until ratio, commission, margin and share are all there.
  public init?(of dealer: Dealer, defaults: HandbookDefaults) {
    guard let ratio = dealer.ratio("repairPolicy.baseRepairRatio"), let commission = dealer.rate("feePolicy.baseCommission"),
      let margin = dealer.rate("winWinTerms.repairMargin"), let share = dealer.rate("winWinTerms.insurerShare")
    else { return nil }
    self.init(
      baseRepairRatio: ratio, baseCommission: commission, repairMargin: margin, insurerShare: share,
      commissionFloor: dealer.rate("winWinTerms.commissionFloor") ?? defaults.commissionFloor,
      trigger: dealer.ratio("winWinTerms.trigger") ?? defaults.trigger)
  }
}

/// Why win-win terms cannot be worked out.
public enum WinWinFault: Error, Equatable, Sendable {
  /// `term` names the term (`baseCommission`, `repairMargin`, `insurerShare`, `commissionFloor`); allowed is 0…1.
  case rateOutOfRange(term: String, Rate)
  /// `baseRepairRatio` or `trigger` below 0, or above 1,000.
  case ratioOutOfRange(term: String, Ratio)
  case floorAboveBase(floor: Rate, base: Rate)
  /// `premium` or `repair` below 0 or above 10^12 yuan, or repairs a million times the premium.
  case amountOutOfRange(term: String, Money)
}

/// What a period of a win-win deal comes to: money in fen, half up; the commission to 0.01 of a percentage point, and
/// what is paid from that rounded rate (sop 5).
public struct WinWin: Sendable, Equatable {
  public let terms: WinWinTerms
  /// P
  public let premium: Money
  /// R
  public let repair: Money
  /// ρ = R ÷ P; nil when there is no premium: show a dash.
  public let repairRatio: Ratio?
  /// E = R − ρ₀·P, zero up to the trigger.
  public let extraRepair: Money
  /// π = m·E
  public let extraProfit: Money
  /// G = s·π
  public let insurerGain: Money
  /// c
  public let commission: Rate
  /// K = c·P
  public let commissionPaid: Money
  /// c₀·P
  public let commissionAtBase: Money
  /// K + m·R
  public let dealerTotal: Money
  /// c₀·P + m·ρ₀·P: what the dealer has when exactly the baseline is sent.
  public let dealerTotalAtBase: Money
  /// G that the floor keeps from being taken: shown, not carried over.
  public let uncollected: Money
  /// ρ₀·P − R when less than the baseline was sent: worth a warning, nothing rises or falls.
  public let shortfall: Money

  /// - Throws: terms or amounts out of range.
  public init(_ terms: WinWinTerms, premium: Money, repair: Money) throws(WinWinFault) {
    try WinWin.check(terms)
    for (term, amount) in [("premium", premium), ("repair", repair)]
    where amount < .zero || amount > Money(yuan: 1_000_000_000_000) { throw .amountOutOfRange(term: term, amount) }
    // A ratio beyond a million is a slip of the keys.
    if premium > .zero, Int128(repair.fen) > Int128(premium.fen) * 1_000_000 {
      throw .amountOutOfRange(term: "repair", repair)
    }
    self.terms = terms
    self.premium = premium
    self.repair = repair
    repairRatio = Ratio(repair, per: premium)
    let base = premium.times(millionths: terms.baseRepairRatio.millionths)
    // Compared without rounding: ρ > ρ₀ + τ.
    let border = Int128(premium.fen) * Int128(terms.baseRepairRatio.millionths + terms.trigger.millionths)
    let above = premium > .zero && Int128(repair.fen) * 1_000_000 > border
    extraRepair = above ? max(.zero, repair - base) : .zero
    extraProfit = extraRepair.times(millionths: terms.repairMargin.millionths)
    insurerGain = extraProfit.times(millionths: terms.insurerShare.millionths)
    commission = WinWin.commission(terms, premium: premium, gain: insurerGain)
    commissionPaid = premium.times(millionths: commission.millionths)
    commissionAtBase = premium.times(millionths: terms.baseCommission.millionths)
    dealerTotal = commissionPaid + repair.times(millionths: terms.repairMargin.millionths)
    dealerTotalAtBase = commissionAtBase + base.times(millionths: terms.repairMargin.millionths)
    let most = premium.times(millionths: terms.baseCommission.millionths - terms.commissionFloor.millionths)
    uncollected = max(.zero, insurerGain - most)
    shortfall = max(.zero, base - repair)
  }

  /// What the dealer has more (or less) than at the baseline.
  public var dealerGain: Money { dealerTotal - dealerTotalAtBase }
  /// The floor kept the commission up.
  public var floorBites: Bool { uncollected > .zero }

  // c₀ − G/P to a hundredth of a percentage point, half up, never under the floor or above c₀; no gain leaves c₀ as it is.
  private static func commission(_ terms: WinWinTerms, premium: Money, gain: Money) -> Rate {
    guard gain > .zero, premium > .zero else { return terms.baseCommission }
    let whole = Int128(terms.baseCommission.millionths) * Int128(premium.fen) - Int128(gain.fen) * 1_000_000
    guard whole > 0 else { return terms.commissionFloor }
    let step = Int128(premium.fen) * 100
    let rounded = Rate(millionths: Int64((whole + step / 2) / step) * 100)
    return min(terms.baseCommission, max(terms.commissionFloor, rounded))
  }

  private static func check(_ terms: WinWinTerms) throws(WinWinFault) {
    let rates = [
      ("baseCommission", terms.baseCommission), ("repairMargin", terms.repairMargin),
      ("insurerShare", terms.insurerShare), ("commissionFloor", terms.commissionFloor),
    ]
    for (term, rate) in rates where rate < .zero || rate > .whole { throw .rateOutOfRange(term: term, rate) }
    for (term, ratio) in [("baseRepairRatio", terms.baseRepairRatio), ("trigger", terms.trigger)]
    where !(0...1_000_000_000).contains(ratio.millionths) { throw .ratioOutOfRange(term: term, ratio) }
    if terms.commissionFloor > terms.baseCommission {
      throw .floorAboveBase(floor: terms.commissionFloor, base: terms.baseCommission)
    }
  }

  /// The same deal at the baseline and at several repair outputs, side by side: the baseline first.
  public static func scenarios(_ terms: WinWinTerms, premium: Money, repairs: [Money]) throws(WinWinFault) -> [WinWin] {
    try check(terms)
    var columns = [try WinWin(terms, premium: premium, repair: premium.times(millionths: terms.baseRepairRatio.millionths))]
    for repair in repairs { columns.append(try WinWin(terms, premium: premium, repair: repair)) }
    return columns
  }

  /// Three outputs to begin with when nobody has figures yet: four fifths, one and a half and twice the baseline.
  public static func usualRepairs(_ terms: WinWinTerms, premium: Money) -> [Money] {
    let base = premium.times(millionths: terms.baseRepairRatio.millionths)
    return [800_000, 1_500_000, 2_000_000].map { base.times(millionths: $0) }
  }
}
