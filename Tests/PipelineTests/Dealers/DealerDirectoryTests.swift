import Testing

@testable import Pipeline

@Suite struct DealerDirectoryTests {
  let day = Day(2026, 11, 24)!

  private func dealer(_ id: String, _ fields: JSONObject) -> Dealer {
    Dealer(record: Record(id: RecordID(rawValue: id), fields: fields))
  }

  @Test func aDealerIsAddedWithItsSource() throws {
    var mint = IDMint(seconds: 1, salt: 1)
    let change = try DealerDirectory.add(
      [.name: " 长春霁野汽车 ", .phones: "0431-00001001，13900000000", .lon: "125.10", .salesVolume: "120"],
      source: .doorToDoor,
      on: day, mint: &mint)
    var book = Book()
    book.apply(change.edits)
    let dealer = book.dealers[0]
    #expect(dealer.name == "长春霁野汽车" && dealer.phones == ["0431-00001001", "13900000000"] && dealer.salesVolume == 120)
    #expect(dealer.record["lon"] == .number("125.1"))
    #expect(dealer.sources == [DealerSource(kind: "door-to-door", dated: day)])
    #expect(throws: DealerError.nameMissing) {
      try DealerDirectory.add([.city: "长春"], source: nil, on: day, mint: &mint)
    }
  }

  @Test(arguments: [
    (DealerField.name, "  ", DealerError.nameMissing),
    (.name, String(repeating: "车", count: 81), .nameTooLong(characters: 81, limit: 80)),
    (.phones, "0431-1234567,call me", .badPhone("call me")), (.contactPhone, "-123", .badPhone("-123")),
    (.lon, "180.01", .outOfRange(field: "lon", text: "180.01", low: -180, high: 180)),
    (.lat, "-91", .outOfRange(field: "lat", text: "-91", low: -90, high: 90)),
    (.lat, "nan", .badNumber(field: "lat", text: "nan")),
    (.salesVolume, "-1", .outOfRange(field: "salesVolume", text: "-1", low: 0, high: 10_000_000)),
    (.nextDate, "2026-02-30", .badDay(field: "nextDate", text: "2026-02-30")),
  ])
  func whatIsNoValueOfItsFieldIsRefused(field: DealerField, text: String, error: DealerError) {
    #expect(throws: error) { try DealerDirectory.edit(dealer("d1", ["name": "甲"]), [field: text], on: day) }
  }

  @Test func anEmptyTextTakesAFieldAwayAndNothingChangedIsEmpty() throws {
    let one = dealer("d1", ["name": "甲", "city": "长春"])
    let change = try DealerDirectory.edit(one, [.city: "", .name: "甲"], on: day)
    #expect(change.edits[0].fields == [FieldEdit("city", was: "长春", to: nil)])
    #expect(try DealerDirectory.edit(one, [.name: "甲"], on: day).isEmpty)
    #expect(throws: DealerError.self) { try DealerDirectory.fields([("stage", "sign")]) }
  }

  @Test func aMergeLosesNothingAndTheKeptOneWins() throws {
    let kept = dealer(
      "d1",
      [
        "name": "甲", "code": "A1", "brands": ["吉利"], "phones": ["0431-1111111"], "visits/x": ["a": 1],
        "sources/internet:geely": ["kind": "internet", "list": "geely", "dated": "2020-04-03"],
      ])
    let other = dealer(
      "d2",
      [
        "name": "甲店", "code": "B1", "aliases": ["B0"], "brands": ["别克"], "phones": ["04311111111", "0431-2222222"],
        "city": "长春", "visits/y": ["b": 1], "sources/media": ["kind": "media", "dated": "2021-01-01"],
      ])
    let change = try DealerDirectory.merge(kept, other, on: day, by: "李")
    var book = Book(tables: [.dealer: RecordTable([kept.record, other.record])])
    let before = book
    book.apply(change.edits)
    let merged = try #require(book.dealer(kept.id))
    #expect(merged.name == "甲" && merged.code == "A1" && merged.city == "长春" && merged.aliases == ["B1", "B0"])
    #expect(merged.brands == ["吉利", "别克"] && merged.phones == ["0431-1111111", "0431-2222222"])
    #expect(merged.record["visits/x"] != nil && merged.record["visits/y"] != nil && merged.isVerified)
    #expect(book.dealer(other.id)?.mergedInto == kept.id && book.dealer(other.id)?.name == "甲店")
    #expect(DealerIndex(book[.dealer]).rows.map(\.id) == [kept.id])
    #expect(DealerIndex(book[.dealer], includingGone: true).rows.count == 2)
    book.apply(change.reversed)
    #expect(book == before)
    #expect(throws: DealerError.sameDealer(kept.id)) { try DealerDirectory.merge(kept, kept, on: day, by: "李") }
  }

  @Test func duplicatesAreProposedWithTheirReasons() {
    func pair(_ a: JSONObject, _ b: JSONObject) -> DealerDuplicates.Pair? {
      DealerDuplicates(RecordTable([dealer("d1", a).record, dealer("d2", b).record])).pairs.first
    }
    let base: JSONObject = [
      "name": "吉林霁野汽车销售服务有限公司", "province": "吉林省", "city": "长春市", "address": "长春市样板大道100号", "phones": ["0431-12345678"],
    ]
    func with(_ changes: JSONObject) -> JSONObject { base.merging(changes) { $1 } }
    #expect(pair(base, base)?.reasons == [.samePhone, .sameAddress, .sameName])
    #expect(pair(base, base)?.score == 100)
    #expect(
      pair(base, with(["name": "霁野汽贸有限公司", "city": "长春", "address": "别处1号", "phones": []]))?.reasons == [.similarName])
    #expect(pair(base, with(["name": "墨岚汽车", "address": "别处1号", "phones": ["043112345678"]]))?.reasons == [.samePhone])
    #expect(pair(base, with(["name": "墨岚汽车", "address": "吉林省长春市样板大道１００号", "phones": []]))?.reasons == [.sameAddress])
    #expect(pair(base, with(["name": "墨岚汽车", "address": "别处1号", "phones": []])) == nil)
    #expect(pair(base, with(["name": "墨岚汽车", "address": "别处1号", "phones": [], "city": "吉林市"])) == nil)
    #expect(pair(base, with(["gone": ["on": "2026-01-01"]])) == nil)
  }
}
