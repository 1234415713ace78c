/// Reads a book's files; writes nothing.
struct BookReader {
  let folder: BookFolder
  /// Device files by device; repair has left facts about numbers there.
  var devices: [DeviceID: DeviceFile] = [:]

  /// The snapshot and what the journals hold beyond it; all journals when there is no snapshot to stand on.
  func open() throws(FileError) -> BookState {
    switch SnapshotReader(folder: folder).read() {
    case .none: return try replay()
    case .ignored(let findings):
      var state = try replay()
      state.fileFindings += findings
      state.isSnapshotStale = true
      return state
    case .found(let manifest, let book):
      if let state = try continued(manifest, book) { return state }
      return try replay(insteadOf: manifest)
    }
  }

  /// The snapshot and what came after it; nil when the journals are not the ones it was made of, or something that
  /// belongs before it has come in since.
  private func continued(_ manifest: SnapshotManifest, _ book: Book) throws(FileError) -> BookState? {
    var state = BookState()
    state.book = book
    state.manifest = manifest
    state.last = manifest.last
    state.journalFindings = manifest.findings
    let journals = try self.journals(&state.fileFindings)
    guard manifest.heads.keys.allSatisfy(journals.contains) else { return nil }
    var entries: [JournalEntry] = []
    for device in journals {
      guard let more = try tail(of: device, &state) else { return nil }
      entries += more
    }
    // A number below the head may be an old line or one that was never read: only the whole journal tells.
    let muddled = state.journalFindings.dropFirst(manifest.findings.count)
      .contains { $0.reason == .duplicate || $0.reason == .outOfOrder }
    return !muddled && state.absorb(entries) ? state : nil
  }

  private func replay(insteadOf manifest: SnapshotManifest) throws(FileError) -> BookState {
    var state = try replay()
    state.isSnapshotStale = true
    state.fileFindings.append(Finding(.snapshotIgnored, file: BookFolder.manifest))
    for (device, head) in manifest.heads.sorted(by: { $0.key < $1.key })
    where head.committed > 0 && state.cursors[device]?.seen.contains(head.committed) != true {
      state.journalLost = true
      state.reserved[device] = head.seq
      state.fileFindings.append(
        Finding(.journalShorter, file: BookFolder.journalFile(device), detail: String(head.committed)))
    }
    return state
  }

  /// All transactions of all journals, in their order.
  func replay() throws(FileError) -> BookState {
    var state = BookState()
    var entries: [JournalEntry] = []
    for device in try journals(&state.fileFindings) { entries += try tail(of: device, &state) ?? [] }
    _ = state.absorb(entries)
    return state
  }

  /// The devices that have a journal here. A link is named and not followed.
  func journals(_ findings: inout [Finding]) throws(FileError) -> [DeviceID] {
    guard try folder.status(BookFolder.journal) != nil else { return [] }
    var devices: [DeviceID] = []
    for name in try folder.list(BookFolder.journal) {
      guard let device = BookFolder.device(ofJournal: name) else { continue }
      let path = BookFolder.journal + "/" + name
      switch try folder.status(path)?.kind {
      case .file: devices.append(device)
      case .link: findings.append(Finding(.link, file: path))
      case .folder, .other: findings.append(Finding(.unknownFile, file: path))
      case nil: break
      }
    }
    return devices
  }

  /// What a journal holds beyond the snapshot's head; nil when it is not the journal that the snapshot has read.
  private func tail(of device: DeviceID, _ state: inout BookState) throws(FileError) -> [JournalEntry]? {
    let file = BookFolder.journalFile(device)
    guard let status = try folder.status(file) else { return [] }
    var cursor = folder.cursor(device)
    var bytes: [UInt8]
    if let head = state.manifest?.heads[device] {
      guard status.size >= head.offset else { return nil }
      let before = max(0, head.offset - SnapshotManifest.tailLength)
      bytes = try folder.readStored(file, from: before, size: status.size)
      guard bytes.count >= head.offset - before, CRC32.of(bytes.prefix(head.offset - before)) == head.tail else {
        return nil
      }
      bytes.removeFirst(head.offset - before)
      cursor = folder.cursor(device, offset: head.offset, line: head.line, seq: head.seq, committed: head.committed)
    } else {
      bytes = try folder.readStored(file, from: 0, size: status.size)
    }
    cursor.knownGaps = Set(devices[device]?.gaps ?? [])
    let entries = bytes.withUnsafeBytes { cursor.read($0, findings: &state.journalFindings) }
    state.cursors[device] = cursor
    state.inodes[device] = status.inode
    return entries
  }

  /// What was appended since, in journals that are still the same files; nil when everything must be read anew.
  func more(_ state: inout BookState) throws(FileError) -> [JournalEntry]? {
    var entries: [JournalEntry] = []
    var links: [Finding] = []
    let journals = try journals(&links)
    for device in state.cursors.keys where !journals.contains(device) { return nil }
    for device in journals {
      guard var cursor = state.cursors[device] else {
        guard let more = try tail(of: device, &state) else { return nil }
        entries += more
        continue
      }
      guard let status = try folder.status(cursor.file), status.inode == state.inodes[device],
        status.size >= cursor.offset
      else { return nil }
      guard status.size > cursor.offset + cursor.tornBytes || cursor.tornBytes > 0 else { continue }
      let bytes = try folder.readStored(cursor.file, from: cursor.offset, size: status.size)
      entries += bytes.withUnsafeBytes { cursor.read($0, findings: &state.journalFindings) }
      state.cursors[device] = cursor
    }
    return entries
  }
}
