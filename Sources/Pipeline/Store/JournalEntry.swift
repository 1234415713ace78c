/// A committed transaction and where it stands in its journal.
struct JournalEntry: Sendable {
  let transaction: Transaction
  /// Its lines: bytes of the journal from the first one's start to the last one's end, foreign lines between included.
  let bytes: Range<Int>
  /// Number of the first line, from 1.
  let line: Int
  /// Events, including those of unknown kinds.
  let events: Int
  /// Records of which it set a field.
  let records: Int

  /// The order in which transactions make the book: by stamp, then device, then number. One stamp a transaction.
  struct Order: Comparable, Sendable {
    let time: HybridTime
    let device: DeviceID
    let seq: Int
    static func < (a: Order, b: Order) -> Bool {
      if a.time != b.time { return a.time < b.time }
      if a.device != b.device { return a.device < b.device }
      return a.seq < b.seq
    }
  }

  var order: Order { Order(time: transaction.time, device: transaction.id.device, seq: transaction.id.seq) }
}
