/// Why a referral cannot be recorded. Facts only.
public enum ReferralError: Error, Equatable, Sendable {
  case noReferral(RecordID)
  case missing([FieldKey])
  case badValue(FieldKey, found: String, why: ArchiveFault)
  case dayInFuture(Day, today: Day)
  /// A result, a second try or repair money without a shop that was recommended.
  case noShopRecommended
  /// Tries are 1 or 2 (sop 9).
  case triesOutOfRange(Int)
  /// A car that did not come leaves no repair money.
  case lossWithoutArrival(Referral.Result)
}
