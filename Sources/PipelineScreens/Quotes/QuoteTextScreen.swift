import Canvas
import Pipeline

/// Text as it was copied, for terminals that keep no clipboard: to be marked with the mouse.
struct QuoteTextScreen: Screen {
  let text: String
  var top = 0

  enum Message { case move(Key), close }

  var name: String { "quote-text" }
  func title(desk: Desk) -> Wording { Wording(zh: "报价文字", en: "Quote as text") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([.moving(.escape, "q", .enter, hint: Wording(zh: "返回", en: "back"), message: .close, rank: 1)] + Selection.bindings(Message.move))
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .close: return [.close]
    case .move(let key):
      var selection = Selection(top)
      selection.press(key, count: text.split(separator: "\n", omittingEmptySubsequences: false).count)
      top = selection.index
      return []
    }
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content.inset(columns: 1, rows: 0)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(top).flatMap { line in
      line.isEmpty ? [""] : TextWrap.lines(Words.plain(String(line)), columns: region.width)
    }
    for (number, line) in lines.prefix(region.height).enumerated() { grid.put(line, in: region.row(number)) }
  }
}
