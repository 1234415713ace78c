import OrderedCollections

/// A line's end in one cycle (collection `closings`). Closings only grow: a new cycle leaves them standing.
public struct LineClosing: Sendable, Equatable {
  public let line: InsuranceLine
  public let cycle: Int
  public let closing: Closing
  public let on: Day
  public let by: String
  /// Won: the sum over its policies. Zero otherwise.
  public var premium: Money = .zero
  /// Lost: why, as text and as a word.
  public var reason: String?
  public var code: LossCode?
  /// The plan row that was decided by it; nil = closed on the spot, counted apart (rule M10).
  public var row: RecordID?

  public init(line: InsuranceLine, cycle: Int, closing: Closing, on: Day, by: String) {
    self.line = line
    self.cycle = cycle
    self.closing = closing
    self.on = on
    self.by = by
  }

  public init?(_ value: JSONValue) {
    guard let line = value["line"]?.string.flatMap(InsuranceLine.init(rawValue:)), let cycle = value["cycle"]?.int,
      let closing = value["closing"]?.string.flatMap(Closing.init(rawValue:)), let on = value["on"]?.day
    else { return nil }
    self.init(line: line, cycle: cycle, closing: closing, on: on, by: value["by"]?.string ?? "")
    premium = value["premium"]?.money ?? .zero
    reason = value["reason"]?.string
    code = value["code"]?.string.flatMap(LossCode.init(rawValue:))
    row = value["row"]?.string.map(RecordID.init(rawValue:))
  }

  public var json: JSONValue {
    var members: JSONObject = [
      "line": .string(line.rawValue), "cycle": .int(cycle), "closing": .string(closing.rawValue), "on": .day(on),
      "by": .string(by),
    ]
    if closing == .won { members["premium"] = .money(premium) }
    if let reason { members["reason"] = .string(reason) }
    if let code { members["code"] = .string(code.rawValue) }
    if let row { members["row"] = .string(row.rawValue) }
    return .object(members)
  }
}
