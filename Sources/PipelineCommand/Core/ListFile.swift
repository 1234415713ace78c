import Pipeline

/// One sheet of somebody's list as rows of texts, empty cells included.
struct ListFile {
  let file: String
  let sheet: String
  let rows: [[String]]

  /// The first sheet that `fits`, else the first one.
  static func read(_ path: String, fits: @escaping ([[String]]) -> Bool) throws -> ListFile {
    let tables = try SpreadsheetReader().read(path: path) { fits(dense($0)) }
    guard let table = tables.last else { throw ImportError(.emptyWorkbook, file: path) }
    return ListFile(file: path, sheet: table.sheet, rows: dense(table))
  }

  /// Row numbers stay those of the spreadsheet: a row that is not there becomes an empty one.
  private static func dense(_ table: SheetTable) -> [[String]] {
    var rows: [[String]] = []
    for row in table.rows {
      while rows.count < row.number - 1, rows.count < 1_000_000 { rows.append([]) }
      var cells: [String] = []
      for cell in row.cells where cell.column < 200 {
        while cells.count < cell.column { cells.append("") }
        cells.append(cell.text)
      }
      rows.append(cells)
    }
    return rows
  }

  var noColumns: ImportError {
    ImportError(
      .noNameColumn(headings: Array((rows.first { !$0.isEmpty } ?? []).prefix(20).map { String($0.prefix(40)) })), file: file,
      sheet: sheet.isEmpty ? nil : sheet)
  }
}
