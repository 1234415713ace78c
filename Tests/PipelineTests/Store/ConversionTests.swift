import Glibc
import Testing
import Vault

@testable import Pipeline

/// A plain book becomes an encrypted one and back; a fault at any call leaves the one or the other, whole.
@Suite struct ConversionTests {
  private static func prepared(_ encrypted: Bool) throws -> StoreFixture {
    let fixture = encrypted ? try StoreFixture.encrypted() : StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美", "phones": ["13812345678"]])
    try store.backUp()
    var context = fixture.context(wall: 1_800_007_200_000)
    context.backups = .standard
    try store.set("d2", ["name": "欧阳静", "note": "吉A12345"])
    try store.checkpoint()
    let stamp = WorkStamp(on: Day("2026-10-31")!, by: "小李")
    try store.commit(CustomerBook(store.book).seal(SalesMonth("2026-10")!, stamp: stamp).change, day: stamp.on, by: stamp.by)
    try BookStore.open(StoreFixture.path, context: context).backUp()
    return fixture
  }

  private static let target = try! WrappedKey.create(StoreFixture.passphrase, cost: StoreFixture.cheap)

  @Test func aBookIsEncryptedAndDecryptedWithAllThatIsInIt() throws {
    let plain = try Self.prepared(false)
    let before = try plain.open()
    let journal = try #require(plain.disk.content(plain.journal))
    let copies = try before.backups()
    let thens = try copies.map { try before.book(ofBackup: $0.id) }
    plain.disk.put(StoreFixture.path + "/notes.txt", [1])
    let bystander = try plain.open()
    let (store, report) = try plain.open().convert(to: Self.target)
    #expect(report.files == 2 && report.backups == 2 && report.unopened == 0 && report.lostBackups == 0)
    #expect(report.untouched == ["notes.txt"])
    #expect(store.book == before.book && store.findings == [])
    let encrypted = StoreFixture(plain.disk, encryption: Self.target)
    #expect(EncryptedBookTests.legible(plain.disk) == [])
    #expect(try encrypted.open().check().findings.map(\.reason) == [.unknownFile])
    #expect(try store.backups().map(\.id) == copies.map(\.id))
    #expect(try copies.map { try store.book(ofBackup: $0.id) } == thens)
    #expect(throws: StoreError.alreadyEncrypted(folder: StoreFixture.path)) { try store.convert(to: Self.target) }
    // Who had it open as a plain book writes nothing and is told.
    let changed = StoreError.encryptionChanged(folder: StoreFixture.path)
    #expect(throws: changed) { try bystander.refresh() }
    #expect(throws: changed) { try bystander.set("d9", ["name": "x"]) }
    #expect(bystander.book == before.book)

    try store.set("d3", ["name": "鼎盛"])
    let (back, second) = try encrypted.open().convert(to: nil)
    #expect(second.unopened == 0 && second.backups == 2)
    #expect(back.book == store.book)
    // The lines are what they were, byte for byte.
    #expect(plain.disk.content(plain.journal)?.prefix(journal.count).elementsEqual(journal) == true)
    #expect(back.facts.format == 1 && back.facts.encryption == nil)
    #expect(try copies.map { try back.book(ofBackup: $0.id) } == thens)
    #expect(try plain.open().check().findings.map(\.reason) == [.unknownFile])
    #expect(throws: StoreError.notEncrypted(folder: StoreFixture.path)) { try back.convert(to: nil) }
  }

  @Test func copiesStillShareTheirPieces() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(1500)
    try store.backUp()
    try store.set("d1", ["name": "禾美"])
    var context = fixture.context(wall: 1_800_007_200_000)
    context.backups = .standard
    try BookStore.open(StoreFixture.path, context: context).backUp()
    func pieces() -> Int { fixture.disk.image.keys.count { $0.contains("/backups/pieces/") } }
    let before = pieces()
    #expect(before > 3)
    let (sealed, _) = try fixture.open().convert(to: Self.target)
    // Sealed lines are longer by a third; a piece more in each third is all there may be.
    #expect(pieces() <= before * 3 / 2 + 2)
    #expect(try sealed.backups().count == 2)
  }

  @Test func damagedLinesStayDamagedAndNothingElseIsLost() throws {
    let plain = try Self.prepared(false)
    var content = try #require(plain.disk.content(plain.journal))
    content[20] = 0
    content += Array(#"{"dev":"x"#.utf8)
    plain.disk.put(plain.journal, content)
    let before = try plain.open()
    // The snapshot is made anew, and the trouble that it had with the journal is over.
    let reasons = before.findings.map(\.reason).filter { $0 != .snapshotIgnored }
    #expect(reasons.count > 1)
    let (store, report) = try plain.open().convert(to: Self.target)
    #expect(store.book == before.book && report.unopened == 0)
    #expect(store.findings.map(\.reason) == reasons)
    let (back, _) = try store.convert(to: nil)
    #expect(back.findings.map(\.reason) == reasons)
    #expect(plain.disk.content(plain.journal) == content)
  }

  @Test func aLineThatDoesNotOpenStaysAsItLies() throws {
    let fixture = try Self.prepared(true)
    let lines = Erasure.lines(try #require(fixture.disk.content(fixture.journal)))
    var damaged = lines
    damaged[0][damaged[0].startIndex + 9] ^= 1
    fixture.disk.put(fixture.journal, Array(damaged.joined()))
    let book = try fixture.open().book
    let (store, report) = try fixture.open().convert(to: nil)
    #expect(report.unopened == 1 && store.book == book)
    #expect(store.findings.first?.reason == .damagedLine && store.findings.first?.line == 1)
    #expect(fixture.disk.content(fixture.journal)?.starts(with: damaged[0]) == true)
  }

  private static let faults: [(name: String, fault: MemoryDisk.Fault, losesPower: Bool)] = [
    ("fail", .fail(EIO), false), ("fail", .fail(ENOSPC), true), ("torn", .torn(ENOSPC), false), ("kill", .kill, false),
    ("kill", .kill, true), ("kill after", .killAfter, true),
  ]

  @Test func aFaultAtAnyCallOfANewPassphraseLeavesTheOldOneOrTheNewOne() throws {
    let prepared = try Self.prepared(true)
    let book = try prepared.open().book
    let copies = try prepared.open().backups().map(\.id)
    let next = Passphrase("另一句口令")!
    var (runs, olds, news) = (0, 0, 0)
    for (faultName, fault, losesPower) in Self.faults {
      var call = 1
      while true {
        let fixture = prepared.copy()
        fixture.disk.inject([call: fault])
        var acknowledged = true
        do { try fixture.open().changePassphrase(next, cost: StoreFixture.cheap) } catch { acknowledged = false }
        let reached = fixture.disk.calls >= call
        let name = "\(faultName) at \(call) \(losesPower)"
        if losesPower { fixture.disk.losePower() } else { fixture.disk.revive() }
        // One of the two opens the book, never both, and what was acknowledged is the new one.
        let opening = [StoreFixture.passphrase, next].filter {
          (try? BookStore.unlock(StoreFixture.path, $0, layer: fixture.disk.layer)) != nil
        }
        try #require(opening.count == 1, "\(name)")
        let isNew = (try? BookStore.unlock(StoreFixture.path, next, layer: fixture.disk.layer)) != nil
        #expect(isNew || !acknowledged, "\(name)")
        let store = try fixture.open()
        #expect(store.book == book, "\(name)")
        #expect(try store.backups().map(\.id) == copies, "\(name)")
        if call % 5 == 0 { for id in copies { #expect(try store.book(ofBackup: id)[.dealer].count > 0, "\(name)") } }
        // It can be done again to its end.
        try store.changePassphrase(next, cost: StoreFixture.cheap)
        #expect(throws: StoreError.wrongPassphrase(folder: StoreFixture.path)) {
          try BookStore.unlock(StoreFixture.path, StoreFixture.passphrase, layer: fixture.disk.layer)
        }
        if isNew { news += 1 } else { olds += 1 }
        runs += 1
        if !reached { break }
        call += 1
        try #require(call < 2000)
      }
    }
    #expect(olds > 50 && news > 5)
    print("in-memory faults: passphrase \(runs)")
  }

  @Test(arguments: [false, true]) func aFaultAtAnyCallLeavesTheOldOrTheNewBookWhole(_ wasEncrypted: Bool) throws {
    let prepared = try Self.prepared(wasEncrypted)
    let book = try prepared.open().book
    let copies = try prepared.open().backups().map(\.id)
    #expect(copies.count == 2)
    let target = wasEncrypted ? nil : Self.target
    var (runs, olds, news) = (0, 0, 0)
    for (faultName, fault, losesPower) in Self.faults {
      var call = 1
      while true {
        let fixture = prepared.copy()
        fixture.disk.inject([call: fault])
        var acknowledged = true
        do { _ = try fixture.open().convert(to: target) } catch { acknowledged = false }
        let reached = fixture.disk.calls >= call
        let name = "\(faultName) at \(call) \(fixture.disk.log.last.map { "\($0)" } ?? "") \(losesPower)"
        if losesPower { fixture.disk.losePower() } else { fixture.disk.revive() }
        // Whoever opens it next with either key: one of them is right, and the book is all there.
        var store: BookStore
        var isNew = false
        do throws(StoreError) { store = try BookStore.open(StoreFixture.path, context: fixture.context()) } catch {
          #expect(wasEncrypted || error == .encrypted(folder: StoreFixture.path), "\(name): \(error)")
          store = try StoreFixture(fixture.disk, encryption: target).open()
        }
        isNew = (store.facts.encryption == nil) == wasEncrypted
        #expect(isNew || !acknowledged, "\(name)")
        #expect(store.book == book, "\(name)")
        #expect(try store.backups().map(\.id) == copies, "\(name)")
        // Once it is opened nothing of the other state is left, but files that are never acknowledged to be gone.
        #expect(!fixture.disk.image.keys.contains { $0.contains(BookConversion.mark) }, "\(name)")
        if store.facts.encryption != nil { #expect(EncryptedBookTests.legible(fixture.disk) == [], "\(name)") }
        if call % 7 == 0 {
          for id in copies { #expect(try store.book(ofBackup: id)[.dealer].count > 0, "\(name)") }
          try store.set("d9", ["name": "后来"])
          try store.checkpoint()
          #expect(try store.check().isSound, "\(name)")
        }
        if isNew { news += 1 } else { olds += 1 }
        runs += 1
        if !reached { break }
        call += 1
        try #require(call < 2000)
      }
    }
    #expect(runs > 300 && olds > 50 && news > 50)
    print("conversions that left the old book: \(olds), the new one: \(news)")
    print("in-memory faults: \(wasEncrypted ? "decrypt" : "encrypt") \(runs)")
  }

  @Test func faultsWhileAnInterruptedConversionIsSettledAreHarmless() throws {
    let prepared = try Self.prepared(false)
    let book = try prepared.open().book
    // Where the conversion dies: while it writes, after the new book counts, while it moves.
    let whole = prepared.copy()
    whole.disk.inject([:])
    _ = try whole.open().convert(to: Self.target)
    let total = whole.disk.calls
    for first in stride(from: total / 4, to: total, by: max(1, total / 12)) {
      let dead = prepared.copy()
      dead.disk.inject([first: .kill])
      _ = try? dead.open().convert(to: Self.target)
      dead.disk.losePower()
      var second = 1
      while true {
        let fixture = StoreFixture(dead.disk.copy(), encryption: Self.target)
        fixture.disk.inject([second: .kill])
        _ = try? fixture.open()
        let reached = fixture.disk.calls >= second
        fixture.disk.losePower()
        let store = try fixture.open()
        #expect(store.book == book, "\(first) then \(second)")
        if store.facts.encryption != nil { #expect(EncryptedBookTests.legible(fixture.disk) == [], "\(first) then \(second)") }
        if !reached { break }
        second += 1
      }
    }
  }
}
