extension Dealer {
  /// Absent or unknown: `survey`.
  public var stage: Stage { text("stage").flatMap(Stage.init(rawValue:)) ?? .survey }
  /// Absent: open. A partner whose contract is past its end still reads `partner` here; see `isPartner(on:)`.
  public var standing: Standing { text("standing").flatMap(Standing.init(rawValue:)) ?? .open }
  /// Since when in this stage; nil for a dealer nobody has worked on.
  public var stageSince: Day? { day("stageSince") }
  public var contractEnds: Day? { day("contract.ends") }
  /// Signed, and the contract is in force on that day (decision 2). Only a partner bears opportunities.
  public func isPartner(on day: Day) -> Bool { standing == .partner && (contractEnds.map { day <= $0 } ?? true) }
  /// The different kinds of source that name this dealer.
  public var sourceKinds: [String] {
    var kinds: [String] = []
    for (entry, value) in record.entries(of: "sources") {
      let kind = value["kind"]?.string ?? String(entry.prefix { $0 != ":" })
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  public func day(_ key: FieldKey) -> Day? { text(key).flatMap { Day($0) } }
  public func rate(_ key: FieldKey) -> Rate? { text(key).flatMap { Rate($0) } }
  public func ratio(_ key: FieldKey) -> Ratio? { text(key).flatMap { Ratio($0) } }
  public func flag(_ key: FieldKey) -> Bool? { record[key]?.bool }
}
