/// The transactions of all journals without their fields, and what this device can undo and redo. Made when somebody
/// asks for the history; the book itself needs none.
struct Ledger {
  struct Line {
    let id: EventID
    let time: HybridTime
    let day: Day
    let by: String
    let role: Transaction.Role
    let deed: Deed
    let records: Int
    let bytes: Range<Int>
    let line: Int
    var order: JournalEntry.Order { JournalEntry.Order(time: time, device: id.device, seq: id.seq) }

    init(_ entry: JournalEntry) {
      let transaction = entry.transaction
      id = transaction.id
      time = transaction.time
      day = transaction.day
      by = transaction.by
      role = transaction.role
      deed = transaction.change.deed
      records = entry.records
      bytes = entry.bytes
      line = entry.line
    }
  }

  /// Something that can be taken back, or done again.
  struct Step {
    /// The plain transaction.
    let original: EventID
    /// The transaction to reverse: the original, its latest redo, or its latest undo.
    let latest: EventID
  }

  private(set) var lines: [EventID: Line] = [:]
  private var orders: [JournalEntry.Order] = []
  private var steps: [DeviceID: (undo: [Step], redo: [Step])] = [:]
  private(set) var undone: Set<EventID> = []

  init(_ entries: [JournalEntry]) { add(entries) }

  mutating func add(_ entries: [JournalEntry]) {
    for entry in entries.sorted(by: { $0.order < $1.order }) { add(Line(entry)) }
    if let last = orders.indices.last, last > 0, !(orders[last - 1] < orders[last]) || entries.count > 1 { orders.sort() }
  }

  private mutating func add(_ line: Line) {
    lines[line.id] = line
    orders.append(line.order)
    var (undo, redo) = steps[line.id.device] ?? ([], [])
    switch line.role {
    case .plain:
      undo.append(Step(original: line.id, latest: line.id))
      redo = []
    case .undo(let original):
      undo.removeAll { $0.original == original }
      redo.append(Step(original: original, latest: line.id))
      undone.insert(original)
    case .redo(let original):
      redo.removeAll { $0.original == original }
      undo.append(Step(original: original, latest: line.id))
      undone.remove(original)
    }
    steps[line.id.device] = (undo, redo)
  }

  /// What undo takes back next on that device.
  func undoable(_ device: DeviceID?) -> Step? { device.flatMap { steps[$0]?.undo.last } }
  func redoable(_ device: DeviceID?) -> Step? { device.flatMap { steps[$0]?.redo.last } }

  /// Newest first.
  func newest(_ limit: Int) -> [HistoryEntry] {
    orders.suffix(max(0, limit)).reversed().compactMap { order in
      lines[EventID(order.device, order.seq)].map(entry)
    }
  }

  func entry(_ line: Line) -> HistoryEntry {
    HistoryEntry(
      id: line.id, time: line.time, day: line.day, by: line.by, role: line.role, deed: line.deed, records: line.records,
      isUndone: undone.contains(line.id))
  }
}
