import Testing

@testable import Pipeline

@Suite struct CompulsoryAndTaxTests {
  @Test func centsStayAndThePlanFollowsRegionAndDay() throws {
    let engine = try QuoteFixtures.engine()
    var request = QuoteFixtures.request(region: "北京市")
    request.floatingFactor = .a1
    #expect(try engine.quote(request, packages: ["basic"]).columns[0].compulsory == Money("807.50"))
    request.region = "海南"
    request.floatingFactor = .a3
    #expect(try engine.quote(request, packages: ["basic"]).columns[0].compulsory == Money("475.00"))
    request.start = Day(2020, 9, 18)!
    #expect(try engine.quote(request, packages: ["basic"]).columns[0].compulsory == Money("665.00"))
    request.region = "广东"
    request.start = QuoteFixtures.start
    request.seats = 7
    request.floatingFactor = .a6
    #expect(try engine.quote(request, packages: ["basic"]).columns[0].compulsory == Money("1430.00"))
  }

  @Test func anUnverifiedPlanIsSaidOnlyWhereItMovesTheNumber() throws {
    let engine = try QuoteFixtures.engine()
    var request = QuoteFixtures.request(region: "吉林")
    func unverified(_ quote: Quote) -> Bool {
      quote.warnings.contains { $0.kind == .unverified && ($0.facts["place"]?.string ?? "").hasPrefix("floating-2020") }
    }
    #expect(try !unverified(engine.quote(request)))
    request.floatingFactor = .a2
    #expect(try unverified(engine.quote(request)))
    request.region = "江苏"
    #expect(try !unverified(engine.quote(request)))
  }

  @Test func classesGoByUseSeatsAndLoad() throws {
    #expect(try CompulsoryTable.classCode(use: .private, seats: 6, tonnes: nil) == "private.ge6")
    #expect(try CompulsoryTable.classCode(use: .enterprise, seats: 10, tonnes: nil) == "enterprise.10to20")
    #expect(try CompulsoryTable.classCode(use: .taxi, seats: 36, tonnes: nil) == "taxi.ge36")
    #expect(try CompulsoryTable.classCode(use: .businessTruck, seats: 2, tonnes: Exact(5)) == "truck.biz.5to10t")
    #expect(throws: QuoteError.self) { try CompulsoryTable.classCode(use: .coach, seats: 5, tonnes: nil) }
  }

  @Test func taxGoesByProvinceLitresFuelAndMonths() throws {
    let tax = try QuoteFixtures.tables.get().vehicleTax
    #expect(tax.bracket(litres: try #require(Exact("1.6"))) == 2)
    #expect(tax.bracket(litres: try #require(Exact("1.61"))) == 3)
    #expect(try tax.due(region: "湖南省", bracket: 2, fuel: .petrol, months: 7).amount == Exact(175))
    #expect(try tax.due(region: "深圳", bracket: 2, fuel: .energySaving).amount == Exact(180))
    #expect(try tax.due(region: "上海", bracket: nil, fuel: .electric).amount == .zero)
    #expect(try tax.due(region: "上海", bracket: 2, fuel: .plugin).amount == .zero)
    #expect(throws: QuoteError.self) { try tax.due(region: "火星", bracket: 2, fuel: .petrol) }
    #expect(throws: QuoteError.self) { try tax.due(region: "上海", bracket: 3, fuel: .energySaving, litres: Exact(2)) }
  }

  @Test func whereSourcesConflictThereIsNoNumberAndTheQuoteSaysWhy() throws {
    let tax = try QuoteFixtures.tables.get().vehicleTax
    #expect(throws: QuoteError.conflicting(table: "vehicle-tax-2012", place: "四川 2–2.5L", candidates: ["660", "720"])) {
      try tax.due(region: "四川", bracket: 4, fuel: .petrol)
    }
    var request = QuoteFixtures.request(region: "四川")
    request.litres = Exact("2.4")
    let column = try QuoteFixtures.engine().quote(request).columns[0]
    #expect(column.vehicleTax == nil)
    #expect(column.total == column.compulsory + column.commercial)
    #expect(column.basis.warnings.contains { $0.kind == .conflicting })
    request.vehicleTax = Money(yuan: 720)
    #expect(try QuoteFixtures.engine().quote(request).columns[0].vehicleTax == Money(yuan: 720))
  }

  @Test func newCarsPayTheRestOfTheYearAndOldOnesAllOfIt() throws {
    let engine = try QuoteFixtures.engine()
    var request = QuoteFixtures.request()
    request.litres = Exact("1.5")
    #expect(try engine.quote(request).columns[0].vehicleTax == Money("70.00"))
    request.firstRegistered = Day(2024, 3, 1)
    #expect(try engine.quote(request).columns[0].vehicleTax == Money("420.00"))
  }

  @Test func aPartMonthOfUseIsDropped() {
    #expect(DepreciationTable.fullMonths(from: Day(2024, 1, 15)!, to: Day(2025, 1, 14)!) == 11)
    #expect(DepreciationTable.fullMonths(from: Day(2024, 1, 15)!, to: Day(2025, 1, 15)!) == 12)
    #expect(DepreciationTable.fullMonths(from: Day(2024, 1, 31)!, to: Day(2024, 2, 29)!) == 1)
    #expect(DepreciationTable.fullMonths(from: Day(2024, 5, 1)!, to: Day(2024, 1, 1)!) == 0)
  }

  @Test func actualValueFallsByMonthsButNeverBelowAFifth() throws {
    let table = try QuoteFixtures.tables.get().depreciation
    #expect(table.actualValue(price: Exact(300_000), months: 48, percentPerMonth: Exact("0.6")!) == Exact(213_600))
    #expect(table.actualValue(price: Exact(300_000), months: 500, percentPerMonth: Exact("0.6")!) == Exact(60_000))
    let rate = table.rate(use: .private, seats: 5, fuel: .electric, price: Exact(250_000), on: QuoteFixtures.start)
    #expect(rate.value == Exact("0.72") && rate.evidence == .uMedium)
    #expect(
      table.rate(use: .private, seats: 5, fuel: .electric, price: Exact(250_000), on: Day(2021, 1, 1)!).value
        == Exact("0.6"))
  }
}
