/// Reads typed text as a value of a field and writes a value as text to edit: one grammar for the command line
/// (`--set`) and the forms of the terminal. `parse(text(of: v)) == v` for every value it yields.
public struct FieldInput: Sendable {
  public let field: SOPField
  /// How faults name the field.
  public let label: String

  public init(_ field: SOPField, label: String? = nil) {
    self.field = field
    self.label = label ?? field.id.rawValue
  }

  /// The value of a field that is no collection. Blank text is a fault: removing a value is `unset`.
  public func parse(_ text: String) throws(ValueFault) -> JSONValue {
    try parse(FieldInput.trimmed(text), as: field.type)
  }

  private func fault(_ given: String, _ allowed: ValueFault.Allowed) -> ValueFault {
    ValueFault(field: label, given: given, allowed: allowed)
  }

  private func parse(_ text: String, as type: FieldType) throws(ValueFault) -> JSONValue {
    switch type {
    case .text(let long):
      let lines = FieldInput.printable(text)
      let clean = FieldInput.trimmed(long ? lines : lines.replacing("\n", with: " "))
      guard !clean.isEmpty else { throw fault(text, .text) }
      let limit = long ? 10_000 : 500
      guard clean.unicodeScalars.count <= limit else { throw fault(text, .textUpTo(limit)) }
      return .string(clean)
    case .phone:
      let narrow = FieldInput.narrowed(text)
      let digits = narrow.utf8.filter { (0x30...0x39).contains($0) }.count
      guard digits >= 5, narrow.utf8.count <= 40, narrow.allSatisfy({ ("0"..."9").contains($0) || "-() ".contains($0) || $0 == "+" }),
        narrow.lastIndex(of: "+").map({ $0 == narrow.startIndex }) ?? true
      else { throw fault(text, .phone) }
      return .string(narrow)
    case .integer(_, let minimum, let maximum):
      let digits = FieldInput.narrowed(text).filter { $0 != "," }
      guard let value = Int(digits), value >= minimum ?? .min, value <= maximum ?? .max else {
        throw fault(text, .wholeNumber(minimum: minimum, maximum: maximum))
      }
      return .int(value)
    case .decimal(let limit):
      let narrow = FieldInput.narrowed(text)
      guard let value = FixedPoint.parse(narrow, decimals: 8), value.magnitude <= UInt64(limit) * 100_000_000 else {
        throw fault(text, .degrees(limit: limit))
      }
      return .number(FixedPoint.text(value, decimals: 8, atLeast: 0))
    case .rate(let maximum):
      let narrow = FieldInput.narrowed(text)
      guard let rate = Rate(narrow) else {
        if FixedPoint.parse(narrow, decimals: 6) != nil { throw fault(text, .rateWithPercentSign(number: narrow)) }
        throw fault(text, .rate(maximum: maximum))
      }
      guard rate >= .zero, rate <= maximum else { throw fault(text, .rate(maximum: maximum)) }
      return .string(rate.description)
    case .ratio:
      guard let ratio = Ratio(FieldInput.narrowed(text)), (0...1_000_000_000).contains(ratio.millionths) else {
        throw fault(text, .ratio)
      }
      return .string(ratio.description)
    case .money:
      var narrow = FieldInput.narrowed(text)
      if narrow.hasSuffix("元") { narrow = FieldInput.trimmed(String(narrow.dropLast())) }
      guard let money = Money(narrow), money.fen >= 0 else { throw fault(text, .money) }
      return .string(money.description)
    case .date:
      guard let day = Day(FieldInput.narrowed(text)) else { throw fault(text, .date) }
      return .string(day.description)
    case .bool:
      switch FieldInput.narrowed(text).lowercased() {
      case "yes", "y", "true", "是", "有", "1": return .bool(true)
      case "no", "n", "false", "否", "无", "0": return .bool(false)
      default: throw fault(text, .yesOrNo)
      }
    case .choice(_, let choices):
      let lower = FieldInput.narrowed(text).lowercased()
      guard
        let choice = choices.first(where: {
          $0.id == lower || $0.name.zh.lowercased() == lower || $0.name.en.lowercased() == lower
        })
      else { throw fault(text, .oneOf(choices)) }
      return .string(choice.id)
    case .list(let element):
      var values: [JSONValue] = []
      for item in FieldInput.items(text) {
        let value = try parse(item, as: element)
        if values.contains(value) { throw fault(item, .onlyOnce) }
        values.append(value)
      }
      guard !values.isEmpty else { throw fault(text, element.choices.isEmpty ? .text : .oneOf(element.choices)) }
      return .array(values)
    case .entries(let parts):
      return try group(text, parts)
    }
  }

  /// One entry: `{name:王,post:经理}`, or without braces the values in the order of the sub-fields: `平安:40%`.
  func group(_ text: String, _ parts: [SOPField]) throws(ValueFault) -> JSONValue {
    let text = FieldInput.trimmed(text)
    var pairs: [(SOPField, String)] = []
    if text.hasPrefix("{"), text.hasSuffix("}") {
      for item in FieldInput.items(String(text.dropFirst().dropLast()), separators: ",;，；") {
        guard let colon = item.firstIndex(where: { $0 == ":" || $0 == "：" || $0 == "=" }) else {
          throw fault(item, .group(parts))
        }
        let name = FieldInput.trimmed(String(item[..<colon]))
        guard let part = FieldInput.part(name, in: parts) else { throw fault(name, .group(parts)) }
        pairs.append((part, FieldInput.trimmed(String(item[item.index(after: colon)...]))))
      }
    } else {
      let values = text.split(whereSeparator: { $0 == ":" || $0 == "：" }).map { FieldInput.trimmed(String($0)) }
      guard !values.isEmpty, values.count <= parts.count else { throw fault(text, .group(parts)) }
      pairs = Array(zip(parts, values))
    }
    var object = JSONObject()
    for (part, value) in pairs {
      if object[part.id.rawValue] != nil { throw fault(text, .onlyOnce) }
      object[part.id.rawValue] = try FieldInput(part, label: label + "." + part.id.rawValue).parse(value)
    }
    for part in parts where part.required && object[part.id.rawValue] == nil { throw fault(text, .part(part)) }
    return .object(object)
  }

  /// The text that `parse` reads back as `value`.
  public func text(of value: JSONValue) -> String { FieldInput.text(of: value, as: field.type) }

  static func text(of value: JSONValue, as type: FieldType) -> String {
    switch type {
    case .rate: value.string.flatMap { Rate($0) }.map { FixedPoint.text($0.millionths, decimals: 4, atLeast: 2) + "%" } ?? ""
    case .ratio: value.string.flatMap { Ratio($0) }.map { $0.perOne } ?? ""
    case .bool: value.bool.map { $0 ? "yes" : "no" } ?? ""
    case .list(let element): (value.array ?? []).map { quoted(text(of: $0, as: element)) }.joined(separator: ", ")
    case .entries(let parts):
      "{"
        + parts.compactMap { part in
          value[part.id.rawValue].map { part.id.rawValue + ":" + quoted(text(of: $0, as: part.type)) }
        }.joined(separator: ",") + "}"
    case .integer, .decimal: if case .number(let number) = value { number } else { value.string ?? "" }
    default: value.string ?? ""
    }
  }

  // A text that holds a separator of lists is written in double quotes.
  private static func quoted(_ text: String) -> String {
    text.contains(where: { ",;，；、{}[]\"".contains($0) }) ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
  }

  static func part(_ name: String, in parts: [SOPField]) -> SOPField? {
    let lower = name.lowercased()
    return parts.first { $0.id.rawValue == name || $0.name.zh == name || $0.name.en.lowercased() == lower }
  }

  /// The items of a list, separators within braces, brackets and double quotes left alone; blank items are dropped.
  static func items(_ text: String, separators: String = ",;，；、") -> [String] {
    var items: [String] = [], item = "", depth = 0, inQuotes = false
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "\"" {
        // A doubled quote inside quotes is one quote of the text.
        let doubled = inQuotes && rest.first == "\""
        if doubled { rest.removeFirst() } else { inQuotes.toggle() }
        if depth > 0 || doubled { item.append(character) }
        if depth > 0, doubled { item.append(character) }
      } else if inQuotes {
        item.append(character)
      } else if depth == 0, separators.contains(character) {
        items.append(trimmed(item))
        item = ""
      } else {
        if "{[".contains(character) { depth += 1 }
        if "}]".contains(character) { depth = max(0, depth - 1) }
        item.append(character)
      }
    }
    items.append(trimmed(item))
    return items.filter { !$0.isEmpty }
  }

  static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }), let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// Without control and formatting characters; new lines stay in long texts as typed.
  static func printable(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.filter {
          ($0.properties.generalCategory != .control && $0.properties.generalCategory != .format) || $0 == "\n"
        }))
  }

  /// Full-width digits, letters and marks as their narrow forms, as an input method leaves them.
  static func narrowed(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for scalar in trimmed(text).unicodeScalars {
      if (0xFF01...0xFF5E).contains(scalar.value), let narrow = Unicode.Scalar(scalar.value - 0xFEE0) {
        view.append(narrow)
      } else {
        view.append(scalar)
      }
    }
    return String(view)
  }
}
