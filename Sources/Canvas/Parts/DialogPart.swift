/// A frame in the middle of the screen, over what is there.
public enum DialogPart {
  /// Clears and frames a region of that inner size and gives its inside. What lies below takes no more presses.
  public static func open(
    into grid: inout CellGrid, title: StyledLine, width: Int, height: Int
  ) -> Region {
    let frame = grid.content.centred(width: width + 4, height: height + 2)
    grid.clearZones()
    grid.cursor = nil
    grid.fill(frame)
    grid.box(frame, title: title, focused: true)
    return frame.inset(columns: 2, rows: 1)
  }

  /// Buttons in one row, each the key it stands for.
  public static func buttons(
    _ buttons: [(key: Key, words: String)], into grid: inout CellGrid, in region: Region
  ) {
    var x = region.x
    for button in buttons {
      let label = button.key.label
      let columns = CellWidth.columns(of: label) + 1 + CellWidth.columns(of: button.words)
      guard x + columns <= region.right else { return }
      grid.put(label, x: x, y: region.y, .key)
      grid.put(button.words, x: x + CellWidth.columns(of: label) + 1, y: region.y)
      grid.mark(Region(x: x, y: region.y, width: columns, height: 1), as: .key(button.key))
      x += columns + 3
    }
  }
}
