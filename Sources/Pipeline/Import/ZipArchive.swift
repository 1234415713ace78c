import CZip

/// The parts of a zip archive in memory, unpacked piece by piece under limits. Nothing is ever written out, and no
/// name from the archive is used as a path.
struct ZipArchive: ~Copyable {
  private let archive: OpaquePointer
  private let limits: SpreadsheetLimits
  private let file: String
  private var unpacked = 0

  /// Borrows `bytes` for its own life.
  init(_ bytes: UnsafeRawBufferPointer, file: String, limits: SpreadsheetLimits) throws(ImportError) {
    var failure = zip_error_t()
    zip_error_init(&failure)
    defer { zip_error_fini(&failure) }
    guard let source = zip_source_buffer_create(bytes.baseAddress, UInt64(bytes.count), 0, &failure) else {
      throw ImportError(.truncated, file: file)
    }
    guard let archive = zip_open_from_source(source, Int32(ZIP_RDONLY), &failure) else {
      zip_source_free(source)
      throw ImportError(.truncated, file: file)
    }
    let entries = Int(zip_get_num_entries(archive, 0))
    if entries > limits.archiveEntries {
      zip_discard(archive)
      throw ImportError(.tooLarge(.archiveEntries, limit: limits.archiveEntries), file: file)
    }
    self.archive = archive
    self.limits = limits
    self.file = file
  }

  deinit { zip_discard(archive) }

  func contains(_ part: String) -> Bool { zip_name_locate(archive, part, 0) >= 0 }

  /// Gives the part to `body` in pieces, the last of them empty, until it returns false. False if there is no such part.
  mutating func read(
    _ part: String, sheet: String? = nil, _ body: (UnsafeRawBufferPointer) throws(ImportError) -> Bool
  ) throws(ImportError) -> Bool {
    let index = zip_name_locate(archive, part, 0)
    guard index >= 0 else { return false }
    var stat = zip_stat_t()
    zip_stat_init(&stat)
    guard zip_stat_index(archive, UInt64(index), 0, &stat) == 0 else {
      throw ImportError(.damagedPart(part), file: file, sheet: sheet)
    }
    let packed = Int(clamping: stat.comp_size)
    // What the part says of itself refuses most bombs before a byte is unpacked; what it really gives is counted too.
    try check(Int(clamping: stat.size), packed, sheet)
    guard let handle = zip_fopen_index(archive, UInt64(index), 0) else {
      throw ImportError(.damagedPart(part), file: file, sheet: sheet)
    }
    defer { zip_fclose(handle) }
    let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)
    defer { chunk.deallocate() }
    var given = 0
    while true {
      let got = Int(zip_fread(handle, chunk.baseAddress, UInt64(chunk.count)))
      guard got >= 0 else { throw ImportError(.damagedPart(part), file: file, sheet: sheet) }
      given += got
      try check(given, packed, sheet)
      let goesOn = try body(UnsafeRawBufferPointer(rebasing: chunk[..<got]))
      if got == 0 || !goesOn {
        unpacked += given
        return true
      }
    }
  }

  private func check(_ size: Int, _ packed: Int, _ sheet: String?) throws(ImportError) {
    if size > limits.unpackedBytes - unpacked {
      throw ImportError(.tooLarge(.unpackedBytes, limit: limits.unpackedBytes), file: file, sheet: sheet)
    }
    if size > 1 << 20, size / max(packed, 1) > limits.packingRatio {
      throw ImportError(.tooLarge(.packingRatio, limit: limits.packingRatio), file: file, sheet: sheet)
    }
  }
}
