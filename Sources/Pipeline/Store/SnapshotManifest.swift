import OrderedCollections

/// The list of a snapshot's files and of what they hold: `snapshot.json`, renamed into place last.
struct SnapshotManifest: Equatable, Sendable {
  /// How much of a journal is in the snapshot.
  struct Head: Equatable, Sendable {
    /// Numbers up to here are used.
    var seq: Int
    /// The last number of the last transaction that is in.
    var committed: Int
    /// Reading goes on here.
    var offset: Int
    var line: Int
    /// CRC-32 of the (up to) 4 KiB before `offset`: the journal is still the one the snapshot has read.
    var tail: UInt32
  }

  struct File: Equatable, Sendable {
    var kind: RecordKind
    var bytes: Int
    var records: Int
    /// CRC-32 of the last (up to) 4 KiB.
    var tail: UInt32
  }

  static let tailLength = 4096

  var format = BookFacts.currentFormat
  var heads: [DeviceID: Head] = [:]
  /// The newest transaction that is in.
  var last: JournalEntry.Order?
  var files: OrderedDictionary<String, File> = [:]
  /// What was wrong with the journals up to the heads, so that every opening can say it without reading them.
  var findings: [Finding] = []

  var json: JSONValue {
    var heads = JSONObject()
    for (device, head) in self.heads.sorted(by: { $0.key < $1.key }) {
      heads[device.rawValue] = [
        "seq": .int(head.seq), "committed": .int(head.committed), "offset": .int(head.offset), "line": .int(head.line),
        "tail": .string(CRC32.hex(head.tail)),
      ]
    }
    var files = JSONObject()
    for (path, file) in self.files {
      files[path] = [
        "kind": .string(file.kind.rawValue), "bytes": .int(file.bytes), "records": .int(file.records),
        "tail": .string(CRC32.hex(file.tail)),
      ]
    }
    var members: JSONObject = ["format": .int(format), "heads": .object(heads)]
    if let last {
      members["hlc"] = .number(String(last.time.value))
      members["last"] = .string(EventID(last.device, last.seq).description)
    }
    members["files"] = .object(files)
    members["findings"] = .array(
      findings.map { finding in
        var members: JSONObject = ["reason": .string(finding.reason.rawValue), "file": .string(finding.file)]
        members["line"] = finding.line.map(JSONValue.int)
        members["detail"] = finding.detail.map(JSONValue.string)
        return .object(members)
      })
    return .object(members)
  }

  init() {}

  /// Nil when it is not as this version writes it: then there is no snapshot.
  init?(_ json: JSONValue) {
    guard json["format"]?.int == BookFacts.currentFormat, let heads = json["heads"]?.object,
      let files = json["files"]?.object
    else { return nil }
    func crc(_ value: JSONValue?) -> UInt32? { value?.string.flatMap { UInt32($0, radix: 16) } }
    for (name, head) in heads {
      guard let device = BookFolder.device(named: name), let seq = head["seq"]?.int, seq >= 0,
        let committed = head["committed"]?.int, let offset = head["offset"]?.int, offset >= 0,
        let line = head["line"]?.int, let tail = crc(head["tail"])
      else { return nil }
      self.heads[device] = Head(seq: seq, committed: committed, offset: offset, line: line, tail: tail)
    }
    for (path, file) in files {
      guard let kind = file["kind"]?.string, let bytes = file["bytes"]?.int, let records = file["records"]?.int,
        let tail = crc(file["tail"]), SnapshotManifest.isOurs(path)
      else { return nil }
      self.files[path] = File(kind: RecordKind(rawValue: kind), bytes: bytes, records: records, tail: tail)
    }
    if let hlc = json["hlc"]?.int, let event = json["last"]?.string.flatMap({ EventID($0) }) {
      last = JournalEntry.Order(time: HybridTime(value: Int64(hlc)), device: event.device, seq: event.seq)
    }
    for finding in json["findings"]?.array ?? [] {
      guard let reason = finding["reason"]?.string.flatMap(Finding.Reason.init(rawValue:)),
        let file = finding["file"]?.string
      else { continue }
      findings.append(Finding(reason, file: file, line: finding["line"]?.int, detail: finding["detail"]?.string))
    }
  }

  /// A relative path that stays inside the book and names a snapshot.
  static func isOurs(_ path: String) -> Bool {
    path.hasSuffix(".jsonl") && !path.hasPrefix("/") && !path.hasPrefix(BookFolder.journal + "/")
      && path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { !$0.isEmpty && $0 != ".." && $0 != "." }
  }

  static func tail(of bytes: UnsafeRawBufferPointer) -> UInt32 {
    CRC32.of(UnsafeRawBufferPointer(rebasing: bytes[max(0, bytes.count - tailLength)...]))
  }
}
