import Glibc

/// Reads the files of a snapshot into tables that stand on their bytes.
struct SnapshotReader {
  let folder: BookFolder

  enum Outcome {
    case none
    case ignored([Finding])
    case found(SnapshotManifest, Book)
  }

  func read() -> Outcome {
    // While one process makes a snapshot, another may see the old list and a new file: the list is read again then.
    for _ in 0..<3 {
      guard let before = try? folder.map(BookFolder.manifest) else {
        let there = (try? folder.status(BookFolder.manifest)) ?? nil
        return there == nil ? .none : .ignored([Finding(.snapshotIgnored, file: BookFolder.manifest)])
      }
      let outcome = read(before)
      guard case .ignored = outcome, let after = try? folder.map(BookFolder.manifest),
        !after.withBytes({ after in before.withBytes { $0.elementsEqual(after) } })
      else { return outcome }
    }
    return .ignored([Finding(.snapshotIgnored, file: BookFolder.manifest)])
  }

  /// The files that the list names, whether they fit it or not.
  func listedFiles() -> [String] {
    guard let bytes = try? folder.map(BookFolder.manifest), let json = bytes.withBytes({ try? JSONValue.parse($0) })
    else { return [] }
    return SnapshotManifest(json).map { Array($0.files.keys) } ?? []
  }

  private func read(_ list: FileBytes) -> Outcome {
    guard let json = list.withBytes({ try? JSONValue.parse($0) }), let manifest = SnapshotManifest(json) else {
      return .ignored([Finding(.snapshotIgnored, file: BookFolder.manifest)])
    }
    var parts: [RecordKind: [SnapshotFile]] = [:]
    for (path, file) in manifest.files {
      guard let bytes = try? folder.map(path), let part = SnapshotFile(bytes, as: file) else {
        return .ignored([Finding(.snapshotIgnored, file: path)])
      }
      parts[file.kind, default: []].append(part)
    }
    return .found(manifest, Book(tables: parts.mapValues { RecordTable(base: SnapshotFile.base(of: $0)) }))
  }
}

/// One file of a snapshot with the ends of its lines.
struct SnapshotFile: Sendable {
  let bytes: FileBytes
  private let ends: [Int]
  var count: Int { ends.count }

  /// Nil when the file is not what the list says.
  init?(_ bytes: FileBytes, as file: SnapshotManifest.File) {
    guard bytes.count == file.bytes else { return nil }
    let ends = bytes.withBytes { bytes -> [Int]? in
      guard SnapshotManifest.tail(of: bytes) == file.tail else { return nil }
      return LineScanner.ends(of: bytes, reserving: file.records)
    }
    guard let ends, ends.count == file.records, (ends.last ?? -1) == bytes.count - 1 else { return nil }
    self.bytes = bytes
    self.ends = ends
  }

  func withLine<T>(_ line: Int, _ body: (UnsafeRawBufferPointer) -> T) -> T {
    let start = line == 0 ? 0 : ends[line - 1] + 1
    return bytes.withBytes { body(UnsafeRawBufferPointer(rebasing: $0[start..<ends[line]])) }
  }

  func record(_ line: Int) -> Record? {
    withLine(line) { bytes in
      guard let json = try? JSONValue.parse(bytes), case .object(var members) = json, let id = members["id"]?.string
      else { return nil }
      members.removeValue(forKey: "id")
      return Record(id: RecordID(rawValue: id), fields: members)
    }
  }

  /// The line of a record, by halving: the writer sorts by id and puts the id first.
  func find(_ id: RecordID) -> Int? {
    var written = Array(#"{"id":"#.utf8)
    JSONValue.write(string: id.rawValue, into: &written)
    return written.withUnsafeBytes { wanted in
      var (low, high) = (0, count)
      while low < high {
        let middle = (low + high) / 2
        // Compares as far as both go; an id that is the beginning of another differs at its closing quote.
        let order = withLine(middle) { line -> Int32 in
          guard let a = line.baseAddress, let b = wanted.baseAddress else { return -1 }
          let common = memcmp(a, b, min(line.count, wanted.count))
          return common != 0 ? common : line.count < wanted.count ? -1 : 0
        }
        if order == 0 { return middle }
        if order < 0 { low = middle + 1 } else { high = middle }
      }
      return nil
    }
  }

  /// The lines of several files, one after another.
  static func base(of files: [SnapshotFile]) -> RecordTable.Base {
    if let only = files.first, files.count == 1 {
      return RecordTable.Base(
        count: only.count, record: { only.record($0) }, withLine: { only.withLine($0, $1) }, find: { only.find($0) })
    }
    var starts: [Int] = []
    var count = 0
    for file in files {
      starts.append(count)
      count += file.count
    }
    let place: @Sendable (Int) -> (SnapshotFile, Int) = { [starts] line in
      let file = (starts.firstIndex { $0 > line } ?? starts.count) - 1
      return (files[file], line - starts[file])
    }
    return RecordTable.Base(
      count: count,
      record: { line in
        let (file, line) = place(line)
        return file.record(line)
      },
      withLine: { line, body in
        let (file, line) = place(line)
        file.withLine(line, body)
      },
      find: { [starts] id in
        for (file, start) in zip(files, starts) {
          if let line = file.find(id) { return start + line }
        }
        return nil
      })
  }
}
