/// One movement of a dealer, kept for good under `moves/…`: through a gate, back, given up, signed, renewed, ended.
public struct DealerMove: Sendable, Equatable {
  public enum Kind: String, Sendable { case advance, override, `return`, drop, resume, sign, renew, end }
  public let entry: String
  public let kind: Kind
  public let from: Stage
  public let to: Stage
  public let on: Day
  public let by: String
  /// When the dealer had come into `from`; nil when nobody noted it.
  public let since: Day?
  public let reason: String?
  /// Signed or advanced although something was missing.
  public let override: Bool
  /// What was missing at an override: step and field ids.
  public let missing: [(step: StepID, field: FieldKey?)]

  init?(entry: String, value: JSONValue) {
    guard let from = value["from"]?.string.flatMap(Stage.init(rawValue:)), let on = value["on"]?.string.flatMap({ Day($0) })
    else { return nil }
    self.entry = entry
    self.from = from
    to = value["to"]?.string.flatMap(Stage.init(rawValue:)) ?? from
    let override = value["override"]?.bool ?? false
    kind =
      value["kind"]?.string.flatMap(Kind.init(rawValue:))
      ?? (to < from ? .return : override ? .override : .advance)
    self.on = on
    by = value["by"]?.string ?? ""
    since = value["since"]?.string.flatMap { Day($0) }
    reason = value["reason"]?.string
    self.override = override
    missing = (value["missing"]?.array ?? []).compactMap { item in
      item["step"]?.string.map { (StepID($0), item["field"]?.string.map(FieldKey.init(rawValue:))) }
    }
  }

  public static func == (a: DealerMove, b: DealerMove) -> Bool { a.entry == b.entry && a.kind == b.kind && a.on == b.on }
}

extension Dealer {
  /// All moves in the order in which they were made.
  public var moves: [DealerMove] { record.entries(of: "moves").compactMap { DealerMove(entry: $0.entry, value: $0.value) } }
  /// The gates overridden in a month, for that month's review.
  public func overrides(in month: SalesMonth) -> [DealerMove] { moves.filter { $0.override && $0.on.month == month } }
}
