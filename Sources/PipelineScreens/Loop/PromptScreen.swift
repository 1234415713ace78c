import Canvas

/// A question answered by one line: a reason, a name, a file.
public struct PromptScreen: Screen {
  let heading: Wording
  let question: Wording
  let isRequired: Bool
  let answer: @Sendable (String, Desk) -> [Effect]
  var line: LineEditor
  var isMissing = false

  /// - Parameters:
  ///   - required: an empty answer is refused where it stands.
  ///   - answer: what is done with the line, after the dialog closed.
  public init(
    _ heading: Wording, question: Wording, text: String = "", required: Bool = true,
    answer: @escaping @Sendable (String, Desk) -> [Effect]
  ) {
    self.heading = heading
    self.question = question
    isRequired = required
    self.answer = answer
    line = LineEditor(text)
  }

  public enum Message {
    case edit(Key)
    case done, cancel
  }

  public var name: String { "prompt" }
  public var isOverlay: Bool { true }
  public func title(desk: Desk) -> Wording { heading }

  public func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .moving(.enter, .control("s"), hint: Wording(zh: "确定", en: "done"), message: .done),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel),
      ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      line.press(key)
      isMissing = false
    case .done:
      if isRequired, line.text.allSatisfy(\.isWhitespace) {
        isMissing = true
        return []
      }
      return [.close] + answer(line.text, desk)
    case .cancel: return [.close]
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let text = desk.say(question)
    let width = min(60, grid.content.width - 8)
    let lines = TextWrap.lines(text, columns: width)
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(heading), .title), width: width, height: lines.count + 3)
    grid.putParagraph(text, in: inside.droppingBottom(3))
    let field = inside.bottom(3)
    grid.put("[", x: field.x, y: field.y, .key)
    grid.put("]", x: field.right - 1, y: field.y, .key)
    line.draw(into: &grid, in: field.top(1).inset(columns: 1, rows: 0))
    if isMissing {
      grid.put(
        String(grid.lines.cross) + " " + desk.language.pick(zh: "请先填写", en: "please fill this in first"),
        in: field.row(1), .error)
    }
    DialogPart.buttons(
      [(.enter, desk.language.pick(zh: "确定", en: "done")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))],
      into: &grid, in: inside.bottom(1))
  }
}
