/// How much of somebody else's file is read before it is refused: a value, so that a test can set it low.
public struct SpreadsheetLimits: Sendable, Equatable {
  /// Which limit was met.
  public enum Kind: String, Sendable, Equatable {
    case fileBytes, archiveEntries, unpackedBytes, packingRatio, rows, columns, cells, textBytes, xmlDepth, xmlToken, xmlElements
    case sheets
  }

  /// Bytes of the file on disk.
  public var fileBytes = 24 << 20
  /// Members of the archive.
  public var archiveEntries = 4096
  /// Bytes of all parts read, unpacked, together.
  public var unpackedBytes = 80 << 20
  /// Unpacked to packed, looked at once a part has given more than a megabyte.
  public var packingRatio = 200
  public var sheets = 1024
  public var rows = 100_000
  public var columns = 512
  /// Filled cells of one sheet.
  public var cells = 1_000_000
  /// Bytes of text held for one workbook.
  public var textBytes = 48 << 20
  /// Bytes of one cell that are kept; a longer cell is cut there and marked `isCut`.
  public var cellBytes = 8192
  public var xmlDepth = 32
  /// Elements of one part: a hundred thousand rows of twenty cells, and room.
  public var xmlElements = 5_000_000
  /// Bytes of a single tag or comment: the parser holds one whole.
  public var xmlTokenBytes = 1 << 20

  public init() {}
}
