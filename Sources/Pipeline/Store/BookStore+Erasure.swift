/// What an erasure did, and where something of the person may still stand.
public struct ErasureReport: Equatable, Sendable {
  /// Journal lines whose values were blanked.
  public var lines = 0
  /// Copies under `backups/` that were removed, because they held the values.
  public var backups = 0
  /// Values that were blanked.
  public var values = 0
  /// Lines and files that still hold one of the erased names, numbers or texts: other records, and `quarantine/`.
  public var remains: [Place] = []

  public struct Place: Equatable, Sendable {
    public let file: String
    /// From 1; nil for a file as a whole.
    public let line: Int?
    /// The record of the line, when it is an event.
    public let kind: RecordKind?
    public let id: RecordID?
  }
}

extension BookStore {
  /// Blanks a person's values on request, in every journal, in the snapshots and in the copies (decision 12).
  ///
  /// The lines stay, with who did what and when, and get their check values anew; the values of the record become
  /// null, so that the record is there no more but for `keeping`; texts of deeds that name the person are emptied.
  /// It cannot be undone. Interrupted, it is begun again and goes on: nothing is half blanked within one line.
  /// - Parameter keeping: fields that hold nothing of the person (a state, an amount).
  public func erase(
    _ kind: RecordKind, _ id: RecordID, keeping: Set<FieldKey> = []
  ) throws(StoreError) -> ErasureReport {
    let report = try underLock { () throws(StoreError) in
      guard !state.journalLost else { throw .journalsIncomplete }
      return try StoreError.wrap { () throws(FileError) in try eraseUnderLock(kind, id, keeping) }
    }
    return report
  }

  private func eraseUnderLock(_ kind: RecordKind, _ id: RecordID, _ keeping: Set<FieldKey>) throws(FileError) -> ErasureReport {
    var report = ErasureReport()
    var findings: [Finding] = []
    let devices = try DeviceList.read(folder, findings: &findings)
    let journals = try BookReader(folder: folder, devices: devices).journals(&findings)
    // First all that is to be forgotten; then snapshots, copies and leftovers go, and last one journal after another is
    // replaced: whatever comes between, what is still there is in a journal, from where it is erased the next time.
    var texts: Set<String> = []
    var transactions: Set<String> = []
    var contents: [DeviceID: [UInt8]] = [:]
    for device in journals {
      let file = BookFolder.journalFile(device)
      let bytes = try folder.readStored(file, from: 0, size: try folder.status(file)?.size ?? 0)
      contents[device] = bytes
      for line in Erasure.lines(bytes) {
        guard let members = Erasure.event(plain(line, file)), Erasure.isAbout(members, kind, id) else { continue }
        Erasure.gather(members, keeping, into: &texts)
        if let transaction = members["tx"]?.string { transactions.insert(transaction) }
      }
    }
    let snapshots = Set(SnapshotReader(folder: folder).listedFiles()).union([BookFolder.manifest, SnapshotLayout.dealers])
    for file in snapshots.union(try derivedFiles()).sorted() where try folder.status(file)?.kind == .file {
      try folder.remove(file)
    }
    for parent in try parents() { try folder.syncFolder(parent) }
    report.backups = try removeBackups()
    let erasure = Erasure(kind: kind, id: id, keeping: keeping, texts: texts, transactions: transactions)
    for device in journals {
      guard let bytes = contents[device] else { continue }
      let file = BookFolder.journalFile(device)
      var blanked: [UInt8] = []
      blanked.reserveCapacity(bytes.count)
      var changed = false
      for line in Erasure.lines(bytes) {
        if let (new, values) = erasure.blanked(plain(line, file)) {
          blanked += folder.opener(file)?.sealed(new) ?? new
          report.lines += 1
          report.values += values
          changed = true
        } else {
          blanked += line
        }
      }
      if changed { try folder.replaceStored(file, with: blanked) }
      for (number, line) in Erasure.lines(blanked).map({ plain($0, file) }).enumerated() where erasure.holdsSomething(line) {
        let members = Erasure.event(line)
        report.remains.append(
          ErasureReport.Place(
            file: file, line: number + 1, kind: members?["of"]?.string.map { RecordKind(rawValue: $0) },
            id: members?["id"]?.string.map { RecordID(rawValue: $0) }))
      }
    }
    if try folder.status(BookFolder.quarantine)?.kind == .folder {
      for name in try folder.list(BookFolder.quarantine) {
        let file = BookFolder.quarantine + "/" + name
        guard try folder.status(file)?.kind == .file else { continue }
        let bytes = try folder.map(file).withBytes { Array($0) }
        if erasure.holdsSomething(bytes[...]) { report.remains.append(ErasureReport.Place(file: file, line: nil, kind: nil, id: nil)) }
      }
    }
    let truth = try BookReader(folder: folder, devices: devices).replay()
    state = try SnapshotWriter(folder: folder, layout: context.layout).write(truth) ?? truth
    ledger = nil
    return report
  }

  /// A line of a journal as it reads, with its line feed.
  private func plain(_ line: ArraySlice<UInt8>, _ file: String) -> ArraySlice<UInt8> {
    folder.opener(file).map { $0.opened(Array(line))[...] } ?? line
  }

  /// What an interrupted replacement left, and snapshots that no list names any more.
  private func derivedFiles() throws(FileError) -> [String] {
    var files: [String] = []
    for parent in try parents() {
      for entry in try folder.list(parent) {
        let path = parent.isEmpty ? entry : parent + "/" + entry
        let isSnapshot = ["opportunities", "records"].contains(parent) && path.hasSuffix(".jsonl")
        if isSnapshot || path.hasSuffix(".tmp") { files.append(path) }
      }
    }
    return files
  }

  /// The folders in which the store itself replaces files.
  private func parents() throws(FileError) -> [String] {
    var there = [""]
    for parent in ["opportunities", "records", "months", BookFolder.journal, BookFolder.devices, BookFolder.quarantine] {
      if try folder.status(parent)?.kind == .folder { there.append(parent) }
    }
    return there
  }

  /// The kinds of which the journals have ever held a record of that id: for an erasure that was begun and not finished,
  /// and for records that are there no more.
  public func kinds(everOf id: RecordID) throws(StoreError) -> [RecordKind] {
    var kinds: Set<RecordKind> = []
    for (_, cursor) in state.cursors {
      let bytes = try StoreError.wrap { () throws(FileError) in try folder.read(cursor.file, from: 0, size: cursor.offset) }
      bytes.withUnsafeBytes { bytes in
        for line in LineScanner.lines(of: bytes, containing: id.rawValue) {
          if let edit = (try? EventLine(line))?.edit, edit.id == id { kinds.insert(edit.kind) }
        }
      }
    }
    return kinds.sorted { $0.rawValue < $1.rawValue }
  }
}
