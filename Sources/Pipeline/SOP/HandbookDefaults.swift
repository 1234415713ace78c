/// Figures that no rule book fixes: inferred, kept as data, open to a branch's own choice (decision 8).
public struct HandbookDefaults: Sendable, Equatable {
  /// From which size a dealer counts as large (sop 4).
  public enum LargeRule: Sendable, Equatable {
    /// At or above the median sales volume of its city.
    case cityMedian
    /// At or above so many vehicles a year.
    case volume(Int)
  }

  /// Working days in a stage after which the dealer is stuck.
  public let stuckLimits: [Stage: Int]
  public let large: LargeRule
  /// Different kinds of source that make a record verified.
  public let verifiedKinds: Int
  /// Lowest commission of a win-win deal unless agreed otherwise.
  public let commissionFloor: Rate
  /// Extra repair ratio above the baseline before any reduction.
  public let trigger: Ratio
  /// Calendar days before its end from which a contract counts as running out.
  public let contractNotice: Int
  /// Whole-number settings by name, as gates refer to them (`pressGuests`).
  public let numbers: [String: Int]

  /// Customers to invite to a press conference at least (sop 3.6).
  public var pressGuests: Int { numbers["pressGuests"] ?? 50 }
}
