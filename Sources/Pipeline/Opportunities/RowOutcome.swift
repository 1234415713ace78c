import OrderedCollections

/// What the review decided about one line of a row.
public struct RowOutcome: Sendable, Equatable {
  /// In the order in which they weigh when the lines of a row differ.
  public enum Kind: String, Sendable, CaseIterable {
    case won, carried
    case reDated = "re-dated"
    case noInterest = "no-interest"
    case notDone = "not-done"

    /// The row lives on in another month's plan.
    public var goesOn: Bool { self == .carried || self == .reDated || self == .notDone }
  }

  public let kind: Kind
  public let on: Day
  public let by: String
  public var note: String?
  /// Won: the sum of the policies' premiums.
  public var premium: Money?
  /// Won: how many policies.
  public var policies: Int?
  public var code: LossCode?
  /// The row of a later month that carries this one on.
  public var next: RecordID?

  public init(kind: Kind, on: Day, by: String) {
    self.kind = kind
    self.on = on
    self.by = by
  }

  init?(_ value: JSONValue?) {
    guard let value, let kind = value["outcome"]?.string.flatMap(Kind.init(rawValue:)), let on = value["on"]?.day else {
      return nil
    }
    self.init(kind: kind, on: on, by: value["by"]?.string ?? "")
    note = value["note"]?.string
    premium = value["premium"]?.money
    policies = value["policies"]?.int
    code = value["code"]?.string.flatMap(LossCode.init(rawValue:))
    next = value["next"]?.string.map(RecordID.init(rawValue:))
  }

  var json: JSONValue {
    var members: JSONObject = ["outcome": .string(kind.rawValue), "on": .day(on), "by": .string(by)]
    if let note { members["note"] = .string(note) }
    if let premium { members["premium"] = .money(premium) }
    if let policies { members["policies"] = .int(policies) }
    if let code { members["code"] = .string(code.rawValue) }
    if let next { members["next"] = .string(next.rawValue) }
    return .object(members)
  }
}
