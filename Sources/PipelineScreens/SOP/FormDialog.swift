import Canvas
import Pipeline

/// What a dialog's answers come to.
enum FormVerdict: Sendable {
  /// What is wrong, below the fields.
  case wrong([String: Wording])
  /// Refused as a whole, below the form.
  case refused(Wording)
  /// Done after the dialog closed.
  case effects([Effect])
}

/// A few fields in the middle of the screen. The fields may depend on what was answered so far. Escape with something
/// typed asks once more, so that no typed text is lost by a slip.
struct FormDialog: Screen {
  typealias Answers = [String: String]

  let name: String
  let heading: Wording
  let command: CommandNote
  private let fields: @Sendable (Answers, Desk) -> [FormField]
  /// A line below the fields that follows what is typed: a warning, a result.
  private let remark: @Sendable (Answers, Desk) -> StyledLine
  private let done: @Sendable (Answers, Desk) -> FormVerdict
  var form = FormPart("dialog", fields: [])
  private var begun: Answers
  private var refused: Wording?
  private var isLeaving = false

  init(
    _ name: String, _ heading: Wording, command: CommandNote, answers: Answers = [:],
    remark: @escaping @Sendable (Answers, Desk) -> StyledLine = { _, _ in "" },
    fields: @escaping @Sendable (Answers, Desk) -> [FormField], done: @escaping @Sendable (Answers, Desk) -> FormVerdict
  ) {
    self.name = name
    self.heading = heading
    self.command = command
    self.fields = fields
    self.remark = remark
    self.done = done
    begun = answers
  }

  enum Message { case form(Key), focus(Int), done, cancel }

  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { heading }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .init(.control("s"), hint: Words.say("确定", "done"), message: .done, rank: 1, command: command),
        .moving(.escape, hint: Words.say("取消", "cancel"), message: .cancel, rank: 2),
        .moving(.tab, hint: Words.say("下一项", "next field"), message: .form(.tab), rank: 3),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) },
      pointing: { part, index in part == "dialog" ? .focus(index) : nil })
  }

  mutating func refresh(desk: Desk) {
    let answers = form.fields.isEmpty ? begun : form.values
    let fields = fields(answers, desk)
    guard fields != form.fields else { return }
    let focused = form.focused?.id
    let errors = form.errors
    form = FormPart("dialog", fields: fields, values: answers)
    form.errors = errors
    if begun.isEmpty { begun = form.values }
    if let focused { form.focus(on: focused) }
  }

  private var isTouched: Bool { form.values.contains { (begun[$0.key] ?? "") != $0.value } }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    if case .cancel = message {} else { isLeaving = false }
    switch message {
    case .form(let key):
      refused = nil
      switch form.press(key) {
      case .submitted: return finish(desk)
      case .edited: refresh(desk: desk)
      case .moved, .unused: break
      }
    case .focus(let index): form.focus(index: index)
    case .done: return finish(desk)
    case .cancel:
      if isLeaving || !isTouched { return [.close] }
      isLeaving = true
    }
    return []
  }

  private mutating func finish(_ desk: Desk) -> [Effect] {
    let missing = form.missing
    if let first = missing.first {
      for field in missing { form.errors[field.id] = desk.say(DossierWords.needed) }
      form.focus(on: first.id)
      return []
    }
    switch done(form.values, desk) {
    case .effects(let effects): return effects
    case .refused(let why): refused = why
    case .wrong(let wrong):
      form.errors = wrong.mapValues { desk.say($0) }
      if let first = form.fields.first(where: { wrong[$0.id] != nil }) { form.focus(on: first.id) }
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let width = min(78, grid.content.width - 6)
    let rows = form.rows(width: width)
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(heading), .title), width: width,
      height: min(rows + 3, grid.content.height - 2))
    form.draw(into: &grid, in: inside.droppingBottom(3))
    let foot = inside.bottom(2)
    if isLeaving {
      let words = desk.language.pick(zh: "再按 Esc 放弃所填内容", en: "Esc again throws away what was typed")
      grid.put(String(grid.lines.stuck) + " " + words, in: foot.top(1), .warning)
    } else if let refused {
      grid.put(String(grid.lines.cross) + " " + desk.say(refused), in: foot.top(1), .error)
    } else {
      grid.put(remark(form.values, desk), in: foot.top(1))
    }
    DialogPart.buttons(
      [(.control("s"), desk.language.pick(zh: "确定", en: "done")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))],
      into: &grid, in: foot.bottom(1))
  }
}
