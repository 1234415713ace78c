extension QuoteRequest {
  /// Reads form fields or command options as text and notes what was assumed. Empty text counts as not given.
  /// - Throws: `.badInput` for the first field that cannot be read; ranges are checked by `validated`.
  public init(
    price: String, region: String, start: Day, seats: String? = nil, litres: String? = nil, fuel: String? = nil,
    use: String? = nil,
    firstRegistered: String? = nil, claims: String? = nil, floatingFactor: String? = nil
  ) throws(QuoteError) {
    func given(_ text: String?) -> String? { text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 } }
    guard let money = QuoteInput.price(price) else {
      throw .badInput(.price, given: price, allowed: "0.01–99999999.99", source: "quote")
    }
    self.init(price: money, region: region, start: start)
    if let text = given(seats) {
      guard let value = Int(text.replacingFullWidth.filter { !$0.isWhitespace && $0 != "座" }) else {
        throw .badInput(.seats, given: text, allowed: "1–59", source: "quote")
      }
      self.seats = value
    } else {
      assumed.insert(.seats)
    }
    if let text = given(fuel) {
      guard let value = Fuel(reading: text) else {
        throw .badInput(
          .fuel, given: text, allowed: Fuel.allCases.map(\.rawValue).joined(separator: "、"), source: "vehicle-tax-2012")
      }
      self.fuel = value
    } else {
      assumed.insert(.fuel)
    }
    if let text = given(litres) {
      guard let value = QuoteInput.litres(text) else {
        throw .badInput(.litres, given: text, allowed: "0.1–10", source: "vehicle-tax-2012")
      }
      self.litres = value
    } else if !self.fuel.hasNoLitres {
      self.litres = Exact("1.6")
      assumed.insert(.litres)
    }
    if let text = given(use) {
      guard let value = VehicleUse(rawValue: text) else {
        throw .badInput(
          .use, given: text, allowed: VehicleUse.allCases.map(\.rawValue).joined(separator: "、"),
          source: "compulsory-2008")
      }
      self.use = value
    } else {
      assumed.insert(.use)
    }
    if let text = given(firstRegistered) {
      guard let day = Day(text) else {
        throw .badInput(.firstRegistered, given: text, allowed: "YYYY-MM-DD", source: "quote")
      }
      self.firstRegistered = day
    } else {
      assumed.insert(.firstRegistered)
    }
    if let text = given(claims) {
      guard let history = QuoteInput.history(text) else {
        throw .badInput(.claims, given: text, allowed: "new、3 years without a claim、2 claims、transferred", source: "no-claim")
      }
      self.claims = history
    } else {
      assumed.insert(.claims)
    }
    if let text = given(floatingFactor) {
      guard let factor = FloatingFactor(rawValue: text.uppercased()) else {
        throw .badInput(
          .floatingFactor, given: text, allowed: FloatingFactor.allCases.map(\.rawValue).joined(separator: "、"),
          source: "floating-2020")
      }
      self.floatingFactor = factor
    } else {
      assumed.insert(.floatingFactor)
    }
  }

  /// Checks every range; the request with the litres it needs.
  /// - Throws: `.badInput` naming the field, what it was given, what is allowed and the source; `.unknownRegion`; `.noTable`.
  public func validated(by tables: QuoteTables) throws(QuoteError) -> QuoteRequest {
    var copy = self
    guard price.fen > 0, price < Money(yuan: 100_000_000) else {
      throw .badInput(.price, given: price.description, allowed: "0.01–99999999.99", source: "quote")
    }
    guard (1...59).contains(seats) else {
      throw .badInput(.seats, given: String(seats), allowed: "1–59", source: "compulsory-2008")
    }
    if let tonnes, tonnes <= .zero || tonnes > Exact(100) {
      throw .badInput(.tonnes, given: tonnes.description, allowed: "0.1–100", source: "compulsory-2008")
    }
    if let litres, litres <= .zero || litres > Exact(10) {
      throw .badInput(.litres, given: litres.description, allowed: "0.1–10", source: tables.vehicleTax.table)
    }
    if copy.litres == nil, !fuel.hasNoLitres {
      copy.litres = Exact("1.6")
      copy.assumed.insert(.litres)
    }
    guard start >= tables.compulsory.first else {
      throw .noTable("compulsory", on: start, first: tables.compulsory.first)
    }
    let known = tables.compulsory.regions
    guard RegionName.find(region, in: known) != nil else {
      throw .unknownRegion(region, table: "floating-2020", known: known)
    }
    if let firstRegistered, firstRegistered > start + 90 || firstRegistered.year < 1980 {
      throw .badInput(
        .firstRegistered, given: firstRegistered.description, allowed: "1980-01-01–\(start + 90)", source: "quote")
    }
    guard pricingCoefficient > .zero else {
      throw .badInput(.pricingCoefficient, given: pricingCoefficient.description, allowed: "> 0", source: "reform-2020")
    }
    // Whatever way is taken in the end: a coefficient that was given must lie in its range.
    if pricingCoefficient != .one { try tables.reform.check(coefficient: pricingCoefficient, fuel: fuel, on: start) }
    if let expenseRatio, expenseRatio.isNegative || expenseRatio >= .one {
      throw .badInput(.expenseRatio, given: expenseRatio.description, allowed: "0–0.25", source: "reform-2020")
    }
    for benchmark in benchmarks where benchmark.premium.fen <= 0 || benchmark.premium > Money(yuan: 10_000_000) {
      throw .badInput(.benchmark, given: benchmark.premium.description, allowed: "> 0, ≤ 10000000", source: "reform")
    }
    if let lastYear {
      guard lastYear.noClaim > .zero, lastYear.noClaim <= Exact(3) else {
        throw .badInput(.lastNoClaim, given: lastYear.noClaim.description, allowed: "> 0, ≤ 3", source: "no-claim")
      }
      // Last year's policy began about a year before; where no range is known for that time, what it was sold with stands.
      let ranges = [start - 365, start - 351, start - 379].compactMap { tables.reform.pricingRange(fuel: fuel, on: $0) }
      let fits = ranges.isEmpty || ranges.contains { $0.low <= lastYear.coefficient && lastYear.coefficient <= $0.high }
      guard lastYear.coefficient > .zero, fits else {
        let allowed = ranges.first.map { "\($0.low)–\($0.high)" } ?? "> 0"
        throw .badInput(.lastCoefficient, given: lastYear.coefficient.description, allowed: allowed, source: "reform-2020")
      }
      for line in lastYear.premiums where line.premium.fen <= 0 {
        throw .badInput(.lastPremium, given: line.premium.description, allowed: "> 0", source: "renewal")
      }
    }
    if let vehicleTax, vehicleTax.fen < 0 {
      throw .badInput(.vehicleTax, given: vehicleTax.description, allowed: "≥ 0", source: tables.vehicleTax.table)
    }
    return copy
  }
}
