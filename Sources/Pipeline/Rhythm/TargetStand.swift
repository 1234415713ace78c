/// A target with what was reached so far in its period.
public struct TargetStand: Sendable, Equatable {
  public let target: WorkTarget
  public let reached: Int
  /// Reached ÷ wanted; may exceed 1.
  public var share: Rate? { MonthFigures.share(reached, of: target.count) }

  /// Where each target stands on a day, counted from the first day of its period.
  public static func all(on day: Day, by person: String?, in book: Book, settings: MonthSettings) -> [TargetStand] {
    let longest = settings.targets.map { $0.span(around: day).lowerBound }.min() ?? day
    let days = DayFigures.byDay(longest...day, by: person, in: book)
    return settings.targets.map { target in
      let from = target.span(around: day).lowerBound
      let reached = days.reduce(0) { $0 + ($1.key >= from ? $1.value.activities[target.activity] ?? 0 : 0) }
      return TargetStand(target: target, reached: reached)
    }
  }
}
