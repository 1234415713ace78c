/// A place in a grid, in columns and rows from the top left corner.
public struct Place: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public init(_ x: Int, _ y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of cells. Width and height are never negative: cutting more than there is leaves nothing.
public struct Region: Hashable, Sendable {
  public var x: Int
  public var y: Int
  public let width: Int
  public let height: Int

  public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  public var right: Int { x + width }
  public var bottom: Int { y + height }
  public var isEmpty: Bool { width == 0 || height == 0 }

  public func contains(_ place: Place) -> Bool {
    place.x >= x && place.x < right && place.y >= y && place.y < bottom
  }

  /// Without `columns` on both sides and `rows` above and below.
  public func inset(columns: Int, rows: Int) -> Region {
    Region(x: x + min(columns, width), y: y + min(rows, height), width: width - 2 * columns, height: height - 2 * rows)
  }

  /// Inside of a frame.
  public var inner: Region { inset(columns: 1, rows: 1) }

  public func top(_ rows: Int) -> Region { Region(x: x, y: y, width: width, height: min(rows, height)) }
  public func bottom(_ rows: Int) -> Region {
    Region(x: x, y: bottom - min(rows, height), width: width, height: min(rows, height))
  }
  public func droppingTop(_ rows: Int) -> Region {
    Region(x: x, y: y + min(rows, height), width: width, height: height - rows)
  }
  public func droppingBottom(_ rows: Int) -> Region { Region(x: x, y: y, width: width, height: height - rows) }
  public func left(_ columns: Int) -> Region { Region(x: x, y: y, width: min(columns, width), height: height) }
  public func right(_ columns: Int) -> Region {
    Region(x: right - min(columns, width), y: y, width: min(columns, width), height: height)
  }
  public func droppingLeft(_ columns: Int) -> Region {
    Region(x: x + min(columns, width), y: y, width: width - columns, height: height)
  }
  public func droppingRight(_ columns: Int) -> Region { Region(x: x, y: y, width: width - columns, height: height) }
  /// The row number `row` from the top, one cell high; empty when there is no such row.
  public func row(_ row: Int) -> Region {
    Region(x: x, y: y + row, width: row >= 0 && row < height ? width : 0, height: 1)
  }

  /// A region of that size in the middle, no larger than this one.
  public func centred(width: Int, height: Int) -> Region {
    let width = min(width, self.width)
    let height = min(height, self.height)
    return Region(x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width, height: height)
  }

  /// How much a part of a split gets.
  public enum Share: Hashable, Sendable {
    case fixed(Int)
    /// A part of what is left, by weight, and at least `minimum` cells as long as there are any.
    case share(Int, minimum: Int = 0)
  }

  /// Side by side from the left; the widths sum to this region's.
  public func columns(_ shares: [Share]) -> [Region] {
    var at = x
    return Region.divide(width, shares).map { part in
      defer { at += part }
      return Region(x: at, y: y, width: part, height: height)
    }
  }

  /// One above the other from the top; the heights sum to this region's.
  public func rows(_ shares: [Share]) -> [Region] {
    var at = y
    return Region.divide(height, shares).map { part in
      defer { at += part }
      return Region(x: x, y: at, width: width, height: part)
    }
  }

  static func divide(_ total: Int, _ shares: [Share]) -> [Int] {
    var sizes = [Int](repeating: 0, count: shares.count)
    var left = total
    var open: [(place: Int, weight: Int)] = []
    for (place, share) in shares.enumerated() {
      switch share {
      case .fixed(let size):
        sizes[place] = min(max(0, size), left)
        left -= sizes[place]
      case .share(let weight, let minimum):
        sizes[place] = min(max(0, minimum), left)
        left -= sizes[place]
        open.append((place, max(0, weight)))
      }
    }
    // What is left goes to the part that is furthest below its weight, so that minimums do not count twice.
    let weights = open.reduce(0) { $0 + $1.weight }
    guard weights > 0, left > 0 else {
      if left > 0, let last = shares.indices.last { sizes[last] += left }
      return sizes
    }
    let pool = left + open.reduce(0) { $0 + sizes[$1.place] }
    var growing = open.filter { sizes[$0.place] < pool * $0.weight / weights }
    while left > 0, !growing.isEmpty {
      let weight = growing.reduce(0) { $0 + $1.weight }
      let room = left + growing.reduce(0) { $0 + sizes[$1.place] }
      let fitting = growing.filter { sizes[$0.place] <= room * $0.weight / weight }
      if fitting.count < growing.count {
        growing = fitting
        continue
      }
      var given = 0
      for part in growing {
        let size = room * part.weight / weight
        given += size - sizes[part.place]
        sizes[part.place] = size
      }
      left -= given
      for part in growing where left > 0 {
        sizes[part.place] += 1
        left -= 1
      }
      break
    }
    if left > 0, let last = open.last { sizes[last.place] += left }
    return sizes
  }
}

/// How many panes stand side by side: the rest waits behind Tab.
public enum PaneCount {
  /// One under 100 columns, two from there, three from 140 (product 2).
  public static func fitting(columns: Int, of wanted: Int) -> Int {
    min(wanted, columns < 100 ? 1 : columns < 140 ? 2 : 3)
  }

  /// The panes of `0..<total` to show so that `focus` is among them and as little as possible moves.
  public static func visible(columns: Int, of total: Int, focus: Int) -> Range<Int> {
    let count = fitting(columns: columns, of: total)
    let first = min(max(0, focus - count + 1), total - count)
    return first..<(first + count)
  }
}
