import Canvas
import Pipeline

/// A question answered by several fields in a dialog: a win with its policies, a contact, a day. What is wrong is said at
/// its field, and the dialog closes only after the change is on disk.
struct FieldsScreen: Screen {
  /// What came of the answers.
  enum Outcome: Sendable {
    case effects([Effect])
    /// What is wrong, by field; the dialog stays.
    case wrong([(field: String, reason: Wording)])
    /// What a rule says against it as a whole; the dialog stays.
    case refused(Wording)
  }

  let heading: Wording
  let note: Wording
  let command: CommandNote
  let submit: @Sendable ([String: String], Desk) -> Outcome
  var form: FormPart
  var refusal: Wording?

  init(
    _ heading: Wording, note: Wording = Wording(""), fields: [FormField], values: [String: String] = [:],
    command: CommandNote, submit: @escaping @Sendable ([String: String], Desk) -> Outcome
  ) {
    self.heading = heading
    self.note = note
    self.command = command
    self.submit = submit
    form = FormPart("fields", fields: fields, values: values)
  }

  enum Message { case form(Key), focus(Int), save, cancel }

  var name: String { "fields" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { heading }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .init(.control("s"), hint: Wording(zh: "完成", en: "done"), message: .save, rank: 1, command: command),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel, rank: 2),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { _, index in .focus(index) })
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key):
      refusal = nil
      if form.press(key) == .submitted { return save(desk) }
    case .focus(let index): form.focus(index: index)
    case .save: return save(desk)
    case .cancel: return [.close]
    }
    return []
  }

  private mutating func save(_ desk: Desk) -> [Effect] {
    form.errors = [:]
    let missing = form.missing
    if let first = missing.first {
      for field in missing { form.errors[field.id] = desk.language.pick(zh: "请填写", en: "please fill this in") }
      form.focus(on: first.id)
      return []
    }
    switch submit(form.values.mapValues { String($0.trimming) }, desk) {
    case .effects(let effects): return effects + [.close]
    case .wrong(let faults):
      for fault in faults { form.errors[fault.field] = desk.say(fault.reason) }
      if let first = faults.first { form.focus(on: first.field) }
    case .refused(let reason): refusal = reason
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let width = min(72, grid.content.width - 6)
    let above = desk.say(note)
    let noteRows = above.isEmpty ? 0 : min(3, TextWrap.lines(above, columns: width).count)
    let refused = refusal.map { String(grid.lines.cross) + " " + desk.say($0) } ?? ""
    let refusedRows = refused.isEmpty ? 0 : min(3, TextWrap.lines(refused, columns: width).count)
    let extra = form.fields.reduce(0) { sum, field in
      switch field.kind {
      case .note(let rows): sum + rows - 1
      case .choice(let choices), .choices(let choices): sum + (choices.count > 4 || width < 60 ? 1 : 0)
      default: sum
      }
    }
    let wanted = noteRows + refusedRows + form.fields.count + extra + form.errors.count + form.headings.count + 2
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(heading), .title), width: width,
      height: min(wanted, grid.content.height - 2))
    if noteRows > 0 { grid.putParagraph(above, in: inside.top(noteRows), .muted) }
    if refusedRows > 0 { grid.putParagraph(refused, in: inside.droppingTop(noteRows).top(refusedRows), .error) }
    form.draw(into: &grid, in: inside.droppingTop(noteRows + refusedRows).droppingBottom(2))
    DialogPart.buttons(
      [
        (.control("s"), desk.language.pick(zh: "完成", en: "done")), (.escape, desk.language.pick(zh: "取消", en: "cancel")),
      ], into: &grid, in: inside.bottom(1))
  }
}
