/// A column of a table: how wide it wants to be and when it gives way.
public struct TableColumn: Hashable, Sendable {
  public enum Width: Hashable, Sendable {
    case fixed(Int)
    /// At least `minimum`, and a share of what is left by weight up to `maximum`.
    case flexible(minimum: Int, maximum: Int = .max, weight: Int = 1)
    /// Nothing to show in any row: it takes no room, and the places of the others stay.
    case hidden

    var minimum: Int {
      switch self {
      case .fixed(let width): width
      case .flexible(let minimum, _, _): minimum
      case .hidden: 0
      }
    }
  }

  public let title: String
  public let width: Width
  /// 0 never gives way; of the others the highest number goes first when there is no room.
  public let priority: Int
  public let isRight: Bool

  public init(_ title: String, _ width: Width, priority: Int = 0, right: Bool = false) {
    self.title = title
    self.width = width
    self.priority = priority
    isRight = right
  }
}

/// A row of a table as a small function makes it from a record.
public struct TableRow: Hashable, Sendable {
  public var cells: [StyledLine]
  /// Marked for a bulk action.
  public var isMarked: Bool
  /// A row across all columns that no key selects: the first cell is its text.
  public var isHeading: Bool

  public init(_ cells: [StyledLine], marked: Bool = false) {
    self.cells = cells
    isMarked = marked
    isHeading = false
  }

  public static func heading(_ text: StyledLine) -> TableRow {
    var row = TableRow([text])
    row.isHeading = true
    return row
  }
}

/// Rows in columns, one of them selected. The part holds the selection and the order; rows are asked for as they are
/// drawn, so that five thousand of them cost a screenful.
public struct TablePart: Hashable, Sendable {
  /// Tells the parts of a screen apart for the mouse.
  public let name: String
  public var selection = Selection()
  /// The place of the column by which the rows are sorted; nil: as they came.
  public var sortColumn: Int?
  public var isDescending = false

  public init(_ name: String = "rows") { self.name = name }

  public var index: Int {
    get { selection.index }
    set { selection.index = newValue }
  }

  /// Takes a key of moving; false when it is none.
  @discardableResult
  public mutating func press(_ key: Key, count: Int, isHeading: (Int) -> Bool = { _ in false }) -> Bool {
    selection.press(key, count: count, isHeading: isHeading)
  }

  /// `3/847`, for the edge of a frame.
  public func position(of count: Int) -> String {
    count == 0 ? "0" : String(min(index, count - 1) + 1) + "/" + String(count)
  }

  /// Draws the head and the rows around the selection into `region`. `empty` is said when there is no row.
  public func draw(
    into grid: inout CellGrid, in region: Region, columns: [TableColumn], count: Int, isFocused: Bool = true,
    empty: String = "", row: (Int) -> TableRow
  ) {
    guard !region.isEmpty else { return }
    grid.fill(region)
    let hasHead = columns.contains { !$0.title.isEmpty }
    // The pointer and the mark stand before the first column.
    let places = TablePart.layout(columns, width: region.width - 2)
    if hasHead {
      for place in places {
        let column = columns[place.column]
        var title = column.title
        if sortColumn == place.column { title += " " + String(isDescending ? grid.lines.down : grid.lines.up) }
        let cell = Region(x: region.x + 2 + place.x, y: region.y, width: place.width, height: 1)
        grid.put(title, in: cell, .heading, column.isRight ? .right : .left)
      }
    }
    let body = hasHead ? region.droppingTop(1) : region
    if count == 0 {
      grid.putParagraph(empty, in: body.inset(columns: 2, rows: 0), .muted)
      return
    }
    for (line, number) in Scroll.window(count: count, height: body.height, selection: index).enumerated() {
      let content = row(number)
      let strip = body.row(line)
      if content.isHeading {
        grid.put(content.cells.first ?? "", in: strip.droppingLeft(1))
        continue
      }
      for place in places where place.column < content.cells.count {
        let cell = Region(x: strip.x + 2 + place.x, y: strip.y, width: place.width, height: 1)
        grid.put(content.cells[place.column], in: cell, columns[place.column].isRight ? .right : .left)
      }
      if content.isMarked { grid.put(String(grid.lines.check), x: strip.x + 1, y: strip.y, .marked) }
      if number == index {
        if isFocused { grid.select(strip) }
        grid.put(String(grid.lines.pointer), x: strip.x, y: strip.y, Style(.key, selected: isFocused))
      }
      grid.mark(strip, as: .item(part: name, index: number))
    }
  }

  struct ColumnPlace: Hashable {
    let column: Int
    let x: Int
    let width: Int
  }

  /// Drops columns by priority until the least widths fit, then shares out the rest; one column lies between two.
  static func layout(_ columns: [TableColumn], width: Int) -> [ColumnPlace] {
    var kept = columns.indices.filter { columns[$0].width != .hidden }
    func least() -> Int { kept.reduce(-1) { $0 + columns[$1].width.minimum + 1 } }
    while least() > width,
      let worst = kept.filter({ columns[$0].priority > 0 }).max(by: { columns[$0].priority <= columns[$1].priority })
    {
      kept.removeAll { $0 == worst }
    }
    var widths = kept.map { columns[$0].width.minimum }
    var left = width - least()
    while left > 0 {
      var growing: [(place: Int, weight: Int, room: Int)] = []
      for (place, column) in kept.enumerated() {
        if case .flexible(_, let maximum, let weight) = columns[column].width, widths[place] < maximum, weight > 0 {
          growing.append((place, weight, maximum - widths[place]))
        }
      }
      guard !growing.isEmpty else { break }
      let weights = growing.reduce(0) { $0 + $1.weight }
      let before = left
      for part in growing {
        let more = min(part.room, before * part.weight / weights, left)
        widths[part.place] += more
        left -= more
      }
      if left == before {
        for part in growing where left > 0 {
          widths[part.place] += 1
          left -= 1
        }
      }
    }
    var x = 0
    var places: [ColumnPlace] = []
    for (place, column) in kept.enumerated() {
      let fitting = min(widths[place], width - x)
      if fitting > 0 { places.append(ColumnPlace(column: column, x: x, width: fitting)) }
      x += widths[place] + 1
    }
    return places
  }
}
