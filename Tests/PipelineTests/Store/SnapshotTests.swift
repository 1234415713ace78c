import Testing

@testable import Pipeline

@Suite struct SnapshotTests {
  @Test func aBookOpensFromTheSnapshotAndTheTail() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(30)
    try store.checkpoint()
    try store.set("d00007", ["name": "七号", "city": "长春"])
    try store.set("d00009", ["name": nil])
    let again = try fixture.open()
    #expect(again.state.manifest != nil)
    #expect(again.state.beyond == 2)
    #expect(again.book == store.book)
    #expect(again.book[.dealer].count == 29)
    let lines = try #require(fixture.disk.content(StoreFixture.path + "/dealers.jsonl")).split(separator: 0x0A)
    #expect(String(decoding: lines[7], as: UTF8.self) == #"{"id":"d00007","name":"车商7"}"#)
  }

  @Test func aLargeImportEndsWithACheckpoint() throws {
    let fixture = StoreFixture()
    var context = fixture.context()
    context.checkpointAfter = 50
    let store = try BookStore.create(StoreFixture.path, name: "试", day: StoreFixture.day, context: context)
    try store.importDealers(51)
    #expect(try fixture.open().state.beyond == 0)
    #expect(store.checkpointFailure == nil)
  }

  @Test func aSnapshotThatDoesNotFitIsIgnoredAndMadeAnew() throws {
    for file in ["/dealers.jsonl", "/snapshot.json"] {
      let fixture = StoreFixture()
      let store = try fixture.create()
      try store.importDealers(5)
      try store.checkpoint()
      var content = try #require(fixture.disk.content(StoreFixture.path + file))
      content.removeLast(3)
      fixture.disk.put(StoreFixture.path + file, content)
      let again = try fixture.open()
      #expect(again.book == store.book)
      #expect(again.findings.map(\.reason) == [.snapshotIgnored])
      #expect(try again.check().isSound)
      try again.set("d00001", ["name": "一号"])
      #expect(try fixture.open().findings == [])
      #expect(try fixture.open().book == again.book)
    }
  }

  @Test func aSnapshotThatSaysSomethingElseIsFoundByTheCheck() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(400)
    try store.checkpoint()
    let path = StoreFixture.path + "/dealers.jsonl"
    var content = try #require(fixture.disk.content(path))
    // Far from the end, which every opening looks at.
    let text = String(decoding: content, as: UTF8.self).replacing("车商7\"", with: "车商8\"")
    content = Array(text.utf8)
    fixture.disk.put(path, content)
    let report = try fixture.open().check()
    #expect(report.findings == [Finding(.snapshotDiffers, file: "snapshot.json", detail: "dealer/d00007")])
    #expect(!report.isSound)
    let repaired = try fixture.open()
    _ = try repaired.repair()
    #expect(try fixture.open().check().isSound)
    #expect(try fixture.open().book == store.book)
  }

  @Test func aCheckpointNeverDropsARecordWhoseOldLineIsDamaged() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(400)
    try store.checkpoint()
    let path = StoreFixture.path + "/dealers.jsonl"
    let text = String(decoding: try #require(fixture.disk.content(path)), as: UTF8.self)
    fixture.disk.put(path, Array(text.replacing(#"d00007","#, with: #"d00007";"#).utf8))
    let again = try fixture.open()
    #expect(again.book.record(.dealer, RecordID(rawValue: "d00007")) == nil)
    try again.checkpoint()
    #expect(again.text("d00007", "name") == "车商7")
    #expect(try fixture.open().book == store.book)
  }

  @Test func aJournalThatIsGoneIsSaidAndTheSnapshotKept() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(5)
    try store.checkpoint()
    let file = fixture.journal
    fixture.disk.put(file, [])
    let again = try fixture.open()
    #expect(again.findings.map(\.reason) == [.snapshotIgnored, .journalShorter])
    let snapshot = fixture.disk.content(StoreFixture.path + "/dealers.jsonl")
    // Numbers that were used once are not used again, though their lines are gone.
    #expect(try again.set("d9", ["name": "新"])?.id.seq == 6)
    #expect(fixture.disk.content(StoreFixture.path + "/dealers.jsonl") == snapshot)
    _ = try again.repair()
    #expect(fixture.disk.image.contains { $0.key.contains("/quarantine/") && $0.value == snapshot })
    let repaired = try fixture.open()
    let named = try repaired.check().findings.map(\.reason)
    #expect(named == [.lost])
    _ = try repaired.repair(acceptingLoss: true)
    #expect(try repaired.check().isSound)
    #expect(try repaired.set("d9", ["name": "更新"])?.id.seq == 7)
  }

  @Test func recordsOfOneKindMayLieInSeveralFilesAndMove() throws {
    let fixture = StoreFixture()
    var context = fixture.context()
    context.layout = SnapshotLayout { _, record in
      record["closed"]?.string.map { "opportunities/\($0).jsonl" } ?? "opportunities/open.jsonl"
    }
    let store = try BookStore.create(StoreFixture.path, name: "试", day: StoreFixture.day, context: context)
    for id in ["d1", "d2", "d3"] { try store.set(id, ["name": .string(id)]) }
    try store.set("d2", ["closed": "2026-10"])
    try store.checkpoint()
    #expect(try BookStore.open(StoreFixture.path, context: context).book == store.book)
    #expect(fixture.disk.content(StoreFixture.path + "/opportunities/2026-10.jsonl")?.count { $0 == 0x0A } == 1)
    try store.set("d2", ["closed": nil])
    try store.checkpoint()
    #expect(fixture.disk.content(StoreFixture.path + "/opportunities/2026-10.jsonl") == nil)
    #expect(try BookStore.open(StoreFixture.path, context: context).book == store.book)
    #expect(try store.check().isSound)
  }

  @Test func theSameBookGivesTheSameBytesHoweverItWasRead() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(9)
    try store.checkpoint()
    try store.set("d00003", ["city": "长春"])
    let tailed = try fixture.open()
    try tailed.checkpoint()
    let fromTail = fixture.disk.content(StoreFixture.path + "/dealers.jsonl")
    fixture.disk.erase(StoreFixture.path + "/snapshot.json")
    try fixture.open().checkpoint()
    #expect(fixture.disk.content(StoreFixture.path + "/dealers.jsonl") == fromTail)
  }
}
