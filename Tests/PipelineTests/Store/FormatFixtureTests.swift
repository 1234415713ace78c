import Glibc
import Testing
import Vault

@testable import Pipeline

/// Books as earlier versions wrote them, kept under `Tests/Fixtures/books/version-N` from version 1 on: each opens with all
/// that `version-N.expected.jsonl` says (made from the journal without this program), takes changes, and gives them back.
/// Version 2 is version 1 encrypted, so what it holds is what that says; its passphrase is `StoreFixture.passphrase`.
@Suite struct FormatFixtureTests {
  private static let root =
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/") + "/Tests/Fixtures/books"

  private func bytes(_ path: String) throws -> [UInt8] { try FileLayer.posix.map(path).withBytes { Array($0) } }

  private func book(of version: Int) throws -> StoreFixture {
    var fixture = StoreFixture()
    func copy(_ from: String, _ to: String) throws {
      for name in try FileLayer.posix.list(from) {
        if try FileLayer.posix.status(from + "/" + name)?.kind == .folder {
          try fixture.disk.layer.makeFolder(to + "/" + name)
          try copy(from + "/" + name, to + "/" + name)
        } else {
          fixture.disk.put(to + "/" + name, try bytes(from + "/" + name))
        }
      }
    }
    try fixture.disk.layer.makeFolder("/books")
    try fixture.disk.layer.makeFolder(StoreFixture.path)
    try copy(Self.root + "/version-\(version)", StoreFixture.path)
    if let wrapped = try BookStore.facts(StoreFixture.path, layer: fixture.disk.layer).encryption {
      fixture.encryption = (try wrapped.unlock(StoreFixture.passphrase), wrapped)
    }
    return fixture
  }

  @Test func thereIsABookOfEveryVersion() throws {
    let names = try FileLayer.posix.list(Self.root)
    for version in 1...BookFacts.encryptedFormat { #expect(names.contains("version-\(version)")) }
  }

  @Test(arguments: 1...BookFacts.encryptedFormat) func aBookOfAnEarlierVersionIsReadWhole(_ version: Int) throws {
    let fixture = try book(of: version)
    let store = try fixture.open()
    #expect(store.findings == [])
    var expected: [String: JSONObject] = [:]
    for line in try bytes(Self.root + "/version-\(version).expected.jsonl").split(separator: 0x0A) {
      let json = try JSONValue.parse(Array(line))
      expected["\(json["of"]?.string ?? "")/\(json["id"]?.string ?? "")"] = json["fields"]?.object
    }
    var found: [String: JSONObject] = [:]
    for (kind, table) in store.book.tables {
      for record in table.records { found["\(kind.rawValue)/\(record.id.rawValue)"] = record.fields }
    }
    #expect(expected.count > 8)
    #expect(Set(found.keys) == Set(expected.keys))
    for (id, fields) in expected {
      #expect(Dictionary(uniqueKeysWithValues: Array(found[id] ?? [:])) == Dictionary(uniqueKeysWithValues: Array(fields)), "\(id)")
    }
    #expect(try store.check().findings == [])
    #expect(try store.history(limit: 100).count > 8)

    // Without its snapshot too, and with a change by this machine, which is another.
    fixture.disk.erase(StoreFixture.path + "/snapshot.json")
    let replayed = try fixture.open()
    #expect(replayed.book == store.book)
    try replayed.set("d1", ["name": "新来"])
    try replayed.undo(day: StoreFixture.day, by: "小李")
    try replayed.checkpoint()
    #expect(try fixture.open().book == store.book)
    #expect(try fixture.open().check().isSound)
  }
}
