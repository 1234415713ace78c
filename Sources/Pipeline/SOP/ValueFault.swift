/// Why a typed text is no value of a field: what was given and what is allowed. Words live with the screens.
public struct ValueFault: Error, Equatable, Sendable {
  public enum Allowed: Equatable, Sendable {
    case text
    /// A text of so many code points at most.
    case textUpTo(Int)
    /// Digits with spaces, dashes, brackets, a leading plus; at least five digits.
    case phone
    /// A whole number; a bound that is nil does not exist.
    case wholeNumber(minimum: Int?, maximum: Int?)
    /// Decimal degrees from minus to plus `limit`.
    case degrees(limit: Int)
    /// `18%` or `0.18`, from 0 to `maximum`.
    case rate(maximum: Rate)
    /// A bare number above 1, as `18`: it could mean 18 % or a slip; write `18%` or `0.18`.
    case rateWithPercentSign(number: String)
    /// `1:0.5` or `0.5`, from 0 to 1,000.
    case ratio
    /// Yuan with two decimals at most, not below 0.
    case money
    /// `YYYY-MM-DD`, a day that exists.
    case date
    /// `yes`, `no`, `true`, `false`, `是`, `否`.
    case yesOrNo
    case oneOf([Choice])
    /// `{name:王,post:经理}`, or the values in the order of these sub-fields.
    case group([SOPField])
    /// The sub-field must be there.
    case part(SOPField)
    /// The rates of all entries sum to more than the whole.
    case sumAtMostWhole(found: Rate)
    /// The collection has only so many entries.
    case entryUpTo(Int)
    /// Each value once.
    case onlyOnce
    /// Filled by a rule, not by hand.
    case computed
    /// Nothing of that name; the handbook's field ids.
    case knownField([FieldKey])
    /// `field=value`.
    case assignment
  }

  /// The field's id, with the entry and sub-field where there are any: `keyPeople[2].phone`.
  public let field: String
  /// What was typed, without control characters, cut to 80 code points.
  public let given: String
  public let allowed: Allowed

  public init(field: String, given: String, allowed: Allowed) {
    self.field = field
    self.given = String(String.UnicodeScalarView(FieldInput.printable(given).unicodeScalars.prefix(80)))
    self.allowed = allowed
  }
}
