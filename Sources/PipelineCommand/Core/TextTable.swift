import Canvas
import PipelineScreens

/// Rows of text in columns for a terminal or a pipe: widths by `CellWidth`, foreign text made harmless.
struct TextTable {
  private var rows: [[String]] = []
  private let rightAligned: Set<Int>

  init(_ headings: [String] = [], right: Set<Int> = []) {
    rightAligned = right
    if !headings.isEmpty { rows.append(headings) }
  }

  mutating func add(_ cells: [String]) { rows.append(cells.map(Words.plain)) }

  /// - Parameter limit: columns of the widest cell; longer text is cut.
  func lines(limit: Int = 52) -> [String] {
    let columns = rows.map(\.count).max() ?? 0
    var widths = [Int](repeating: 0, count: columns)
    for row in rows {
      for (place, cell) in row.enumerated() { widths[place] = max(widths[place], min(limit, CellWidth.columns(of: cell))) }
    }
    return rows.map { row in
      var line = ""
      for (place, cell) in row.enumerated() {
        if place > 0 { line += "  " }
        if place == row.count - 1, !rightAligned.contains(place) {
          line += CellWidth.shortened(cell, columns: limit)
        } else {
          line += CellWidth.padded(cell, columns: widths[place], right: rightAligned.contains(place))
        }
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  func print(limit: Int = 52) { Output.write(lines(limit: limit).map { $0 + "\n" }.joined()) }
}
