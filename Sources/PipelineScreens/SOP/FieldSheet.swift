import Canvas
import Pipeline

/// Fields of the SOP being filled in for one dealer: what the book holds, what was typed over it, and what became of
/// both when the book changed meanwhile. Nothing typed is ever dropped; whatever is not saved is `pending`.
///
/// Entries of collections (people, tiers, shares) are rows of their own: `keyPeople#k3`, and `keyPeople#+` to add one.
/// They are edited in a dialog and saved at once.
struct FieldSheet: Sendable {
  /// What a sheet asks for.
  struct Plan: Sendable {
    var fields: [FieldKey]
    /// Marked as required.
    var required: Set<FieldKey> = []
    /// A line above a field.
    var headings: [FieldKey: String] = [:]
    /// Questions of the screen's own, behind the fields, each with its heading.
    var extra: [(field: FormField, heading: String?)] = []
  }

  private(set) var plan: Plan
  private(set) var form: FormPart
  /// The dealer's record as the book holds it.
  private(set) var record: Record
  /// Fields that somebody else changed while they were typed over, with what they held before.
  private(set) var conflicts: [FieldKey: JSONValue?] = [:]

  init(_ plan: Plan, record: Record, desk: Desk) {
    self.plan = plan
    self.record = record
    form = FormPart(fields: [])
    rebuild(desk: desk)
  }

  // MARK: What was typed

  private func definition(_ key: FieldKey, _ desk: Desk) -> SOPField? { desk.handbook.field(key) }

  private func isPlain(_ field: SOPField) -> Bool {
    if case .entries = field.type { return false }
    return !field.computed
  }

  /// Fields whose text is not what the book holds.
  func pending(desk: Desk) -> [FieldKey] {
    plan.fields.filter { key in
      guard let field = definition(key, desk), isPlain(field) else { return false }
      let text = form[key.rawValue]
      if text == FieldText.editing(record[key], field.type) { return false }
      guard let typed = FieldText.typed(text, field.type, today: desk.today) else { return record[key] != nil }
      // Written another way it may be the same value.
      return (try? FieldInput(field).parse(typed)).map { $0 != record[key] } ?? true
    }
  }

  /// What to save, and what is wrong with the rest.
  func assignments(desk: Desk) -> (right: [FieldAssignment], wrong: [(key: FieldKey, fault: ValueFault)]) {
    var right: [FieldAssignment] = []
    var wrong: [(FieldKey, ValueFault)] = []
    for key in pending(desk: desk) {
      guard let field = definition(key, desk) else { continue }
      let text = FieldText.typed(form[key.rawValue], field.type, today: desk.today)
      do throws(ValueFault) {
        if let text { _ = try FieldInput(field).parse(text) }
        right.append(FieldAssignment(field: key, text: text))
      } catch {
        wrong.append((key, error))
      }
    }
    return (right, wrong)
  }

  /// The dealer as it would be with everything that is right.
  func preview(desk: Desk) -> Dealer {
    var record = self.record
    var mint = desk.mint
    for assignment in assignments(desk: desk).right {
      try? assignment.apply(to: &record, handbook: desk.handbook, mint: &mint)
    }
    return Dealer(record: record)
  }

  // MARK: Keys

  /// Takes a key of the form.
  mutating func press(_ key: Key) -> FormPart.Outcome { form.press(key) }
  mutating func focus(index: Int) { form.focus(index: index) }

  /// Puts the cursor on a field, or on its first entry, or where one is added.
  mutating func focus(on key: FieldKey) {
    if let row = form.fields.first(where: { $0.id == key.rawValue || $0.id.hasPrefix(key.rawValue + "#") }) { form.focus(on: row.id) }
  }

  mutating func type(_ text: String, into key: FieldKey) { form[key.rawValue] = text }

  /// The answer to one of the screen's own questions.
  func answer(_ id: String) -> String { form[id] }

  /// The field under the cursor.
  var focusedField: FieldKey? { form.focused.map { FieldKey(String($0.id.prefix { $0 != "#" })) } }

  /// The collection under the cursor, and the entry; nil entry: the row that adds one.
  var focusedEntry: (field: FieldKey, entry: String?)? {
    guard let row = form.focused, case .item = row.kind, let mark = row.id.firstIndex(of: "#") else { return nil }
    let entry = String(row.id[row.id.index(after: mark)...])
    return (FieldKey(String(row.id[..<mark])), entry == "+" ? nil : entry)
  }

  mutating func say(_ text: String, below key: FieldKey) {
    let row = form.fields.first { $0.id == key.rawValue || $0.id.hasPrefix(key.rawValue + "#") }
    if let row { form.errors[row.id] = text }
  }

  mutating func remark(_ line: StyledLine, below key: FieldKey) {
    let row = form.fields.last { $0.id == key.rawValue || $0.id.hasPrefix(key.rawValue + "#") }
    if let row, form.remarks[row.id] == nil { form.remarks[row.id] = line }
  }

  mutating func clearRemarks() { form.remarks = [:] }

  // MARK: Following the book

  /// Takes over what changed in the book: untouched fields show it, typed ones stay and are named if they conflict.
  mutating func follow(_ new: Record, plan: Plan, desk: Desk) {
    let open = Set(pending(desk: desk))
    let old = record
    var texts = form.values
    record = new
    for key in Set(self.plan.fields + plan.fields) {
      guard let field = definition(key, desk), isPlain(field) else { continue }
      if !open.contains(key) {
        texts[key.rawValue] = FieldText.editing(new[key], field.type)
        conflicts[key] = nil
      } else if let value = FieldText.value(texts[key.rawValue] ?? "", field, today: desk.today), value == new[key] {
        texts[key.rawValue] = FieldText.editing(new[key], field.type)
        conflicts[key] = nil
      } else if old[key] != new[key] {
        conflicts[key] = .some(old[key])
      }
    }
    self.plan = plan
    rebuild(desk: desk, texts: texts)
  }

  /// The conflict is answered: the typed text stays.
  mutating func keepMine(_ key: FieldKey) { conflicts[key] = nil }

  /// The conflict is answered: what the other wrote stays.
  mutating func takeTheirs(_ key: FieldKey, desk: Desk) {
    conflicts[key] = nil
    if let field = definition(key, desk) { form[key.rawValue] = FieldText.editing(record[key], field.type) }
  }

  /// Throws away what was typed.
  mutating func discard(desk: Desk) {
    conflicts = [:]
    for key in pending(desk: desk) { takeTheirs(key, desk: desk) }
    form.errors = [:]
  }

  // MARK: Rows

  private mutating func rebuild(desk: Desk, texts: [String: String]? = nil) {
    var rows: [FormField] = []
    var values: [String: String] = [:]
    var headings: [String: String] = [:]
    for key in plan.fields {
      guard let field = definition(key, desk) else { continue }
      let isRequired = plan.required.contains(key) && !field.computed
      let first = rows.count
      if case .entries(let parts) = field.type {
        let entries = record.entries(of: key.rawValue)
        for (place, entry) in entries.enumerated() {
          let id = key.rawValue + "#" + entry.entry
          rows.append(FormField(id, label: place == 0 ? desk.say(field.name) : "", .item, required: place == 0 && isRequired))
          values[id] = FieldText.entry(entry.value, parts, desk: desk)
        }
        rows.append(
          FormField(
            key.rawValue + "#+", label: entries.isEmpty ? desk.say(field.name) : "", .item,
            required: entries.isEmpty && isRequired, hint: FieldSheet.sum(field, entries.map(\.value), desk),
            placeholder: desk.language.pick(zh: "+ 添加", en: "+ add")))
      } else {
        rows.append(
          FormField(
            key.rawValue, label: desk.say(field.name), FieldText.kind(field, desk: desk), required: isRequired,
            hint: FieldText.unit(field.type, desk: desk), placeholder: FieldText.placeholder(field.type, desk: desk)))
        values[key.rawValue] =
          field.computed
          ? FieldText.display(record[key], field, desk: desk)
          : texts?[key.rawValue] ?? FieldText.editing(record[key], field.type)
      }
      if let heading = plan.headings[key], rows.count > first { headings[rows[first].id] = heading }
    }
    for (field, heading) in plan.extra {
      rows.append(field)
      values[field.id] = texts?[field.id] ?? ""
      if let heading { headings[field.id] = heading }
    }
    if rows == form.fields {
      for (id, value) in values where form[id] != value { form[id] = value }
      form.headings = headings
      return
    }
    let focused = form.focused?.id
    let errors = form.errors
    let place = form.focus
    form = FormPart("fields", fields: rows, values: values)
    form.headings = headings
    form.errors = errors.filter { error in rows.contains { $0.id == error.key } }
    if let focused {
      form.focus(on: focused)
      // The entry under the cursor went away: stay where it was.
      if form.focused?.id != focused { form.focus(index: min(place, rows.count - 1)) }
    }
  }

  /// What the rates of a collection come to, where they may not exceed the whole.
  private static func sum(_ field: SOPField, _ entries: [JSONValue], _ desk: Desk) -> String {
    guard let part = field.sumLimit, !entries.isEmpty else { return "" }
    let total = entries.reduce(Int64(0)) { $0 + ($1[part]?.string.flatMap { Rate($0) }?.millionths ?? 0) }
    return desk.language.pick(zh: "合计 ", en: "together ") + Rate(millionths: total).percent
  }
}
