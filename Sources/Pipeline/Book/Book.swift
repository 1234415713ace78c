import OrderedCollections

/// All records after all transactions: a value that knows no file. Screens and commands read it; a `Change`,
/// written by the store, makes the next one.
public struct Book: Sendable, Equatable {
  public private(set) var tables: [RecordKind: RecordTable]

  /// Grows by one with every edit applied, so that whoever keeps something beside the book can tell whether he saw all
  /// of them. It says nothing about the content: equal books may differ in it.
  public private(set) var revision = 0

  public init(tables: [RecordKind: RecordTable] = [:]) { self.tables = tables }

  public subscript(_ kind: RecordKind) -> RecordTable { tables[kind] ?? RecordTable() }

  public func record(_ kind: RecordKind, _ id: RecordID) -> Record? { tables[kind]?[id] }

  /// Makes look-ups by id in one kind cheap from here on; a table on a snapshot's bytes is not indexed before.
  public mutating func index(_ kind: RecordKind) { tables[kind]?.index() }

  /// A field that somebody else changed since the author of an edit looked at it.
  public struct Conflict: Error, Equatable, Sendable {
    public let kind: RecordKind
    public let id: RecordID
    public let key: FieldKey
    public let expected: JSONValue?
    public let found: JSONValue?
  }

  /// The fields of `edits` whose present value is neither what the author saw nor what he wants.
  public func conflicts(with edits: [RecordEdit]) -> [Conflict] {
    edits.flatMap { edit in
      let record = self.record(edit.kind, edit.id)
      return edit.fields.compactMap { field -> Conflict? in
        let present = record?[field.key]
        guard present != field.was, present != field.to else { return nil }
        return Conflict(kind: edit.kind, id: edit.id, key: field.key, expected: field.was, found: present)
      }
    }
  }

  /// Sets the fields; what was there before does not matter here (see `conflicts`).
  public mutating func apply(_ edits: [RecordEdit]) {
    revision += edits.count
    for edit in edits {
      var record = tables[edit.kind]?[edit.id] ?? Record(id: edit.id)
      for field in edit.fields { record[field.key] = field.to }
      tables[edit.kind, default: RecordTable()][edit.id] = record
    }
  }

  public static func == (a: Book, b: Book) -> Bool {
    Set(a.tables.keys).union(b.tables.keys).allSatisfy { a[$0] == b[$0] }
  }
}
