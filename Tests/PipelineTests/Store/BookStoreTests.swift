import Testing

@testable import Pipeline

@Suite struct BookStoreTests {
  @Test func whatWasCommittedIsThereAfterReopening() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美", "phones": ["0431-1"]])
    try store.set("d1", ["stage": "visit"])
    try store.set("d2", ["name": "鼎盛"])
    try store.set("d2", ["name": nil])
    let again = try fixture.open()
    #expect(again.book == store.book)
    #expect(again.text("d1", "stage") == "visit")
    #expect(again.book.record(.dealer, RecordID(rawValue: "d2")) == nil)
    #expect(again.findings == [])
    #expect(again.facts == BookFacts(name: "试", branch: "长春", created: StoreFixture.day))
  }

  @Test func undoAndRedoWorkAcrossReopening() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"], verb: "dealer.add")
    try store.set("d1", ["name": "和美"], verb: "dealer.rename")
    #expect(try store.undoable()?.verb == "dealer.rename")
    try store.undo(day: StoreFixture.day, by: "小李")
    #expect(store.text("d1", "name") == "禾美")

    let second = try fixture.open()
    #expect(try second.redoable()?.verb == "dealer.rename")
    try second.undo(day: StoreFixture.day, by: "小李")
    #expect(second.book.record(.dealer, RecordID(rawValue: "d1")) == nil)
    #expect(throws: StoreError.nothingToUndo) { try second.undo(day: StoreFixture.day, by: "小李") }

    let third = try fixture.open()
    try third.redo(day: StoreFixture.day, by: "小李")
    try third.redo(day: StoreFixture.day, by: "小李")
    #expect(third.text("d1", "name") == "和美")
    #expect(throws: StoreError.nothingToRedo) { try third.redo(day: StoreFixture.day, by: "小李") }
    try third.undo(day: StoreFixture.day, by: "小李")
    let history = try third.history(limit: 9)
    #expect(history.map(\.isUndone) == [false, false, false, false, false, true, false])
    try third.set("d1", ["city": "长春"])
    #expect(try third.redoable() == nil)
  }

  @Test func aFieldThatAnotherChangedIsAConflictAndNothingIsWritten() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    try one.set("d1", ["name": "禾美", "city": "长春"])
    let other = try fixture.open()
    let change = other.change("d1", ["city": "吉林", "stage": "visit"])
    try one.set("d1", ["city": "四平"])
    let image = fixture.disk.image[fixture.journal]
    let conflict = Book.Conflict(
      kind: .dealer, id: RecordID(rawValue: "d1"), key: "city", expected: "长春", found: "四平")
    #expect(throws: StoreError.conflict([conflict])) {
      try other.commit(change, day: StoreFixture.day, by: "小王")
    }
    #expect(fixture.disk.image[fixture.journal] == image)
    try other.commit(change, day: StoreFixture.day, by: "小王", onConflict: .leave)
    #expect(other.text("d1", "city") == "四平")
    #expect(other.text("d1", "stage") == "visit")
    try one.refresh()
    #expect(one.book == other.book)
  }

  @Test func undoNamesWhatAnotherDeviceChangedSince() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    try one.set("d1", ["name": "禾美", "city": "长春"])
    let other = try fixture.open(machine: "m2", chance: 77)
    try other.set("d1", ["city": "四平"])
    #expect(one.device != other.device)
    #expect(throws: StoreError.self) { try one.undo(day: StoreFixture.day, by: "小李") }
    #expect(one.text("d1", "city") == "四平")
    try one.undo(day: StoreFixture.day, by: "小李", onConflict: .overwrite)
    #expect(one.book.record(.dealer, RecordID(rawValue: "d1")) == nil)
    try one.redo(day: StoreFixture.day, by: "小李")
    #expect(one.text("d1", "city") == "四平")
    #expect(try fixture.open().book == one.book)
  }

  @Test func theHistoryOfARecordNamesEachFieldWithOldAndNew() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(20)
    try store.set("d00003", ["name": "三号", "note": "d00004"])
    try store.checkpoint()
    let again = try fixture.open()
    try again.undo(day: StoreFixture.day, by: "小王")
    let history = try again.history(of: .dealer, RecordID(rawValue: "d00003"), limit: 9)
    #expect(history.map(\.entry.by) == ["小王", "小李", "小李"])
    #expect(history.map(\.entry.isUndone) == [false, true, false])
    #expect(
      history[1].fields == [
        FieldEdit("name", was: "车商3", to: "三号"), FieldEdit("note", was: nil, to: "d00004"),
      ])
    // Named in a field of another record is not changed.
    #expect(try again.history(of: .dealer, RecordID(rawValue: "d00004"), limit: 9).count == 1)
    #expect(try again.history(limit: 2).map(\.records) == [1, 1])
    #expect(try again.history(limit: 3).last?.records == 20)
  }

  @Test func aChangeThatChangesNothingIsNotWritten() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"])
    let image = fixture.disk.image[fixture.journal]
    #expect(try store.set("d1", ["name": "禾美"]) == nil)
    #expect(fixture.disk.image[fixture.journal] == image)
  }

  @Test func openingAndReadingWriteNothing() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(20)
    try store.checkpoint()
    try store.set("d00003", ["city": "长春"])
    let writes = fixture.disk.writes
    let again = try fixture.open()
    try again.refresh()
    _ = try again.history(limit: 5)
    _ = try again.undoable()
    #expect(fixture.disk.writes == writes)
    #expect(again.book == store.book)
  }

  @Test func aNewerFormatOpensReadOnly() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"])
    fixture.disk.put(
      StoreFixture.path + "/book.json", Array(#"{"format":2,"name":"新","created":"2030-01-01","more":1}"#.utf8))
    let newer = try fixture.open()
    #expect(newer.isReadOnly)
    #expect(newer.text("d1", "name") == "禾美")
    #expect(newer.facts.others["more"] == 1)
    #expect(throws: StoreError.newerFormat(found: 2, known: 1)) { try newer.set("d1", ["name": "x"]) }
    // A process that opened the book before the other raised the format must not write either.
    #expect(throws: StoreError.newerFormat(found: 2, known: 1)) { try store.set("d1", ["name": "x"]) }
  }

  @Test func theOneWhoWaitsIsToldByWhom() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    let folder = BookFolder(path: StoreFixture.path, layer: fixture.disk.layer)
    let held = try BookLock.take(folder, holder: LockHolder(process: 99, command: "cheshang import"), limit: 10)
    #expect(throws: StoreError.held(by: LockHolder(process: 99, command: "cheshang import"))) {
      try store.set("d1", ["name": "禾美"])
    }
    held.release()
    try store.set("d1", ["name": "禾美"])
  }

  @Test func aFolderWithOtherThingsInItIsNotMadeABook() throws {
    let fixture = StoreFixture()
    _ = try fixture.create()
    #expect(throws: StoreError.alreadyABook(folder: StoreFixture.path)) { try fixture.create() }
    fixture.disk.erase(StoreFixture.path + "/book.json")
    fixture.disk.put(StoreFixture.path + "/photo.jpg", [1])
    #expect(throws: StoreError.folderInUse(folder: StoreFixture.path, names: ["photo.jpg"])) { try fixture.create() }
    #expect(throws: StoreError.noBook(folder: StoreFixture.path)) { try fixture.open() }
  }
}
