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

  @Test func aBranchImportsItsOwnList() throws {
    let own = try VehicleIndex.List(
      name: "branch", rows: [["我店价目"], ["品牌", "车系", "车价"], ["大众", "朗逸", "11.99万"], ["", "无价", ""]])
    let index = VehicleIndex(lists: [own], pinyin: [])
    #expect(index.vehicles.map(\.series) == ["朗逸"])
    #expect(index.vehicles[0].price.low == Money(yuan: 119_900))
    #expect(throws: QuoteError.self) { try VehicleIndex.List(name: "x", rows: [["a", "b"]]) }
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
