/// A screen as a value: rows of cells, where the cursor stands, and what lies where for the mouse.
///
/// Views write here and never to a terminal. Every text enters through `put`, which makes it harmless: whatever is put
/// where, each row is exactly `width` columns and no wide character is ever cut in half.
public struct CellGrid: Sendable {
  public let width: Int
  public let height: Int
  /// Row after row.
  public private(set) var cells: [Cell]
  /// The glyphs for frames and marks.
  public var lines: LineSet
  /// Where the terminal's own cursor stands, so that an input method opens its window there; nil hides it.
  public var cursor: Place?
  /// What a press of the mouse means, the later over the earlier.
  public private(set) var zones: [Zone] = []
  /// Where a screen draws: everything but the rows that the loop keeps for itself.
  public var content: Region

  public init(width: Int, height: Int, lines: LineSet = .unicode) {
    self.width = max(0, width)
    self.height = max(0, height)
    self.lines = lines
    cells = Array(repeating: .blank(), count: self.width * self.height)
    content = Region(x: 0, y: 0, width: self.width, height: self.height)
  }

  public var bounds: Region { Region(x: 0, y: 0, width: width, height: height) }

  /// The cell at that place, which must be inside.
  public subscript(x: Int, y: Int) -> Cell { cells[y * width + x] }

  /// Writes `text` from column `x` of row `y` on, at most `columns` columns and never beyond the edges, and returns
  /// the columns used. A wide character that does not fit whole is left out, and a space stands in its place.
  @discardableResult
  public mutating func put(_ text: String, x: Int, y: Int, _ style: Style = .plain, columns: Int = .max) -> Int {
    guard y >= 0, y < height, x < width, columns > 0 else { return 0 }
    let limit = columns > width - x ? width : x + columns
    guard limit > 0 else { return 0 }
    let row = y * width
    var at = x
    var last = -1
    var text = text
    // The plain case first: printable ASCII, one byte a column.
    let plain = text.withUTF8 { bytes -> Bool in
      for byte in bytes where byte < 0x20 || byte > 0x7E { return false }
      guard !bytes.isEmpty, x >= 0 else { return false }
      let end = min(limit, x + bytes.count)
      unpair(x, row)
      if end > x { unpair(end - 1, row) }
      for place in x..<end { cells[row + place] = Cell(base: UInt32(bytes[place - x]), width: 1, style: style) }
      at = end
      return true
    }
    if plain { return at - x }
    for scalar in text.unicodeScalars {
      guard let kept = CellWidth.harmless(scalar) else { continue }
      let width = CellWidth.of(kept)
      if width == 0 {
        if last >= 0 { cells[row + last].marks.add(kept.value) }
        continue
      }
      if at + width > limit {
        if at >= 0, at < limit {
          set(Cell(base: 0x20, width: 1, style: style), at, row)
          at += 1
        }
        break
      }
      if at >= 0 {
        set(Cell(base: kept.value, width: UInt8(width), style: style), at, row)
        last = at
      } else if at + width > 0 {
        // The left half lies outside: the visible half is a space.
        set(Cell(base: 0x20, width: 1, style: style), 0, row)
      }
      at += width
    }
    return max(0, at - x)
  }

  /// Clears the partner of what stands at that column, so that no half stays behind when it is overwritten.
  private mutating func unpair(_ x: Int, _ row: Int) {
    let cell = cells[row + x]
    if cell.width == 0, x > 0 {
      cells[row + x - 1] = .blank(cells[row + x - 1].style)
      cells[row + x] = .blank(cell.style)
    } else if cell.width == 2, x + 1 < width {
      cells[row + x + 1] = .blank(cells[row + x + 1].style)
      cells[row + x] = .blank(cell.style)
    }
  }

  private mutating func set(_ cell: Cell, _ x: Int, _ row: Int) {
    unpair(x, row)
    if cell.width == 2 {
      unpair(x + 1, row)
      cells[row + x + 1] = Cell(base: 0, width: 0, style: cell.style)
    }
    cells[row + x] = cell
  }

  /// Clears `region` to spaces of that style; marks nothing for the mouse.
  public mutating func fill(_ region: Region, _ style: Style = .plain) {
    let left = max(0, region.x)
    let right = min(width, region.right)
    guard left < right else { return }
    for y in max(0, region.y)..<max(max(0, region.y), min(height, region.bottom)) {
      let row = y * width
      unpair(left, row)
      unpair(right - 1, row)
      for x in left..<right { cells[row + x] = .blank(style) }
    }
  }

  /// Changes the style of what stands in `region` without touching the text, such as the bar under a selected row.
  /// A wide character is restyled whole if its left half lies inside.
  public mutating func restyle(_ region: Region, _ change: (Style) -> Style) {
    for y in max(0, region.y)..<max(max(0, region.y), min(height, region.bottom)) {
      for x in max(0, region.x)..<max(max(0, region.x), min(width, region.right)) {
        let place = y * width + x
        if cells[place].width == 0, x == region.x { continue }
        cells[place].style = change(cells[place].style)
        if cells[place].width == 2 { cells[place + 1].style = cells[place].style }
      }
    }
  }

  /// Says what a press in `region` means.
  public mutating func mark(_ region: Region, as target: Zone.Target) {
    if !region.isEmpty { zones.append(Zone(region: region, target: target)) }
  }

  /// What lies at that place; nil where nothing does.
  public func target(at place: Place) -> Zone.Target? { zones.last { $0.region.contains(place) }?.target }

  /// Forgets all targets, as a dialog does before it lies over the rest.
  public mutating func clearZones() { zones = [] }
}

/// A part of the screen that the mouse can press.
public struct Zone: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    /// Pressing here is pressing that key.
    case key(Key)
    /// The row, field or card `index` of the part of that name.
    case item(part: String, index: Int)
  }
  public let region: Region
  public let target: Target
}
