/// A decision of the review about a row (decision 1: every undecided row has a key).
public enum RowDecision: Sendable, Equatable {
  /// Policies with number, line and premium; at least one per line decided.
  case won([Policy])
  case noInterest(reason: String, code: LossCode)
  /// Contacted, open: goes on in the next plan, or in that of the month of `next`. The second and every later carry
  /// needs both a note and the dated next contact.
  case carried(note: String?, next: Day?)
  /// Not contacted: the row goes on in the next plan as it was.
  case notDone(note: String?)
  /// Another day. Within the row's month the row stays open; in a later month the row is decided and goes on there.
  case reDated(Day, note: String?)
}
