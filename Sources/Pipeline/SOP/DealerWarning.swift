/// Something about a dealer that a specialist must see, though no gate stops for it.
public enum DealerWarning: Hashable, Sendable {
  /// `none` or `unknown`: without a licence no commission may be paid (sop 3.2).
  case licence(String)
  /// Fewer different kinds of source than make a record verified.
  case unverified(kinds: Int, needed: Int)
  /// An offer, a counter-offer (`entry` in `offers`) or the fee or repair policy itself (`entry` nil) is above the
  /// bottom line `limit` of `what` (`bottomLine.maxCommission` or `bottomLine.maxRepairRatio`).
  case overBottomLine(entry: String?, side: String, what: FieldKey, offered: String, limit: String)
  /// The contract says something else than what was agreed.
  case contractDiffers(field: FieldKey, agreedIn: FieldKey, agreed: JSONValue, found: JSONValue)
  case contractExpired(on: Day)
  case contractRunsOut(on: Day, daysLeft: Int)
  /// A win-win deal without a recorded approval by compliance (decision 6).
  case complianceOpen
  /// Working days over these years are counted by weekends alone.
  case unknownYears([Int])
}

extension DealerWarning {
  /// All warnings of a dealer on a day.
  static func all(of dealer: Dealer, handbook: Handbook, today: Day) -> [DealerWarning] {
    var warnings: [DealerWarning] = []
    // After the visits an unseen licence is as open a question as an unknown one.
    let licence = dealer.text("agencyLicence") ?? (dealer.stage >= .policy ? "unknown" : "licensed")
    if licence != "licensed" { warnings.append(.licence(licence)) }
    let kinds = dealer.sourceKinds.count
    if kinds < handbook.defaults.verifiedKinds {
      warnings.append(.unverified(kinds: kinds, needed: handbook.defaults.verifiedKinds))
    }
    warnings += bottomLine(of: dealer)
    let judge = MissingFields(record: dealer.record, handbook: handbook)
    var seen: Set<FieldKey> = []
    for step in StageGate.steps(of: .sign, dealer: dealer, handbook: handbook) {
      for item in judge.missing(of: step, .gate) {
        guard let field = item.field, case .differs(let from, let agreed, let found) = item.why,
          seen.insert(field).inserted
        else { continue }
        warnings.append(.contractDiffers(field: field, agreedIn: from, agreed: agreed, found: found))
      }
    }
    if let contract = contract(of: dealer, handbook: handbook, today: today) { warnings.append(contract) }
    if dealer.text("mode") == "win-win", dealer.flag("complianceApproval") != true { warnings.append(.complianceOpen) }
    return warnings
  }

  /// A partner's contract that is past its end or within the notice of it; nil otherwise.
  public static func contract(of dealer: Dealer, handbook: Handbook, today: Day) -> DealerWarning? {
    guard dealer.standing == .partner, let ends = dealer.contractEnds else { return nil }
    if ends < today { return .contractExpired(on: ends) }
    return ends - today <= handbook.defaults.contractNotice ? .contractRunsOut(on: ends, daysLeft: ends - today) : nil
  }

  /// Offers of either side and terms of our own above the bottom line (sop 3.5).
  public static func bottomLine(of dealer: Dealer) -> [DealerWarning] {
    var warnings: [DealerWarning] = []
    func check(_ entry: String?, _ side: String, _ commission: String?, _ ratio: String?) {
      if let limit = dealer.rate("bottomLine.maxCommission"), let offered = commission.flatMap({ Rate($0) }), offered > limit {
        warnings.append(
          .overBottomLine(
            entry: entry, side: side, what: "bottomLine.maxCommission", offered: offered.description,
            limit: limit.description))
      }
      if let limit = dealer.ratio("bottomLine.maxRepairRatio"), let offered = ratio.flatMap({ Ratio($0) }), offered > limit {
        warnings.append(
          .overBottomLine(
            entry: entry, side: side, what: "bottomLine.maxRepairRatio", offered: offered.description,
            limit: limit.description))
      }
    }
    check(nil, "us", dealer.text("feePolicy.baseCommission"), dealer.text("repairPolicy.baseRepairRatio"))
    for (entry, offer) in dealer.record.entries(of: "offers") {
      check(entry, offer["side"]?.string ?? "us", offer["commission"]?.string, offer["repairRatio"]?.string)
    }
    return warnings
  }
}
