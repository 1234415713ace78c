/// Why a piece of work or a day's close cannot be recorded.
public enum RhythmError: Error, Equatable, Sendable {
  case dayInFuture(Day, today: Day)
  case dayTooEarly(Day)
  case countOutOfRange(Int)
  case dayClosed(Day, by: String)
}
