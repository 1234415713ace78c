/// Several lines of text being typed. Enter and pasted line ends begin a new line; long ones are wrapped on the screen.
public struct NoteEditor: Hashable, Sendable {
  public private(set) var lines: [LineEditor]
  public private(set) var current: Int
  /// Characters of a line.
  let limit = 4_000

  public init(_ text: String = "") {
    lines = NoteEditor.split(text).map { LineEditor($0, limit: 4_000) }
    current = lines.count - 1
  }

  public var text: String {
    get { lines.map(\.text).joined(separator: "\n") }
    set { self = NoteEditor(newValue) }
  }

  private static func split(_ text: String) -> [String] {
    LineEditor.clean(text, keepingLines: true).split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  public var isEmpty: Bool { lines.count == 1 && lines[0].isEmpty }

  /// Takes a key of editing, Enter included; false when it is none: up on the first line, down on the last.
  @discardableResult
  public mutating func press(_ key: Key) -> Bool {
    switch key {
    case .paste(let text):
      let parts = NoteEditor.split(text)
      for (number, part) in parts.enumerated() {
        if number > 0 { breakLine() }
        lines[current].insert(part)
      }
      return true
    case .enter:
      breakLine()
      return true
    case .up: return move(to: current - 1)
    case .down: return move(to: current + 1)
    case .left where lines[current].cursor == 0:
      guard current > 0 else { return false }
      current -= 1
      lines[current].place(cursor: .max)
      return true
    case .right where lines[current].cursor == lines[current].characters.count:
      guard current + 1 < lines.count else { return false }
      current += 1
      lines[current].place(cursor: 0)
      return true
    case .backspace where lines[current].cursor == 0:
      guard current > 0 else { return false }
      join(current - 1)
      return true
    case .delete where lines[current].cursor == lines[current].characters.count:
      guard current + 1 < lines.count else { return false }
      join(current)
      return true
    default: return lines[current].press(key)
    }
  }

  private mutating func move(to line: Int) -> Bool {
    guard lines.indices.contains(line) else { return false }
    lines[line].place(cursor: lines[current].cursor)
    current = line
    return true
  }

  private mutating func breakLine() {
    let line = lines[current]
    lines[current] = LineEditor(String(line.characters[..<line.cursor]), limit: limit)
    var rest = LineEditor(String(line.characters[line.cursor...]), limit: limit)
    rest.place(cursor: 0)
    lines.insert(rest, at: current + 1)
    current += 1
  }

  private mutating func join(_ line: Int) {
    let cursor = lines[line].characters.count
    lines[line] = LineEditor(lines[line].text + lines[line + 1].text, limit: limit)
    lines[line].place(cursor: cursor)
    lines.remove(at: line + 1)
    current = line
  }

  /// Draws wrapped into `region`, scrolled so that the cursor is visible.
  public func draw(into grid: inout CellGrid, in region: Region, _ style: Style = .input, isFocused: Bool = true) {
    guard !region.isEmpty else { return }
    grid.fill(region, style)
    // A column stays free for the cursor behind the last character.
    let width = max(2, region.width - 1)
    var rows: [String] = []
    var cursor = Place(0, 0)
    for (number, line) in lines.enumerated() {
      var row = ""
      var used = 0
      for (place, character) in line.characters.enumerated() {
        let columns = CellWidth.columns(of: character)
        if used + columns > width {
          rows.append(row)
          row = ""
          used = 0
        }
        if number == current, place == line.cursor { cursor = Place(used, rows.count) }
        row.append(character)
        used += columns
      }
      if number == current, line.cursor == line.characters.count { cursor = Place(used, rows.count) }
      rows.append(row)
    }
    let top = isFocused ? max(0, cursor.y - region.height + 1) : 0
    for (number, row) in rows.dropFirst(top).prefix(region.height).enumerated() {
      grid.put(row, x: region.x, y: region.y + number, style, columns: region.width)
    }
    if isFocused { grid.cursor = Place(region.x + min(cursor.x, region.width - 1), region.y + cursor.y - top) }
  }
}
