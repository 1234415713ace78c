/// Why the directory refuses an edit, as facts.
public enum DealerError: Error, Equatable, Sendable {
  case nameMissing
  case nameTooLong(characters: Int, limit: Int)
  case textTooLong(field: String, characters: Int, limit: Int)
  /// The text is no telephone number: digits, dashes, nothing else.
  case badPhone(String)
  case tooManyPhones(Int, limit: Int)
  case badNumber(field: String, text: String)
  /// Degrees east or north beyond what the earth has, or a negative count.
  case outOfRange(field: String, text: String, low: Int, high: Int)
  case badDay(field: String, text: String)
  case unknownSource(String, allowed: [String])
  /// No field of the directory; SOP fields are set by their steps.
  case unknownField(String, known: [String])
  case sameDealer(RecordID)
  /// Deleted or merged away: restore it first.
  case gone(RecordID)
  case notGone(RecordID)
}
