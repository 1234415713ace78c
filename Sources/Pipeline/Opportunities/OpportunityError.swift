/// Why something cannot be done to an opportunity. Facts only; the sentences stand with the screens.
public enum OpportunityError: Error, Equatable, Sendable {
  /// No such opportunity, or it was deleted.
  case noOpportunity(RecordID)
  /// Opportunities are noted at partners only (sop 7.3, – → found).
  case dealerIsNoPartner(RecordID)
  /// Neither a name nor a telephone (sop 7.3, – → found).
  case nothingToCallTheCustomer
  /// A required archive field would be missing (sop 7.1).
  case missing([FieldKey])
  /// The field does not take that value; the reason says what is wrong with it.
  case badValue(FieldKey, found: String, why: ArchiveFault)
  /// The field follows from what is done and is not edited.
  case notEditable(FieldKey)
  /// The line is not followed with this customer.
  case noSuchLine(InsuranceLine, followed: [InsuranceLine])
  /// The state machine of sop 7.3 has no such move.
  case forbiddenMove(InsuranceLine, from: LineState, to: LineState)
  /// Closed lines change only by a new cycle or by the customer's return.
  case lineClosed(InsuranceLine, LineState, since: Day)
  /// An on-the-spot offer fits buyers of new cars and workshop visitors only.
  case notOnTheSpot(CustomerType?)
  /// The line was not yet contacted since it was planned; log the contact first.
  case notContacted(InsuranceLine)
  /// Closing without interest needs that many contacts, or an unwilling customer (M6).
  case tooFewContacts(InsuranceLine, had: Int, needed: Int, willingness: Willingness?)
  case reasonMissing
  case noteMissing
  case policyMissing(InsuranceLine)
  case policyNumberMissing
  /// The number is already recorded for this customer.
  case policyNumberUsed(String)
  case premiumOutOfRange(Money, above: Money, notAbove: Money)
  case doNotContact(RecordID, since: Day, reason: String)
  case notBarred(RecordID)
  /// There is nothing to restore: the customer is in the lists.
  case notDeleted(RecordID)
  /// A day later than today where only the past makes sense.
  case dayInFuture(Day, today: Day)
  case dayTooEarly(Day, notBefore: Day)
  /// The next contact must lie after today.
  case nextDateNotAhead(Day, today: Day)
  /// The next cycle is pushed from that day on.
  case cycleNotDue(InsuranceLine, firstPush: Day)
  case noNextCycle(InsuranceLine)
  case noConsent(RecordID, scope: String)
  case unknownStep(String)
}
