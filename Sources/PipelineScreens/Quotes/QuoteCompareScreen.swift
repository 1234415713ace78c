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
      .moving(.left, "h", hint: Wording(zh: "左边早一轮", en: "left: earlier"), message: .older, rank: 1),
      .moving(.right, "l", hint: Wording(zh: "左边晚一轮", en: "left: later"), message: .newer, rank: 1),
      .moving(.up, "k", hint: Wording(zh: "右边早一轮", en: "right: earlier"), message: .up, rank: 2),
      .moving(.down, "j", hint: Wording(zh: "右边晚一轮", en: "right: later"), message: .down, rank: 2),
      .moving(.escape, "q", .enter, hint: Wording(zh: "返回", en: "back"), message: .close, rank: 3),
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
    let language = QuoteLibrary.language(desk.language)
    func round(_ index: Int) -> String { library.words.sentence("round", ["n": .string(String(rounds[index].round))], language) }
    let print = library.print(desk.language)
    let comparisons = rounds[to].compared(to: rounds[from])
    // Totals as a table, what changed in words below.
    let name = 14
    let figure = min(16, (inside.width - name) / 3)
    func line(_ y: Int, _ cells: [(String, Style)]) {
      for (place, cell) in cells.enumerated() {
        let strip = inside.row(y)
        let box = place == 0 ? strip.left(name) : strip.droppingLeft(name + (place - 1) * figure).left(figure)
        grid.put(StyledLine(cell.0, cell.1), in: box, place == 0 ? .left : .right)
      }
    }
    line(0, [("", .plain), (round(from), .key), (round(to), .key), (library.words["compare.difference", language], .heading)])
    for (row, one) in comparisons.enumerated() {
      let style: Style = one.difference < .zero ? .good : one.difference > .zero ? .notice : .muted
      line(row + 1, [(Words.plain(desk.say(one.new.package.name)), .label), (one.oldTotal.grouped, .plain), (one.newTotal.grouped, .plain), (QuoteTable.signed(one.difference), style)])
    }
    var y = comparisons.count + 2
    for one in comparisons {
      let said = print.lines(one)
      // The last of several sentences has the totals, which the table shows.
      for words in one.isSame ? said : said.dropLast() {
        let text = desk.language.pick(zh: "【\(desk.say(one.new.package.name))】", en: "\(desk.say(one.new.package.name)): ") + words
        y += grid.putParagraph(Words.plain(text), in: inside.droppingTop(y))
      }
    }
  }
}
