/// When in its month a row is to be worked: on a day, or in a third of the month (sop 7.2).
public enum PlanTime: Sendable, Equatable {
  public enum Part: String, Sendable, CaseIterable { case early, middle, late }

  case day(Day)
  case part(Part)

  init?(date: JSONValue?, part: JSONValue?) {
    if let day = date?.day {
      self = .day(day)
    } else if let part = part?.string.flatMap(Part.init(rawValue:)) {
      self = .part(part)
    } else {
      return nil
    }
  }

  /// The last day on which the row is in time: the day itself, or the 10th, the 20th, the end of the month.
  public func due(in month: SalesMonth) -> Day {
    switch self {
    case .day(let day): day
    case .part(.early): month.first + 9
    case .part(.middle): month.first + 19
    case .part(.late): month.last
    }
  }
}
