/// What is wrong with a value.
public enum ArchiveFault: String, Error, Sendable, CaseIterable {
  case notOneOf = "not-one-of"
  case notADay = "not-a-day"
  case yearOutOfRange = "year-out-of-range"
  case tooFewDigits = "too-few-digits"
  case tooManyDigits = "too-many-digits"
  case notAnAmount = "not-an-amount"
  case amountOutOfRange = "amount-out-of-range"
  case notText = "not-text"
  case notAMonth = "not-a-month"
  case empty
  case unknownDealer = "unknown-dealer"
  case ambiguousDealer = "ambiguous-dealer"
  case controlCharacter = "control-character"
  case tooLong = "too-long"
}
