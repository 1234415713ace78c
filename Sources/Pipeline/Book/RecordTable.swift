import OrderedCollections

/// All records of one kind, in the order in which they were made.
///
/// A table may stand on the bytes of a snapshot file: a record is decoded when somebody asks for it, and records
/// that changed since lie over it. Opening five thousand dealers to show twenty-five costs twenty-five.
public struct RecordTable: Sendable {
  /// The bytes under the table: how many records they hold, and each one's line.
  public struct Base: Sendable {
    public let count: Int
    /// Decodes the record on that line; nil when the line is damaged (the store has named it already).
    public let record: @Sendable (Int) -> Record?
    /// Gives the raw JSON line, for scans that need a few fields of every record.
    public let withLine: @Sendable (Int, (UnsafeRawBufferPointer) -> Void) -> Void
    /// Finds the line of a record without an index, where lines are sorted by id; nil where they are not.
    public let find: (@Sendable (RecordID) -> Int?)?

    public init(
      count: Int, record: @escaping @Sendable (Int) -> Record?,
      withLine: @escaping @Sendable (Int, (UnsafeRawBufferPointer) -> Void) -> Void,
      find: (@Sendable (RecordID) -> Int?)? = nil
    ) {
      self.find = find
      self.count = count
      self.record = record
      self.withLine = withLine
    }
  }

  private enum Slot: Sendable {
    case line(Int)
    case record(Record)
    case gone
  }

  private let base: Base?
  private var slots: [Slot]
  /// Built at the first look-up by id; listing needs none. Over a base that finds by itself: only what came since.
  private var places: [RecordID: Int]?
  /// Slots that hold a record.
  public private(set) var count: Int

  public init(base: Base? = nil) {
    self.base = base
    slots = (0..<(base?.count ?? 0)).map { .line($0) }
    places = base == nil || base?.find != nil ? [:] : nil
    count = slots.count
  }

  public init(_ records: [Record]) {
    self.init()
    for record in records { self[record.id] = record }
  }

  private func content(_ slot: Slot) -> Record? {
    switch slot {
    case .line(let line): base?.record(line)
    case .record(let record): record
    case .gone: nil
    }
  }

  /// Makes look-ups by id cheap from here on. Called by whoever is about to look up more than one.
  public mutating func index() {
    guard places == nil else { return }
    var places: [RecordID: Int] = [:]
    places.reserveCapacity(slots.count)
    for (place, slot) in slots.enumerated() {
      if let id = id(of: slot) { places[id] = place }
    }
    self.places = places
  }

  private func id(of slot: Slot) -> RecordID? {
    switch slot {
    case .record(let record): record.id
    case .gone: nil
    case .line(let line): lineID(line)
    }
  }

  private func lineID(_ line: Int) -> RecordID? {
    var found: RecordID?
    base?.withLine(line) { bytes in found = RowScanner.id(of: bytes) }
    return found ?? base?.record(line)?.id
  }

  private func place(of id: RecordID) -> Int? {
    if let places { return places[id] ?? base?.find?(id) }
    return slots.firstIndex { self.id(of: $0) == id }
  }

  public subscript(_ id: RecordID) -> Record? {
    get { place(of: id).flatMap { content(slots[$0]) } }
    set {
      index()
      if let place = place(of: id) {
        if case .gone = slots[place] {} else { count -= 1 }
        if let newValue, !newValue.fields.isEmpty {
          slots[place] = .record(newValue)
          count += 1
        } else {
          slots[place] = .gone
        }
      } else if let newValue, !newValue.fields.isEmpty {
        places?[id] = slots.count
        slots.append(.record(newValue))
        count += 1
      }
    }
  }

  /// Every record, decoded one after another, in the order of making. Stop early by returning false.
  public func forEach(_ body: (Record) -> Bool) {
    for slot in slots {
      if let record = content(slot), !body(record) { return }
    }
  }

  public var records: [Record] {
    var all: [Record] = []
    all.reserveCapacity(count)
    forEach { all.append($0); return true }
    return all
  }

  /// Every record as either its raw line or, when it changed since the snapshot, itself.
  public func forEachRow(line: (UnsafeRawBufferPointer) -> Void, record: (Record) -> Void) {
    for slot in slots {
      switch slot {
      case .line(let number): base?.withLine(number, line)
      case .record(let changed): record(changed)
      case .gone: break
      }
    }
  }
}

extension RecordTable: Equatable {
  /// The same records; where they lie and in which order does not count.
  public static func == (a: RecordTable, b: RecordTable) -> Bool {
    guard a.count == b.count else { return false }
    var b = b
    b.index()
    return a.records.allSatisfy { b[$0.id] == $0 }
  }
}
