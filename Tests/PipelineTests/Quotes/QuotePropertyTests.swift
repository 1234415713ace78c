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
    let prints = QuoteLanguage.allCases.map { QuotePrint(words: words, rules: engine.tables.covers, language: $0) }
    let forms = QuoteOutput.Form.allCases.filter { $0 != .xlsx }
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
      // A policy that is one line, by its benchmark, stands beside now and then.
      if i % 11 == 0 { request.benchmarks = [.init(.commercial, Money(fen: Int64(dice.next(1_000_000) + 1)))] }
      let quote = try engine.quote(request, columns: i % 5 == 0 ? [package, package.dropping(.scratch)] : [package])
      for column in quote.columns {
        let sum = column.lines.reduce(column.compulsory + (column.vehicleTax ?? .zero)) { $0 + $1.premium }
        guard sum == column.total else {
          Issue.record("\(request)")
          return
        }
      }
      // Every input goes through one of the forms, in turn, and is read back; files and the record now and then.
      let form = i % 400 == 0 ? QuoteOutput.Form.xlsx : forms[i % forms.count]
      let output = try QuoteOutput(form, quote, prints[i / forms.count % 2])
      for (column, read) in zip(quote.columns, output.columns) {
        let sum = read.parts.reduce(Money.zero) { $0 + $1.amount }
        let parts = column.lines.count + (column.vehicleTax == nil ? 1 : 2)
        guard read.total == column.total, sum == column.total, read.commercial == column.commercial, read.parts.count == parts else {
          Issue.record("\(form): \(sum) in \(read.parts.count) parts of \(parts), total \(String(describing: read.total)) for \(column.total)\n\(output.words)")
          return
        }
      }
      if i % 40 == 0 {
        let same = Quote(quote.json(words: words)) == quote
        #expect(same)
      }
      tried += 1
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
