import Testing

@testable import Pipeline

/// A generator that a seed makes repeatable (SplitMix64).
struct Seeded: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: Int) { state = UInt64(truncatingIfNeeded: seed) &* 0x9E37_79B9_7F4A_7C15 }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

@Suite struct TwoWritersTests {
  static let day = StoreFixture.day

  @Test func twoProcessesSeeEachOthersChanges() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    let two = try fixture.open()
    try one.set("d1", ["name": "禾美"])
    try two.set("d2", ["name": "鼎盛"])
    #expect(two.text("d1", "name") == "禾美")
    #expect(try one.refresh())
    #expect(try !one.refresh())
    #expect(one.book == two.book)
    // Undo takes back the latest change of the device, whichever process made it.
    try one.undo(day: Self.day, by: "小李")
    #expect(one.text("d2", "name") == nil)
    #expect(try one.undoable() == Deed("dealer.edit", ["name": "d1"]))
  }

  @Test func aTransactionThatIsStillBeingWrittenIsNotSeen() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    let two = try fixture.open()
    try one.importDealers(3)
    let content = try #require(fixture.disk.content(fixture.journal))
    for length in [1, content.count / 2, content.count - 1] {
      fixture.disk.put(fixture.journal, Array(content[..<length]))
      try two.refresh()
      #expect(two.book[.dealer].count == 0)
    }
    fixture.disk.put(fixture.journal, content)
    #expect(try two.refresh())
    #expect(two.book == one.book)
  }

  @Test func aReplacedJournalIsReadAnew() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    try one.set("d1", ["name": "禾美"])
    let two = try fixture.open()
    let early = try #require(fixture.disk.content(fixture.journal))
    try one.set("d2", ["name": "鼎盛"])
    try two.refresh()
    fixture.disk.put(fixture.journal, early)
    #expect(try two.refresh())
    #expect(two.text("d2", "name") == nil)
  }

  @Test func anEventThatBelongsBeforeTheSnapshotIsPutInItsPlace() throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    try one.set("d1", ["name": "禾美"])
    let away = StoreFixture(fixture.disk.copy())
    let other = try away.open(machine: "m2", chance: 99)
    try other.set("d1", ["name": "早些", "city": "吉林"])
    try one.undo(day: Self.day, by: "小李")
    try one.set("d1", ["name": "晚些"])
    try one.set("d1", ["name": "最晚"])
    try one.checkpoint()
    let device = try #require(other.device)
    let path = StoreFixture.path + "/journal/\(device).jsonl"
    fixture.disk.put(path, try #require(away.disk.content(path)))
    #expect(try one.refresh())
    #expect(one.text("d1", "name") == "最晚")
    #expect(one.text("d1", "city") == "吉林")
    #expect(try fixture.open().book == one.book)
    #expect(try one.check().isSound)
  }

  @Test func aCopyOnAnotherMachineIsAnotherDevice() throws {
    let fixture = StoreFixture()
    let home = try fixture.create()
    try home.set("d1", ["name": "禾美"])
    let laptop = StoreFixture(fixture.disk.copy())
    let copy = try laptop.open(machine: "laptop", chance: 1234)
    #expect(copy.device == nil)
    try copy.set("d1", ["city": "长春"])
    #expect(copy.device != nil && copy.device != home.device)
    // The new device undoes its own changes, not those of the one it was copied from.
    try copy.undo(day: Self.day, by: "小李")
    #expect(throws: StoreError.nothingToUndo) { try copy.undo(day: Self.day, by: "小李") }
  }

  @Test(arguments: [-3_600_000, 3_600_000] as [Int64])
  func aClockAnHourOffLosesNothing(_ shift: Int64) throws {
    let fixture = StoreFixture()
    let one = try fixture.create()
    try one.set("d1", ["name": "禾美"])
    let other = try fixture.open(machine: "m2", wall: 1_800_000_000_000 + shift, chance: 99)
    try other.set("d1", ["name": "和美"])
    try one.refresh()
    try one.set("d1", ["name": "河美"])
    try other.refresh()
    try other.set("d1", ["name": "合美"])
    #expect(try fixture.open().text("d1", "name") == "合美")
    let named = try fixture.open().findings.contains { $0.reason == .clockAhead }
    #expect(named == (shift > 0))
  }

  /// Two processes of one device, a third of another, and checkpoints, in any order.
  @Test func nothingIsLostOrDoubledInAThousandInterleavings() throws {
    var expected = 0
    for seed in 0..<1000 {
      var random = Seeded(seed)
      let fixture = StoreFixture()
      let first = try fixture.create()
      let stores = [first, try fixture.open(), try fixture.open(machine: "m2", chance: 7)]
      var model = Book()
      var written = 0
      for step in 0..<8 {
        let store = stores[Int.random(in: 0..<3, using: &random)]
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try store.checkpoint()
        case 1: try store.refresh()
        default:
          let id = RecordID(rawValue: "d\(Int.random(in: 0..<3, using: &random))")
          let key = FieldKey.entry("visits", "\(step)")
          let edit = RecordEdit(.dealer, id, [FieldEdit(key, was: nil, to: .int(step))])
          try store.commit(Change(Deed("visit"), [edit]), day: Self.day, by: "小李")
          model.apply([edit])
          written += 1
          #expect(store.book == model, "seed \(seed)")
        }
      }
      for store in stores {
        try store.refresh()
        #expect(store.book == model, "seed \(seed)")
      }
      let again = try fixture.open()
      #expect(again.book == model, "seed \(seed)")
      if seed % 50 == 0 {
        #expect(try again.history(limit: 99).count == written)
        #expect(try again.check().isSound)
      }
      expected += written
    }
    #expect(expected > 3000)
  }

  @Test func anySequenceUndoesToTheFirstStateAndRedoesToTheLast() throws {
    for seed in 0..<25 {
      var random = Seeded(seed)
      let fixture = StoreFixture()
      var store = try fixture.create()
      try store.set("d0", ["name": "起点"])
      let first = store.book
      var steps = 0
      for _ in 0..<Int.random(in: 1...12, using: &random) {
        var edits: [RecordEdit] = []
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          let id = RecordID(rawValue: "d\(Int.random(in: 0..<4, using: &random))")
          let key = FieldKey("f\(Int.random(in: 0..<3, using: &random))")
          let to: JSONValue? = Bool.random(using: &random) ? .int(Int.random(in: 0..<5, using: &random)) : nil
          guard !edits.contains(where: { $0.id == id }) else { continue }
          edits.append(RecordEdit(.dealer, id, [FieldEdit(key, was: store.book.record(.dealer, id)?[key], to: to)]))
        }
        if try store.commit(Change(Deed("any"), edits), day: Self.day, by: "小李") != nil { steps += 1 }
        if Int.random(in: 0..<6, using: &random) == 0 { try store.checkpoint() }
        if Int.random(in: 0..<4, using: &random) == 0 { store = try fixture.open() }
      }
      let last = store.book
      for _ in 0..<steps {
        try store.undo(day: Self.day, by: "小李")
        if Int.random(in: 0..<4, using: &random) == 0 { store = try fixture.open() }
      }
      #expect(store.book == first, "seed \(seed)")
      for _ in 0..<steps { try store.redo(day: Self.day, by: "小李") }
      #expect(store.book == last, "seed \(seed)")
      #expect(try fixture.open().book == last, "seed \(seed)")
    }
  }
}
