import Canvas

/// One action of the palette.
public struct PaletteEntry: Sendable {
  public let name: Wording
  /// The key beside it; nil when there is none.
  public let key: Key?
  public let command: CommandNote
  public let unavailable: Wording?
  public let effects: @Sendable (Desk) -> [Effect]
}

/// Every action there is, found by typing Chinese, English or pinyin.
struct PaletteScreen: Screen {
  let entries: [PaletteEntry]
  var query = LineEditor()
  var list = ListPart("palette")
  private var found: [Int] = []

  init(entries: [PaletteEntry]) { self.entries = entries }

  enum Message {
    case edit(Key)
    case move(Key)
    case choose
    case chooseAt(Int)
    case close
  }

  var name: String { "palette" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "命令", en: "Commands") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .moving(.enter, hint: Wording(zh: "执行", en: "do it"), message: .choose),
        .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down)),
        .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up)),
        .moving(.pageDown, hint: Wording(zh: "下翻", en: "page down"), message: .move(.pageDown), rank: nil),
        .moving(.pageUp, hint: Wording(zh: "上翻", en: "page up"), message: .move(.pageUp), rank: nil),
        .moving(.escape, hint: Wording(zh: "返回", en: "back"), message: .close),
      ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) }, pointing: { _, index in .chooseAt(index) })
  }

  mutating func refresh(desk: Desk) {
    found = entries.indices.filter {
      let entry = entries[$0]
      var text = entry.name.zh + " " + entry.name.en
      if case .line(let command) = entry.command { text += " " + command }
      return desk.finder.matches(query.text, text)
    }
    list.selection.settle(count: found.count)
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      query.press(key)
      list.index = 0
      refresh(desk: desk)
    case .move(let key): list.press(key, count: found.count)
    case .choose: return choose(desk)
    case .chooseAt(let index):
      list.index = index
      return choose(desk)
    case .close: return [.close]
    }
    return []
  }

  private func choose(_ desk: Desk) -> [Effect] {
    guard found.indices.contains(list.index) else { return [] }
    let entry = entries[found[list.index]]
    if let reason = entry.unavailable { return [.notice(Notice(reason, .warning))] }
    return [.close] + entry.effects(desk)
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(title(desk: desk)), .title), width: min(72, grid.content.width - 8),
      height: min(entries.count + 2, grid.content.height - 4))
    grid.put(":", x: inside.x, y: inside.y, .key)
    query.draw(
      into: &grid, in: inside.top(1).droppingLeft(2),
      placeholder: desk.language.pick(zh: "中文、英文或拼音", en: "Chinese, English or pinyin"))
    list.draw(
      into: &grid, in: inside.droppingTop(2), count: found.count,
      empty: desk.language.pick(zh: "没有这样的命令", en: "No such command"),
      note: { number in entries[found[number]].key.map { StyledLine($0.label + " ", .key) } ?? "" }
    ) { number in
      let entry = entries[found[number]]
      var line = StyledLine(desk.say(entry.name), entry.unavailable == nil ? .plain : .muted)
      if let reason = entry.unavailable {
        line.append("  " + desk.say(reason), .warning)
      } else if case .line(let command) = entry.command {
        line.append("  " + command, .muted)
      }
      return line
    }
  }
}
