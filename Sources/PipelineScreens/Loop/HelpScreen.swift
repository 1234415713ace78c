import Canvas

/// All keys of one screen, read from its key table, and those that work everywhere.
struct HelpScreen: Screen {
  let of: Wording
  let hints: [KeyHint]
  let globals: [KeyHint]
  var list = ListPart()

  init(of: Wording, hints: [KeyHint], globals: [KeyHint]) {
    self.of = of
    self.hints = HelpScreen.joined(hints)
    self.globals = HelpScreen.joined(globals)
    list.selection.settle(count: rows.count) { [rows] in rows[$0] == nil }
  }

  enum Message {
    case move(Key)
    case select(Int)
    case close
  }

  var name: String { "help" }
  func title(desk: Desk) -> Wording { Wording(zh: "按键：" + of.zh, en: "Keys: " + of.en) }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [.moving(.escape, "q", "?", .enter, hint: Wording(zh: "返回", en: "back"), message: .close)]
        + Selection.bindings(Message.move),
      pointing: { _, index in .select(index) })
  }

  /// Nil stands for the heading between the two groups.
  private var rows: [KeyHint?] { hints.map(Optional.some) + [nil] + globals.map(Optional.some) }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    let rows = rows
    switch message {
    case .move(let key): list.press(key, count: rows.count) { rows[$0] == nil }
    case .select(let index): list.index = index
    case .close: return [.close]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let rows = rows
    let region = grid.content
    grid.fill(region)
    let keyWidth = min(24, rows.reduce(8) { max($0, CellWidth.columns(of: $1?.label ?? "")) })
    list.draw(
      into: &grid, in: region, count: rows.count,
      note: { number in
        guard let hint = rows[number], case .line(let command) = hint.command else { return "" }
        return StyledLine("cheshang " + command + " ", .muted)
      }, isHeading: { rows[$0] == nil }
    ) { number in
      guard let hint = rows[number] else {
        return StyledLine(desk.language.pick(zh: "到处可用", en: "Everywhere"), .heading)
      }
      var line = StyledLine(CellWidth.padded(hint.label, columns: keyWidth) + "  ", .key)
      line.append(desk.say(hint.hint), hint.unavailable == nil ? .plain : .muted)
      if let reason = hint.unavailable { line.append("  " + desk.say(reason), .warning) }
      return line
    }
  }

  /// Several bindings with one hint are one row.
  private static func joined(_ hints: [KeyHint]) -> [KeyHint] {
    var joined: [KeyHint] = []
    for hint in hints {
      if let place = joined.firstIndex(where: { $0.hint == hint.hint && $0.unavailable == hint.unavailable }) {
        let keys = joined[place].keys + hint.keys.filter { !joined[place].keys.contains($0) }
        joined[place] = KeyHint(
          keys: keys, hint: hint.hint, unavailable: hint.unavailable, rank: joined[place].rank,
          command: joined[place].command)
      } else {
        joined.append(hint)
      }
    }
    return joined
  }
}
