import Canvas

/// A question with two answers. Enter or `y` is yes; Escape or `n` changes nothing.
public struct ConfirmScreen: Screen {
  let question: Wording
  let yes: [Effect]

  /// - Parameter yes: what is done on yes, after the dialog closed.
  public init(_ question: Wording, yes: [Effect]) {
    self.question = question
    self.yes = yes
  }

  public enum Message { case yes, no }

  public var name: String { "confirm" }
  public var isOverlay: Bool { true }
  public func title(desk: Desk) -> Wording { Wording(zh: "请确认", en: "Please confirm") }

  public func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .moving("y", .enter, hint: Wording(zh: "是", en: "yes"), message: .yes),
      .moving("n", .escape, "q", hint: Wording(zh: "否", en: "no"), message: .no),
    ])
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .yes: [.close] + yes
    case .no: [.close]
    }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let text = desk.say(question)
    let width = min(56, grid.content.width - 8)
    let lines = TextWrap.lines(text, columns: width)
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(title(desk: desk)), .title), width: width, height: lines.count + 2)
    grid.putParagraph(text, in: inside.droppingBottom(2))
    DialogPart.buttons(
      [("y", desk.language.pick(zh: "是", en: "yes")), ("n", desk.language.pick(zh: "否", en: "no"))], into: &grid,
      in: inside.bottom(1))
  }
}
