/// A kind of cover that a customer may buy (sop 7.1, 可推介险种). State, contacts, cycle and closing belong to an
/// opportunity and a line (decision 1).
public enum InsuranceLine: String, Sendable, CaseIterable {
  case motor, accident, home
  case businessProperty = "business-property"

  /// The field that holds the line's state: `line/motor`.
  public var key: FieldKey { .entry("line", rawValue) }

  /// The lines named in an array of texts, in the order of `allCases`, each once.
  public static func set(_ value: JSONValue?) -> [InsuranceLine] {
    let names = Set(value?.array?.compactMap(\.string) ?? [])
    return allCases.filter { names.contains($0.rawValue) }
  }
  public static func json(_ lines: some Collection<InsuranceLine>) -> JSONValue {
    .array(allCases.filter { lines.contains($0) }.map { .string($0.rawValue) })
  }
}
