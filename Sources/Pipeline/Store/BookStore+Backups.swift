extension BookStore {
  /// The folder of the copies: `<id>.json` lists a copy's files as hashes, `pieces/<hash>` holds their content.
  ///
  /// Journals only grow, so copies share all pieces but the last of each journal. Snapshots are not copied: the
  /// journals give them.
  static let backupFolder = "backups"
  static let pieceFolder = backupFolder + "/pieces"
  static let pieceBytes = 128 * 1024

  /// All copies, newest first. A damaged list is no copy.
  public func backups() throws(StoreError) -> [Backup] {
    try StoreError.wrap { () throws(FileError) in try readBackups() }
  }

  /// Copies the book as it is now, and lets go what the policy does not keep.
  @discardableResult
  public func backUp() throws(StoreError) -> Backup {
    try underLock { () throws(StoreError) in
      try StoreError.wrap { () throws(FileError) in try backUpUnderLock(policy(context.backups ?? .standard)) }
    }
  }

  /// After a commit: a copy when one is due. What fails here costs no change; it is kept in `backupFailure`.
  func backUpIfDue() {
    guard let standard = context.backups else { return }
    let policy = policy(standard)
    do throws(FileError) {
      let newest = try folder.status(BookStore.backupFolder) == nil
        ? nil : try folder.list(BookStore.backupFolder).filter { $0.hasSuffix(".json") }.last
      if let newest, newest >= Backup.id(context.wallMilliseconds() - policy.everyMilliseconds) { return }
      _ = try backUpUnderLock(policy)
      backupFailure = nil
    } catch { backupFailure = error }
  }

  /// The book as a copy holds it. Throws `.noBackup` when there is none of that id, or a piece of it is damaged.
  public func book(ofBackup id: String) throws(StoreError) -> Book {
    var entries: [JournalEntry] = []
    for (device, bytes) in try journals(ofBackup: id) {
      var cursor = folder.cursor(device)
      var findings: [Finding] = []
      entries += bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }
    }
    var state = BookState()
    _ = state.absorb(entries)
    return state.book
  }

  /// The journals as a copy holds them, as they lie. Throws like `book(ofBackup:)`.
  func journals(ofBackup id: String) throws(StoreError) -> [DeviceID: [UInt8]] {
    guard let backup = try backups().first(where: { $0.id == id }) else { throw .noBackup(id: id) }
    var journals: [DeviceID: [UInt8]] = [:]
    for (path, pieces) in backup.files {
      guard path.hasPrefix(BookFolder.journal + "/"),
        let device = BookFolder.device(ofJournal: String(path.dropFirst(BookFolder.journal.count + 1)))
      else { continue }
      var bytes: [UInt8] = []
      for piece in pieces {
        let content = try StoreError.wrap { () throws(FileError) in
          try folder.map(BookStore.pieceFolder + "/" + piece).withBytes { Array($0) }
        }
        guard SHA256.hex(content) == piece else { throw .noBackup(id: id) }
        bytes += content
      }
      journals[device] = bytes
    }
    return journals
  }

  /// Names, with each finding about something that is missing, the newest copy that has it.
  func nameCopies(_ findings: [Finding]) throws(FileError) -> [Finding] {
    var findings = findings
    let missing = findings.indices.filter { [.missingBefore, .lost, .journalShorter].contains(findings[$0].reason) }
    guard !missing.isEmpty else { return findings }
    for backup in try readBackups() {
      let open = missing.filter { findings[$0].backup == nil }
      guard !open.isEmpty else { break }
      guard let journals = try? journals(ofBackup: backup.id) else { continue }
      var numbers: [String: SeqSet] = [:]
      for (device, bytes) in journals {
        var cursor = folder.cursor(device)
        cursor.readsFields = false
        var ignored: [Finding] = []
        var whole = SeqSet()
        for entry in bytes.withUnsafeBytes({ cursor.read($0, findings: &ignored) }) {
          for number in 0..<entry.events { whole.insert(entry.transaction.id.seq + number) }
        }
        numbers[cursor.file] = whole
      }
      for place in open {
        guard let number = findings[place].detail.flatMap({ Int($0) }) else { continue }
        if numbers[findings[place].file]?.contains(number) == true { findings[place].backup = backup.id }
      }
    }
    return findings
  }

  /// What would bring a record, or with nil the whole book, back to what a copy holds: an ordinary change, to be shown
  /// before it is committed, and undone like any other.
  public func restoring(_ record: (kind: RecordKind, id: RecordID)?, from id: String) throws(StoreError) -> Change {
    let then = try book(ofBackup: id)
    var edits: [RecordEdit] = []
    let kinds = Set(then.tables.keys).union(book.tables.keys).sorted { $0.rawValue < $1.rawValue }
    for kind in kinds where record == nil || record?.kind == kind {
      let ids = record.map { [$0.id] } ?? Set(then[kind].records.map(\.id)).union(book[kind].records.map(\.id)).sorted()
      for id in ids {
        let now = book.record(kind, id) ?? Record(id: id)
        let fields = Change.difference(from: now, to: then.record(kind, id) ?? Record(id: id))
        if !fields.isEmpty { edits.append(RecordEdit(kind, id, fields)) }
      }
    }
    return Change(Deed("backup.restore", ["backup": .string(id), "count": .int(edits.count)]), edits)
  }

  /// The settings of the book over those of the program.
  private func policy(_ standard: BackupPolicy) -> BackupPolicy {
    var names: [String] = []
    return standard.set(by: facts.others["backups"], bad: &names)
  }

  static func settingFindings(_ facts: BookFacts) -> [Finding] {
    var names: [String] = []
    _ = BackupPolicy.standard.set(by: facts.others["backups"], bad: &names)
    return names.map { Finding(.badSetting, file: BookFolder.facts, detail: $0) }
  }

  func readBackups() throws(FileError) -> [Backup] {
    guard try folder.status(BookStore.backupFolder)?.kind == .folder else { return [] }
    var found: [Backup] = []
    for name in try folder.list(BookStore.backupFolder).reversed() where name.hasSuffix(".json") {
      let path = BookStore.backupFolder + "/" + name
      guard try folder.status(path)?.kind == .file, let json = try folder.map(path).withBytes({ try? JSONValue.parse($0) }),
        let backup = Backup(json, id: String(name.dropLast(5)))
      else { continue }
      found.append(backup)
    }
    return found
  }

  private func backUpUnderLock(_ policy: BackupPolicy) throws(FileError) -> Backup {
    try folder.makeFolder(BookStore.backupFolder)
    try folder.makeFolder(BookStore.pieceFolder)
    var present = Set(try folder.list(BookStore.pieceFolder))
    var files: [(path: String, pieces: [String])] = []
    var total = 0
    for path in try filesToCopy("") {
      let bytes = try folder.mapStored(path).withBytes { Array($0) }
      total += bytes.count
      var pieces: [String] = []
      for piece in BookStore.pieces(of: bytes) {
        let name = SHA256.hex(piece)
        pieces.append(name)
        guard present.insert(name).inserted else { continue }
        try folder.replaceStored(BookStore.pieceFolder + "/" + name, with: piece, syncingFolder: false)
      }
      files.append((path, pieces))
    }
    try folder.syncFolder(BookStore.pieceFolder)
    let taken = context.wallMilliseconds()
    let backup = Backup(id: Backup.id(taken), taken: taken, bytes: total, files: files)
    try folder.replace(BookStore.backupFolder + "/" + backup.id + ".json", with: backup.json.utf8 + [0x0A])
    try letGo(policy)
    return backup
  }

  static func pieces(of bytes: [UInt8]) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: pieceBytes).map { Array(bytes[$0..<min(bytes.count, $0 + pieceBytes)]) }
  }

  /// Everything but snapshots, the lock, the quarantine and the copies themselves. Links are not followed.
  private func filesToCopy(_ name: String) throws(FileError) -> [String] {
    var paths: [String] = []
    let skipped: Set<String> = [
      BookStore.backupFolder, BookFolder.quarantine, BookFolder.lock, BookFolder.manifest, SnapshotLayout.dealers,
    ]
    let snapshots = Set(SnapshotReader(folder: folder).listedFiles())
    for entry in try folder.list(name) {
      let path = name.isEmpty ? entry : name + "/" + entry
      if skipped.contains(path) || snapshots.contains(path) || path.hasSuffix(".tmp") { continue }
      switch try folder.status(path)?.kind {
      case .folder: paths += try filesToCopy(path)
      case .file: paths.append(path)
      default: break
      }
    }
    return paths
  }

  /// Removes the copies that the policy does not keep, then the pieces that no copy names.
  private func letGo(_ policy: BackupPolicy) throws(FileError) {
    let all = try readBackups()
    var kept: [Backup] = []
    for (length, count) in [(11, policy.hourly), (8, policy.daily), (6, policy.monthly)] {
      var periods: [Substring] = []
      for backup in all where periods.count < count || periods.contains(backup.id.prefix(length)) {
        guard !periods.contains(backup.id.prefix(length)) else { continue }
        periods.append(backup.id.prefix(length))
        if !kept.contains(backup) { kept.append(backup) }
      }
    }
    kept.sort { $0.id > $1.id }
    if kept.isEmpty, let newest = all.first { kept = [newest] }
    // Every piece counts as a whole one: the bound is on the safe side.
    while kept.count > 1, Set(kept.flatMap { $0.files.flatMap(\.pieces) }).count * BookStore.pieceBytes > policy.bytes,
      let oldest = kept.last
    {
      let others = Set(kept.dropLast().flatMap { $0.files.flatMap(\.pieces) })
      if oldest.files.flatMap(\.pieces).allSatisfy(others.contains) { break }
      kept.removeLast()
    }
    for backup in all where !kept.contains(backup) {
      try folder.remove(BookStore.backupFolder + "/" + backup.id + ".json")
    }
    try letGoPieces(but: Set(kept.flatMap { $0.files.flatMap(\.pieces) }))
  }

  private func letGoPieces(but named: Set<String>) throws(FileError) {
    for piece in try folder.list(BookStore.pieceFolder) where !named.contains(piece) {
      try folder.remove(BookStore.pieceFolder + "/" + piece)
    }
  }

  /// After a change of the passphrase: `book.json` in every copy becomes the new one, for the old one still opened with the
  /// old passphrase.
  func renewFactsInCopies(_ bytes: [UInt8]) throws(FileError) {
    let all = try readBackups()
    guard !all.isEmpty else { return }
    let pieces = BookStore.pieces(of: bytes)
    let names = pieces.map(SHA256.hex)
    for (name, piece) in zip(names, pieces) { try folder.replaceStored(BookStore.pieceFolder + "/" + name, with: piece) }
    var kept: Set<String> = []
    for backup in all {
      let files = backup.files.map { $0.path == BookFolder.facts ? ($0.path, names) : $0 }
      kept.formUnion(files.flatMap(\.1))
      // Its size differs by some letters of base64; the list keeps what it says.
      let renewed = Backup(id: backup.id, taken: backup.taken, bytes: backup.bytes, files: files)
      try folder.replace(BookStore.backupFolder + "/" + backup.id + ".json", with: renewed.json.utf8 + [0x0A])
    }
    try letGoPieces(but: kept)
    try folder.syncFolder(BookStore.pieceFolder)
  }

  /// Lets every copy go: after an erasure they hold what was erased.
  func removeBackups() throws(FileError) -> Int {
    let all = try folder.status(BookStore.backupFolder)?.kind == .folder ? try folder.list(BookStore.backupFolder) : []
    let lists = all.filter { $0.hasSuffix(".json") }
    for name in lists { try folder.remove(BookStore.backupFolder + "/" + name) }
    if all.contains("pieces") {
      for piece in try folder.list(BookStore.pieceFolder) { try folder.remove(BookStore.pieceFolder + "/" + piece) }
      try folder.syncFolder(BookStore.pieceFolder)
    }
    for name in all where name.hasSuffix(".tmp") { try folder.remove(BookStore.backupFolder + "/" + name) }
    if !all.isEmpty { try folder.syncFolder(BookStore.backupFolder) }
    return lists.count
  }
}
