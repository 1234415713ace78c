import OrderedCollections

/// One entry of the contact log (collection `contacts`): who spoke with the customer, when, how, about which lines,
/// with what result (sop 7.1). One talk about two lines is one entry and counts for both.
public struct CustomerContact: Sendable, Equatable {
  public var on: Day
  public var by: String
  public var method: PushMethod
  public var lines: [InsuranceLine]
  public var result: String?
  public var willingness: Willingness?
  /// The day on which the customer was promised to be contacted again.
  public var nextDate: Day?
  /// The cycle of each line at that time, so that counting for a closing starts afresh every year.
  public var cycles: [InsuranceLine: Int] = [:]

  public init(
    on: Day, by: String, method: PushMethod, lines: [InsuranceLine], result: String? = nil,
    willingness: Willingness? = nil, nextDate: Day? = nil
  ) {
    self.on = on
    self.by = by
    self.method = method
    self.lines = lines
    self.result = result
    self.willingness = willingness
    self.nextDate = nextDate
  }

  public init?(_ value: JSONValue) {
    guard let on = value["on"]?.day, let method = value["method"]?.string.flatMap(PushMethod.init(rawValue:)) else {
      return nil
    }
    self.init(
      on: on, by: value["by"]?.string ?? "", method: method, lines: InsuranceLine.set(value["lines"]),
      result: value["result"]?.string, willingness: value["willingness"]?.string.flatMap(Willingness.init(rawValue:)),
      nextDate: value["nextDate"]?.day)
    for (name, cycle) in value["cycles"]?.object ?? [:] {
      if let line = InsuranceLine(rawValue: name), let cycle = cycle.int { cycles[line] = cycle }
    }
  }

  public var json: JSONValue {
    var members: JSONObject = [
      "on": .day(on), "by": .string(by), "method": .string(method.rawValue), "lines": InsuranceLine.json(lines),
    ]
    if let result { members["result"] = .string(result) }
    if let willingness { members["willingness"] = .string(willingness.rawValue) }
    if let nextDate { members["nextDate"] = .day(nextDate) }
    var cyclesJSON = JSONObject()
    for line in InsuranceLine.allCases { if let cycle = cycles[line] { cyclesJSON[line.rawValue] = .int(cycle) } }
    if !cyclesJSON.isEmpty { members["cycles"] = .object(cyclesJSON) }
    return .object(members)
  }
}
