import Testing

@testable import Pipeline

@Suite struct VehicleIndexTests {
  @Test func findsByNamePinyinInitialsAnyReadingAndPrice() throws {
    let index = try QuoteFixtures.vehicles.get()
    #expect(index.vehicles.count > 1400)
    for query in ["朗逸", "langyi", "ly", "langy", "lyi", "LANGYI", "大众朗逸", "dzly"] {
      #expect(index.search(query).contains { $0.series == "朗逸" }, "\(query)")
    }
    #expect(index.search("ly").first?.series == "朗逸")
    #expect(index.search("朗逸").first?.series == "朗逸")
    // 长 is chang and zhang, 乐 is le and yue.
    for query in ["changan", "zhangan", "ca"] {
      #expect(index.search(query).contains { $0.series.hasPrefix("长安") }, "\(query)")
    }
    #expect(index.search("model y").first?.series == "Model Y")
    #expect(index.search("cs75").contains { $0.series == "长安CS75 PLUS" })
    let priced = index.search("11.99万")
    #expect(
      !priced.isEmpty
        && priced.allSatisfy { $0.price.low <= Money(yuan: 119_900) && Money(yuan: 119_900) <= $0.price.high })
    #expect(index.search("qqqqzzz").isEmpty)
  }

  @Test func theNewerListGoesFirstAndTheOlderStaysBehind() throws {
    let index = try QuoteFixtures.vehicles.get()
    let lavida = try #require(index.vehicle(named: "朗逸"))
    #expect(lavida.prices.map(\.list) == ["2024", "2017"])
    #expect(lavida.price.low == Money(yuan: 80_000) && lavida.price.high == Money(yuan: 151_900))
    #expect(lavida.brand == "大众" && lavida.brandEvidence == .c)
    #expect(index.vehicle(named: "海鸥")?.brandEvidence == .uMedium)
    #expect(lavida.price(.low) == Money(yuan: 80_000) && lavida.price(.mid) == Money(yuan: 115_900))
    #expect(index.vehicles(ofBrand: "比亚迪").count > 20)
  }

  @Test func aBranchsListIsReadWithNameDayUnitsAndRanges() throws {
    let own = try VehicleList(
      name: "list.xlsx",
      rows: [
        ["名称", "长春价目"], ["日期", "2026-11-01"], ["品牌", "车系", "指导价"], ["大众", "朗逸", "11.99万"], ["大众", "宝来", "9.88-14.58万"],
        ["", "无价", ""], ["大众", "高尔夫", "12.98"], ["以上为含税价"],
      ])
    #expect(own.name == "长春价目" && own.dated == Day(2026, 11, 1))
    #expect(own.rows.map(\.series) == ["朗逸", "宝来"])
    #expect(own.rows[1].low == Money(yuan: 98_800) && own.rows[1].high == Money(yuan: 145_800))
    // 12.98 yuan is no car's price: the heading should say 万.
    #expect(own.rejected.map(\.row) == [6, 7] && own.rejected[1].given == "12.98")
    let inTens = try VehicleList(name: "x", rows: [["series", "low(万)", "high(万)"], ["Golf", "12.98", "16.5"]])
    #expect(inTens.rows[0].low == Money(yuan: 129_800) && inTens.rows[0].high == Money(yuan: 165_000))
    var record = Record(id: RecordID(rawValue: "v1"), fields: own.fields)
    #expect(VehicleList(record) == own)
    record["rows"] = .array([])
    #expect(VehicleList(record) == nil)
  }

  @Test func aBadListNamesWhatIsMissing() {
    func refused(_ rows: [[String]]) -> QuoteError? {
      do throws(QuoteError) {
        _ = try VehicleList(name: "x", rows: rows)
        return nil
      } catch { return error }
    }
    #expect(refused([["a", "b"]]) == .noColumn(file: "x", heading: "车系"))
    #expect(refused([["车系", "颜色"], ["朗逸", "白"]]) == .noColumn(file: "x", heading: "最低指导价"))
    #expect(refused([["车系", "车价"]]) == .noRows(file: "x"))
    #expect(refused([["车系", "方案", "车价"], ["朗逸", "basic", "119900"]]) == .isBooklet(file: "x"))
    #expect(
      refused([["车系", "车价"], ["朗逸", "免费"]])
        == .badCell(file: "x", row: 2, heading: "车价", given: "免费", allowed: "1000–99999999.99"))
  }

  @Test func listsStandByTheirDaysAndOwnOnesFirst() throws {
    func list(_ name: String, _ day: Day?) throws -> VehicleList {
      try VehicleList(name: name, dated: day, rows: [["车系", "车价"], ["朗逸", "119900"]])
    }
    let shipped = try QuoteFixtures.cars.get().lists
    let own = [
      try list("new", Day(2026, 1, 1)), try list("same day", shipped[0].dated), try list("between", Day(2020, 1, 1)), try list("undated", nil),
    ]
    #expect(
      VehicleList.newestFirst(own: own, shipped: shipped).map(\.name) == ["new", "same day", "2024", "between", "2017", "undated"])
    let lavida = try #require(try QuoteFixtures.cars.get().index(with: [own[0]]).vehicle(named: "朗逸"))
    #expect(lavida.prices.map(\.list) == ["new", "2024", "2017"] && lavida.price.low == Money(yuan: 119_900))
    #expect(lavida.brand == "大众")
  }

  @Test func importingAgainWritesNothingANewerReplacesAnOlderIsRefused() throws {
    let tables = try QuoteFixtures.tables.get()
    func list(_ yuan: String, _ day: Day?) throws -> VehicleList {
      try VehicleList(name: "价目", dated: day, rows: [["车系", "车价"], ["朗逸", yuan]])
    }
    var book = Book()
    func change(_ list: VehicleList, _ on: Day = Day(2026, 11, 24)!) throws -> Change {
      try QuoteBranch(book, tables: tables).change(keeping: list, id: RecordID(rawValue: "v\(on.number)"), file: "a.csv", on: on)
    }
    let first = try change(list("119900", nil))
    book.apply(first.edits)
    #expect(QuoteBranch(book, tables: tables).vehicleLists.map(\.list.dated) == [Day(2026, 11, 24)])
    #expect(try change(list("119900", nil), Day(2026, 12, 1)!).isEmpty)
    let before = book
    let newer = try change(list("109900", Day(2026, 12, 1)))
    book.apply(newer.edits)
    #expect(QuoteBranch(book, tables: tables).vehicleLists.map(\.list.rows[0].low) == [Money(yuan: 109_900)])
    #expect(throws: QuoteError.olderList("价目", dated: Day(2026, 1, 1), kept: Day(2026, 12, 1))) {
      try change(list("99900", Day(2026, 1, 1)))
    }
    book.apply(newer.reversed)
    #expect(book == before)
    let kept = try QuoteBranch(book, tables: tables).vehicleList("价目")
    book.apply(QuoteBranch.change(removing: kept.record, .vehicleList, by: "王芳", on: Day(2026, 12, 2)!).edits)
    #expect(QuoteBranch(book, tables: tables).vehicleLists.isEmpty)
    #expect(throws: QuoteError.unknownKept("价目", known: [])) { try QuoteBranch(book, tables: tables).vehicleList("价目") }
  }

  @Test func typingIsQuick() throws {
    let index = try QuoteFixtures.vehicles.get()
    var slowest = Duration.zero
    for query in ["l", "la", "lan", "lang", "langy", "s", "sh", "a", "1", "12万", "大", "z"] {
      slowest = max(slowest, ContinuousClock().measure { _ = index.search(query) })
    }
    // 10 ms in release; debug code on a busy machine is some thirty times slower.
    #expect(slowest < .milliseconds(500))
  }
}
