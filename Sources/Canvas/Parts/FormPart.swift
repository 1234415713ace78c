/// Labelled fields being filled in. The form holds what was typed, as text; the screen says what is wrong with it and
/// makes values of it. A heading between fields has no field.
public struct FormPart: Hashable, Sendable {
  /// Tells the parts of a screen apart for the mouse.
  public let name: String
  public private(set) var fields: [FormField]
  /// The field that takes the keys.
  public private(set) var focus = 0
  /// What is wrong, by field: shown below it until it is edited.
  public var errors: [String: String] = [:]
  /// What is worth saying about a value though it may stay: shown below the field.
  public var remarks: [String: StyledLine] = [:]
  /// A line above a field, by the field's id.
  public var headings: [String: String] = [:]

  private var editors: [String: LineEditor] = [:]
  private var notes: [String: NoteEditor] = [:]
  /// The choice under the cursor of a `choices` field.
  private var places: [String: Int] = [:]
  private var chosen: [String: [String]] = [:]
  private var initial: [String: String] = [:]

  /// What a key did.
  public enum Outcome: Hashable, Sendable {
    case moved
    case edited(String)
    /// Enter on the last field: the form is filled in.
    case submitted
    /// Not a key of the form, or it would leave the form above the first or below the last field.
    case unused
  }

  public init(_ name: String = "form", fields: [FormField], values: [String: String] = [:]) {
    self.name = name
    self.fields = fields
    for field in fields { self[field.id] = values[field.id] ?? "" }
    initial = self.values
    focus = fields.firstIndex { $0.kind != .fixed } ?? 0
  }

  /// The text of a field; a field that does not exist is empty.
  public subscript(_ id: String) -> String {
    get {
      guard let field = fields.first(where: { $0.id == id }) else { return "" }
      switch field.kind {
      case .line, .item, .fixed: return editors[id]?.text ?? ""
      case .note: return notes[id]?.text ?? ""
      case .choice, .choices: return (chosen[id] ?? []).joined(separator: ",")
      }
    }
    set {
      guard let field = fields.first(where: { $0.id == id }) else { return }
      switch field.kind {
      case .line, .item, .fixed: editors[id] = LineEditor(newValue)
      case .note: notes[id] = NoteEditor(newValue)
      case .choice(let choices):
        chosen[id] = newValue.isEmpty ? [] : [newValue]
        places[id] = choices.firstIndex { $0.value == newValue } ?? 0
      case .choices: chosen[id] = newValue.split(separator: ",").map(String.init)
      }
    }
  }

  public var values: [String: String] {
    Dictionary(fields.map { ($0.id, self[$0.id]) }, uniquingKeysWith: { $1 })
  }

  /// The fields whose text differs from what the form began with.
  public var changes: [String: String] { values.filter { initial[$0.key] != $0.value } }

  /// Required fields without a text, in their order.
  public var missing: [FormField] { fields.filter { $0.isRequired && self[$0.id].allSatisfy(\.isWhitespace) } }

  public var focused: FormField? { fields.indices.contains(focus) ? fields[focus] : nil }

  /// The focused field takes letters as text.
  public var isTyping: Bool {
    switch focused?.kind {
    case .line, .note: true
    default: false
    }
  }

  public mutating func focus(on id: String) {
    if let place = fields.firstIndex(where: { $0.id == id && $0.kind != .fixed }) { focus = place }
  }

  public mutating func focus(index: Int) {
    if fields.indices.contains(index), fields[index].kind != .fixed { focus = index }
  }

  private mutating func move(_ step: Int) -> Bool {
    var place = focus + step
    while fields.indices.contains(place) {
      if fields[place].kind != .fixed {
        focus = place
        return true
      }
      place += step
    }
    return false
  }

  /// Takes a key.
  public mutating func press(_ key: Key) -> Outcome {
    guard let field = focused else { return .unused }
    let edited = edit(field, key)
    if edited {
      errors[field.id] = nil
      return .edited(field.id)
    }
    switch key {
    case .down, .tab: return move(1) ? .moved : .unused
    case .up, .backTab: return move(-1) ? .moved : .unused
    case .enter: return move(1) ? .moved : .submitted
    default: return .unused
    }
  }

  private mutating func edit(_ field: FormField, _ key: Key) -> Bool {
    switch field.kind {
    case .item, .fixed: return false
    case .line: return editors[field.id, default: LineEditor()].press(key)
    case .note:
      if key == .tab || key == .backTab { return false }
      return notes[field.id, default: NoteEditor()].press(key)
    case .choice(let choices): return choose(field.id, choices, key, many: false)
    case .choices(let choices): return choose(field.id, choices, key, many: true)
    }
  }

  private mutating func choose(_ id: String, _ choices: [FormField.Choice], _ key: Key, many: Bool) -> Bool {
    guard !choices.isEmpty else { return false }
    // Keys that came in one go, over a slow line or by a quick hand, are so many keys all the same.
    if let typed = key.typed, typed.count > 1 {
      return typed.reduce(false) { choose(id, choices, .character($1), many: many) || $0 }
    }
    var place = places[id] ?? 0
    let isEmpty = (chosen[id] ?? []).isEmpty
    switch key {
    case .left: place = max(0, place - 1)
    case .right: place = many || !isEmpty ? min(choices.count - 1, place + 1) : place
    case .delete, .backspace:
      chosen[id] = []
      return true
    case .character(" "), .paste(" "):
      if !many { place = isEmpty ? place : (place + 1) % choices.count }
    default:
      guard let typed = key.typed, let number = Int(typed), number >= 1, number <= choices.count else { return false }
      place = number - 1
    }
    places[id] = place
    let value = choices[place].value
    if !many {
      chosen[id] = [value]
    } else if key != .left, key != .right {
      var set = Set(chosen[id] ?? [])
      if set.remove(value) == nil { set.insert(value) }
      chosen[id] = choices.map(\.value).filter(set.contains)
    }
    return true
  }

  /// The keys of a form for a key table, to be handed on as they are. The table's `typing` hands on text as `.paste`.
  public static func bindings<M>(_ message: (Key) -> M) -> [KeyTable<M>.Binding] {
    let keys: [(Key, Wording)] = [
      (.down, Wording(zh: "下一项", en: "next field")), (.up, Wording(zh: "上一项", en: "previous field")),
      (.tab, Wording(zh: "下一项", en: "next field")), (.backTab, Wording(zh: "上一项", en: "previous field")),
      (.enter, Wording(zh: "下一项", en: "next field")),
    ]
    return keys.map { .moving($0.0, hint: $0.1, message: message($0.0), rank: nil) } + LineEditor.bindings(message)
  }

  func editor(_ id: String) -> LineEditor { editors[id] ?? LineEditor() }
  func note(_ id: String) -> NoteEditor { notes[id] ?? NoteEditor() }
  func place(_ id: String) -> Int { places[id] ?? 0 }
  func isChosen(_ id: String, _ value: String) -> Bool { chosen[id]?.contains(value) ?? false }
}
