import OrderedCollections

/// Writes the records of a book into its snapshot files.
///
/// Each file is made beside the old one, synced and renamed; the list of files comes last. Until then, and after a
/// fault in between, the files do not fit the old list, and the next opening reads the journals instead.
struct SnapshotWriter {
  let folder: BookFolder
  let layout: SnapshotLayout

  /// Returns the state with its new snapshot; nil, and nothing written, when a line of the old one cannot be read.
  func write(_ state: BookState) throws(FileError) -> BookState? {
    guard let contents = contents(of: state.book) else { return nil }
    var manifest = SnapshotManifest()
    var folders: Set<String> = []
    for (path, content) in contents {
      manifest.files[path] = content.bytes.withUnsafeBytes { bytes in
        SnapshotManifest.File(
          kind: content.kind, bytes: bytes.count, records: content.records, tail: SnapshotManifest.tail(of: bytes))
      }
      if isThere(path, content.bytes) { continue }
      let parent = BookFolder.parent(path)
      if !parent.isEmpty, folders.insert(parent).inserted { try folder.makeFolder(parent) }
      folders.insert(parent)
      try folder.replace(path, with: content.bytes, syncingFolder: false)
    }
    for parent in folders.sorted() { try folder.syncFolder(parent) }
    for (device, cursor) in state.cursors { manifest.heads[device] = try head(cursor) }
    manifest.last = state.last
    manifest.findings = state.journalFindings
    try folder.replace(BookFolder.manifest, with: manifest.json.utf8 + [0x0A])
    for path in (state.manifest?.files.keys ?? []) where manifest.files[path] == nil { try? folder.remove(path) }
    var state = state
    state.manifest = manifest
    state.beyond = 0
    state.isSnapshotStale = false
    state.fileFindings.removeAll { $0.reason == .snapshotIgnored }
    return state
  }

  struct Content {
    let kind: RecordKind
    var records = 0
    var bytes: [UInt8] = []
  }

  /// The files in order of their paths, records in order of their lines, which begin with their ids: the same book
  /// gives the same bytes, and a reader finds a record by halving. Nil when a record cannot be read.
  func contents(of book: Book) -> [(String, Content)]? {
    var contents: [String: Content] = [:]
    for (kind, table) in book.tables {
      let records = table.records
      guard records.count == table.count else { return nil }
      let sorted = records.map { record in
        var id: [UInt8] = []
        JSONValue.write(string: record.id.rawValue, into: &id)
        return (id, record)
      }.sorted { $0.0.lexicographicallyPrecedes($1.0) }
      for (_, record) in sorted {
        let path = layout.file(kind, record)
        contents[path, default: Content(kind: kind)].records += 1
        SnapshotWriter.encode(record, into: &contents[path, default: Content(kind: kind)].bytes)
      }
    }
    return contents.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }

  static func encode(_ record: Record, into out: inout [UInt8]) {
    out.append(contentsOf: #"{"id":"#.utf8)
    JSONValue.write(string: record.id.rawValue, into: &out)
    for (key, value) in record.fields {
      out.append(UInt8(ascii: ","))
      JSONValue.write(string: key, into: &out)
      out.append(UInt8(ascii: ":"))
      value.write(into: &out)
    }
    out.append(contentsOf: "}\n".utf8)
  }

  private func isThere(_ path: String, _ bytes: [UInt8]) -> Bool {
    guard let present = try? folder.map(path), present.count == bytes.count else { return false }
    return present.withBytes { present in bytes.withUnsafeBytes { $0.elementsEqual(present) } }
  }

  private func head(_ cursor: JournalCursor) throws(FileError) -> SnapshotManifest.Head {
    let (offset, line, seq) = cursor.resume
    let before = max(0, offset - SnapshotManifest.tailLength)
    let bytes = try folder.readStored(cursor.file, from: before, size: offset)
    return SnapshotManifest.Head(
      seq: seq, committed: cursor.committed, offset: offset, line: line, tail: CRC32.of(bytes))
  }
}
