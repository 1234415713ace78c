/// Lines below each other, one of them selected.
public struct ListPart: Hashable, Sendable {
  /// Tells the parts of a screen apart for the mouse.
  public let name: String
  public var selection = Selection()

  public init(_ name: String = "list") { self.name = name }

  public var index: Int {
    get { selection.index }
    set { selection.index = newValue }
  }

  /// Takes a key of moving; false when it is none.
  @discardableResult
  public mutating func press(_ key: Key, count: Int, isHeading: (Int) -> Bool = { _ in false }) -> Bool {
    selection.press(key, count: count, isHeading: isHeading)
  }

  /// Draws the lines around the selection; `note` stands at the right end of a line.
  public func draw(
    into grid: inout CellGrid, in region: Region, count: Int, isFocused: Bool = true, empty: String = "",
    note: (Int) -> StyledLine = { _ in "" }, isHeading: (Int) -> Bool = { _ in false }, line: (Int) -> StyledLine
  ) {
    guard !region.isEmpty else { return }
    grid.fill(region)
    if count == 0 { grid.putParagraph(empty, in: region.inset(columns: 1, rows: 0), .muted) }
    for (row, number) in Scroll.window(count: count, height: region.height, selection: index).enumerated() {
      let strip = region.row(row)
      let note = note(number)
      let noted = note.isEmpty || note.columns + 12 > strip.width ? 0 : note.columns + 1
      grid.put(line(number), in: strip.droppingLeft(1).droppingRight(noted))
      if noted > 0 { grid.put(note, in: strip.right(noted - 1)) }
      if isHeading(number) { continue }
      if number == index {
        if isFocused { grid.select(strip) }
        grid.put(String(grid.lines.pointer), x: strip.x, y: strip.y, Style(.key, selected: isFocused))
      }
      grid.mark(strip, as: .item(part: name, index: number))
    }
  }
}
