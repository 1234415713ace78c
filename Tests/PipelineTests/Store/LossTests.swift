import Testing

@testable import Pipeline

/// What a damaged line took with it: named until it is put back from a copy, or the loss is accepted.
@Suite struct LossTests {
  /// Two imports of five dealers, a copy after each, and a change.
  private func book(_ fixture: StoreFixture, copies: Bool = true) throws -> (BookStore, copies: [String]) {
    let store = try fixture.create()
    var made: [String] = []
    try store.importDealers(5)
    if copies { made.append(try store.backUp().id) }
    let later = try fixture.open(wall: 1_800_000_007_000)
    try later.importDealers(5, from: 5)
    if copies { made.append(try later.backUp().id) }
    try later.set("d00001", ["city": "长春"])
    return (later, made)
  }

  private func damageLine(_ fixture: StoreFixture, _ number: Int) throws {
    var lines = try #require(fixture.disk.content(fixture.journal)).split(separator: 0x0A).map(Array.init)
    lines[number - 1][40] ^= 1
    fixture.disk.put(fixture.journal, lines.flatMap { $0 + [0x0A] })
  }

  @Test func anImportThatLostALineIsNamedWithTheCopyThatHasItAndPutBack() throws {
    let fixture = StoreFixture()
    let (whole, copies) = try book(fixture)
    try damageLine(fixture, 10)
    let store = try fixture.open()
    #expect(store.book[.dealer].count == 5)
    let found = try store.check()
    #expect(Set(found.findings.map(\.reason)) == [.wrongCheckValue, .incomplete, .missingBefore])

    let report = try store.repair()
    #expect(report.quarantined == 5)
    let missing = try #require(report.remaining.first)
    #expect(report.remaining.count == 1)
    #expect(missing.reason == .missingBefore && missing.detail == "10" && missing.line == 6 && missing.remedy == .restore)
    // The first copy is older than the second import.
    #expect(missing.backup == copies[1])
    #expect(try fixture.open().check().findings == [missing])

    let mended = try fixture.open().repair(from: copies[1])
    #expect(mended.putBack == 1 && mended.remaining == [])
    let again = try fixture.open()
    #expect(again.book == whole.book)
    #expect(try again.check().findings == [])
    #expect(try again.history(limit: 9).map(\.id) == whole.history(limit: 9).map(\.id))
    // Undo goes on through what was put back.
    try again.undo(day: StoreFixture.day, by: "小李")
    try again.undo(day: StoreFixture.day, by: "小李")
    #expect(again.book[.dealer].count == 5)
    #expect(try again.check().isSound)
  }

  @Test func aCopyWithoutTheLostChangeIsNotNamed() throws {
    let fixture = StoreFixture()
    let (_, copies) = try book(fixture)
    try damageLine(fixture, 11)
    let report = try fixture.open().repair()
    #expect(report.remaining.map(\.reason) == [.lost])
    #expect(report.remaining.map(\.detail) == ["11"])
    #expect(report.remaining.first?.backup == nil)
    let still = try fixture.open().repair(from: copies[1])
    #expect(still.putBack == 0)
    #expect(still.remaining == report.remaining)
  }

  @Test(arguments: [false, true]) func theLastChangeLostIsStillNamedBehindLaterOnes(_ changedBeforeRepair: Bool) throws {
    let fixture = StoreFixture()
    _ = try book(fixture, copies: false)
    let copy = try fixture.open(wall: 1_800_000_009_000).backUp().id
    let full = try fixture.open().book
    try damageLine(fixture, 11)
    if changedBeforeRepair { try fixture.open().set("d00002", ["city": "吉林"]) }
    var store = try fixture.open()
    _ = try store.repair()
    if !changedBeforeRepair { try store.set("d00002", ["city": "吉林"]) }
    let named = try fixture.open().check().findings
    #expect(named.map(\.reason) == [.lost])
    #expect(named.first?.backup == copy)
    store = try fixture.open()
    #expect(try store.repair(from: copy).remaining == [])
    #expect(store.text("d00001", "city") == "长春")
    #expect(store.text("d00002", "city") == "吉林")
    try store.undo(day: StoreFixture.day, by: "小李")
    #expect(store.book == full)
  }

  @Test func anAcceptedLossIsNotNamedAgain() throws {
    let fixture = StoreFixture()
    _ = try book(fixture)
    try damageLine(fixture, 3)
    try damageLine(fixture, 11)
    let report = try fixture.open().repair(acceptingLoss: true)
    #expect(report.quarantined == 6)
    #expect(report.remaining == [])
    #expect(try fixture.open().check().findings == [])
    // Put back all the same: a copy has the first import.
    #expect(try fixture.open().repair(from: #require(fixture.open().backups().first?.id)).putBack == 1)
    #expect(try fixture.open().book[.dealer].count == 10)
  }

  @Test func aJournalThatIsGoneComesBackFromACopy() throws {
    let fixture = StoreFixture()
    let (whole, copies) = try book(fixture)
    let newest = try fixture.open(wall: 1_800_000_009_000).backUp().id
    try whole.checkpoint()
    let journal = fixture.journal
    fixture.disk.erase(journal)
    let named = try fixture.open().check().findings
    #expect(named.first { $0.reason == .journalShorter }?.backup == newest)
    #expect(copies.count == 2)
    let report = try fixture.open().repair(from: newest)
    #expect(report.putBack == 3 && report.remaining == [])
    #expect(try fixture.open().book == whole.book)
  }

  @Test func whatRepairCannotMendIsThereAfterAFaultAtAnyCall() throws {
    let prepared = StoreFixture()
    let (whole, copies) = try book(prepared)
    try damageLine(prepared, 8)
    let damaged = try prepared.open().book
    var call = 1
    while true {
      let fixture = StoreFixture(prepared.disk.copy())
      fixture.disk.inject([call: call % 2 == 0 ? .kill : .fail(28)])
      _ = try? fixture.open().repair(from: copies[1])
      let reached = fixture.disk.calls >= call
      fixture.disk.losePower()
      let seen = try fixture.open()
      #expect(seen.book == damaged || seen.book == whole.book, "call \(call)")
      #expect(try seen.repair(from: copies[1]).remaining == [], "call \(call)")
      #expect(try fixture.open().book == whole.book, "call \(call)")
      if !reached { break }
      call += 1
      try #require(call < 1000)
    }
    #expect(call > 30)
  }

  @Test func aSnapshotWithoutItsListIsNoUnknownFile() throws {
    let fixture = StoreFixture()
    let (store, _) = try book(fixture)
    try store.checkpoint()
    fixture.disk.erase(StoreFixture.path + "/snapshot.json")
    #expect(try fixture.open().check().findings == [])
  }
}
