/// A journal with the transactions put back that a copy of it holds and it does not, each line as it was.
///
/// Nothing is guessed: a line of a copy carries its number and its check value, and where the journal holds one of the
/// numbers itself, in a transaction that counts, the journal is right.
struct JournalMending {
  private(set) var lines: [ArraySlice<UInt8>]
  /// Lines of the journal that were left of a transaction which the copy has whole.
  private(set) var replaced: [ArraySlice<UInt8>] = []
  /// How many transactions were put back.
  private(set) var transactions = 0

  /// - Parameters:
  ///   - lines: of the journal, each with its line feed.
  ///   - copy: the journal as the copy holds it.
  ///   - opener: of an encrypted book; the lines themselves stay as they lie.
  init(device: DeviceID, lines: [ArraySlice<UInt8>], copy: [UInt8], opener: LineOpener?) {
    self.lines = lines
    var findings: [Finding] = []
    func entries(_ bytes: [UInt8]) -> [JournalEntry] {
      var cursor = JournalCursor(device, opener: opener)
      cursor.readsFields = false
      return bytes.withUnsafeBytes { cursor.read($0, findings: &findings) }
    }
    var present = SeqSet()
    for entry in entries(Array(lines.joined())) {
      for number in JournalMending.numbers(entry) { present.insert(number) }
    }
    let missing = entries(copy).filter { !JournalMending.numbers($0).contains(where: present.contains) }
    guard !missing.isEmpty else { return }
    let ids = Set(missing.map(\.transaction.id))
    var events: [EventLine?] = []
    var kept: [ArraySlice<UInt8>] = []
    for line in lines {
      let event = JournalMending.event(line, opener)
      if let event, ids.contains(event.transaction) {
        replaced.append(line)
      } else {
        kept.append(line)
        events.append(event)
      }
    }
    for entry in missing.sorted(by: { $0.transaction.id.seq > $1.transaction.id.seq }) {
      let id = entry.transaction.id
      let whole = Erasure.lines(Array(copy[entry.bytes])).filter { JournalMending.event($0, opener)?.transaction == id }
      // Before the first line of the first transaction that came later.
      let place = events.firstIndex { event in event.map { $0.seq > id.seq && $0.seq == $0.transaction.seq } ?? false }
      kept.insert(contentsOf: whole, at: place ?? kept.count)
      events.insert(contentsOf: whole.map { JournalMending.event($0, opener) }, at: place ?? events.count)
    }
    self.lines = kept
    transactions = missing.count
  }

  private static func numbers(_ entry: JournalEntry) -> Range<Int> {
    entry.transaction.id.seq..<entry.transaction.id.seq + entry.events
  }

  private static func event(_ line: ArraySlice<UInt8>, _ opener: LineOpener?) -> EventLine? {
    line.dropLast().withUnsafeBytes { try? EventLine(stored: $0, opener, fields: false) }
  }
}
