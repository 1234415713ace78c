/// One filled cell as text: a number as it is written, a date as `YYYY-MM-DD`, a truth value as `TRUE` or `FALSE`.
public struct SheetCell: Sendable, Equatable {
  /// From 0.
  public let column: Int
  public let text: String
  /// The cell was longer than the limit and `text` is only its beginning.
  public let isCut: Bool

  public init(column: Int, text: String, isCut: Bool = false) {
    self.column = column
    self.text = text
    self.isCut = isCut
  }
}

/// The filled cells of one row, from left to right. Empty cells are not there.
public struct SheetRow: Sendable, Equatable {
  /// From 1, as the spreadsheet shows it; for a text file the number of the record.
  public let number: Int
  public var cells: [SheetCell]

  public init(number: Int, cells: [SheetCell]) {
    self.number = number
    self.cells = cells
  }

  public func cell(_ column: Int) -> SheetCell? { cells.first { $0.column == column } }
  public subscript(_ column: Int) -> String? { cell(column)?.text }
}

/// One sheet of a workbook, or a whole text file, as rows of cells. Rows without a filled cell are not there.
public struct SheetTable: Sendable, Equatable {
  /// The file as the user named it.
  public let file: String
  /// Empty for a text file.
  public let sheet: String
  public var rows: [SheetRow]

  public init(file: String, sheet: String, rows: [SheetRow]) {
    self.file = file
    self.sheet = sheet
    self.rows = rows
  }
}
