import OrderedCollections

/// Something the reader of a quote must know: a code with facts; the sentence stands in `words.json`.
public struct QuoteWarning: Sendable, Hashable {
  public enum Kind: String, Sendable, CaseIterable {
    /// The commercial part is estimated on the tariff before the reform.
    case legacyEstimate
    /// A figure rests on memory only (U).
    case unverified
    /// Sources conflict: there is no number (X).
    case conflicting
    /// No row for the vehicle tax of that region, or it does not apply.
    case noVehicleTax
    /// The amount of the vehicle tax was entered by hand.
    case enteredVehicleTax
    /// An input was assumed.
    case assumed
    /// The booklet's validity has ended or not begun; or another table is used outside of its days.
    case outsideValidity
    /// A booklet's premium stands as it was printed, though the car is no new one or has a history of claims.
    case asPrinted
    /// The limit lies above the table and was reckoned by a formula.
    case aboveTable
    /// The no-claim coefficient comes from a simplified table or the region has its own.
    case simplifiedNoClaim
    /// The start day is before the first registration, or registration lies ahead.
    case oddDates
    /// Doubt about a row of a table, in its own words.
    case doubt
    /// The benchmark of own damage has not been adjusted to the agreed value.
    case noReferenceValue
  }
  public let kind: Kind
  public let facts: JSONObject

  public init(_ kind: Kind, _ facts: JSONObject = [:]) {
    self.kind = kind
    self.facts = facts
  }

  public var json: JSONValue {
    var object: JSONObject = ["warning": .string(kind.rawValue)]
    for (key, value) in facts { object[key] = value }
    return .object(object)
  }
}
