extension CellGrid {
  /// How a line stands in its region.
  public enum Alignment: Hashable, Sendable {
    case left, right, centre
  }

  /// Writes a line into the first row of `region` and fills the rest of that row: too long ends in an ellipsis.
  /// - Returns: the columns of text.
  @discardableResult
  public mutating func put(
    _ line: StyledLine, in region: Region, _ alignment: Alignment = .left, fill: Style? = nil
  ) -> Int {
    guard !region.isEmpty else { return 0 }
    let row = region.top(1)
    if let fill { self.fill(row, fill) }
    let columns = line.columns
    var x = region.x
    if columns <= region.width {
      switch alignment {
      case .left: break
      case .right: x = region.right - columns
      case .centre: x += (region.width - columns) / 2
      }
      for span in line.spans { x += put(span.text, x: x, y: region.y, span.style) }
      return columns
    }
    var left = region.width - CellWidth.columns(of: lines.ellipsis)
    guard left >= 0 else { return 0 }
    var last = Style.plain
    for span in line.spans {
      last = span.style
      let (text, used) = CellWidth.prefix(span.text, columns: left)
      put(String(text), x: x, y: region.y, span.style)
      x += used
      left -= used
      if text.endIndex < span.text.endIndex { break }
    }
    put(lines.ellipsis, x: x, y: region.y, last)
    return x - region.x + 1
  }

  /// Writes a plain text into the first row of `region`.
  @discardableResult
  public mutating func put(
    _ text: String, in region: Region, _ style: Style = .plain, _ alignment: Alignment = .left, fill: Style? = nil
  ) -> Int {
    put(StyledLine(text, style), in: region, alignment, fill: fill)
  }

  /// Writes a paragraph, wrapped by `TextWrap`; what does not fit below is cut with an ellipsis.
  /// - Returns: the rows used.
  @discardableResult
  public mutating func putParagraph(_ text: String, in region: Region, _ style: Style = .plain) -> Int {
    let rows = TextWrap.lines(text, columns: region.width)
    for (number, row) in rows.prefix(region.height).enumerated() {
      let cut = number == region.height - 1 && rows.count > region.height
      put(
        cut ? CellWidth.padded(row, columns: region.width).trimmedEnd + lines.ellipsis : row, in: region.row(number),
        style)
    }
    return min(rows.count, region.height)
  }

  /// A frame around `region` with a title in its upper edge and a note at that edge's right end.
  public mutating func box(_ region: Region, title: StyledLine = "", note: StyledLine = "", focused: Bool = false) {
    guard region.width >= 2, region.height >= 2 else { return }
    let style: Style = focused ? .borderFocused : .border
    let edge = String(repeating: lines.horizontal, count: region.width - 2)
    put(String(lines.topLeft) + edge + String(lines.topRight), x: region.x, y: region.y, style)
    put(String(lines.bottomLeft) + edge + String(lines.bottomRight), x: region.x, y: region.bottom - 1, style)
    let side = String(lines.vertical)
    for y in (region.y + 1)..<(region.bottom - 1) {
      put(side, x: region.x, y: y, style)
      put(side, x: region.right - 1, y: y, style)
    }
    // One cell of the edge stays at either end, and a space on both sides of the words.
    var room = region.width - 4
    if !note.isEmpty, note.columns + 2 <= room - 8 {
      let columns = note.columns
      put(
        StyledLine(" ") + note + " ",
        in: Region(x: region.right - columns - 4, y: region.y, width: columns + 2, height: 1))
      room -= columns + 2
    }
    if !title.isEmpty, room >= 3 {
      let shown = min(title.columns, room - 2)
      put(" ", x: region.x + 1, y: region.y)
      let used = put(title, in: Region(x: region.x + 2, y: region.y, width: shown, height: 1))
      put(" ", x: region.x + 2 + used, y: region.y)
    }
  }

  /// A horizontal line across `region`'s first row, with a heading in it if there is one.
  public mutating func rule(_ region: Region, heading: StyledLine = "", _ style: Style = .border) {
    guard !region.isEmpty else { return }
    put(String(repeating: lines.horizontal, count: region.width), x: region.x, y: region.y, style)
    if !heading.isEmpty, region.width > 4 {
      put(heading + " ", in: Region(x: region.x, y: region.y, width: min(heading.columns + 1, region.width), height: 1))
    }
  }

  /// The bar under the selected row: reverse over the whole width, the text stays.
  public mutating func select(_ region: Region) { restyle(region) { $0.selected() } }
}

extension String {
  /// Without spaces at the end.
  var trimmedEnd: String {
    var text = self[...]
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
