import Glibc

extension BookStore {
  /// What becomes of fields that somebody else changed since.
  public enum ConflictChoice: Sendable {
    /// Nothing is written; `StoreError.conflict` names them.
    case refuse
    /// They are set all the same. Only after the user was asked.
    case overwrite
    /// They stay as the other left them; the rest is written.
    case leave
  }

  /// Writes a change: when this returns, it is on the disk. When it throws, the book is as it was.
  ///
  /// Other processes' changes are read first. Fields that hold the wanted value already are left out; nil means that
  /// nothing was left to write.
  /// - Parameters:
  ///   - day: the business day.
  ///   - by: who did it.
  @discardableResult
  public func commit(
    _ change: Change, day: Day, by: String, onConflict: ConflictChoice = .refuse
  ) throws(StoreError) -> Transaction? {
    try underLock { () throws(StoreError) in
      try write(change, day: day, by: by, role: .plain, onConflict)
    }
  }

  /// Takes the lock, reads what others wrote, and lets `body` write.
  func underLock<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    if isReadOnly { throw .newerFormat(found: facts.format, known: facts.knownFormat) }
    if let uncertainty { throw .uncertain(after: uncertainty) }
    let lock = try BookLock.take(folder, holder: context.holder, limit: context.lockLimit)
    defer { lock.release() }
    // The format may have been raised by a newer version since this process opened the book.
    try checkStillOurs()
    try refresh()
    return try body()
  }

  /// Writes under the lock that the caller holds, on a state that is up to date.
  func write(
    _ change: Change, day: Day, by: String, role: Transaction.Role, _ choice: ConflictChoice
  ) throws(StoreError) -> Transaction? {
    try closeTail()
    var edits = BookStore.joined(change.edits)
    for edit in edits {
      for field in edit.fields where field.key == "id" { throw .reservedField(field.key) }
    }
    let conflicts = state.book.conflicts(with: edits)
    if !conflicts.isEmpty, choice == .refuse { throw .conflict(conflicts) }
    if let refusal = state.book.sealRefusal(of: edits) { throw .sealed(refusal) }
    mendRecentMonths()
    let marker = edits.first
    edits = edits.compactMap { edit in
      let record = state.book.record(edit.kind, edit.id)
      var settled = edit
      settled.fields = edit.fields.compactMap { field in
        let present = record?[field.key]
        if present == field.to { return nil }
        if choice == .leave, present != field.was { return nil }
        return FieldEdit(field.key, was: present, to: field.to)
      }
      return settled.fields.isEmpty ? nil : settled
    }
    if edits.isEmpty {
      // An undo of what others have undone already must still count, or it would be offered for ever.
      guard role != .plain, let marker else { return nil }
      edits = [RecordEdit(marker.kind, marker.id, [])]
    }
    let device = try ownDevice()
    let cursor = state.cursors[device] ?? folder.cursor(device)
    let first = max(cursor.used, givenOut, own?.used ?? 0, state.reserved[device] ?? 0) + 1
    let transaction = Transaction(
      id: EventID(device, first), time: HybridTime.next(after: state.time, wallMilliseconds: context.wallMilliseconds()),
      day: day, by: by, role: role, change: Change(change.deed, edits))
    givenOut = first + edits.count - 1
    try append(transaction, to: cursor)
    keepMonths(touchedBy: edits)
    if state.beyond > context.checkpointAfter || state.isSnapshotStale, !state.journalLost {
      do throws(StoreError) {
        try checkpointUnderLock()
        checkpointFailure = nil
      } catch { checkpointFailure = error }
    }
    backUpIfDue()
    return transaction
  }

  /// One edit a record, in order of appearance; a field set twice keeps its first `was` and its last `to`.
  static func joined(_ edits: [RecordEdit]) -> [RecordEdit] {
    struct Key: Hashable {
      let kind: RecordKind
      let id: RecordID
    }
    var joined: [RecordEdit] = []
    var places: [Key: Int] = [:]
    for edit in edits {
      guard let place = places[Key(kind: edit.kind, id: edit.id)] else {
        places[Key(kind: edit.kind, id: edit.id)] = joined.count
        joined.append(edit)
        continue
      }
      for field in edit.fields {
        if let earlier = joined[place].fields.firstIndex(where: { $0.key == field.key }) {
          joined[place].fields[earlier] = FieldEdit(field.key, was: joined[place].fields[earlier].was, to: field.to)
        } else {
          joined[place].fields.append(field)
        }
      }
    }
    return joined
  }

  /// This machine's device; made at its first change.
  private func ownDevice() throws(StoreError) -> DeviceID {
    try StoreError.wrap { () throws(FileError) in
      if let own {
        if state.cursors[own.device] == nil { try DeviceList.makeJournal(folder, own.device) }
        return own.device
      }
      var findings: [Finding] = []
      let machine = DeviceFile.fingerprint(ofMachine: context.machine)
      let devices = try DeviceList.read(folder, findings: &findings)
      let made: DeviceFile
      if let other = devices.values.filter({ $0.machine == machine }).min(by: { $0.device < $1.device }) {
        made = other
      } else {
        made = try DeviceList.make(
          folder, machine: machine, taken: Set(devices.keys).union(state.cursors.keys), chance: context.chance)
      }
      try DeviceList.makeJournal(folder, made.device)
      own = made
      return made.device
    }
  }

  private func append(_ transaction: Transaction, to cursor: JournalCursor) throws(StoreError) {
    let file = cursor.file
    var lines = EventLine.lines(of: transaction, after: cursor.committed)
    if let opener = folder.opener(file) { lines = lines.map(opener.sealed) }
    let total = lines.reduce(0) { $0 + $1.count }
    do throws(FileError) {
      try writePieces(lines, file)
    } catch {
      if error.call == .sync { uncertainty = error }
      throw .file(error)
    }
    var wrote = cursor
    wrote.wrote(transaction, bytes: total, lines: lines.count)
    if state.inodes[transaction.id.device] == nil {
      state.inodes[transaction.id.device] = (try? folder.status(file))??.inode
    }
    let entry = JournalEntry(
      transaction: transaction, bytes: cursor.offset..<wrote.offset, line: cursor.line + 1, events: lines.count,
      records: transaction.change.edits.count { !$0.fields.isEmpty })
    state.cursors[transaction.id.device] = wrote
    _ = state.absorb([entry])
    ledger?.add([entry])
  }

  /// Ends a line that its writer left without an end, and reads what became of it: all of the line may be there but
  /// for its line feed, and then it counts.
  private func closeTail() throws(StoreError) {
    guard let own, let cursor = state.cursors[own.device], cursor.tornBytes > 0 else { return }
    do throws(FileError) { try writePieces([[0x0A]], cursor.file) } catch {
      if error.call == .sync { uncertainty = error }
      throw .file(error)
    }
    try refresh()
  }

  private func writePieces(_ lines: [[UInt8]], _ file: String) throws(FileError) {
    let handle = try folder.open(file, .append)
    defer { folder.layer.close(handle) }
    var piece: [UInt8] = []
    for line in lines {
      if !piece.isEmpty, piece.count + line.count > context.pieceBytes {
        try folder.append(piece, to: handle, file)
        piece = []
      }
      piece += line
    }
    try folder.append(piece, to: handle, file)
    try folder.sync(handle, file)
  }
}
