import Vault

/// Seals and opens the files of an encrypted book, line by line (docs/decisions/0019).
struct LineCipher: Sendable {
  let key: BookKey

  /// The one rule on which files are encrypted, and as what: nil for those that stay plain.
  ///
  /// Plain are `book.json` (it holds the wrapped key), the lock, and a branch's own handbook under `sop/`. The pieces of
  /// copies are parts of files that are encrypted themselves. What lies in `quarantine/` is what it was before: lines are
  /// moved there as they lie.
  static func context(of path: String) -> SealContext? {
    if path == BookFolder.facts || path == BookFolder.lock || path.hasPrefix("sop/") { return nil }
    if path.hasPrefix(BookStore.pieceFolder + "/") { return nil }
    return SealContext(origin(of: path))
  }

  /// The file whose lines these are.
  private static func origin(of path: String) -> String {
    guard path.hasPrefix(BookFolder.quarantine + "/"), let dash = path.lastIndex(of: "-") else { return path }
    let name = String(path[..<dash].dropFirst(BookFolder.quarantine.count + 1))
    if let device = BookFolder.device(named: name) { return BookFolder.journalFile(device) }
    return SnapshotLayout.path(ofSafeName: name) ?? path
  }

  func opener(of path: String) -> LineOpener? { LineCipher.context(of: path).map { LineOpener(key: key, context: $0) } }
}

/// Opens the lines of one file, and seals new ones for it.
struct LineOpener: Sendable {
  let key: BookKey
  let context: SealContext

  /// The line as it was before it was sealed, without line feed.
  func open(_ line: UnsafeRawBufferPointer) throws(EventLine.Damage) -> [UInt8] {
    do throws(BookKey.Refusal) { return try key.open(line, context: context) } catch {
      switch error {
      case .cut: throw EventLine.Damage(.tornLine)
      case .notSealed, .notAuthentic: throw EventLine.Damage(.notAuthentic)
      }
    }
  }

  /// All lines opened. In the place of one that does not open stands a zero byte, which no reader takes for anything: a
  /// plain line that somebody put there must not count.
  func opened(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 4 * 3)
    eachLine(bytes) { line, hasEnd in
      if !line.isEmpty { if let plain = try? open(line) { out += plain } else { out.append(0) } }
      if hasEnd { out.append(0x0A) }
    }
    return out
  }

  func opened(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { opened($0) } }

  /// All lines sealed; an empty one stays empty.
  func sealed(_ bytes: UnsafeRawBufferPointer) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count / 2 * 3)
    eachLine(bytes) { line, hasEnd in
      if !line.isEmpty { key.seal(line, context: context, into: &out) }
      if hasEnd { out.append(0x0A) }
    }
    return out
  }

  func sealed(_ bytes: [UInt8]) -> [UInt8] { bytes.withUnsafeBytes { sealed($0) } }

  private func eachLine(_ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, _ hasEnd: Bool) -> Void) {
    var at = 0
    while at < bytes.count {
      let end = LineScanner.end(of: bytes, from: at)
      body(UnsafeRawBufferPointer(rebasing: bytes[at..<(end ?? bytes.count)]), end != nil)
      at = (end ?? bytes.count) + 1
    }
  }
}

extension EventLine {
  /// Reads a line as it lies in the journal, without its line feed.
  init(stored line: UnsafeRawBufferPointer, _ opener: LineOpener?, fields: Bool = true) throws(Damage) {
    guard let opener else {
      try self.init(line, fields: fields)
      return
    }
    if line.contains(0) { throw Damage(.zeroFilled) }
    let read = try opener.open(line).withUnsafeBytes { plain -> Result<EventLine, Damage> in
      do throws(Damage) { return .success(try EventLine(plain, fields: fields)) } catch { return .failure(error) }
    }
    self = try read.get()
  }
}
