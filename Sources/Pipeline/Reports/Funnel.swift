import OrderedCollections

/// How dealers pass through the six stages: how many stand in each, how many ever reached it, how many went on, and how
/// long they stayed (product, screen 6).
public struct Funnel: Sendable, Equatable {
  public struct Stage: Sendable, Equatable {
    public let id: String
    /// Dealers in the stage now (open ones).
    public var now = 0
    /// Dealers that ever were in it or further.
    public var reached = 0
    /// Days of the finished stays, shortest first.
    public var stays: [Int] = []

    /// The middle stay, in tenths of a day; nil when none has ended.
    public var medianTenths: Int? {
      guard !stays.isEmpty else { return nil }
      let middle = stays.count / 2
      return stays.count % 2 == 1 ? stays[middle] * 10 : (stays[middle - 1] + stays[middle]) * 5
    }
    /// The average stay, in tenths of a day, half up.
    public var meanTenths: Int? {
      stays.isEmpty ? nil : (stays.reduce(0, +) * 20 + stays.count) / (stays.count * 2)
    }
  }

  public static let order = ["survey", "visit", "classify", "policy", "negotiate", "sign"]

  public let stages: [Stage]
  public let partners: Int
  public let dropped: Int
  public let ended: Int

  /// - Parameter days: the length of a stay; working days when the caller has a calendar.
  public init(_ book: Book, days: (_ from: Day, _ to: Day) -> Int = { $1 - $0 }) {
    var stages = Funnel.order.map { Stage(id: $0) }
    var partners = 0
    var dropped = 0
    var ended = 0
    book[.dealer].forEach { record in
      guard record["gone"] == nil else { return true }
      let place = record["stage"]?.string.flatMap(Funnel.order.firstIndex(of:)) ?? 0
      let standing = record["standing"]?.string ?? "open"
      let moves = record.entries(of: "moves").compactMap { _, value -> (on: Day, from: Int, to: Int?)? in
        guard let on = value["on"]?.day, let from = value["from"]?.string.flatMap(Funnel.order.firstIndex(of:)) else {
          return nil
        }
        return (on, from, value["to"]?.string.flatMap(Funnel.order.firstIndex(of:)))
      }.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
      let furthest = max(place, moves.map { max($0.from, $0.to ?? $0.from) }.max() ?? 0)
      for i in 0...furthest { stages[i].reached += 1 }
      for (move, next) in zip(moves, moves.dropFirst()) {
        if let entered = move.to, entered == next.from { stages[entered].stays.append(days(move.on, next.on)) }
      }
      switch standing {
      case "partner": partners += 1
      case "dropped": dropped += 1
      case "ended": ended += 1
      default: stages[place].now += 1
      }
      return true
    }
    self.stages = stages.map { stage in
      var stage = stage
      stage.stays.sort()
      return stage
    }
    self.partners = partners
    self.dropped = dropped
    self.ended = ended
  }

  /// Reached the next stage ÷ reached this one; for the last stage partners (present or ended) ÷ reached.
  public func conversion(after place: Int) -> Rate? {
    let next = place + 1 < stages.count ? stages[place + 1].reached : partners + ended
    return MonthFigures.share(next, of: stages[place].reached)
  }
}
