import Testing

@testable import Pipeline

/// A small generator with a fixed seed: the same inputs in every run.
private struct Dice {
  var state: UInt64
  mutating func next(_ below: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % below
  }
  mutating func pick<T>(_ list: [T]) -> T { list[next(list.count)] }
}

@Suite struct QuotePropertyTests {
  @Test func totalIsTheSumOfLinesOnEveryOutputOverTenThousandInputs() throws {
    let engine = try QuoteFixtures.engine()
    let words = try QuoteFixtures.words.get()
    let print = QuotePrint(words: words, rules: engine.tables.covers, language: .zh)
    let regions = engine.tables.legacy.regions
    let steps = engine.tables.covers[.thirdParty]!.steps
    var dice = Dice(state: 20_261_124)
    var tried = 0
    for i in 0..<10_000 {
      var request = QuoteRequest(
        price: Money(fen: Int64(dice.next(200_000_000) + 1_000_000)), region: dice.pick(regions),
        start: Day(2020, 9, 19)! + dice.next(3000))
      request.seats = dice.next(9) + 1
      request.litres = Exact(digits: Int128(dice.next(60) + 5), places: 1)
      request.fuel = dice.pick([.petrol, .diesel, .hybrid, .electric, .plugin])
      request.floatingFactor = dice.pick(FloatingFactor.allCases)
      request.claims = dice.pick([.first, .clean(years: dice.next(6) + 1), .claims(dice.next(6) + 1)])
      if dice.next(2) == 0 { request.firstRegistered = request.start - dice.next(4000) }
      var lines: [QuotePackage.Line] = [.init(.damage), .init(.thirdParty, limit: dice.pick(steps))]
      if dice.next(2) == 0 { lines.append(.init(.driver, limit: Money(yuan: Int64(dice.next(200_000) + 1)))) }
      if dice.next(2) == 0 { lines.append(.init(.passengers, limit: Money(yuan: 10_000))) }
      if dice.next(2) == 0 {
        lines.append(.init(.scratch, limit: dice.pick([2000, 5000, 10_000, 20_000].map(Money.init(yuan:)))))
      }
      let package = QuotePackage(id: "p", name: Phrase(zh: "甲", en: "A"), lines: lines)
      let quote = try engine.quote(request, columns: [package])
      let column = quote.columns[0]
      let sum = column.lines.reduce(column.compulsory + (column.vehicleTax ?? .zero)) { $0 + $1.premium }
      guard sum == column.total else {
        Issue.record("\(request)")
        break
      }
      tried += 1
      // The printed forms take longer: every fortieth input goes through all of them.
      guard i % 40 == 0 else { continue }
      let total = column.total
      let same = Quote(quote.json(words: words)) == quote
      #expect(same)
      let rows = print.rows(quote)
      let printed = rows.filter { $0.count == 3 && Money($0[2]) != nil }.map { (label: $0[0], amount: Money($0[2])!) }
      let lineSum = printed.filter { $0.label != "商业险" && !$0.label.hasPrefix("合计") }.reduce(Money.zero) {
        $0 + $1.amount
      }
      #expect(lineSum == total)
      #expect(printed.last?.amount == total)
      #expect(print.text(quote).contains(" \(total.grouped)\n"))
      #expect(print.markdown(quote).contains("**\(total.grouped)**"))
      #expect(print.html(quote).contains(">\(total.grouped)<"))
      #expect(print.csv(quote).contains(",\(total.description)\r\n"))
    }
    #expect(tried == 10_000)
  }

  @Test func premiumsRiseWithPriceLimitAndRatio() throws {
    let engine = try QuoteFixtures.engine()
    let package = QuotePackage(
      id: "p", name: Phrase(zh: "甲", en: "A"),
      lines: [
        .init(.damage), .init(.thirdParty, limit: Money(yuan: 1_000_000)), .init(.scratch, limit: Money(yuan: 2000)),
      ])
    for region in engine.tables.legacy.regions {
      var last = Money.zero
      for price in stride(from: Int64(30_000), through: 900_000, by: 43_500) {
        let now = try engine.quote(QuoteFixtures.request(price, region: region), columns: [package]).columns[0]
          .commercial
        #expect(now >= last)
        last = now
      }
      last = .zero
      for limit in engine.limits(of: .thirdParty, in: QuoteFixtures.request(region: region)) {
        let now = try engine.quote(
          QuoteFixtures.request(region: region), columns: [package.setting(.thirdParty, limit: limit)]
        ).columns[0].commercial
        #expect(now >= last)
        last = now
      }
    }
    var last = Money.zero
    for hundredths in 50...150 {
      var request = QuoteFixtures.request()
      request.benchmarks = [.init(.commercial, Money("1999.99")!)]
      request.pricingCoefficient = Exact(digits: Int128(hundredths), places: 2)
      let now = try engine.quote(request, packages: ["basic"]).columns[0].commercial
      #expect(now >= last)
      last = now
    }
  }
}
