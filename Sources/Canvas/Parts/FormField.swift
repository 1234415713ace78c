/// One value that a form asks for.
public struct FormField: Hashable, Sendable, Identifiable {
  public struct Choice: Hashable, Sendable {
    /// What the value is stored as.
    public let value: String
    public let label: String
    public init(_ value: String, _ label: String) {
      self.value = value
      self.label = label
    }
  }

  public enum Kind: Hashable, Sendable {
    case line
    /// Several lines; Enter begins a new one.
    case note(rows: Int)
    /// One of the choices, by left and right or by its number.
    case choice([Choice])
    /// Any of the choices: left and right move, space sets; the value is the chosen ones joined by commas.
    case choices([Choice])
    /// A line that something behind it is for: it takes the focus, the screen does the rest on Enter.
    case item
    /// Only shown.
    case fixed
  }

  public let id: String
  public let label: String
  public let kind: Kind
  public let isRequired: Bool
  /// After the field: a unit, an allowed range.
  public let hint: String
  /// In an empty field: an example.
  public let placeholder: String

  public init(
    _ id: String, label: String, _ kind: Kind = .line, required: Bool = false, hint: String = "",
    placeholder: String = ""
  ) {
    self.id = id
    self.label = label
    self.kind = kind
    isRequired = required
    self.hint = hint
    self.placeholder = placeholder
  }
}
