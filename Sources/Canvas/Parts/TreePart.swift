/// One line of a tree, flat as it is drawn: how deep it lies, its state, its text, how far it is.
public struct TreeRow: Hashable, Sendable {
  public var depth: Int
  public var mark: StyledLine
  public var text: StyledLine
  /// At the right end: a date, a count.
  public var note: StyledLine
  /// Done and total, drawn as a small bar before the note.
  public var progress: Progress?

  public struct Progress: Hashable, Sendable {
    public let done: Int
    public let total: Int
    public init(_ done: Int, of total: Int) {
      self.done = done
      self.total = total
    }
  }

  public init(
    depth: Int = 0, mark: StyledLine = "", _ text: StyledLine, note: StyledLine = "", progress: Progress? = nil
  ) {
    self.depth = depth
    self.mark = mark
    self.text = text
    self.note = note
    self.progress = progress
  }
}

/// Steps under stages: lines with branches, state marks and progress, one of them selected.
public struct TreePart: Hashable, Sendable {
  public let name: String
  public var selection = Selection()

  public init(_ name: String = "tree") { self.name = name }

  public var index: Int {
    get { selection.index }
    set { selection.index = newValue }
  }

  /// Takes a key of moving; false when it is none.
  @discardableResult
  public mutating func press(_ key: Key, count: Int) -> Bool { selection.press(key, count: count) }

  public func draw(into grid: inout CellGrid, in region: Region, rows: [TreeRow], isFocused: Bool = true) {
    guard !region.isEmpty else { return }
    grid.fill(region)
    for (line, number) in Scroll.window(count: rows.count, height: region.height, selection: index).enumerated() {
      let row = rows[number]
      let strip = region.row(line)
      var text = StyledLine(TreePart.branches(rows, number, grid.lines), .border)
      if !row.mark.isEmpty { text += row.mark + " " }
      text += row.text
      var note = row.note
      if let progress = row.progress {
        let count = String(progress.done) + "/" + String(progress.total)
        note =
          StyledLine(count + " ", .muted) + Bars.bar(progress.done, of: progress.total, columns: 6, lines: grid.lines)
          + (note.isEmpty ? "" : " ") + note
      }
      let room = strip.width - 1
      let noted = note.isEmpty || text.columns + note.columns + 1 > room && room < 24 ? 0 : note.columns + 1
      grid.put(text, in: strip.droppingLeft(1).droppingRight(noted))
      if noted > 0 { grid.put(note, in: strip.right(noted - 1)) }
      if number == index {
        if isFocused { grid.select(strip) }
        grid.put(String(grid.lines.pointer), x: strip.x, y: strip.y, Style(.key, selected: isFocused))
      }
      grid.mark(strip, as: .item(part: name, index: number))
    }
  }

  /// The branch before a row: whether something of the same or a lesser depth follows decides each part of it.
  static func branches(_ rows: [TreeRow], _ number: Int, _ lines: LineSet) -> String {
    let depth = rows[number].depth
    guard depth > 0 else { return "" }
    var text = ""
    for level in 1...depth {
      var goesOn = false
      for later in rows[(number + 1)...] {
        if later.depth < level { break }
        if later.depth == level {
          goesOn = true
          break
        }
      }
      if level == depth {
        text += goesOn ? lines.branch : lines.lastBranch
      } else {
        text += goesOn ? lines.trunk : "  "
      }
    }
    return text
  }
}
