extension SpreadsheetReader {
  /// The first filled sheet of a file as texts by row and column, empty cells and rows included, so that the first row is
  /// the sheet's row 1.
  public func texts(path: String) throws(ImportError) -> [[String]] {
    let sheet = try read(path: path).first { !$0.rows.isEmpty }
    var texts: [[String]] = []
    for row in sheet?.rows ?? [] {
      // Rows without a cell are not there; a sheet that claims a far row is not filled up to it.
      let gap = row.number - 1 - texts.count
      if gap > 0 { texts += Array(repeating: [], count: min(gap, 10_000)) }
      var line = [String](repeating: "", count: (row.cells.map(\.column).max() ?? -1) + 1)
      for cell in row.cells where line.indices.contains(cell.column) { line[cell.column] = cell.text }
      texts.append(line)
    }
    return texts
  }
}
