import Testing

@testable import Pipeline

@Suite struct JournalDamageTests {
  /// Three transactions, the second of three lines.
  private func smallBook() throws -> (StoreFixture, [Book], ends: [Int]) {
    let fixture = StoreFixture()
    let store = try fixture.create()
    var books = [store.book]
    var ends = [0]
    func mark() {
      books.append(store.book)
      ends.append(fixture.disk.content(fixture.journal)?.count ?? 0)
    }
    try store.set("d1", ["name": "禾美"])
    mark()
    try store.importDealers(3)
    mark()
    try store.set("d1", ["name": "和美"])
    mark()
    return (fixture, books, ends)
  }

  @Test func aJournalCutAtAnyByteHoldsWholeTransactions() throws {
    let (fixture, books, ends) = try smallBook()
    let content = try #require(fixture.disk.content(fixture.journal))
    for length in 0...content.count {
      let cut = StoreFixture(fixture.disk.copy())
      cut.disk.put(fixture.journal, Array(content[..<length]))
      let store = try cut.open()
      let whole = ends.lastIndex { $0 <= length } ?? 0
      #expect(store.book == books[whole], "cut at \(length)")
      // A last line that lacks only its end counts from the moment a writer ends it.
      let healed = ends.firstIndex(of: length + 1) ?? whole
      try store.set("d7", ["name": "后来"])
      var expected = books[healed]
      expected.apply([RecordEdit(.dealer, RecordID(rawValue: "d7"), [FieldEdit("name", was: nil, to: "后来")])])
      #expect(store.book == expected, "cut at \(length)")
      let again = try cut.open()
      #expect(again.book == store.book, "cut at \(length)")
      #expect(again.findings.allSatisfy { $0.severity == .note }, "cut at \(length): \(again.findings)")
    }
  }

  private func damage(_ change: (inout [[UInt8]]) -> Void) throws -> (StoreFixture, [Book]) {
    let (fixture, books, _) = try smallBook()
    let content = try #require(fixture.disk.content(fixture.journal))
    var lines = content.split(separator: 0x0A).map(Array.init)
    change(&lines)
    fixture.disk.put(fixture.journal, lines.flatMap { $0 + [0x0A] })
    return (fixture, books)
  }

  private func reasons(_ fixture: StoreFixture) throws -> [Finding.Reason: [Int?]] {
    Dictionary(grouping: try fixture.open().findings, by: \.reason).mapValues { $0.map(\.line) }
  }

  @Test func aDamagedLineIsNamedSkippedAndLeft() throws {
    let (fixture, books) = try damage { $0[4][30] ^= 1 }
    let content = fixture.disk.content(fixture.journal)
    #expect(try fixture.open().book == books[2])
    #expect(try reasons(fixture) == [.wrongCheckValue: [5]])
    #expect(fixture.disk.content(fixture.journal) == content)
  }

  @Test func aZeroFilledLineInATransactionTakesAllOfItOut() throws {
    let (fixture, _) = try damage { $0[2] = [UInt8](repeating: 0, count: 512) }
    let store = try fixture.open()
    #expect(store.book[.dealer].count == 1)
    #expect(store.text("d1", "name") == "和美")
    #expect(try reasons(fixture) == [.zeroFilled: [3], .incomplete: [2], .missingBefore: [5]])
  }

  @Test func aTransactionThatIsMissingIsNoticedByTheNextOne() throws {
    let (fixture, _) = try damage { $0.removeSubrange(1...3) }
    #expect(try reasons(fixture) == [.missingBefore: [2]])
  }

  @Test func aDoubledJournalCountsOnce() throws {
    let (fixture, books) = try damage { $0 += $0 }
    #expect(try fixture.open().book == books[3])
    #expect(try reasons(fixture) == [.duplicate: [6, 7, 8, 9, 10]])
  }

  @Test func swappedLinesCountInTheirOrderOfTime() throws {
    let (fixture, books) = try damage { lines in
      let last = lines.removeLast()
      lines.insert(last, at: 0)
    }
    #expect(try fixture.open().book == books[3])
    #expect(try reasons(fixture)[.outOfOrder] == [2, 3, 4, 5])
  }

  @Test func aLineByHandCountsAndIsMarked() throws {
    let (fixture, _) = try damage { lines in
      var text = String(decoding: lines[4], as: UTF8.self).replacing("和美", with: "河美")
      text = String(text.prefix(text.count - 16)) + "}"
      lines[4] = Array(text.utf8)
    }
    #expect(try fixture.open().text("d1", "name") == "河美")
    #expect(try reasons(fixture) == [.byHand: [5]])
  }

  @Test func unknownMembersEventsAndKindsAreKept() throws {
    let (fixture, books) = try damage { lines in
      let dev = String(decoding: lines[0][8..<16], as: UTF8.self)
      lines.append(
        Array(
          #"{"dev":"\#(dev)","seq":6,"hlc":117964800000000009,"day":"2026-11-24","tx":"\#(dev)-6","add":{"x":1},"count":2}"#
            .replacing(#","count":2"#, with: "").utf8))
      lines.append(
        Array(
          #"{"dev":"\#(dev)","seq":7,"hlc":117964800000000009,"day":"2026-11-24","tx":"\#(dev)-6","of":"spaceship","id":"s1","set":{"name":"K"},"new":[1],"count":2}"#
            .utf8))
    }
    let store = try fixture.open()
    #expect(store.book.record(RecordKind(rawValue: "spaceship"), RecordID(rawValue: "s1"))?["name"] == "K")
    #expect(store.book[.dealer] == books[3][.dealer])
    #expect(try reasons(fixture)[.unknownEvent] == [6])
    let journal = fixture.disk.content(fixture.journal)
    try store.checkpoint()
    #expect(fixture.disk.content(fixture.journal) == journal)
    #expect(try fixture.open().book == store.book)
    #expect(fixture.disk.content(StoreFixture.path + "/records/spaceship.jsonl") != nil)
  }

  @Test func repairMovesDamagedLinesAwayAndSaysWhatIsLostUntilThatIsAccepted() throws {
    let (fixture, _) = try damage { $0[2] = Array("nonsense".utf8) }
    let store = try fixture.open()
    #expect(try !store.check().isSound)
    let book = store.book
    let report = try store.repair()
    #expect(report.quarantined == 3)
    #expect(store.book == book)
    let missing = Finding(.missingBefore, file: "journal/\(try #require(store.device)).jsonl", line: 2, detail: "4")
    #expect(report.remaining == [missing])
    #expect(try store.check().findings == [missing])
    #expect(missing.remedy == .restore)
    #expect(try store.repair(acceptingLoss: true).remaining == [])
    #expect(try store.check().isSound)
    let again = try fixture.open()
    #expect(again.book == book)
    #expect(again.findings == [])
    let kept = fixture.disk.image.first { $0.key.contains("/quarantine/") && $0.key.hasSuffix(".jsonl") }
    #expect(String(decoding: try #require(kept).value, as: UTF8.self).contains("nonsense\n"))
    // Its numbers are not used again.
    #expect(try again.set("d8", ["name": "x"])?.id.seq == 6)
  }

  @Test func aHostileKindOrStampDoesNoHarm() throws {
    let (fixture, _) = try damage { lines in
      let dev = String(decoding: lines[0][8..<16], as: UTF8.self)
      for (seq, hlc) in [(6, "9223372036854775807"), (7, "1e999"), (8, "117964800000000009")] {
        lines.append(
          Array(
            #"{"dev":"\#(dev)","seq":\#(seq),"hlc":\#(hlc),"day":"2026-11-24","tx":"\#(dev)-\#(seq)","of":"../../x","id":"s1","set":{"n":1},"count":1}"#
              .utf8))
      }
    }
    let store = try fixture.open()
    try store.checkpoint()
    #expect(fixture.disk.image.keys.allSatisfy { !$0.contains("..") })
    #expect(try fixture.open().book == store.book)
    try store.set("d1", ["name": "仍可"])
  }
}
