import OrderedCollections

extension RecordKind {
  /// A maker's list and the editions of it that were imported: one record per list, its id is `kind:list`.
  public static let dealerList = RecordKind(rawValue: "list")
}

/// The lists that were imported, and which edition named which dealer last.
///
/// A dealer carries the source that brought it or changed it last. That a newer edition names it again, unchanged, is
/// kept once for the whole list (`editions/<day>` with the dealers that are missing from it), not once per dealer: a
/// thousand confirmations are one event (decision 14).
public struct DealerLists: Sendable {
  /// One imported edition of a list.
  struct Edition: Sendable {
    let dated: Day
    var file: String?
    var rows: Int
    /// Who of the then known dealers of this list is in it: those named, or all but those missing.
    var members: Members

    enum Members: Sendable {
      case named(Set<String>)
      case allBut(Set<String>)
    }

    func names(_ id: RecordID) -> Bool {
      switch members {
      case .named(let ids): ids.contains(id.rawValue)
      case .allBut(let ids): !ids.contains(id.rawValue)
      }
    }

    init(dated: Day, file: String?, rows: Int, members: Members) {
      self.dated = dated
      self.file = file
      self.rows = rows
      self.members = members
    }

    init?(_ value: JSONValue) {
      guard let dated = value["dated"]?.string.flatMap({ Day($0) }) else { return nil }
      self.dated = dated
      file = value["file"]?.string
      rows = value["rows"]?.int ?? 0
      if let named = value["named"]?.array {
        members = .named(Set(named.compactMap(\.string)))
      } else {
        members = .allBut(Set((value["missing"]?.array ?? []).compactMap(\.string)))
      }
    }

    var json: JSONValue {
      var object: JSONObject = ["dated": .string(dated.description)]
      object["file"] = file.map { .string($0) }
      object["rows"] = .int(rows)
      switch members {
      case .named(let ids): object["named"] = .array(ids.sorted().map { .string($0) })
      case .allBut(let ids): if !ids.isEmpty { object["missing"] = .array(ids.sorted().map { .string($0) }) }
      }
      return .object(object)
    }
  }

  private(set) var records: [String: Record]
  private var editions: [String: [Day: Edition]] = [:]

  public init(_ book: Book) {
    records = [:]
    for record in book[.dealerList].records {
      records[record.id.rawValue] = record
      for entry in record.entries(of: "editions") {
        if let edition = Edition(entry.value) { editions[record.id.rawValue, default: [:]][edition.dated] = edition }
      }
    }
  }

  /// The day on which a source last named the dealer: its own stamp, or a later edition of the list that has it.
  public func dated(_ source: DealerSource, of dealer: RecordID) -> Day? {
    guard let own = source.dated, let all = editions[source.entry] else { return source.dated }
    return all.values.filter { $0.dated > own && $0.names(dealer) }.map(\.dated).max() ?? own
  }

  /// The days of the editions of a list, oldest first. `entry` is `internet:geely`.
  public func editions(of entry: String) -> [Day] { (editions[entry] ?? [:]).keys.sorted() }

  /// Dealers that the newest edition of the list no longer names, though an older one did. Empty if there is only one.
  public func missing(from entry: String) -> [RecordID] {
    guard let newest = editions[entry]?.values.max(by: { $0.dated < $1.dated }),
      case .allBut(let ids) = newest.members
    else { return [] }
    return ids.sorted().map(RecordID.init(rawValue:))
  }

  /// Notes an import: who was named, and who of the list's dealers was not. New dealers are unknown to later editions.
  mutating func note(
    kind: String, list: String, dated: Day, file: String, rows: Int, named: Set<String>, missing: Set<String>,
    added: Set<String>
  ) {
    let entry = kind + ":" + list
    var all = editions[entry] ?? [:]
    var edition: Edition
    if let known = all[dated] {
      edition = known
      switch known.members {
      case .named(let ids): edition.members = .named(ids.union(named))
      case .allBut(let ids): edition.members = .allBut(ids.subtracting(named))
      }
      edition.rows = max(known.rows, rows)
    } else {
      let members: Edition.Members = missing.count > named.count ? .named(named) : .allBut(missing)
      edition = Edition(dated: dated, file: file, rows: rows, members: members)
    }
    all[dated] = edition
    if !added.isEmpty {
      for (day, other) in all where day != dated {
        guard case .allBut(let ids) = other.members else { continue }
        var changed = other
        changed.members = .allBut(ids.union(added))
        all[day] = changed
      }
    }
    editions[entry] = all
    var record =
      records[entry] ?? Record(id: RecordID(rawValue: entry), fields: ["kind": .string(kind), "list": .string(list)])
    for edition in all.values.sorted(by: { $0.dated < $1.dated }) {
      record[.entry("editions", edition.dated.description)] = edition.json
    }
    records[entry] = record
  }
}
