/// A cell on its way into a spreadsheet. Whatever text says, it stays text: no formula, no link, no number.
public enum ExportCell: Sendable, Equatable {
  case text(String)
  /// Right-aligned text: `100万`, a difference with its sign.
  case rightText(String)
  /// A number with two decimals and groups.
  case money(Money)
  case whole(Int)
  /// A number shown as percent.
  case rate(Rate)
  case empty
}

/// One row, plain or set off.
public struct ExportRow: Sendable, Equatable {
  public enum Look: Sendable, Equatable {
    case plain
    /// Headings of columns: bold over a line.
    case heading
    /// A title above the table: bold and larger.
    case title
    /// Sums: bold under a line.
    case sum
    /// A sentence across the columns.
    case note
  }
  public var cells: [ExportCell]
  public var look: Look
  public init(_ cells: [ExportCell], _ look: Look = .plain) {
    self.cells = cells
    self.look = look
  }
}

/// One sheet: its name, its columns' widths in characters, its rows.
public struct ExportSheet: Sendable, Equatable {
  public var name: String
  /// By column; columns behind the last have the usual width.
  public var widths: [Int]
  public var rows: [ExportRow]
  /// Rows that stay in view above the rest; 0 for none.
  public var frozenRows: Int

  public init(_ name: String, widths: [Int] = [], rows: [ExportRow], frozenRows: Int = 0) {
    self.name = name
    self.widths = widths
    self.rows = rows
    self.frozenRows = frozenRows
  }
}
