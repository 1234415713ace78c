import Testing

@testable import Pipeline

/// Sealed months on the disk: the journal is the truth, the file follows it, and undo leaves both alone.
@Suite struct MonthFilesTests {
  private let fixture = StoreFixture()
  private let file = "/books/mine/months/2026-10.json"
  private let month = SalesMonth("2026-10")!
  private let stamp = WorkStamp(on: Day("2026-10-31")!, by: "小李")

  private func sealing(_ store: BookStore) throws -> Change { try CustomerBook(store.book).seal(month, stamp: stamp).change }

  private func sealed(_ store: BookStore) throws -> BookStore {
    try store.commit(try sealing(store), day: stamp.on, by: stamp.by)
    return store
  }

  @Test func sealingWritesAFileOfItsOwnThatNobodyElseReads() throws {
    let store = try sealed(try fixture.create())
    let record = try #require(store.book.record(.month, MonthRecord.id(month)))
    let text = try #require(MonthRecord(month: month, record: record).sealed).fileText
    #expect(fixture.disk.image[file].map { String(decoding: $0, as: UTF8.self) } == text)
    #expect(try fixture.disk.layer.status(file)?.mode == 0o600)
    #expect(try store.check().isSound)
  }

  @Test func undoLeavesASealAndReopeningOpensIt() throws {
    let store = try sealed(try fixture.create())
    do {
      try store.undo(day: stamp.on, by: stamp.by)
      Issue.record("a seal was undone")
    } catch { guard case .lasting = error else { throw error } }
    var mint = IDMint(seconds: 1, salt: 1)
    let open = try CustomerBook(store.book).reopen(month, reason: "漏记", stamp: stamp, mint: &mint)
    try store.commit(open, day: stamp.on, by: stamp.by)
    #expect(fixture.disk.image[file] == nil)
    #expect(try store.check().isSound)
  }

  @Test func nothingFromOutsideChangesASealedMonth() throws {
    let store = try fixture.create()
    let row = RecordEdit(
      .planRow, RecordID(rawValue: "r1"),
      [FieldEdit("month", was: nil, to: "2026-10"), FieldEdit("withdrawn", was: nil, to: ["on": "2026-10-02", "by": "x", "reason": "y"])])
    try store.commit(Change(Deed("plan.add"), [row]), day: stamp.on, by: stamp.by)
    _ = try sealed(store)
    for edit in [
      RecordEdit(.planRow, RecordID(rawValue: "r1"), [FieldEdit("note", was: nil, to: "late")]),
      RecordEdit(.planRow, RecordID(rawValue: "r2"), [FieldEdit("month", was: nil, to: "2026-10")]),
      RecordEdit(.month, MonthRecord.id(month), [FieldEdit("seal", was: store.book.record(.month, MonthRecord.id(month))?["seal"], to: nil)]),
    ] {
      #expect(throws: StoreError.sealed(.sealedContent(month, record: edit.id))) {
        try store.commit(Change(Deed("script"), [edit]), day: stamp.on, by: stamp.by)
      }
    }
  }

  @Test func aFileLostBetweenJournalAndFolderIsMadeByTheNextChange() throws {
    let store = try sealed(try fixture.create())
    let right = try #require(fixture.disk.image[file])
    try fixture.disk.layer.remove(file)
    let found = try fixture.open().check()
    #expect(found.findings.contains { $0.reason == .monthFileMissing } && found.isSound)
    let again = try fixture.open()
    try again.set("d1", ["name": "车商"])
    #expect(fixture.disk.image[file] == right)
    // Beyond a checkpoint too.
    try store.refresh()
    try fixture.open().checkpoint()
    try fixture.disk.layer.remove(file)
    _ = try fixture.open().repair()
    #expect(fixture.disk.image[file] == right)
  }

  @Test func aFileChangedByHandIsFoundAndMadeAgain() throws {
    let store = try sealed(try fixture.create())
    let right = try #require(fixture.disk.image[file])
    try BookFolder(path: StoreFixture.path, layer: fixture.disk.layer).replace("months/2026-10.json", with: right + [0x20])
    #expect(try store.check().findings.contains { $0.reason == .monthFileDiffers })
    #expect(!(try store.check().isSound))
    _ = try store.repair()
    #expect(fixture.disk.image[file] == right)
    #expect(try store.check().isSound)
  }

  @Test func closedCustomersLieInTheFileOfTheirMonthAndComeBackFromIt() throws {
    let store = try fixture.create()
    func customer(_ id: String, _ state: String) -> RecordEdit {
      RecordEdit(
        .opportunity, RecordID(rawValue: id),
        [
          FieldEdit("customerName", was: nil, to: .string(id)),
          FieldEdit("line/motor", was: nil, to: ["state": .string(state), "cycle": 2026, "since": "2026-09-14"]),
        ])
    }
    try store.commit(Change(Deed("x"), [customer("o1", "planned"), customer("o2", "closed-won")]), day: stamp.on, by: stamp.by)
    try store.checkpoint()
    func holds(_ name: String, _ id: String) -> Bool {
      fixture.disk.image["/books/mine/opportunities/" + name].map { String(decoding: $0, as: UTF8.self).contains(id) } ?? false
    }
    #expect(holds("open.jsonl", "o1") && holds("2026-09.jsonl", "o2") && !holds("open.jsonl", "o2"))
    #expect(try fixture.open().book == store.book)
    let line = try #require(store.book.record(.opportunity, RecordID(rawValue: "o2"))?["line/motor"])
    try store.commit(
      Change(Deed("x"), [RecordEdit(.opportunity, RecordID(rawValue: "o2"), [FieldEdit("line/motor", was: line, to: ["state": "archived", "cycle": 2027, "since": "2026-10-30"])])]),
      day: stamp.on, by: stamp.by)
    try store.checkpoint()
    #expect(holds("open.jsonl", "o2") && !holds("2026-09.jsonl", "o2"))
    #expect(try fixture.open().book == store.book && store.check().isSound)
  }
}
