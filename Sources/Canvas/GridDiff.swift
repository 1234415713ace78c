/// What must be written to turn one grid into another: runs of cells that begin and end between characters.
public struct GridDiff: Sendable {
  public struct Run: Hashable, Sendable {
    public let y: Int
    /// The first column; never a right half.
    public let x: Int
    /// One after the last column.
    public let end: Int
  }

  /// One run for each row that differs, from its first to its last difference. `old` nil or of another size: everything.
  public static func runs(from old: CellGrid?, to new: CellGrid) -> [Run] {
    let width = new.width
    guard width > 0 else { return [] }
    guard let old, old.width == width, old.height == new.height else {
      return (0..<new.height).map { Run(y: $0, x: 0, end: width) }
    }
    var runs: [Run] = []
    old.cells.withUnsafeBufferPointer { was in
      new.cells.withUnsafeBufferPointer { cells in
        for y in 0..<new.height {
          let row = y * width
          var first = 0
          while first < width, was[row + first] == cells[row + first] { first += 1 }
          if first == width { continue }
          var end = width
          while was[row + end - 1] == cells[row + end - 1] { end -= 1 }
          while first > 0, cells[row + first].width == 0 { first -= 1 }
          while end < width, cells[row + end].width == 0 { end += 1 }
          runs.append(Run(y: y, x: first, end: end))
        }
      }
    }
    return runs
  }
}
