import OrderedCollections

/// One line of one customer with its state and cycle (field `line/<line>`, decision 1).
///
/// The cycle is the year for which the line is pushed: the year in which it was found, and after a win the year that
/// follows it (rule M8). Closings of earlier cycles stay in `closings/`.
public struct FollowedLine: Sendable, Equatable {
  public let line: InsuranceLine
  public var state: LineState
  public var cycle: Int
  /// The day of the latest change of state.
  public var since: Day
  /// The first push day of this cycle, when a win made it (M8).
  public var firstPush: Day?
  /// After a win: the end of the cover sold, the cycle that follows and its first push day.
  public var next: NextCycle?

  public init(line: InsuranceLine, state: LineState, cycle: Int, since: Day) {
    self.line = line
    self.state = state
    self.cycle = cycle
    self.since = since
  }

  /// Nil when the value is no line of this or an older version.
  public init?(_ line: InsuranceLine, _ value: JSONValue?) {
    guard let value, let state = value["state"]?.string.flatMap(LineState.init(rawValue:)),
      let cycle = value["cycle"]?.int, let since = value["since"]?.string.flatMap({ Day($0) })
    else { return nil }
    self.init(line: line, state: state, cycle: cycle, since: since)
    firstPush = value["firstPush"]?.string.flatMap { Day($0) }
    next = NextCycle(value["next"])
  }

  public var json: JSONValue {
    var members: JSONObject = [
      "state": .string(state.rawValue), "cycle": .int(cycle), "since": .day(since),
    ]
    if let firstPush { members["firstPush"] = .day(firstPush) }
    if let next { members["next"] = next.json }
    return .object(members)
  }

  mutating func move(to state: LineState, on day: Day) {
    guard self.state != state else { return }
    self.state = state
    since = day
  }
}
