/// What somebody wants to set or remove, as typed: `renewalRate=42%`, `keyPeople[+]={name:王,post:经理}`,
/// `keyPeople[2].phone=13900000000`, `keyPeople[2]` to unset. Entries count from 1, in the order in which they came.
public struct FieldAssignment: Sendable, Equatable {
  public enum Place: Sendable, Equatable {
    case whole
    case newEntry
    case entry(Int)
    case part(Int, String)
  }
  public let field: FieldKey
  public let place: Place
  /// Nil removes.
  public let text: String?

  public init(field: FieldKey, place: Place = .whole, text: String?) {
    self.field = field
    self.place = place
    self.text = text
  }

  /// Reads `field=value` of `--set`.
  public static func set(_ argument: String) throws(ValueFault) -> FieldAssignment {
    guard let equals = argument.firstIndex(of: "="), equals != argument.startIndex else {
      throw ValueFault(field: "", given: argument, allowed: .assignment)
    }
    return try target(
      FieldInput.trimmed(String(argument[..<equals])), text: String(argument[argument.index(after: equals)...]))
  }

  /// Reads the name of `--unset`.
  public static func unset(_ argument: String) throws(ValueFault) -> FieldAssignment {
    try target(FieldInput.trimmed(argument), text: nil)
  }

  private static func target(_ name: String, text: String?) throws(ValueFault) -> FieldAssignment {
    guard let open = name.firstIndex(of: "["), let close = name.firstIndex(of: "]"), open < close else {
      return FieldAssignment(field: FieldKey(name), text: text)
    }
    let field = FieldKey(String(name[..<open]))
    let inside = name[name.index(after: open)..<close]
    let rest = name[name.index(after: close)...]
    if inside == "+", rest.isEmpty { return FieldAssignment(field: field, place: .newEntry, text: text) }
    guard let number = Int(inside), number >= 1 else {
      throw ValueFault(field: name, given: String(inside), allowed: .assignment)
    }
    if rest.isEmpty { return FieldAssignment(field: field, place: .entry(number), text: text) }
    guard rest.first == ".", rest.count > 1 else { throw ValueFault(field: name, given: name, allowed: .assignment) }
    return FieldAssignment(field: field, place: .part(number, String(rest.dropFirst())), text: text)
  }

  /// All values of a JSON file as assignments, checked like typed text: `{"renewalRate":"42%","keyPeople":[{…}]}`.
  public static func fromJSON(_ value: JSONValue) throws(ValueFault) -> [FieldAssignment] {
    guard let object = value.object else { throw ValueFault(field: "", given: value.text, allowed: .assignment) }
    return object.map { FieldAssignment(field: FieldKey($0.key), text: $0.value.isNull ? nil : typed($0.value)) }
  }

  private static func typed(_ value: JSONValue) -> String {
    switch value {
    case .string(let text): text
    case .number(let text): text
    case .bool(let yes): yes ? "yes" : "no"
    case .array(let items): items.map { item in item.object == nil ? quoted(typed(item)) : typed(item) }.joined(separator: ",")
    case .object(let members):
      "{" + members.map { $0.key + ":" + quoted(typed($0.value)) }.joined(separator: ",") + "}"
    case .null: ""
    }
  }

  private static func quoted(_ text: String) -> String { "\"" + text.replacing("\"", with: "\"\"") + "\"" }

  /// Carries the assignment out on a record.
  /// - Throws: what is wrong with the name, the number or the value; the record is then unchanged.
  public func apply(to record: inout Record, handbook: Handbook, mint: inout IDMint) throws(ValueFault) {
    guard let definition = handbook.field(field) else {
      throw ValueFault(field: field.rawValue, given: field.rawValue, allowed: .knownField(handbook.fields.map(\.id)))
    }
    let label = field.rawValue
    if definition.computed { throw ValueFault(field: label, given: text ?? "", allowed: .computed) }
    guard case .entries(let parts) = definition.type else {
      guard case .whole = place else { throw ValueFault(field: label, given: label, allowed: .assignment) }
      record[field] = if let text { try FieldInput(definition).parse(text) } else { nil }
      return
    }
    var changed = record
    switch place {
    case .whole:
      // Entries named by a value (sources) are added to: setting one must not forget what imports have told.
      if definition.keyedBy == nil || text == nil {
        for (entry, _) in changed.entries(of: label) { changed[.entry(label, entry)] = nil }
      }
      if let text {
        var body = FieldInput.trimmed(text)
        if body.hasPrefix("["), body.hasSuffix("]") { body = String(body.dropFirst().dropLast()) }
        let items = FieldInput.items(body)
        if items.isEmpty { throw ValueFault(field: label, given: text, allowed: .group(parts)) }
        for item in items { try add(item, parts, definition, to: &changed, &mint) }
      }
    case .newEntry:
      guard let text else { throw ValueFault(field: label + "[+]", given: "", allowed: .assignment) }
      try add(text, parts, definition, to: &changed, &mint)
    case .entry(let number):
      let (entry, old) = try entry(number, in: changed)
      let key = FieldKey.entry(label, entry)
      if let text {
        guard case .object(let new) = try FieldInput(definition, label: "\(label)[\(number)]").group(text, parts) else { return }
        // What the handbook does not define (a consent, a newer version's member) stays.
        var merged = old.object ?? [:]
        for part in parts { merged.removeValue(forKey: part.id.rawValue) }
        for (name, value) in new { merged[name] = value }
        changed[key] = .object(merged)
      } else {
        changed[key] = nil
      }
    case .part(let number, let name):
      let (entry, old) = try entry(number, in: changed)
      let place = "\(label)[\(number)].\(name)"
      guard let part = FieldInput.part(name, in: parts) else {
        throw ValueFault(field: place, given: name, allowed: .group(parts))
      }
      if text == nil, part.required { throw ValueFault(field: place, given: "", allowed: .part(part)) }
      var object = old.object ?? [:]
      if let text {
        object[part.id.rawValue] = try FieldInput(part, label: place).parse(text)
      } else {
        object.removeValue(forKey: part.id.rawValue)
      }
      changed[.entry(label, entry)] = .object(object)
    }
    if let part = definition.sumLimit {
      let sum = changed.entries(of: label).reduce(Int64(0)) { sum, entry in
        sum + (entry.value[part]?.string.flatMap { Rate($0) }?.millionths ?? 0)
      }
      guard sum <= Rate.whole.millionths else {
        throw ValueFault(field: label, given: text ?? "", allowed: .sumAtMostWhole(found: Rate(millionths: sum)))
      }
    }
    record = changed
  }

  private func entry(_ number: Int, in record: Record) throws(ValueFault) -> (String, JSONValue) {
    let entries = record.entries(of: field.rawValue)
    guard number <= entries.count else {
      throw ValueFault(field: "\(field)[\(number)]", given: String(number), allowed: .entryUpTo(entries.count))
    }
    return (entries[number - 1].entry, entries[number - 1].value)
  }

  private func add(
    _ text: String, _ parts: [SOPField], _ definition: SOPField, to record: inout Record, _ mint: inout IDMint
  ) throws(ValueFault) {
    let value = try FieldInput(definition).group(text, parts)
    let name = definition.keyedBy.flatMap { value[$0]?.string } ?? mint.nextEntry()
    record[.entry(field.rawValue, name)] = value
  }
}
