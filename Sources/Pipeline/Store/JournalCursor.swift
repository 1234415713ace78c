/// How far a journal was read, and what of it was understood: fed with the bytes that came since, it gives the
/// transactions that were completed by them.
struct JournalCursor: Sendable {
  let device: DeviceID
  let file: String
  /// Bytes up to the end of the last whole line.
  private(set) var offset: Int
  /// Whole lines up to there.
  private(set) var line: Int
  private(set) var seen: SeqSet
  /// The last number of the last committed transaction.
  private(set) var committed: Int
  /// Bytes behind the last line feed.
  private(set) var tornBytes = 0
  /// The largest stamp of a committed transaction.
  private(set) var time = HybridTime(value: 0)
  /// The numbers of transactions whose predecessors are known to be lost (see `DeviceFile`).
  var knownGaps: Set<Int> = []
  /// Lines that count for nothing and are damaged, doubled or left of a damaged transaction: repair moves them.
  private(set) var rejected: [Int] = []
  /// First numbers of transactions before which some are lost.
  private(set) var gaps: [Int] = []
  /// The numbers between a transaction and the one that is said to stand before it, where that one is not there.
  private(set) var missing: [ClosedRange<Int>] = []
  /// Numbers of transactions that were lost, as far as damaged lines tell: the first of each.
  private(set) var lost: Set<Int> = []
  /// False: transactions come without the fields they set.
  var readsFields = true
  private let opener: LineOpener?
  private var group: Group?

  private struct Group: Sendable {
    let id: EventID
    let start: Int
    let line: Int
    var lines: [Int] = []
    var first: Int
    var last: Int
    var edits: [RecordEdit] = []
    var records = 0
    var broken = false

    mutating func add(_ event: EventLine, line: Int) {
      lines.append(line)
      first = min(first, event.seq)
      last = max(last, event.seq)
      if let edit = event.edit { edits.append(edit) }
      if event.setsFields { records += 1 }
    }
  }

  /// - Parameter offset: where to begin, a line's start; with `line`, `seq` as they were there.
  init(
    _ device: DeviceID, offset: Int = 0, line: Int = 0, seq: Int = 0, committed: Int = 0, opener: LineOpener? = nil
  ) {
    self.device = device
    self.opener = opener
    file = BookFolder.journalFile(device)
    self.offset = offset
    self.line = line
    self.committed = committed
    seen = SeqSet(upTo: seq)
    used = seq
  }

  /// Where reading may begin again without losing the lines of a transaction that may still be completed, and the
  /// numbers used up to there.
  var resume: (offset: Int, line: Int, seq: Int) {
    group.map { ($0.start, $0.line - 1, $0.first - 1) } ?? (offset, line, used)
  }
  /// Numbers up to here are used, those counted in that may stand on lines that cannot be read.
  private(set) var used: Int
  /// A transaction has begun and not ended.
  var isOpen: Bool { group != nil }

  /// - Parameter bytes: the journal from `offset` on.
  mutating func read(_ bytes: UnsafeRawBufferPointer, findings: inout [Finding]) -> [JournalEntry] {
    var entries: [JournalEntry] = []
    var at = 0
    while at < bytes.count, let end = LineScanner.end(of: bytes, from: at) {
      line += 1
      let text = UnsafeRawBufferPointer(rebasing: bytes[at..<end])
      let start = offset
      offset += end + 1 - at
      at = end + 1
      // An empty line is what a writer leaves that closed a tail which was whole but for its line feed.
      if text.isEmpty { continue }
      do throws(EventLine.Damage) {
        let event = try EventLine(stored: text, opener, fields: readsFields)
        if let entry = take(event, at: start, findings: &findings) { entries.append(entry) }
      } catch {
        findings.append(Finding(error.reason, file: file, line: line, detail: error.detail))
        rejected.append(line)
        // A torn line is where the writer of a transaction died: that one was never acknowledged.
        if error.reason != .tornLine {
          if group == nil { lost.insert(used + 1) } else { group?.broken = true }
        }
        used += 1
      }
    }
    tornBytes = bytes.count - at
    return entries
  }

  private mutating func take(_ event: EventLine, at start: Int, findings: inout [Finding]) -> JournalEntry? {
    func note(_ reason: Finding.Reason, _ detail: String? = nil) {
      findings.append(Finding(reason, file: file, line: line, detail: detail))
    }
    guard event.device == device else {
      note(.wrongDevice, event.device.rawValue)
      rejected.append(line)
      return nil
    }
    guard !seen.contains(event.seq) else {
      note(.duplicate, String(event.seq))
      rejected.append(line)
      return nil
    }
    if event.seq < seen.highest { note(.outOfOrder, String(event.seq)) }
    seen.insert(event.seq)
    used = max(used, event.seq)
    if !event.hasCheckValue { note(.byHand) }
    if event.edit == nil { note(.unknownEvent) }

    if group?.id != event.transaction {
      if let group { closeUnfinished(group, findings: &findings) }
      group = Group(id: event.transaction, start: start, line: line, first: event.seq, last: event.seq)
    }
    // In place: a copy for each line would make a large import quadratic.
    group?.add(event, line: line)
    guard let ending = event.ending, let current = group else { return nil }
    group = nil
    guard current.lines.count == ending.count, current.first == current.id.seq,
      current.last - current.first + 1 == ending.count
    else {
      findings.append(Finding(.incomplete, file: file, line: current.line, detail: current.id.description))
      rejected += current.lines
      lost.insert(current.id.seq)
      return nil
    }
    // A smaller one: what was lost when this was written has been put back since.
    if let previous = ending.previous, previous > committed, !knownGaps.contains(current.first) {
      note(.missingBefore, String(previous))
      gaps.append(current.first)
      missing.append(committed + 1...previous)
    }
    committed = max(committed, current.last)
    time = max(time, event.time)
    return JournalEntry(
      transaction: Transaction(
        id: current.id, time: event.time, day: event.day, by: event.by, role: ending.role,
        change: Change(ending.deed, current.edits)),
      bytes: current.start..<offset, line: current.line, events: ending.count, records: current.records)
  }

  /// The lines of a transaction that never ended: left by a writer that died, unless one of them is damaged.
  private mutating func closeUnfinished(_ group: Group, findings: inout [Finding]) {
    if group.broken {
      rejected += group.lines
      lost.insert(group.id.seq)
    }
    findings.append(
      Finding(group.broken ? .incomplete : .unfinished, file: file, line: group.line, detail: group.id.description))
  }

  /// What stands behind the last committed line, for the report of an opening or a check.
  func reportTail(findings: inout [Finding]) {
    var copy = self
    if let group { copy.closeUnfinished(group, findings: &findings) }
    if tornBytes > 0 { findings.append(Finding(.tornTail, file: file, line: line + 1)) }
  }

  /// What repair moves away when nobody writes: the rejected lines, and those of a damaged transaction at the end.
  var movable: Set<Int> { Set(closed.rejected) }

  /// The numbers of all that was lost, the damaged transaction at the end included.
  var losses: Set<Int> { closed.lost }

  private var closed: JournalCursor {
    var copy = self
    var findings: [Finding] = []
    if let group { copy.closeUnfinished(group, findings: &findings) }
    return copy
  }

  /// Takes note of what this process has just appended and synced itself.
  mutating func wrote(_ transaction: Transaction, bytes: Int, lines: Int) {
    offset += bytes
    line += lines
    for place in 0..<lines { seen.insert(transaction.id.seq + place) }
    committed = transaction.id.seq + lines - 1
    used = committed
    time = max(time, transaction.time)
    group = nil
  }
}
