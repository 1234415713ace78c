import Canvas
import Pipeline

/// Any two rounds side by side in words: left and right choose the earlier one, up and down the later one.
struct QuoteCompareScreen: Screen {
  let rounds: [Quote]
  var from: Int
  var to: Int

  init(rounds: [Quote]) {
    self.rounds = rounds
    to = max(0, rounds.count - 1)
    from = max(0, rounds.count - 2)
  }

  enum Message { case older, newer, up, down, close }

  var name: String { "quote-compare" }
  func title(desk: Desk) -> Wording { Wording(zh: "对比轮次", en: "Rounds compared") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .init(.left, "h", hint: Wording(zh: "起点早一轮", en: "from earlier"), message: .older, rank: 1),
      .init(.right, "l", hint: Wording(zh: "起点晚一轮", en: "from later"), message: .newer, rank: 1),
      .init(.up, "k", hint: Wording(zh: "终点早一轮", en: "to earlier"), message: .up, rank: 2),
      .init(.down, "j", hint: Wording(zh: "终点晚一轮", en: "to later"), message: .down, rank: 2),
      .init(.escape, "q", .enter, hint: Wording(zh: "返回", en: "back"), message: .close, rank: 3),
    ])
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .older: from = max(0, from - 1)
    case .newer: from = min(rounds.count - 1, from + 1)
    case .up: to = max(0, to - 1)
    case .down: to = min(rounds.count - 1, to + 1)
    case .close: return [.close]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    guard let library = desk.library.quotes, rounds.indices.contains(from), rounds.indices.contains(to) else { return }
    let region = grid.content
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inside = region.inset(columns: 2, rows: 1)
    func round(_ index: Int) -> String {
      library.words.sentence("round", ["n": .string(String(rounds[index].round))], QuoteLibrary.language(desk.language))
    }
    var head = StyledLine(round(from), .key)
    head.append(" " + String(grid.lines.right) + " ", .muted)
    head += StyledLine(round(to), .key)
    grid.put(head, in: inside.row(0))
    var y = 2
    for line in library.print(desk.language).compared(rounds[to], rounds[from]) {
      y += grid.putParagraph(Words.plain(line), in: inside.droppingTop(y))
    }
  }
}
