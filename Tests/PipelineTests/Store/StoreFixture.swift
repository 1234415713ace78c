import Testing
import Vault

@testable import Pipeline

/// A book on a disk in memory, with clocks and chance that a test can foresee.
struct StoreFixture {
  static let path = "/books/mine"
  static let day = Day(2026, 11, 24)!
  let disk: MemoryDisk
  /// The key that the book is made and opened with; nil for a plain one.
  var encryption: (key: BookKey, wrapped: WrappedKey)?

  init(_ disk: MemoryDisk = MemoryDisk(), encryption: (key: BookKey, wrapped: WrappedKey)? = nil) {
    self.disk = disk
    self.encryption = encryption
  }

  static let passphrase = Passphrase("一句口令")!
  /// Far too cheap for a book, and quick enough for tests.
  static let cheap = WrappedKey.Cost(n: 16, r: 1, p: 1)

  /// A fixture whose book is encrypted.
  static func encrypted() throws -> StoreFixture {
    StoreFixture(encryption: try WrappedKey.create(passphrase, cost: cheap))
  }

  /// Another disk with the same content.
  func copy() -> StoreFixture { StoreFixture(disk.copy(), encryption: encryption) }

  /// What a writer leaves that dies in its first bytes.
  var tornStart: [UInt8] { Array((encryption == nil ? #"{"dev":"x"# : #""AbCd"#).utf8) }

  func context(machine: String = "m1", wall: Int64 = 1_800_000_000_000, chance: UInt64 = 42) -> StoreContext {
    var context = StoreContext(
      layer: disk.layer, machine: machine, holder: LockHolder(process: 7, command: "cheshang test"),
      wallMilliseconds: { wall }, chance: { chance })
    context.key = encryption?.key
    return context
  }

  func create() throws -> BookStore {
    try BookStore.create(
      StoreFixture.path, name: "试", branch: "长春", day: StoreFixture.day, encryption: encryption, context: context())
  }

  func open(machine: String = "m1", wall: Int64 = 1_800_000_000_000, chance: UInt64 = 42) throws -> BookStore {
    try BookStore.open(StoreFixture.path, context: context(machine: machine, wall: wall, chance: chance))
  }

  /// The only journal there is.
  var journal: String {
    disk.image.keys.filter { $0.contains("/journal/") }.sorted().first ?? ""
  }
}

extension BookStore {
  /// Sets fields of a dealer, seen as they are now.
  @discardableResult
  func set(_ id: String, _ fields: JSONObject, verb: String = "dealer.edit") throws -> Transaction? {
    try commit(change(id, fields, verb: verb), day: StoreFixture.day, by: "小李")
  }

  func change(_ id: String, _ fields: JSONObject, verb: String = "dealer.edit") -> Change {
    let old = book.record(.dealer, RecordID(rawValue: id)) ?? Record(id: RecordID(rawValue: id))
    var new = old
    for (key, value) in fields { new[FieldKey(key)] = value }
    return Change(Deed(verb, ["name": .string(id)]), .dealer, from: old, to: new)
  }

  func text(_ id: String, _ key: FieldKey) -> String? { book.record(.dealer, RecordID(rawValue: id))?[key]?.string }

  /// One transaction with that many new dealers.
  @discardableResult
  func importDealers(_ count: Int, from first: Int = 0) throws -> Transaction? {
    let edits = (first..<first + count).map {
      RecordEdit(.dealer, RecordID(rawValue: "d\(padded($0, 5))"), [FieldEdit("name", was: nil, to: .string("车商\($0)"))])
    }
    return try commit(Change(Deed("import.dealers", ["count": .int(count)]), edits), day: StoreFixture.day, by: "小李")
  }
}
