extension HandbookReader {
  mutating func fields(
    _ root: JSONValue?, choices: [String: [Choice]], defaults: HandbookDefaults?
  ) -> [SOPField] {
    var fields: [SOPField] = []
    var places: [FieldKey: Int] = [:]
    for (path, item) in items(.fields, root, "fields") {
      let id = FieldKey(string(.fields, path, item, "id"))
      let field: SOPField
      if let like = item["like"]?.string {
        guard let model = places[FieldKey(like)] else {
          note(.fields, path + ".like", .unknown(kind: "field", name: like))
          continue
        }
        field = fields[model].renamed(id, name: optionalPhrase(.fields, path + ".name", item["name"]))
      } else {
        guard let read = self.field(path, item, choices: choices, defaults: defaults) else { continue }
        field = read
      }
      places[id] = fields.count
      fields.append(field)
    }
    unique(.fields, fields.map(\.id.rawValue))
    return fields
  }

  private mutating func field(
    _ path: String, _ item: JSONValue, choices: [String: [Choice]], defaults: HandbookDefaults?
  ) -> SOPField? {
    guard let type = type(path, item, item["type"]?.string ?? "", choices: choices, defaults: defaults) else {
      return nil
    }
    let field = SOPField(
      id: FieldKey(string(.fields, path, item, "id")), name: phrase(.fields, path, item, "name"),
      help: optionalPhrase(.fields, path + ".help", item["help"]), type: type,
      computed: item["computed"]?.bool ?? false, keyedBy: item["keyedBy"]?.string, sumLimit: item["sumAtMostWhole"]?.string,
      demand: demand(path, item["gate"], defaults: defaults), required: item["required"]?.bool ?? false)
    for part in [field.keyedBy, field.sumLimit].compactMap({ $0 })
    where !field.parts.contains(where: { $0.id.rawValue == part }) {
      note(.fields, path, .unknown(kind: "field", name: part))
    }
    return field
  }

  private mutating func type(
    _ path: String, _ item: JSONValue, _ name: String, choices: [String: [Choice]], defaults: HandbookDefaults?
  ) -> FieldType? {
    switch name {
    case "text": return .text(long: item["long"]?.bool ?? false)
    case "phone": return .phone
    case "integer":
      return .integer(
        unit: optionalPhrase(.fields, path + ".unit", item["unit"]), minimum: item["minimum"]?.int,
        maximum: item["maximum"]?.int)
    case "decimal": return .decimal(limit: item["limit"]?.int ?? 180)
    case "rate":
      guard let text = item["maximum"]?.string else { return .rate(maximum: .whole) }
      guard let maximum = Rate(text) else { note(.fields, path + ".maximum", .expected("rate")); return nil }
      return .rate(maximum: maximum)
    case "ratio": return .ratio
    case "money": return .money
    case "date": return .date
    case "bool": return .bool
    case "choice":
      let list = string(.fields, path, item, "choices")
      guard let known = choices[list] else { note(.fields, path, .unknown(kind: "choices", name: list)); return nil }
      return .choice(list: list, known)
    case "list":
      let element = type(path, item, item["of"]?.string ?? "", choices: choices, defaults: defaults)
      switch element {
      case .text?, .choice?, .phone?: return element.map { .list(of: $0) }
      default: note(.fields, path + ".of", .expected("text, phone or choice")); return nil
      }
    case "entries":
      var parts: [SOPField] = []
      for (i, part) in (item["fields"]?.array ?? []).enumerated() {
        if let field = field(path + ".fields[\(i)]", part, choices: choices, defaults: defaults) { parts.append(field) }
      }
      if parts.isEmpty { note(.fields, path + ".fields", .expected("array")) }
      return .entries(parts)
    default:
      note(.fields, path + ".type", .unknown(kind: "type", name: name))
      return nil
    }
  }

  private mutating func demand(_ path: String, _ value: JSONValue?, defaults: HandbookDefaults?) -> GateDemand? {
    guard let value else { return nil }
    let path = path + ".gate"
    if value["mustBeYes"]?.bool == true { return .mustBeYes }
    if let setting = value["atLeast"]?.string {
      if defaults?.numbers[setting] == nil { note(.fields, path, .unknown(kind: "setting", name: setting)) }
      return .atLeast(setting: setting)
    }
    if value["includes"] != nil { return .includes(strings(.fields, path, value, "includes")) }
    if value["among"] != nil { return .among(strings(.fields, path, value, "among")) }
    if let other = value["equals"]?.string { return .equals(FieldKey(other)) }
    if let entries = value["entries"] {
      return .entries(
        part: string(.fields, path, entries, "field"), value: string(.fields, path, entries, "is"),
        minimum: entries["minimum"]?.int ?? 0, maximum: entries["maximum"]?.int)
    }
    note(.fields, path, .expected("mustBeYes, atLeast, includes, among, equals or entries"))
    return nil
  }
}
