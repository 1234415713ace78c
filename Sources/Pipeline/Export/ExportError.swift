/// Why nothing was exported. The file that was there before, if any, is untouched.
public enum ExportError: Error, Sendable, Equatable {
  /// The file cannot be made or written; `code` is the system's errno, 0 when the library gave none.
  case cannotWrite(path: String, code: Int32)
  /// A sheet takes 1,048,576 rows and 16,384 columns.
  case tooLarge(path: String, rows: Int)
}
