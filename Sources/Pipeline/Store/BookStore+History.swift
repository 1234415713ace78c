extension BookStore {
  /// What `undo` would take back: the latest transaction of this device that is not undone, whichever process made it.
  public func undoable() throws(StoreError) -> Deed? {
    let ledger = try loadedLedger()
    return ledger.undoable(device).flatMap { ledger.lines[$0.original]?.deed }
  }

  /// What `redo` would do again; nil after a new change.
  public func redoable() throws(StoreError) -> Deed? {
    let ledger = try loadedLedger()
    return ledger.redoable(device).flatMap { ledger.lines[$0.original]?.deed }
  }

  /// Takes back the latest change of this device by writing the opposite. Returns what was written; its deed is that
  /// of the change taken back.
  ///
  /// Throws `.lasting` when the deed stays (a seal), `.sealed` when a month sealed since would change, and `.conflict` with the fields that somebody else changed since; ask, then call again with a choice.
  @discardableResult
  public func undo(day: Day, by: String, onConflict: ConflictChoice = .refuse) throws(StoreError) -> Transaction {
    try underLock { () throws(StoreError) in
      let ledger = try loadedLedger()
      guard let step = ledger.undoable(device) else { throw .nothingToUndo }
      if let deed = ledger.lines[step.original]?.deed, !deed.mayBeUndone { throw .lasting(deed) }
      return try reverse(step, role: .undo(of: step.original), day: day, by: by, onConflict)
    }
  }

  /// Does again what was undone last, unless this device has made another change since.
  @discardableResult
  public func redo(day: Day, by: String, onConflict: ConflictChoice = .refuse) throws(StoreError) -> Transaction {
    try underLock { () throws(StoreError) in
      guard let step = try loadedLedger().redoable(device) else { throw .nothingToRedo }
      return try reverse(step, role: .redo(of: step.original), day: day, by: by, onConflict)
    }
  }

  private func reverse(
    _ step: Ledger.Step, role: Transaction.Role, day: Day, by: String, _ choice: ConflictChoice
  ) throws(StoreError) -> Transaction {
    guard let done = try transaction(step.latest),
      let written = try write(
        Change(done.change.deed, done.change.reversed), day: day, by: by, role: role, choice)
    else {
      if case .undo = role { throw .nothingToUndo }
      throw .nothingToRedo
    }
    return written
  }

  /// The latest transactions of all devices, newest first.
  public func history(limit: Int) throws(StoreError) -> [HistoryEntry] { try loadedLedger().newest(limit) }

  /// What was done to one record, newest first.
  public func history(of kind: RecordKind, _ id: RecordID, limit: Int) throws(StoreError) -> [RecordHistoryEntry] {
    let ledger = try loadedLedger()
    var found: [EventID: [FieldEdit]] = [:]
    for (device, cursor) in state.cursors {
      let bytes = try StoreError.wrap { () throws(FileError) in
        try folder.read(cursor.file, from: 0, size: cursor.offset)
      }
      var seen: Set<Int> = []
      bytes.withUnsafeBytes { bytes in
        for line in LineScanner.lines(of: bytes, containing: id.rawValue) {
          guard let event = try? EventLine(line), event.device == device, let edit = event.edit, edit.kind == kind,
            edit.id == id, ledger.lines[event.transaction] != nil, seen.insert(event.seq).inserted
          else { continue }
          found[event.transaction, default: []] += edit.fields
        }
      }
    }
    return found.compactMap { id, fields in fields.isEmpty ? nil : ledger.lines[id].map { ($0, fields) } }
      .sorted { $1.0.order < $0.0.order }
      .prefix(max(0, limit))
      .map { RecordHistoryEntry(entry: ledger.entry($0.0), fields: $0.1) }
  }

  /// A committed transaction with all its fields; nil when there is none of that id.
  public func transaction(_ id: EventID) throws(StoreError) -> Transaction? {
    guard let line = try loadedLedger().lines[id] else { return nil }
    return try StoreError.wrap { () throws(FileError) in
      let file = BookFolder.journalFile(id.device)
      let bytes = try folder.readStored(file, from: line.bytes.lowerBound, size: line.bytes.upperBound)
      var cursor = folder.cursor(id.device)
      var findings: [Finding] = []
      return bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }.first { $0.transaction.id == id }?.transaction
    }
  }

  func loadedLedger() throws(StoreError) -> Ledger {
    if let ledger { return ledger }
    let made = Ledger(try entries(fields: false))
    ledger = made
    return made
  }

  /// All transactions that the book is made of, journal by journal.
  private func entries(fields: Bool) throws(StoreError) -> [JournalEntry] {
    try StoreError.wrap { () throws(FileError) in
      var entries: [JournalEntry] = []
      var findings: [Finding] = []
      for (device, known) in state.cursors {
        var cursor = folder.cursor(device)
        cursor.readsFields = fields
        let bytes = try folder.readStored(known.file, from: 0, size: known.offset)
        entries += bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }
      }
      return entries
    }
  }
}
