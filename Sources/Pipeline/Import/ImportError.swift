/// Why somebody else's file could not be read, as facts: the file, and where there is one the sheet and the row.
/// The words for it live with the screens. The book is untouched whenever one is thrown.
public struct ImportError: Error, Equatable, Sendable {
  public enum Fact: Equatable, Sendable {
    /// `open` or `read` failed with that errno.
    case unreadable(code: Int32)
    /// A folder, a pipe, a device.
    case notARegularFile
    case emptyFile
    /// Named .xlsx and no zip archive.
    case notAZip
    /// The format of Excel before 2007, or a workbook behind a password: both wear the same coat.
    case oldOrEncryptedWorkbook
    /// A zip archive that holds no workbook.
    case noWorkbook
    /// The archive ends early or contradicts itself.
    case truncated
    /// A part of the archive that cannot be unpacked (check sum, method, password).
    case damagedPart(String)
    /// A part that is no well-formed XML.
    case badXML(part: String, line: Int)
    /// A document type or entity declaration: a workbook has none, an attack does.
    case entityDeclaration(part: String)
    /// Beyond a limit of `SpreadsheetLimits`; a zip bomb ends here.
    case tooLarge(SpreadsheetLimits.Kind, limit: Int)
    /// No sheet has a single filled cell.
    case emptyWorkbook
    /// No sheet has a column that gives a name; the headings seen first.
    case noNameColumn(headings: [String])
    /// A text file in neither UTF-8, UTF-16 with a mark, nor GB18030; the first byte that fits none, from 0.
    case unknownEncoding(offset: Int)
    /// `--map` names a heading that the sheet does not have.
    case unknownHeading(String, headings: [String])
    /// `--map` names a field that a list cannot fill.
    case unknownField(String, fields: [String])
    /// `--map` is not `heading=field`.
    case badMapping(String)
  }

  public let fact: Fact
  /// As the user wrote it; empty for bytes without a file.
  public let file: String
  public let sheet: String?
  /// Counted from 1, as spreadsheets do.
  public let row: Int?

  public init(_ fact: Fact, file: String, sheet: String? = nil, row: Int? = nil) {
    self.fact = fact
    self.file = file
    self.sheet = sheet
    self.row = row
  }
}
