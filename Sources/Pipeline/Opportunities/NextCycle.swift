/// The item of next year that a win leaves behind (rules M7 and M8).
public struct NextCycle: Sendable, Equatable {
  public let cycle: Int
  /// The end of the cover that was sold.
  public let expiry: Day
  /// `expiry` minus 60 days by default: the day from which the line is pushed again.
  public let firstPush: Day

  public init(cycle: Int, expiry: Day, firstPush: Day) {
    self.cycle = cycle
    self.expiry = expiry
    self.firstPush = firstPush
  }

  init?(_ value: JSONValue?) {
    guard let cycle = value?["cycle"]?.int, let expiry = value?["expiry"]?.string.flatMap({ Day($0) }),
      let firstPush = value?["firstPush"]?.string.flatMap({ Day($0) })
    else { return nil }
    self.init(cycle: cycle, expiry: expiry, firstPush: firstPush)
  }

  var json: JSONValue { ["cycle": .int(cycle), "expiry": .day(expiry), "firstPush": .day(firstPush)] }
}
