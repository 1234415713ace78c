import OrderedCollections

/// A number of work per period that a person sets himself or is set (sop 10); field `targets/<id>` of the settings.
public struct WorkTarget: Sendable, Equatable {
  public enum Period: String, Sendable, CaseIterable { case day, week, month, year }

  /// `calls-per-day`, `visits-per-week`, …
  public let id: String
  public let activity: ActivityKind
  public let count: Int
  public let per: Period

  public init(id: String, activity: ActivityKind, count: Int, per: Period) {
    self.id = id
    self.activity = activity
    self.count = count
    self.per = per
  }

  /// The numbers of sop 10; where its sources contradict each other, the lower one.
  public static let defaults: [WorkTarget] = [
    .init(id: "calls-per-day", activity: .call, count: 30, per: .day),
    .init(id: "visits-per-week", activity: .visit, count: 20, per: .week),
    .init(id: "training", activity: .training, count: 2, per: .month),
    .init(id: "market-visit", activity: .marketVisit, count: 2, per: .week),
    .init(id: "roadshow", activity: .roadshow, count: 1, per: .month),
    .init(id: "shop-event", activity: .shopEvent, count: 1, per: .month),
    .init(id: "ad-action", activity: .advertising, count: 2, per: .month),
    .init(id: "month-report", activity: .report, count: 1, per: .month),
  ]

  /// The defaults with the branch's own numbers over them, and its own targets after them. A count of 0 drops one.
  static func all(in settings: Record) -> [WorkTarget] {
    var targets = defaults
    for (id, value) in settings.entries(of: "targets") {
      let known = targets.firstIndex { $0.id == id }
      guard let count = value["count"]?.int, (0...100_000).contains(count),
        let per = value["per"]?.string.flatMap(Period.init(rawValue:)) ?? known.map({ targets[$0].per }),
        let activity = value["activity"]?.string.flatMap(ActivityKind.init(rawValue:))
          ?? known.map({ targets[$0].activity })
      else { continue }
      if let known { targets.remove(at: known) }
      if count > 0 {
        targets.insert(.init(id: id, activity: activity, count: count, per: per), at: known ?? targets.count)
      }
    }
    return targets
  }

  /// The first and last day of the period that holds `day`; weeks begin on Monday.
  public func span(around day: Day) -> ClosedRange<Day> {
    switch per {
    case .day: day...day
    case .week: (day - (day.weekday - 1))...(day + (7 - day.weekday))
    case .month: day.month.first...day.month.last
    case .year: Day(day.year, 1, 1)!...Day(day.year, 12, 31)!
    }
  }
}
