extension CellGrid {
  /// The row as text, with all its spaces: as many columns as the grid is wide.
  public func text(row: Int) -> String {
    var text = ""
    for cell in cells[(row * width)..<((row + 1) * width)] where cell.width > 0 {
      if let scalar = Unicode.Scalar(cell.base) { text.unicodeScalars.append(scalar) }
      if !cell.marks.isEmpty {
        for mark in cell.marks.all { if let scalar = Unicode.Scalar(mark) { text.unicodeScalars.append(scalar) } }
      }
    }
    return text
  }

  /// All rows without the spaces at their ends.
  public var text: String { (0..<height).map { text(row: $0).trimmedEnd }.joined(separator: "\n") }

  /// One letter a column for the role (capitals: selected), `.` for plain.
  public func roles(row: Int) -> String {
    String(cells[(row * width)..<((row + 1) * width)].map(\.style.letter))
  }

  /// What a snapshot holds: the text, then the roles of the rows that have any, then the cursor.
  public var snapshot: String {
    var parts = [text]
    var roles: [String] = []
    for row in 0..<height {
      var letters = self.roles(row: row)[...]
      while letters.last == "." { letters.removeLast() }
      if !letters.isEmpty { roles.append((row < 10 ? " " : "") + String(row) + " " + letters) }
    }
    parts.append("-- roles")
    parts += roles
    if let cursor { parts.append("-- cursor " + String(cursor.x) + "," + String(cursor.y)) }
    return parts.joined(separator: "\n") + "\n"
  }

  /// A sentence for each row that is not exactly `width` columns or holds half a character; none, by construction.
  public var faults: [String] {
    var faults: [String] = []
    for y in 0..<height {
      var x = 0
      while x < width {
        let cell = self[x, y]
        if cell.width == 0 { faults.append("row \(y): right half alone at \(x)") }
        if cell.width == 2, x + 1 >= width || self[x + 1, y].width != 0 {
          faults.append("row \(y): left half alone at \(x)")
        }
        x += max(1, Int(cell.width))
      }
      let columns = CellWidth.columns(of: text(row: y))
      if columns != width { faults.append("row \(y): \(columns) columns") }
    }
    return faults
  }
}
