import Testing

@testable import Pipeline

/// A small book with every kind of file in it, damaged in every place.
@Suite struct DamageSweepTests {
  private static let month = SalesMonth("2026-10")!

  private func smallBook() throws -> (StoreFixture, Book) {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["name": "禾美"])
    let stamp = WorkStamp(on: Self.month.last, by: "小李")
    try store.commit(CustomerBook(store.book).seal(Self.month, stamp: stamp).change, day: stamp.on, by: stamp.by)
    try store.checkpoint()
    try store.set("d1", ["city": "长春"])
    return (fixture, store.book)
  }

  private func files(_ fixture: StoreFixture) -> [String] {
    fixture.disk.image.keys.filter { name in [".json", ".jsonl"].contains { name.hasSuffix($0) } }.sorted()
  }

  /// Opens, checks, changes and repairs; what comes from the journals is what it was, whatever becomes of the other files.
  private func examine(_ fixture: StoreFixture, _ damaged: String, _ book: Book, _ name: String) throws {
    do {
      // Chance of its own: where the file of the device is damaged, the machine becomes another device.
      let store = try fixture.open(chance: 4711)
      let report = try store.check()
      if damaged.contains("/journal/") {
        #expect(store.book.tables.values.reduce(0) { $0 + $1.count } <= 2, "\(name)")
      } else {
        #expect(store.book == book, "\(name)")
        #expect(report.findings.allSatisfy { $0.remedy != .restore }, "\(name): \(report.findings)")
      }
      let seen = store.book
      try store.set("d9", ["name": "后来"])
      try store.undo(day: StoreFixture.day, by: "小李")
      if !damaged.contains("/journal/") { #expect(store.book == seen, "\(name)") }
      let after = store.book
      _ = try store.repair()
      #expect(try fixture.open().book == after, "\(name)")
    } catch StoreError.unreadableBook {
      #expect(damaged.hasSuffix("/book.json"), "\(name)")
    }
  }

  @Test func everyFileCutAtEveryByte() throws {
    let (whole, book) = try smallBook()
    #expect(files(whole).count >= 6)
    var cuts = 0
    for file in files(whole) where !file.contains("/journal/") {
      let content = try #require(whole.disk.content(file))
      for length in 0..<content.count {
        let fixture = StoreFixture(whole.disk.copy())
        fixture.disk.put(file, Array(content[..<length]))
        // Opened after each; changed, undone and repaired after one in twenty.
        if length % 20 == 0 {
          try examine(fixture, file, book, "\(file) cut at \(length)")
        } else {
          let opened = try? fixture.open()
          #expect(opened?.book == book || (opened == nil && file.hasSuffix("/book.json")), "\(file) cut at \(length)")
        }
        cuts += 1
      }
    }
    #expect(cuts > 1000)
  }

  @Test(arguments: [16, 512]) func everyBlockFilledWithZeros(_ size: Int) throws {
    let (whole, book) = try smallBook()
    for file in files(whole) {
      let content = try #require(whole.disk.content(file))
      for start in stride(from: 0, to: content.count, by: size) {
        var zeroed = content
        for place in start..<min(content.count, start + size) { zeroed[place] = 0 }
        let fixture = StoreFixture(whole.disk.copy())
        fixture.disk.put(file, zeroed)
        // Without its line feed the last line is a torn one, which was never acknowledged as far as anybody can tell.
        if file.contains("/journal/"), zeroed.last == 0x0A {
          #expect(try !fixture.open().check().isSound, "\(file) at \(start)")
        }
        try examine(fixture, file, book, "\(file) zeros at \(start)")
      }
    }
  }

  /// A folder copied on one machine goes two ways, and the journals are put together again: one device, other events.
  @Test func twoWaysOfOneDeviceAreToldApartAndOneOfThemCounts() throws {
    let (first, _) = try smallBook()
    let second = StoreFixture(first.disk.copy())
    let start = try #require(first.disk.content(first.journal))
    let kept = try first.open()
    try kept.set("d2", ["name": "这边"])
    try second.open().set("d2", ["name": "那边"])
    let other = try #require(second.disk.content(second.journal))
    first.disk.put(first.journal, try #require(first.disk.content(first.journal)) + other.dropFirst(start.count))
    let again = try first.open()
    #expect(again.book == kept.book)
    let report = try again.check()
    #expect(report.findings.map(\.reason).contains(.duplicate))
    #expect(!report.isSound)
    #expect(try again.repair().remaining == [])
    #expect(try first.open().book == kept.book)
    let aside = first.disk.image.first { $0.key.contains("/quarantine/") && $0.key.hasSuffix(".jsonl") }
    #expect(String(decoding: try #require(aside).value, as: UTF8.self).contains("那边"))
  }

  @Test func aJournalThatIsGoneIsStillNamedAfterLaterChanges() throws {
    let (fixture, _) = try smallBook()
    fixture.disk.put(fixture.journal, [])
    let snapshot = try #require(fixture.disk.content(StoreFixture.path + "/dealers.jsonl"))
    for number in 5...7 { try fixture.open().set("d\(number)", ["name": "新"]) }
    #expect(fixture.disk.content(StoreFixture.path + "/dealers.jsonl") == snapshot)
    #expect(try fixture.open().check().findings.contains { $0.reason == .journalShorter })
    _ = try fixture.open().repair()
    #expect(fixture.disk.image.contains { $0.key.contains("/quarantine/") && $0.value == snapshot })
  }

  @Test func aNumberOutOfAllRangeStaysTheTextItWas() throws {
    let fixture = StoreFixture()
    let store = try fixture.create()
    try store.set("d1", ["odd": .number("1e999"), "deep": .array([.array([.number("-0.0")])])])
    try store.checkpoint()
    let again = try fixture.open()
    #expect(again.book.record(.dealer, RecordID(rawValue: "d1"))?["odd"] == .number("1e999"))
    #expect(again.book.record(.dealer, RecordID(rawValue: "d1"))?["odd"]?.int == nil)
    #expect(try again.check().isSound)
  }

  @Test func deepNestingInAnyFileIsDamageAndNoCrash() throws {
    let (whole, book) = try smallBook()
    let deep = Array((String(repeating: #"{"a":["#, count: 50_000) + "\n").utf8)
    for file in files(whole) {
      let fixture = StoreFixture(whole.disk.copy())
      fixture.disk.put(file, file.contains("/journal/") ? try #require(whole.disk.content(file)) + deep : deep)
      try examine(fixture, file, book, "\(file) deep")
    }
  }
}
