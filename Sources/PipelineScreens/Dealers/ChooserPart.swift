import Canvas

/// A short list in a dialog of which one is chosen, by arrows or by its number.
struct ChooserPart: Hashable, Sendable {
  let title: Wording
  let rows: [Wording]
  /// Why a row cannot be chosen now, by its place.
  var reasons: [Int: Wording] = [:]
  /// What stands at the right end of a row.
  var notes: [Int: String] = [:]
  var list = ListPart("chooser")

  init(_ title: Wording, _ rows: [Wording], at index: Int = 0) {
    self.title = title
    self.rows = rows
    list.index = index
  }

  /// Takes a key; gives the chosen place.
  mutating func press(_ key: Key) -> Int? {
    if let typed = key.typed, let number = Int(typed), number >= 1, number <= min(9, rows.count) {
      list.index = number - 1
      return list.index
    }
    if key == .enter { return rows.isEmpty ? nil : list.index }
    list.press(key, count: rows.count)
    return nil
  }

  func draw(into grid: inout CellGrid, desk: Desk, buttons: [(key: Key, words: String)]) {
    let widest = rows.indices.map { CellWidth.columns(of: desk.say(rows[$0])) + CellWidth.columns(of: notes[$0] ?? "") + 8 }.max() ?? 0
    let reason = reasons.values.map { CellWidth.columns(of: desk.say($0)) }.max() ?? 0
    let width = min(max(widest + (reason > 0 ? min(reason, 30) : 0), 36), grid.content.width - 8)
    let height = min(rows.count, grid.content.height - 5) + 2
    let inside = DialogPart.open(into: &grid, title: StyledLine(desk.say(title), .title), width: width, height: height)
    list.draw(
      into: &grid, in: inside.droppingBottom(2), count: rows.count,
      note: { StyledLine(notes[$0].map { $0 + " " } ?? "", .muted) }
    ) { number in
      var line = StyledLine(number < 9 ? String(number + 1) + " " : "  ", .key)
      line.append(desk.say(rows[number]), reasons[number] == nil ? .plain : .muted)
      if let reason = reasons[number] { line.append("  " + desk.say(reason), .warning) }
      return line
    }
    DialogPart.buttons(buttons, into: &grid, in: inside.bottom(1))
  }
}
