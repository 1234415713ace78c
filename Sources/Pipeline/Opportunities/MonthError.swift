/// Why something cannot be done to a month, its plan or its review. Facts only.
public enum MonthError: Error, Equatable, Sendable {
  case opportunity(OpportunityError)
  case notAMonth(String)
  case noRow(RecordID)
  /// The row would plan nothing.
  case noLines
  /// The day of a row lies outside its month.
  case dateOutsideMonth(Day, SalesMonth)
  /// Plans are made for the present and for coming months.
  case monthPast(SalesMonth, today: Day)
  case monthSealed(SalesMonth, on: Day)
  case notSealed(SalesMonth)
  /// The line already has an undecided row.
  case alreadyPlanned(InsuranceLine, row: RecordID, month: SalesMonth)
  /// The line was decided in this row already.
  case alreadyDecided(InsuranceLine, RowOutcome.Kind, row: RecordID)
  case notInRow(InsuranceLine, row: RecordID)
  case rowWithdrawn(RecordID)
  /// A row without a contact is `not-done`, not carried.
  case carryWithoutContact(InsuranceLine)
  /// A contacted row is carried or closed, not `not-done`.
  case contactedAlready(InsuranceLine, on: Day)
  case carryNeedsNote
  /// From the second carry on, a dated next contact is due (decision 1).
  case carryNeedsNextDate(carries: Int)
  case nextDateNotAhead(Day, today: Day)
  /// Decisions are the review's: a carry belongs to the plan's own month or later.
  case reviewTooEarly(SalesMonth, today: Day, opens: Day)
  case undecidedRows(Int, first: RecordID)
  case reasonMissing
  case unknownOutcome(String)
  /// A year closes from its last day on and when no month of it is open.
  case yearNotOver(Int, today: Day)
  case monthsOpen([SalesMonth])
  case yearClosed(Int, on: Day)
  /// The edit would change a sealed month; reopening it is an act of its own.
  case sealedContent(SalesMonth, record: RecordID)
}

extension SalesMonth {
  /// The month that a user typed.
  /// - Throws: `notAMonth` for `2026-13`, `26-1` and the like.
  public static func asked(_ text: String) throws(MonthError) -> SalesMonth {
    guard let month = SalesMonth(text) else { throw .notAMonth(text) }
    return month
  }
}
