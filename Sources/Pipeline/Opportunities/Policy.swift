import OrderedCollections

/// A policy issued to a customer (collection `policies`). A win has one to several: compulsory and commercial are two
/// (decision 6).
public struct Policy: Sendable, Equatable {
  /// Which half of a motor insurance a policy is; absent = not told apart.
  public enum Kind: String, Sendable, CaseIterable { case compulsory, commercial }

  /// Amounts that a premium or price may have: above 0 and at most one thousand million yuan.
  public struct Range: Sendable {
    public let above: Money
    public let notAbove: Money
    public func holds(_ amount: Money) -> Bool { amount > above && amount <= notAbove }
  }
  public static let premiumRange = Range(above: .zero, notAbove: Money(yuan: 1_000_000_000))

  public var number: String
  public var line: InsuranceLine
  public var premium: Money
  public var kind: Kind?
  /// The day of issue.
  public var on: Day
  /// The end of cover; set by the win when nobody said.
  public var expiry: Day?
  /// The cycle in which it was sold; set by the win.
  public var cycle: Int?
  public var excluded: PolicyExclusion?

  public init(
    number: String, line: InsuranceLine, premium: Money, kind: Kind? = nil, on: Day, expiry: Day? = nil,
    excluded: PolicyExclusion? = nil
  ) {
    self.number = ArchiveField.trimmed(number)
    self.line = line
    self.premium = premium
    self.kind = kind
    self.on = on
    self.expiry = expiry
    self.excluded = excluded
  }

  public init?(_ value: JSONValue) {
    guard let number = value["number"]?.string, let premium = value["premium"]?.money, let on = value["on"]?.day,
      let line = value["line"]?.string.flatMap(InsuranceLine.init(rawValue:))
    else { return nil }
    self.init(
      number: number, line: line, premium: premium, kind: value["kind"]?.string.flatMap(Kind.init(rawValue:)), on: on,
      expiry: value["expiry"]?.day, excluded: value["excluded"]?.string.flatMap(PolicyExclusion.init(rawValue:)))
    cycle = value["cycle"]?.int
  }

  public var json: JSONValue {
    var members: JSONObject = [
      "number": .string(number), "line": .string(line.rawValue), "premium": .money(premium), "on": .day(on),
    ]
    if let kind { members["kind"] = .string(kind.rawValue) }
    if let expiry { members["expiry"] = .day(expiry) }
    if let cycle { members["cycle"] = .int(cycle) }
    if let excluded { members["excluded"] = .string(excluded.rawValue) }
    return .object(members)
  }
}
