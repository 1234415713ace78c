/// What a gate asks of a value that is there. A draft may hold anything of the right type; the gate may not pass it.
public enum GateDemand: Sendable, Equatable {
  /// A yes/no field must say yes (a seal).
  case mustBeYes
  /// A number must reach a setting of the handbook: the guests of a press conference.
  case atLeast(setting: String)
  /// A list must hold all of these ids.
  case includes([String])
  /// A choice must be one of these ids: a class that is worth going on with.
  case among([String])
  /// Between `minimum` and `maximum` entries must have `value` in the sub-field `part`; nil `maximum` means any number.
  case entries(part: String, value: String, minimum: Int, maximum: Int?)
  /// The value must be the one of another field: what the contract says is what was agreed (sop 3.6).
  case equals(FieldKey)
}
