#if canImport(Glibc)
  import Glibc
#endif

/// Opens somebody else's spreadsheet: `.xlsx` or separated text, told apart by what the bytes are, not by the name.
///
/// It reads and never writes, and it stays within `limits` whatever the file says of itself.
public struct SpreadsheetReader: Sendable {
  public var limits: SpreadsheetLimits

  public init(limits: SpreadsheetLimits = SpreadsheetLimits()) { self.limits = limits }

  /// How many filled rows are looked at to find out whether a sheet is the wanted one.
  public static let probeRows = 30

  /// - Parameter accepts: looks at the beginning of each sheet in turn; the first it accepts is read whole and is the
  ///   last of the result, those before it hold only their beginning. Nil reads every sheet whole.
  public func read(
    path: String, accepts: ((SheetTable) -> Bool)? = nil
  ) throws(ImportError) -> [SheetTable] {
    try read(bytes(of: path), file: path, accepts: accepts)
  }

  /// The same for bytes; `file` only names them in errors and tables.
  public func read(
    _ bytes: [UInt8], file: String, accepts: ((SheetTable) -> Bool)? = nil
  ) throws(ImportError) -> [SheetTable] {
    if bytes.count > limits.fileBytes { throw ImportError(.tooLarge(.fileBytes, limit: limits.fileBytes), file: file) }
    if bytes.isEmpty { throw ImportError(.emptyFile, file: file) }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { throw ImportError(.oldOrEncryptedWorkbook, file: file) }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06]) {
      let result: Result<[SheetTable], ImportError> = bytes.withUnsafeBytes { buffer in
        do throws(ImportError) { return .success(try workbook(buffer, file: file, accepts: accepts)) } catch {
          return .failure(error)
        }
      }
      return try result.get()
    }
    let name = file.lowercased()
    if name.hasSuffix(".xlsx") || name.hasSuffix(".xlsm") { throw ImportError(.notAZip, file: file) }
    let rows = try CSVReader(file: file, limits: limits).rows(bytes)
    if rows.isEmpty { throw ImportError(.emptyWorkbook, file: file) }
    return [SheetTable(file: file, sheet: "", rows: rows)]
  }

  private func workbook(
    _ bytes: UnsafeRawBufferPointer, file: String, accepts: ((SheetTable) -> Bool)?
  ) throws(ImportError) -> [SheetTable] {
    var archive = try ZipArchive(bytes, file: file, limits: limits)
    let workbook = try Workbook(&archive, file: file, limits: limits)
    let reader = WorksheetReader(workbook: workbook, file: file, limits: limits)
    var tables: [SheetTable] = []
    for sheet in workbook.sheets {
      let probe = accepts == nil ? nil : SpreadsheetReader.probeRows
      var table = SheetTable(
        file: file, sheet: sheet.name, rows: try reader.rows(of: sheet, in: &archive, rowLimit: probe))
      guard let accepts else {
        tables.append(table)
        continue
      }
      if accepts(table) {
        if table.rows.count >= SpreadsheetReader.probeRows { table.rows = try reader.rows(of: sheet, in: &archive) }
        return tables + [table]
      }
      tables.append(table)
    }
    if tables.allSatisfy({ $0.rows.isEmpty }) { throw ImportError(.emptyWorkbook, file: file) }
    return tables
  }

  private func bytes(of path: String) throws(ImportError) -> [UInt8] {
    // Without O_NONBLOCK a pipe of this name would hold the program for ever.
    let handle = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard handle >= 0 else { throw ImportError(.unreadable(code: errno), file: path) }
    defer { close(handle) }
    var stat = stat()
    guard fstat(handle, &stat) == 0 else { throw ImportError(.unreadable(code: errno), file: path) }
    guard stat.st_mode & S_IFMT == S_IFREG else { throw ImportError(.notARegularFile, file: path) }
    if stat.st_size > limits.fileBytes {
      throw ImportError(.tooLarge(.fileBytes, limit: limits.fileBytes), file: path)
    }
    var bytes = [UInt8](repeating: 0, count: Int(stat.st_size))
    var filled = 0
    while filled < bytes.count {
      let got = bytes.withUnsafeMutableBytes {
        pread(handle, $0.baseAddress! + filled, $0.count - filled, off_t(filled))
      }
      if got < 0 {
        if errno == EINTR { continue }
        throw ImportError(.unreadable(code: errno), file: path)
      }
      if got == 0 { break }
      filled += got
    }
    bytes.removeSubrange(filled...)
    return bytes
  }
}
