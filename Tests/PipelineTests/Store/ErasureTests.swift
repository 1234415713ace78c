import Testing

@testable import Pipeline

@Suite struct ErasureTests {
  private func everything(_ fixture: StoreFixture) -> String {
    fixture.disk.image.values.map { String(decoding: $0, as: UTF8.self) }.joined(separator: "\n")
  }

  @Test func anErasedPersonIsInNoFileAndTheHistoryKeepsItsShape() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.importDealers(5)
    try store.set("d1", ["name": "欧阳静", "phone": "13812345678", "lines/m": ["plate": "吉A12345"], "stage": "visit"])
    try store.commit(
      Change(Deed("dealer.edit", ["name": "欧阳静", "count": 3]), store.change("d1", ["phone": "13912345678"]).edits),
      day: StoreFixture.day, by: "小李")
    try store.set("d00002", ["note": "欧阳静的朋友"])
    try store.backUp()
    try store.checkpoint()
    let other = try fixture.open()
    let before = try store.history(limit: 100)

    let report = try store.erase(.dealer, RecordID(rawValue: "d1"), keeping: ["stage"])
    #expect(report.lines == 2)
    #expect(report.backups == 1)
    #expect(report.remains.map(\.id) == [RecordID(rawValue: "d00002")])
    let all = everything(fixture)
    for text in ["13812345678", "13912345678", "吉A12345"] { #expect(!all.contains(text), "\(text)") }
    let again = try fixture.open()
    #expect(again.book == store.book)
    #expect(again.book.record(.dealer, RecordID(rawValue: "d1"))?.fields == ["stage": "visit"])
    let after = try again.history(limit: 100)
    #expect(after.map(\.id) == before.map(\.id))
    #expect(after.map(\.by) == before.map(\.by))
    #expect(after.map(\.deed.verb) == before.map(\.deed.verb))
    #expect(try again.check().isSound)
    #expect(again.findings == [])
    // Who had the book open sees it too, and all go on.
    try other.refresh()
    #expect(other.book == again.book)
    try other.set("d9", ["name": "后来"])
    try other.undo(day: StoreFixture.day, by: "小李")
    try other.undo(day: StoreFixture.day, by: "小李")
    #expect(other.book.record(.dealer, RecordID(rawValue: "d00002"))?["note"] == nil)
    #expect(try other.check().isSound)
  }

  @Test func aFaultAtAnyCallLeavesABookThatCanBeErasedToTheEnd() throws {
    let prepared = StoreFixture()
    let store = try prepared.create()
    try store.set("d1", ["name": "欧阳静", "phone": "13812345678"])
    try store.set("d2", ["name": "鼎盛"])
    try store.checkpoint()
    try store.backUp()
    var call = 1
    while true {
      let fixture = StoreFixture(prepared.disk.copy())
      fixture.disk.inject([call: call % 2 == 0 ? .kill : .fail(28)])
      _ = try? fixture.open().erase(.dealer, RecordID(rawValue: "d1"))
      let reached = fixture.disk.calls >= call
      fixture.disk.losePower()
      let again = try fixture.open()
      #expect(again.text("d2", "name") == "鼎盛", "call \(call)")
      #expect(try again.check().isSound, "call \(call)")
      _ = try again.erase(.dealer, RecordID(rawValue: "d1"))
      let files = fixture.disk.image.filter { !$0.key.hasSuffix(".tmp") }
      #expect(!files.values.contains { String(decoding: $0, as: UTF8.self).contains("13812345678") }, "call \(call)")
      if !reached { break }
      call += 1
      try #require(call < 500)
    }
    #expect(call > 20)
  }

  @Test func anErasureThatEndsAtAnyCallLeavesThePersonInNothingButJournals() throws {
    let prepared = StoreFixture()
    let store = try prepared.create()
    try store.set("d1", ["name": "欧阳静", "phone": "13812345678"])
    try store.checkpoint()
    try store.backUp()
    prepared.disk.put(StoreFixture.path + "/dealers.jsonl.tmp", Array("欧阳静".utf8))
    var call = 1
    var states: Set<Bool> = []
    while true {
      let fixture = StoreFixture(prepared.disk.copy())
      fixture.disk.inject([call: .kill])
      _ = try? fixture.open().erase(.dealer, RecordID(rawValue: "d1"))
      let reached = fixture.disk.calls >= call
      fixture.disk.losePower()
      let isGone = try fixture.open().text("d1", "name") == nil
      states.insert(isGone)
      if isGone {
        let holding = fixture.disk.image.filter { String(decoding: $0.value, as: UTF8.self).contains("欧阳静") }.map(\.key)
        #expect(holding == [], "call \(call)")
      }
      #expect(try fixture.open().kinds(everOf: RecordID(rawValue: "d1")) == [.dealer])
      if !reached { break }
      call += 1
    }
    #expect(states == [true, false])
  }
}
