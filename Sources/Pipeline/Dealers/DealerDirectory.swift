import OrderedCollections

/// Keeping the directory by hand: adding, correcting, naming sources, merging, deleting and bringing back.
/// Every deed gives a `Change`; nothing is destroyed by any of them.
public enum DealerDirectory {
  /// A dealer that somebody found: `name` must be among the fields.
  /// - Parameter source: the route by which it was found; nil if nobody says.
  public static func add(
    _ fields: OrderedDictionary<DealerField, String>, source: DealerSource.Kind?, on day: Day, mint: inout IDMint
  ) throws(DealerError) -> Change {
    guard fields[.name] != nil else { throw .nameMissing }
    var record = Record(id: mint.next("d"))
    for field in DealerField.allCases {
      if let text = fields[field] { record[field.key] = try field.value(text) }
    }
    if let source {
      let source = DealerSource(kind: source.rawValue, dated: day)
      record[source.key] = source.json
    }
    let name = record["name"] ?? .null
    return Change(Deed("dealer.add", ["name": name]), .dealer, from: Record(id: record.id), to: record)
  }

  /// Sets fields from typed texts; an empty text takes a field away. An edit that changes nothing is an empty change.
  public static func edit(
    _ dealer: Dealer, _ fields: OrderedDictionary<DealerField, String>, on day: Day
  ) throws(DealerError) -> Change {
    if dealer.isGone { throw .gone(dealer.id) }
    var record = dealer.record
    var changed: [JSONValue] = []
    for (field, text) in fields {
      let value = try field.value(text)
      guard value != record[field.key] else { continue }
      if field.isListed { note(field.key, in: &record, on: day) }
      record[field.key] = value
      changed.append(.string(field.rawValue))
    }
    let facts: JSONObject = ["name": .string(dealer.name), "fields": .array(changed)]
    return Change(Deed("dealer.edit", facts), .dealer, from: dealer.record, to: record)
  }

  /// The same by the names of the fields, as `--set` gives them.
  public static func fields(_ texts: [(String, String)]) throws(DealerError) -> OrderedDictionary<DealerField, String> {
    var fields: OrderedDictionary<DealerField, String> = [:]
    for (name, text) in texts {
      guard let field = DealerField(rawValue: name) else {
        throw .unknownField(name, known: DealerField.allCases.map(\.rawValue))
      }
      fields[field] = text
    }
    return fields
  }

  /// Notes that a route of the handbook named the dealer too; a second kind makes it verified (sop 3.1).
  public static func addSource(_ kind: String, to dealer: Dealer, on day: Day) throws(DealerError) -> Change {
    guard DealerSource.Kind(rawValue: kind) != nil else {
      throw .unknownSource(kind, allowed: DealerSource.Kind.allCases.map(\.rawValue))
    }
    let source = DealerSource(kind: kind, dated: day)
    var record = dealer.record
    record[source.key] = source.json
    return Change(
      Deed("dealer.source", ["name": .string(dealer.name), "kind": .string(kind)]), .dealer, from: dealer.record,
      to: record)
  }

  /// Joins two records of one dealer: `kept` wins field by field and takes what it lacks from `other`; lists and
  /// collections are united; the codes of `other` become aliases; `other` is marked as gone into `kept`.
  public static func merge(
    _ kept: Dealer, _ other: Dealer, on day: Day, by person: String
  ) throws(DealerError) -> Change {
    if kept.id == other.id { throw .sameDealer(kept.id) }
    if kept.isGone { throw .gone(kept.id) }
    if other.isGone { throw .gone(other.id) }
    var record = kept.record
    for (name, value) in other.record.fields where name != "code" && name != "aliases" {
      let key = FieldKey(name)
      switch (record[key], value) {
      case (nil, _):
        // A correction belongs to the value that it corrected.
        if !name.hasPrefix("own/") { record[key] = value }
      case (.array(let own)?, .array(let others)):
        let missing = others.filter { item in
          !own.contains { $0 == item || (name == "phones" && samePhone($0, item)) }
        }
        if missing.isEmpty { break }
        if name == "phones" || DealerField(rawValue: name)?.isListed == true { note(key, in: &record, on: day) }
        record[key] = .array(own + missing)
      case (let own?, _) where name.hasPrefix("sources/"):
        if (value["dated"]?.string ?? "") > (own["dated"]?.string ?? "") { record[key] = value }
      default: break
      }
    }
    var aliases = kept.aliases
    for code in [other.code].compactMap({ $0 }) + other.aliases where code != kept.code && !aliases.contains(code) {
      aliases.append(code)
    }
    if !aliases.isEmpty { record["aliases"] = .array(aliases.map { .string($0) }) }
    var left = other.record
    left["gone"] = .object(["on": .string(day.description), "by": .string(person), "into": .string(kept.id.rawValue)])
    return Change(
      Deed("dealer.merge", ["name": .string(kept.name), "other": .string(other.name)]),
      [
        RecordEdit(.dealer, kept.id, Change.difference(from: kept.record, to: record)),
        RecordEdit(.dealer, other.id, Change.difference(from: other.record, to: left)),
      ])
  }

  /// Hides a dealer from every list; imports do not bring it back.
  public static func delete(_ dealer: Dealer, on day: Day, by person: String) throws(DealerError) -> Change {
    if dealer.isGone { throw .gone(dealer.id) }
    var record = dealer.record
    record["gone"] = .object(["on": .string(day.description), "by": .string(person)])
    return Change(Deed("dealer.delete", ["name": .string(dealer.name)]), .dealer, from: dealer.record, to: record)
  }

  /// Brings back what was deleted or merged away; what a merge gave to the other dealer stays there.
  public static func restore(_ dealer: Dealer) throws(DealerError) -> Change {
    guard dealer.isGone else { throw .notGone(dealer.id) }
    var record = dealer.record
    record["gone"] = nil
    return Change(Deed("dealer.restore", ["name": .string(dealer.name)]), .dealer, from: dealer.record, to: record)
  }

  /// Remembers what a list said before a hand changed it; the first such value stays, the day moves on.
  private static func note(_ key: FieldKey, in record: inout Record, on day: Day) {
    guard !record.entries(of: "sources").allSatisfy({ $0.value["list"] == nil }) else { return }
    let mark = DealerCorrection.key(key)
    let was = record[mark].map { $0["was"] } ?? record[key]
    record[mark] = DealerCorrection(on: day, was: was).json
  }

  private static func samePhone(_ a: JSONValue, _ b: JSONValue) -> Bool {
    guard let a = a.string, let b = b.string else { return false }
    return PhoneCell.key(a) == PhoneCell.key(b)
  }
}

extension Dealer {
  /// Deleted or merged away: hidden from lists, can be restored.
  public var isGone: Bool { record["gone"] != nil }
  /// The dealer that this one was merged into.
  public var mergedInto: RecordID? { record["gone"]?["into"]?.string.map(RecordID.init(rawValue:)) }
  /// Degrees east and north; nil if the lists do not say.
  public var place: (lon: Coordinate, lat: Coordinate)? {
    guard case .number(let x)? = record["lon"], case .number(let y)? = record["lat"], let lon = Coordinate(x),
      let lat = Coordinate(y)
    else { return nil }
    return (lon, lat)
  }
  public var mainModels: [String] { texts("mainModels") }
  public var contactName: String? { text("contactName") }
  public var contactPhone: String? { text("contactPhone") }
  public var owner: String? { text("owner") }
  public var nextDate: Day? { text("nextDate").flatMap { Day($0) } }
  public var nextNote: String? { text("nextNote") }
  /// A telephone cell that could not be read in full, as the list has it.
  public var phoneRemark: String? { text("phoneRemark") }
}
