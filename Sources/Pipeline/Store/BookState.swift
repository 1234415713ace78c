/// A book as read from its files, and how far.
struct BookState {
  var book = Book()
  var cursors: [DeviceID: JournalCursor] = [:]
  /// Which file each journal is: another number means that it was replaced.
  var inodes: [DeviceID: UInt64] = [:]
  /// The newest transaction in the book.
  var last: JournalEntry.Order?
  var manifest: SnapshotManifest?
  /// Event lines read beyond the snapshot.
  var beyond = 0
  /// Numbers that a snapshot has seen used in journals that hold less now.
  var reserved: [DeviceID: Int] = [:]
  /// What was found in the journals, the tail not included.
  var journalFindings: [Finding] = []
  /// What was found about files and snapshots.
  var fileFindings: [Finding] = []
  /// There is a snapshot that does not fit, to be made anew.
  var isSnapshotStale = false
  /// The snapshot has seen more of a journal than is there: it must not be replaced by one that knows less.
  var journalLost = false

  /// Everything to be said about the book, the unfinished ends included.
  var findings: [Finding] {
    var all = fileFindings + journalFindings
    for (_, cursor) in cursors.sorted(by: { $0.key < $1.key }) { cursor.reportTail(findings: &all) }
    return all
  }

  /// The largest stamp seen, so that the next one is later.
  var time: HybridTime {
    cursors.values.map(\.time).reduce(last?.time ?? HybridTime(value: 0), max)
  }

  /// Adds transactions; false, and nothing added, when one of them belongs before what is in the book already.
  mutating func absorb(_ entries: [JournalEntry]) -> Bool {
    let entries = entries.sorted { $0.order < $1.order }
    if let first = entries.first, let last, !(last < first.order) { return false }
    for entry in entries {
      book.apply(entry.transaction.change.edits)
      last = entry.order
      beyond += entry.events
    }
    return true
  }
}
