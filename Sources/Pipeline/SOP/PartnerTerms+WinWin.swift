extension PartnerTerms {
  /// The terms as the handbook names them: the baseline of the repair policy, and the arithmetic of the win-win deal for
  /// dealers in that mode.
  public static func winWin(_ defaults: HandbookDefaults) -> PartnerTerms {
    PartnerTerms(
      baseRepairRatio: { $0.ratio("repairPolicy.baseRepairRatio") },
      yield: { dealer, premium, repair in
        guard dealer.text("mode") == "win-win", let terms = WinWinTerms(of: dealer, defaults: defaults),
          let deal = try? WinWin(terms, premium: premium, repair: repair)
        else { return nil }
        return CommissionYield(
          commission: deal.commission, commissionPaid: deal.commissionPaid, uncollected: deal.uncollected)
      })
  }
}
