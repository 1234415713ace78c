/// How many copies of the book are kept under `backups/`, and how large they may grow together.
public struct BackupPolicy: Equatable, Sendable {
  /// A new copy is due when the newest is older than this.
  public var everyMilliseconds: Int64 = 3_600_000
  /// The newest copy of each of so many hours, days and months is kept.
  public var hourly = 24
  public var daily = 30
  public var monthly = 12
  /// Content of all copies together, each piece counted once; the oldest copies go first. The newest always stays.
  public var bytes = 256 << 20

  public init() {}

  public static let standard = BackupPolicy()

  /// With what the member `backups` of `book.json` says: `everyMinutes` (1 to a million), `hourly`, `daily`, `monthly` (0 to
  /// 10 000), `megabytes` (1 to a million). A value out of its range is named in `bad` and does not count.
  func set(by settings: JSONValue?, bad: inout [String]) -> BackupPolicy {
    guard let settings else { return self }
    guard let members = settings.object else {
      bad.append("backups")
      return self
    }
    var policy = self
    func take(_ name: String, _ range: ClosedRange<Int>, _ set: (Int) -> Void) {
      guard let value = members[name] else { return }
      guard let number = value.int, range.contains(number) else { return bad.append("backups." + name) }
      set(number)
    }
    take("everyMinutes", 1...1_000_000) { policy.everyMilliseconds = Int64($0) * 60_000 }
    take("hourly", 0...10_000) { policy.hourly = $0 }
    take("daily", 0...10_000) { policy.daily = $0 }
    take("monthly", 0...10_000) { policy.monthly = $0 }
    take("megabytes", 1...1_000_000) { policy.bytes = $0 << 20 }
    return policy
  }
}

/// One copy of the book.
public struct Backup: Equatable, Sendable {
  /// `20261124T093000000`: the time in UTC, to the millisecond; it sorts by time.
  public let id: String
  /// Milliseconds since 1970.
  public let taken: Int64
  /// Bytes of all files in it.
  public let bytes: Int
  /// The files, by path, as the hashes of their pieces in order.
  let files: [(path: String, pieces: [String])]

  public static func == (a: Backup, b: Backup) -> Bool { a.id == b.id && a.bytes == b.bytes }

  static func id(_ milliseconds: Int64) -> String {
    let (days, rest) = (milliseconds / 86_400_000, milliseconds % 86_400_000)
    // Days since 1970 as a date (proleptic Gregorian).
    let shifted = days + 719_468
    let era = shifted / 146_097
    let inEra = shifted - era * 146_097
    let year = (inEra - inEra / 1460 + inEra / 36_524 - inEra / 146_096) / 365
    let inYear = inEra - (365 * year + year / 4 - year / 100)
    let month = (5 * inYear + 2) / 153
    let day = inYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    func digits(_ value: Int64, _ width: Int) -> String {
      let text = String(value)
      return String(repeating: "0", count: max(0, width - text.count)) + text
    }
    return digits(year + era * 400 + (civil <= 2 ? 1 : 0), 4) + digits(civil, 2) + digits(day, 2) + "T"
      + digits(rest / 3_600_000, 2) + digits(rest / 60_000 % 60, 2) + digits(rest / 1000 % 60, 2) + digits(rest % 1000, 3)
  }

  init(id: String, taken: Int64, bytes: Int, files: [(path: String, pieces: [String])]) {
    self.id = id
    self.taken = taken
    self.bytes = bytes
    self.files = files
  }

  init?(_ json: JSONValue, id: String) {
    guard let taken = json["taken"]?.int, let bytes = json["bytes"]?.int, let files = json["files"]?.object else { return nil }
    var all: [(path: String, pieces: [String])] = []
    for (path, pieces) in files {
      let names = pieces.array?.compactMap(\.string) ?? []
      guard names.allSatisfy({ $0.utf8.count == 64 && $0.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) } })
      else { return nil }
      all.append((path, names))
    }
    self.init(id: id, taken: Int64(taken), bytes: bytes, files: all)
  }

  var json: JSONValue {
    var files = JSONObject()
    for (path, pieces) in self.files { files[path] = .array(pieces.map { .string($0) }) }
    return ["format": .int(BookFacts.currentFormat), "taken": .int(Int(taken)), "bytes": .int(bytes), "files": .object(files)]
  }
}
