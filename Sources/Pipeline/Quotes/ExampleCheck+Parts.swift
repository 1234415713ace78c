import OrderedCollections

/// The parts of an example that are not the old tariff: each reads its inputs and leaves its figures by name.
extension ExampleCheck {
  /// A day for tables that an example dates no closer than "now": the newest edition.
  var newest: Day { tables.compulsory.plans.map(\.dated.from).max() ?? Day(number: 0) }

  func compulsory(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    let day = e.start ?? newest
    let premium = try compulsoryPremium(e, on: day)
    out.set(premium.base, "basePremium", "annualPremium")
    out.set(premium.percent, "ratioPercent")
    out.set(premium.gross, "grossPremium", "premium", "compulsory")
    out.texts["plan"] = premium.plan
    let net = netOfVat(premium.gross)
    out.set(net, "netOfVat", "netPremium")
    out.set(premium.gross - net, "vat")
  }

  func netOfVat(_ gross: Exact) -> Exact {
    gross.divided(by: Exact.one + tables.compulsory.vatPercent.percent, places: 2) ?? .zero
  }

  func compulsoryPremium(_ e: WorkedExample, on day: Day) throws(QuoteError) -> (
    base: Exact, percent: Exact, gross: Exact, plan: String
  ) {
    let use = e.text("use").flatMap { VehicleUse(rawValue: $0) } ?? .private
    let code: String
    if let given = e.text("class", "compulsoryClass") {
      code = given
    } else {
      code = try CompulsoryTable.classCode(use: use, seats: e.seats, tonnes: e.number("tonnes", "loadTonnes"))
    }
    let base = try tables.compulsory.premium(code, on: day).value
    if let given = e.text("floatingFactor", "compulsoryFactor"), e.floatingFactor == nil {
      throw .badInput(.floatingFactor, given: given, allowed: "A1–A6", source: "floating-2020")
    }
    let factor = e.floatingFactor ?? .a4
    let named = e.text("plan").flatMap { name in
      tables.compulsory.plans.last?.plans.first { $0.name == name }?.regions.first
    }
    let region = e.text("region") ?? named ?? (factor == .a4 ? tables.compulsory.regions.first ?? "" : "")
    if factor == .a4, RegionName.find(region, in: tables.compulsory.regions) == nil { return (base, .zero, base, "-") }
    let (percent, plan) = try tables.compulsory.percent(factor, region: region, on: day)
    return (base, percent.value, base * (Exact.one + percent.value.percent), plan)
  }

  func vehicleTax(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    let bracket = e.int("vehicleTaxBracket", "bracket") ?? litres(e).map(tables.vehicleTax.bracket)
    if let bracket, let range = tables.vehicleTax.nationalRange(bracket: bracket) {
      out.set(range.low, "low", "nationalLow", "range[0]", "nationalRange[0]", "range.low", "nationalRange.low")
      out.set(range.high, "high", "nationalHigh", "range[1]", "nationalRange[1]", "range.high", "nationalRange.high")
      out.set(Exact(bracket), "bracket", "vehicleTaxBracket")
    }
    guard e.text("region", "vehicleTaxRegion", "province") != nil || e.has(answer: "vehicleTax", "due", "tax") else {
      return
    }
    let due = try taxDue(e, rounding: nil)
    out.set(due.figure.value, "annualAmount", "annual", "annualTax", "amount")
    out.set(due.amount, "vehicleTax", "due", "tax", "taxDue")
  }

  private func litres(_ e: WorkedExample) -> Exact? {
    e.number("litres", "displacement", "displacementLitres")
      ?? e.text("litres", "displacement").flatMap(QuoteInput.litres)
  }

  /// An example that names no region takes Beijing's amounts, as the form's notes say.
  func taxDue(_ e: WorkedExample, rounding: LineRounding?) throws(QuoteError) -> VehicleTaxTable.Due {
    var fuel = e.text("fuel").map { Fuel(reading: $0) } ?? .petrol
    if fuel == nil { fuel = .petrol }
    if e.inputs["energySavingCatalogue"]?.bool == true || e.inputs["energySaving"]?.bool == true {
      fuel = .energySaving
    }
    return try tables.vehicleTax.due(
      region: e.text("vehicleTaxRegion", "region", "province") ?? "北京",
      bracket: e.int("vehicleTaxBracket", "bracket") ?? litres(e).map(tables.vehicleTax.bracket), fuel: fuel ?? .petrol,
      months: e.int("vehicleTaxMonths", "taxMonths", "monthsRemaining")
        ?? (e.has(answer: "due") ? e.int("months") : nil) ?? 12,
      on: e.start.map { max($0, tables.vehicleTax.dated.from) }, preferring: e.source, rounding: rounding)
  }

  func noClaim(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    let value = try coefficient(e, table: e.tariffWord(after: "version "))
    out.set(value, "coefficient", "noClaimCoefficient", "ncd")
    guard
      let benchmark = e.number(
        "benchmarkCommercialPremium", "benchmarkPremium", "benchmark", "basePremium", "standardPremium")
    else { return }
    let premium = benchmark * value
    let rounded = (e.lineRounding ?? .halfUpFen).apply(premium)
    out.set(rounded, "premium", "commercialTotal", "total")
    out.set(benchmark - rounded, "differenceToCoefficient1", "saving")
  }

  private func coefficient(_ e: WorkedExample, table: String?) throws(QuoteError) -> Exact {
    if let level = e.int("level", "ncdLevel"), let value = tables.noClaim.coefficient(level: level) { return value }
    let words = e.text("history", "claims", "claimHistory") ?? ""
    guard
      let history = e.int("cleanYears", "yearsWithoutClaim").map({ $0 == 0 ? .first : .clean(years: $0) })
        ?? e.int("claims", "claimsLastYear").map({ $0 == 0 ? .clean(years: 1) : .claims($0) })
        ?? QuoteInput.history(words)
    else { throw .badInput(.claims, given: words, allowed: "-", source: "no-claim") }
    let named = table.flatMap { name in tables.noClaim.tables.contains(name) ? name : nil }
    let day = e.start ?? newest
    return try tables.noClaim.coefficient(history, region: e.text("region") ?? "", on: day, named: named).figure.value
  }

  func depreciation(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    guard let price = e.number("newPrice", "price", "newCarPrice"),
      let months = e.int("months", "monthsOfUse", "ageMonths")
    else { return }
    let use = e.text("use").flatMap { VehicleUse(rawValue: $0) } ?? .private
    let fuel = e.text("fuel").flatMap { Fuel(reading: $0) } ?? .petrol
    let percent =
      e.number("ratePercentPerMonth", "depreciationPercentPerMonth")
      ?? tables.depreciation.rate(
        use: use, seats: e.seats, fuel: fuel, price: price,
        on: e.start ?? max(newest, tables.depreciation.electricDated.from)
      ).value
    let value = tables.depreciation.actualValue(price: price, months: months, percentPerMonth: percent)
    out.set((e.lineRounding ?? .exact).apply(value), "actualValue", "value")
    out.set(percent, "ratePercentPerMonth")
  }

  func shortTerm(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    guard let annual = e.number("annualPremium", "premium") else { return }
    if let months = e.int("months"), let percent = tables.shortTerm.percent(months: months) {
      out.set(percent, "percent")
      out.set((e.lineRounding ?? .halfUpFen).apply(annual * percent.percent), "premium", "shortTermPremium", "due")
    } else if let days = e.int("days"), let premium = (annual * Exact(days)).divided(by: Exact(365), places: 2) {
      out.set(premium, "premium", "shortTermPremium", "due")
    }
  }

  func reform(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    let day = e.start ?? (e.tariff.contains("2015") ? tables.reform.editions.first?.dated.from : nil) ?? newest
    let ratio: Exact
    if let given = e.number("expenseRatio") {
      ratio = given
    } else {
      ratio = try tables.reform.expenseRatio(on: day).value
    }
    guard ratio < Exact.one else {
      throw .badInput(.expenseRatio, given: ratio.description, allowed: "< 1", source: "reform")
    }
    let noClaim: Exact
    if let given = e.number("noClaimCoefficient", "ncd", "ncdCoefficient", "noClaim") {
      noClaim = given
    } else {
      let silent = e.text("history") == nil && e.int("cleanYears", "claims", "level") == nil
      noClaim = silent ? .one : try coefficient(e, table: nil)
    }
    out.set(noClaim, "coefficient", "noClaimCoefficient", "ncd")
    let factors = [
      noClaim, e.number("pricingCoefficient", "autonomousPricingCoefficient", "autonomousCoefficient", "coefficient"),
      e.number("underwritingCoefficient", "underwriting"), e.number("channelCoefficient", "channel"),
      e.number("trafficViolationCoefficient", "trafficViolation"),
    ].compactMap { $0 }
    var benchmarks: [(String, Exact)] = []
    for name in [
      "benchmarks", "benchmarkPremiums", "benchmark", "benchmarkPurePremiums", "benchmarkPureRiskPremium",
      "benchmarkPureRiskPremiums", "benchmarkPremium",
    ] {
      guard benchmarks.isEmpty else { break }
      if let list = e.inputs[name]?.object {
        benchmarks = list.compactMap { key, value in Exact(value).map { (key, $0) } }
      } else if let one = e.number(name) {
        benchmarks = [(Cover.commercial.rawValue, one)]
      }
    }
    guard !benchmarks.isEmpty else { throw .wayNeeds(.reform, .benchmark) }
    let rule = e.lineRounding ?? tables.reform.lineRounding
    var rounded = Exact.zero
    var exact = Exact.zero
    for (line, benchmark) in benchmarks {
      var benchmark = benchmark
      if line == Cover.damage.rawValue || benchmarks.count == 1, let agreed = e.number("agreedValue", "actualValue"),
        let reference = e.number("referenceValue", "referenceActualValue")
      {
        benchmark += (agreed - reference) * tables.reform.valueRate
      }
      guard let premium = tables.reform.premium(benchmark: benchmark, expenseRatio: ratio, factors: factors, places: 12)
      else { continue }
      let shown = rule.apply(premium)
      exact += premium
      rounded += shown
      if benchmarks.count > 1 || line != Cover.commercial.rawValue {
        out.set(shown, "commercial.\(line)", "lines.\(line)")
      }
    }
    let total = (e.totalRounding ?? .sumOfLines).apply(rounded: rounded, exact: exact)
    out.set(total, "commercialTotal", "premium", "total")
  }

  func renewal(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    guard let old = e.number("oldPremium", "lastPremium", "lastYearPremium") else {
      throw .wayNeeds(.renewal, .lastPremium)
    }
    let top =
      old * (e.number("newNcd", "newNoClaim", "newNoClaimCoefficient", "ncdNew") ?? .one)
      * (e.number("newCoefficient", "newPricingCoefficient", "coefficientNew") ?? .one)
    let bottom =
      (e.number("oldNcd", "oldNoClaim", "oldNoClaimCoefficient", "ncdOld", "lastNoClaim") ?? .one)
      * (e.number("oldCoefficient", "oldPricingCoefficient", "coefficientOld", "lastCoefficient") ?? .one)
    guard let premium = top.divided(by: bottom, places: 12) else {
      throw .badInput(.lastNoClaim, given: "0", allowed: "> 0", source: "renewal")
    }
    let value = (e.lineRounding ?? .halfUpFen).apply(premium)
    out.set(value, "newPremium", "premium", "commercialTotal", "renewalPremium", "total")
    out.set(value - old, "difference")
  }

  /// A branch's own table: the row of the car and package, as the counter would find it.
  func fromBooklet(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    guard let booklet else { throw .wayNeeds(.booklet, .series) }
    guard let price = e.number("price", "newCarPrice")?.money else {
      throw .badInput(.price, given: "-", allowed: "> 0", source: booklet.name)
    }
    let name = e.text("package") ?? ""
    var request = QuoteRequest(
      price: price, region: e.text("region") ?? "", start: e.start ?? booklet.validFrom ?? newest)
    request.series = e.text("series")
    request.brand = e.text("brand")
    let rows = booklet.rows.filter { $0.package == name }
    let found = rows.lazy.compactMap { row in
      let lines = row.premiums.map { QuotePackage.Line($0.cover, limit: $0.limit) }
      return booklet.row(for: request, package: QuotePackage(id: name, name: Phrase(zh: name, en: name), lines: lines))
    }.first
    guard let row = found else {
      throw .noFigure(table: booklet.name, place: "\(request.series ?? price.description) \(name)", allowed: "-")
    }
    var sum = Exact.zero
    for line in row.premiums {
      out.set(Exact(line.premium), "commercial.\(line.cover)", "lines.\(line.cover)")
      sum += Exact(line.premium)
    }
    out.set(sum, "commercialTotal")
    if e.has(answer: "compulsory") {
      let premium = try compulsoryPremium(e, on: request.start).gross
      out.set(premium, "compulsory")
      sum += premium
    }
    if e.has(answer: "vehicleTax") {
      let tax = try taxDue(e, rounding: nil).amount
      out.set(tax, "vehicleTax")
      sum += tax
    }
    out.set(sum, "total")
  }
}
