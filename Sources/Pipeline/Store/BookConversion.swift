import OrderedCollections

/// Seals or opens all files of a book, so that a process may die at any call.
///
/// 1. `book.json` says `begin`. Every file that is kept is written anew beside itself, `X.next.tmp`, and synced.
/// 2. `book.json` is replaced by the new one, with or without its wrapped key, that says `clear`: from here on the new
///    book counts. The old files go, snapshots and month files too, for the journals give them.
/// 3. It says `move`: each `X.next.tmp` becomes `X`.
/// 4. It says nothing any more.
///
/// `settle`, at the next opening, takes a book in the first state back and brings one in the others to its end.
struct BookConversion {
  enum Phase: String, Sendable { case begin, clear, move }

  static let mark = ".next.tmp"
  static let folders = [
    "", BookFolder.journal, BookFolder.devices, BookFolder.quarantine, "opportunities", "records", MonthFiles.name,
    BookStore.backupFolder, BookStore.pieceFolder,
  ]

  /// As the book is now.
  let folder: BookFolder
  let to: LineCipher?
  private var report = ConversionReport()
  /// Sealed lines by file and text: copies share the pieces that are alike, and a line is sealed otherwise each time.
  private var known: [String: [ArraySlice<UInt8>: [UInt8]]] = [:]
  private var pieces: Set<String> = []

  init(folder: BookFolder, to: LineCipher?) {
    self.folder = folder
    self.to = to
  }

  /// Under the lock.
  mutating func run(from old: BookFacts, to new: BookFacts, backups: [Backup]) throws(FileError) -> ConversionReport {
    try folder.replace(BookFolder.facts, with: old.with(old.encryption, .begin).fileBytes)
    try BookConversion.removeMarked(folder)
    for path in try BookConversion.kept(folder) {
      let bytes = try folder.mapStored(path).withBytes { Array($0) }
      try stage(path, converted(bytes, of: path))
      report.files += 1
      report.lines += Erasure.lines(bytes).count
    }
    for backup in backups { try stage(backup, facts: new.fileBytes) }
    known = [:]
    for name in BookConversion.folders where try folder.status(name)?.kind == .folder { try folder.syncFolder(name) }
    try folder.replace(BookFolder.facts, with: new.with(new.encryption, .clear).fileBytes)
    _ = try BookConversion.settle(folder, new.with(new.encryption, .clear))
    report.untouched = try BookConversion.untouched(folder)
    return report
  }

  /// Brings an interrupted conversion to its end, or takes it back, and returns the facts that hold then. Under the lock.
  static func settle(_ folder: BookFolder, _ facts: BookFacts) throws(FileError) -> BookFacts {
    guard let phase = facts.conversion else { return facts }
    var folder = folder
    folder.cipher = nil
    switch phase {
    case .begin: try removeMarked(folder)
    case .clear:
      try clear(folder)
      try folder.replace(BookFolder.facts, with: facts.with(facts.encryption, .move).fileBytes)
      try move(folder)
    case .move: try move(folder)
    }
    let settled = facts.with(facts.encryption, nil)
    try folder.replace(BookFolder.facts, with: settled.fileBytes)
    return settled
  }

  // MARK: Writing beside

  private func stage(_ path: String, _ bytes: [UInt8]) throws(FileError) {
    try folder.replaceStored(path + BookConversion.mark, with: bytes, syncingFolder: false)
  }

  /// The bytes of a file as the new book has them.
  private mutating func converted(_ bytes: [UInt8], of path: String) -> [UInt8] {
    let (from, to) = (folder.opener(path), to?.opener(of: path))
    if from == nil, to == nil { return bytes }
    var out: [UInt8] = []
    out.reserveCapacity(bytes.count)
    for line in Erasure.lines(bytes) {
      let text = line.last == 0x0A ? line.dropLast() : line
      if let done = known[path]?[text] {
        out += done
      } else if !text.isEmpty {
        var plain = Array(text)
        var opens = true
        if let from { if let opened = plain.withUnsafeBytes({ try? from.open($0) }) { plain = opened } else { opens = false } }
        if !opens { report.unopened += 1 }
        let done = opens ? to?.sealed(plain) ?? plain : plain
        known[path, default: [:]][text] = done
        out += done
      }
      if line.last == 0x0A { out.append(0x0A) }
    }
    return out
  }

  private mutating func stage(_ backup: Backup, facts: [UInt8]) throws(FileError) {
    var files: [(path: String, pieces: [String])] = []
    var total = 0
    for (path, old) in backup.files {
      var stored: [UInt8] = []
      for piece in old {
        // A piece that is not there or damaged makes its copy none; one that cannot be read now ends the conversion.
        let file = BookStore.pieceFolder + "/" + piece
        let isThere = try folder.status(file)?.kind == .file
        let bytes = isThere ? try folder.mapStored(file).withBytes { Array($0) } : []
        guard isThere, SHA256.hex(bytes) == piece else {
          report.lostBackups += 1
          return
        }
        stored += bytes
      }
      // A copy's `book.json` must open with the passphrase of now.
      let bytes = path == BookFolder.facts ? facts : converted(stored, of: path)
      total += bytes.count
      var names: [String] = []
      for piece in BookStore.pieces(of: bytes) {
        let name = SHA256.hex(piece)
        names.append(name)
        if pieces.insert(name).inserted { try stage(BookStore.pieceFolder + "/" + name, piece) }
      }
      files.append((path, names))
    }
    let path = BookStore.backupFolder + "/" + backup.id + ".json"
    let list = Backup(id: backup.id, taken: backup.taken, bytes: total, files: files).json.utf8 + [0x0A]
    try stage(path, to?.opener(of: path)?.sealed(list) ?? list)
    report.backups += 1
  }

  // MARK: What lies where

  /// The files that the new book takes over line by line. Snapshots and month files are made anew, copies apart.
  private static func kept(_ folder: BookFolder) throws(FileError) -> [String] {
    var paths: [String] = []
    for name in [BookFolder.devices, BookFolder.journal, BookFolder.quarantine] {
      paths += try files(folder, name).filter { isOurs($0) && !$0.hasSuffix(".tmp") }
    }
    return paths
  }

  /// Files directly in a folder of the book; links are not followed.
  private static func files(_ folder: BookFolder, _ name: String) throws(FileError) -> [String] {
    guard try folder.status(name)?.kind == .folder else { return [] }
    var paths: [String] = []
    for entry in try folder.list(name) {
      let path = name.isEmpty ? entry : name + "/" + entry
      if try folder.status(path)?.kind == .file { paths.append(path) }
    }
    return paths
  }

  /// A file of which the store knows what it is; others are a person's, and stay.
  private static func isOurs(_ path: String) -> Bool {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    if path.hasSuffix(".tmp") { return true }
    switch BookFolder.parent(path) {
    case "": return path == BookFolder.manifest || path == SnapshotLayout.dealers
    case BookFolder.journal: return BookFolder.device(ofJournal: name) != nil
    case BookFolder.devices: return name.hasSuffix(".json") && BookFolder.device(named: name.dropLast(5)) != nil
    default: return true
    }
  }

  private static func removeMarked(_ folder: BookFolder) throws(FileError) {
    try each(folder) { name in name.hasSuffix(mark) || name.hasSuffix(mark + ".tmp") } act: { path throws(FileError) in
      try folder.remove(path)
    }
  }

  /// The old files go.
  private static func clear(_ folder: BookFolder) throws(FileError) {
    try each(folder) { isOurs($0) && !$0.hasSuffix(mark) } act: { path throws(FileError) in try folder.remove(path) }
  }

  private static func move(_ folder: BookFolder) throws(FileError) {
    try each(folder) { $0.hasSuffix(mark) } act: { path throws(FileError) in
      let name = String(path.dropLast(mark.count))
      try folder.retrying(name) { () throws(FileError) in try folder.layer.rename(folder.whole(path), folder.whole(name)) }
    }
  }

  private static func each(
    _ folder: BookFolder, _ isWanted: (String) -> Bool, act: (String) throws(FileError) -> Void
  ) throws(FileError) {
    for name in folders where try folder.status(name)?.kind == .folder {
      for path in try files(folder, name) where isWanted(path) { try act(path) }
      // Also when nothing was left to do: who was interrupted may have done it and not synced.
      try folder.syncFolder(name)
    }
  }

  private static func untouched(_ folder: BookFolder) throws(FileError) -> [String] {
    var all: [String] = []
    for name in folders + ["sop"] {
      all += try files(folder, name).filter { path in
        name == "sop" || !(isOurs(path) || path == BookFolder.facts || path == BookFolder.lock)
      }
    }
    return all.sorted()
  }
}
