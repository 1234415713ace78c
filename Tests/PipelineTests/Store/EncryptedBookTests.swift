import Testing
import Vault

@testable import Pipeline

/// What a plain book does, an encrypted one does too; and nothing of it is legible.
@Suite struct EncryptedBookTests {
  static let day = StoreFixture.day
  /// Texts that must stand in no file, in any part.
  static let secrets = ["欧阳静", "13812345678", "吉A12345", "禾美"]

  static func fill(_ store: BookStore) throws {
    try store.set("d1", ["name": "禾美", "phones": ["13812345678"]], verb: "dealer.add")
    try store.set("d2", ["name": "欧阳静", "note": "吉A12345"], verb: "dealer.add")
    try store.importDealers(6)
    try store.set("d1", ["city": "长春"])
  }

  static func legible(_ disk: MemoryDisk) -> [String] {
    disk.image.flatMap { path, bytes in
      secrets.filter { secret in
        bytes.withUnsafeBytes { !LineScanner.lines(of: UnsafeRawBufferPointer($0), containing: secret).isEmpty }
          || String(decoding: bytes, as: UTF8.self).contains(secret) || path.contains(secret)
      }.map { path + ": " + $0 }
    }
  }

  @Test func nothingOfABookIsLegibleInAnyFile() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    try store.checkpoint()
    try store.backUp()
    // A damaged line, so that there is a quarantine; a sealed month, so that it has its file.
    let stamp = WorkStamp(on: Day("2026-10-31")!, by: "小李")
    try store.commit(CustomerBook(store.book).seal(SalesMonth("2026-10")!, stamp: stamp).change, day: stamp.on, by: stamp.by)
    var lines = Erasure.lines(try #require(fixture.disk.content(fixture.journal)))
    lines[1][lines[1].startIndex + 9] ^= 1
    fixture.disk.put(fixture.journal, Array(lines.joined()))
    _ = try fixture.open().repair()
    try fixture.open().checkpoint()
    let paths = fixture.disk.image.keys.map { String($0.dropFirst(StoreFixture.path.count)) }
    for part in ["/journal/", "/devices/", "/quarantine/", "/backups/pieces/", "/months/", "/dealers.jsonl", "/snapshot.json"] {
      #expect(paths.contains { $0.hasPrefix(part) }, "\(part)")
    }
    #expect(Self.legible(fixture.disk) == [])
    // The same look at a plain book finds all of them.
    let plain = StoreFixture()
    try Self.fill(plain.create())
    #expect(Set(Self.legible(plain.disk).map { $0.split(separator: " ").last.map(String.init) }) == Set(Self.secrets.map { $0 }))
  }

  @Test func everyLineIsOneJSONStringAndTheFactsStayReadable() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    try store.checkpoint()
    for (path, bytes) in fixture.disk.image where LineCipher.context(of: String(path.dropFirst(StoreFixture.path.count + 1))) != nil {
      for line in bytes.split(separator: 0x0A) { #expect(try JSONValue.parse(Array(line)).string != nil, "\(path)") }
    }
    let facts = try BookStore.facts(StoreFixture.path, layer: fixture.disk.layer)
    #expect(facts.name == "试" && facts.format == 2 && facts.encryption == fixture.encryption?.wrapped)
  }

  @Test func itOpensWithItsKeyOnly() throws {
    let fixture = try StoreFixture.encrypted()
    try Self.fill(fixture.create())
    let book = try fixture.open().book
    let layer = fixture.disk.layer
    let key = try BookStore.unlock(StoreFixture.path, StoreFixture.passphrase, layer: layer)
    #expect(key == fixture.encryption?.key)
    #expect(throws: StoreError.wrongPassphrase(folder: StoreFixture.path)) {
      try BookStore.unlock(StoreFixture.path, Passphrase("别的")!, layer: layer)
    }
    let without = StoreFixture(fixture.disk)
    #expect(throws: StoreError.encrypted(folder: StoreFixture.path)) { try without.open() }
    let other = StoreFixture(fixture.disk, encryption: try WrappedKey.create(StoreFixture.passphrase, cost: StoreFixture.cheap))
    #expect(throws: StoreError.encryptionChanged(folder: StoreFixture.path)) { try other.open() }
    #expect(try fixture.open().book == book)
    // A plain book needs no key and takes any.
    let plain = StoreFixture()
    _ = try plain.create()
    #expect(throws: StoreError.notEncrypted(folder: StoreFixture.path)) {
      try BookStore.unlock(StoreFixture.path, StoreFixture.passphrase, layer: plain.disk.layer)
    }
    _ = try StoreFixture(plain.disk, encryption: fixture.encryption).open()
  }

  @Test func reopeningUndoAndHistoryWorkWithAndWithoutASnapshot() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    for checkpointed in [false, true] {
      if checkpointed { try fixture.open().checkpoint() }
      let again = try fixture.open()
      #expect(again.book == store.book && again.findings == [])
      #expect(try again.history(of: .dealer, RecordID(rawValue: "d1"), limit: 9).count == (checkpointed ? 4 : 2))
      #expect(try again.undoable()?.facts["name"] == "d1")
      try again.undo(day: Self.day, by: "小李")
      #expect(again.text("d1", "city") == nil)
      let third = try fixture.open()
      #expect(third.book == again.book)
      try third.redo(day: Self.day, by: "小李")
      #expect(third.text("d1", "city") == "长春")
      #expect(try third.check().findings == [])
      try store.refresh()
      #expect(store.book == third.book)
    }
  }

  @Test func damageIsNamedByFileAndLineAndRepaired() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    let file = String(fixture.journal.dropFirst(StoreFixture.path.count + 1))
    let lines = Erasure.lines(try #require(fixture.disk.content(fixture.journal)))
    let plain = Array(#"{"dev":"x","seq":1}"#.utf8) + [0x0A]
    var flipped = lines
    flipped[0][flipped[0].startIndex + 20] ^= 4
    var zeroed = lines
    zeroed[0][zeroed[0].startIndex + 20] = 0
    let cut = Array(lines[0].dropLast(9)) + [0x0A]
    let other = BookKey.foreign.seal([1, 2], context: SealContext(file)) + [0x0A]
    for (damage, reason, content) in [
      ("a changed byte", Finding.Reason.notAuthentic, flipped.joined()), ("a zero", .zeroFilled, zeroed.joined()),
      ("a plain line", .notAuthentic, ([plain[...]] + lines.dropFirst()).joined()),
      ("another key's line", .notAuthentic, ([other[...]] + lines.dropFirst()).joined()),
      ("a cut line", .tornLine, ([cut[...]] + lines.dropFirst()).joined()),
    ] {
      let damaged = fixture.copy()
      damaged.disk.put(fixture.journal, Array(content))
      let opened = try damaged.open()
      #expect(opened.findings.first == Finding(reason, file: file, line: 1), "\(damage)")
      #expect(opened.text("d1", "name") == nil && opened.text("d1", "city") == "长春", "\(damage)")
      let report = try opened.repair(acceptingLoss: true)
      #expect(report.quarantined == 1, "\(damage)")
      #expect(try damaged.open().check().isSound, "\(damage)")
      // The line lies in the quarantine as it lay in the journal.
      let kept = damaged.disk.image.first { $0.key.contains("/quarantine/") }?.value
      #expect(kept == Array(Erasure.lines(Array(content))[0]), "\(damage)")
    }
  }

  @Test func aTornTailCountsForNothingAndIsClosedByTheNextWriter() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"])
    let before = try #require(fixture.disk.content(fixture.journal))
    try store.set("d2", ["name": "鼎盛"])
    let whole = try #require(fixture.disk.content(fixture.journal))
    for length in before.count + 1..<whole.count {
      let torn = fixture.copy()
      torn.disk.put(fixture.journal, Array(whole[..<length]))
      let opened = try torn.open()
      #expect(opened.text("d2", "name") == nil && opened.findings.map(\.reason) == [.tornTail], "\(length)")
      try opened.set("d3", ["name": "永和"])
      // All of it was there but for its line feed: then it counts.
      #expect(opened.text("d2", "name") == (length == whole.count - 1 ? "鼎盛" : nil), "\(length)")
      #expect(opened.text("d3", "name") == "永和")
      #expect(try torn.open().check().isSound, "\(length)")
    }
  }

  @Test func linesOfAnotherFileOrInAPlainSnapshotDoNotCount() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"])
    try store.checkpoint()
    // A snapshot that somebody wrote without the key is ignored, though its list fits it.
    let plain = StoreFixture()
    let forged = try plain.create()
    try forged.set("d1", ["name": "假的"])
    try forged.checkpoint()
    for name in ["/snapshot.json", "/dealers.jsonl"] {
      fixture.disk.put(StoreFixture.path + name, try #require(plain.disk.content(StoreFixture.path + name)))
    }
    let again = try fixture.open()
    #expect(again.text("d1", "name") == "禾美")
    #expect(again.findings.map(\.reason) == [.snapshotIgnored])
    // A journal under another device's name.
    let copy = fixture.copy()
    let other = StoreFixture.path + "/journal/00000000.jsonl"
    copy.disk.put(other, try #require(copy.disk.content(fixture.journal)))
    #expect(try copy.open().findings.contains(Finding(.notAuthentic, file: "journal/00000000.jsonl", line: 1)))
  }

  @Test func copiesRestoreAndPutBackWhatIsLost() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    let backup = try store.backUp()
    let then = store.book
    #expect(try store.book(ofBackup: backup.id) == then)
    try store.set("d1", ["city": "吉林"])
    try store.commit(try store.restoring(nil, from: backup.id), day: Self.day, by: "小李")
    #expect(store.book == then)
    var lines = Erasure.lines(try #require(fixture.disk.content(fixture.journal)))
    lines[0][lines[0].startIndex + 7] ^= 2
    fixture.disk.put(fixture.journal, Array(lines.joined()))
    let damaged = try fixture.open()
    #expect(try damaged.check().findings.contains { $0.reason == .missingBefore && $0.backup == backup.id })
    let report = try damaged.repair(from: backup.id)
    #expect(report.putBack == 1 && report.remaining == [])
    #expect(try fixture.open().book == then)
  }

  @Test func anErasedPersonIsGoneFromTheOpenedTextToo() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    try store.set("d5", ["note": "欧阳静的朋友"])
    try store.backUp()
    try store.checkpoint()
    let report = try store.erase(.dealer, RecordID(rawValue: "d2"))
    #expect(report.lines == 1 && report.backups == 1)
    #expect(report.remains.map(\.id) == [RecordID(rawValue: "d5")])
    let folder = store.folder
    let journal = BookFolder.journalFile(try #require(store.device))
    let text = String(decoding: try folder.map(journal).withBytes { Array($0) }, as: UTF8.self)
    #expect(!text.contains("吉A12345") && text.contains("13812345678"))
    #expect(try fixture.open().check().isSound)
    #expect(try fixture.open().book == store.book)
    #expect(try store.kinds(everOf: RecordID(rawValue: "d2")) == [.dealer])
  }

  @Test func twoProcessesAndTwoMachinesWriteOneEncryptedBook() throws {
    let fixture = try StoreFixture.encrypted()
    let one = try fixture.create()
    let two = try fixture.open()
    let away = try fixture.open(machine: "m2", chance: 9)
    try one.set("d1", ["name": "禾美"])
    try two.set("d2", ["name": "鼎盛"])
    try away.set("d3", ["name": "永和"])
    for store in [one, two, away] { try store.refresh() }
    #expect(one.book == two.book && one.book == away.book && one.book[.dealer].count == 3)
    #expect(try !one.refresh())
    #expect(try fixture.open().check().findings == [])
  }

  @Test func anotherPassphraseOpensAndTheOldOneNoLonger() throws {
    let fixture = try StoreFixture.encrypted()
    let store = try fixture.create()
    try Self.fill(store)
    try store.backUp()
    let other = try fixture.open()
    let new = Passphrase("新的口令")!
    try store.changePassphrase(new, cost: StoreFixture.cheap)
    let layer = fixture.disk.layer
    #expect(throws: StoreError.wrongPassphrase(folder: StoreFixture.path)) {
      try BookStore.unlock(StoreFixture.path, StoreFixture.passphrase, layer: layer)
    }
    #expect(try BookStore.unlock(StoreFixture.path, new, layer: layer) == fixture.encryption?.key)
    // The key under the old passphrase is in no file any more, the copies included, and the copies open.
    let old = try #require(fixture.encryption?.wrapped.key)
    #expect(!fixture.disk.image.values.contains { String(decoding: $0, as: UTF8.self).contains(old) })
    let backup = try #require(try store.backups().first)
    #expect(try store.book(ofBackup: backup.id) == store.book)
    // Who had the book open goes on: its key is the same.
    try other.set("d9", ["name": "后来"])
    #expect(try fixture.open().book == other.book)
    #expect(try fixture.open().check().isSound)
  }

  @Test func aBookWithoutItsFactsIsNotMadeAnewOverItsLines() throws {
    let fixture = try StoreFixture.encrypted()
    try Self.fill(fixture.create())
    fixture.disk.erase(StoreFixture.path + "/book.json")
    let expected = StoreError.folderInUse(folder: StoreFixture.path, names: ["journal"])
    #expect(throws: expected) { try fixture.create() }
    #expect(throws: expected) { try StoreFixture(fixture.disk).create() }
  }

  @Test func aMakingThatWasInterruptedGoesOnWithAnotherKeyOrNone() throws {
    for first in [try StoreFixture.encrypted(), StoreFixture()] {
      _ = try first.create()
      first.disk.erase(StoreFixture.path + "/book.json")
      for other in [StoreFixture(first.disk.copy()), StoreFixture(first.disk.copy(), encryption: try StoreFixture.encrypted().encryption)] {
        let store = try other.create()
        try store.set("d1", ["name": "禾美"])
        #expect(try other.open().check().findings == [])
      }
    }
  }

  @Test func whatTheFactsSayOfTheKeyIsCheckedFirst() throws {
    let fixture = try StoreFixture.encrypted()
    try Self.fill(fixture.create())
    let path = StoreFixture.path + "/book.json"
    let text = String(decoding: try #require(fixture.disk.content(path)), as: UTF8.self)
    func unlock(_ from: String, _ to: String) throws {
      #expect(text.contains(from))
      let changed = StoreFixture(fixture.disk.copy())
      changed.disk.put(path, Array(text.replacing(from, with: to).utf8))
      _ = try BookStore.unlock(StoreFixture.path, StoreFixture.passphrase, layer: changed.disk.layer)
    }
    try unlock("scrypt", "scrypt")
    #expect(throws: StoreError.unreadableBook(file: path, reason: "encryption.kdf")) { try unlock("scrypt", "md5") }
    #expect(throws: StoreError.unreadableBook(file: path, reason: "encryption.cipher")) { try unlock("chacha20", "rot13") }
    #expect(throws: StoreError.tooCostly(file: path)) { try unlock(#""n": 16"#, #""n": 1073741824"#) }
    #expect(throws: StoreError.unreadableBook(file: path, reason: "encryption.n, r, p")) { try unlock(#""n": 16"#, #""n": 17"#) }
  }
}

extension BookKey {
  /// Some key that is no book's of these tests.
  static let foreign = try! WrappedKey.create(Passphrase("x")!, cost: StoreFixture.cheap).key
}
