import OrderedCollections

/// Examples on the tariff before the reform, in any of its variants.
extension ExampleCheck {
  func legacy(_ e: WorkedExample, _ out: inout Outcome) throws(QuoteError) {
    let variant = try variant(of: e)
    let use =
      e.text("use").flatMap {
        $0 == "business" ? VehicleUse.businessTruck : $0 == "nonBusiness" ? .truck : VehicleUse(rawValue: $0)
      } ?? .private
    let classID = try variant.classID(seats: e.seats, use: use, tonnes: e.number("tonnes", "loadTonnes"))
    let region = e.tariffWord(after: "regions[") ?? e.text("region") ?? "北京"
    let (row, evidence) = try tables.legacy.row(variant, region: region, classID: e.text("truckClass") ?? classID)
    guard let price = e.number("price", "newCarPrice", "newPrice", "carPrice") else {
      throw .badInput(.price, given: "-", allowed: "> 0", source: variant.id)
    }
    var c = LegacyCalculation(variant, row: row, evidence: evidence, price: price)
    c.lineRounding = e.lineRounding ?? variant.lineRounding
    c.derivedFromRounded = e.derivedFromRounded ?? variant.derivedFromRounded
    c.seats = e.seats
    c.months = e.int("monthsOfUse", "ageMonths", "months") ?? 0
    c.ageBand = ageBand(e, variant: variant, months: c.months)
    c.imported = e.text("glass") == "imported" || e.inputs["imported"]?.bool == true
    if c.months > 0 || e.number("actualValue") != nil {
      let percent =
        e.number("depreciationPercentPerMonth")
        ?? tables.depreciation.rate(use: .private, seats: c.seats, fuel: .petrol, price: price, on: newest).value
      c.actualValue =
        e.number("actualValue")
        ?? tables.depreciation.actualValue(price: price, months: c.months, percentPerMonth: percent)
      out.set(c.actualValue, "actualValue")
    }
    c.multiplier =
      (e.number("claimMultiplier", "noClaimCoefficient", "ncd", "multiplier") ?? .one) * (e.number("discount") ?? .one)
    c.passengerSeats = e.int("passengerSeats")
    c.insuredPersons = e.int("insuredPersons")
    c.limits[.thirdParty] = e.number("thirdPartyLimit")
    c.limits[.scratch] = e.number("scratchLimit")
    c.limits[.driver] = e.number("driverLimit")
    c.limits[.passengers] = e.number("passengerLimitPerSeat", "passengersLimit", "passengerLimit")
    for (key, value) in e.inputs { if let value = Exact(value) { read(override: key, value, into: &c) } }
    c.perLineNoDeductible = e.answer["noDeductible"]?.object != nil

    let list = e.answer["lines"]?.object != nil ? "lines" : "commercial"
    let covers = (e.inputs["covers"]?.array?.compactMap(\.string) ?? Array(e.answer[list]?.object?.keys ?? []))
      .map { Cover($0 == "passenger" ? "passengers" : $0) }
    // One line that the table cannot give does not hide the others.
    var lines: [LegacyCalculation.Line] = []
    var perLine: [LegacyCalculation.Line] = []
    do throws(QuoteError) {
      let result = try c.lines(covers)
      (lines, perLine) = (result.lines, result.perLine)
    } catch {
      out.reason = error
      for cover in covers {
        if let line = try? c.lines([cover]).lines.first { out.set(line.rounded, "\(list).\(cover)") }
      }
    }
    if out.reason == nil {
      for line in lines {
        out.set(line.rounded, "\(list).\(line.cover)")
        out.set(line.exact, "\(list)Unrounded.\(line.cover)")
      }
      for line in perLine { out.set(line.rounded, "noDeductible.\(line.cover)") }
    }
    let all = lines + perLine
    try totals(e, variant: variant, lines: all, failed: out.reason != nil, &out)
  }

  private func totals(
    _ e: WorkedExample, variant: LegacyVariant, lines: [LegacyCalculation.Line], failed: Bool, _ out: inout Outcome
  ) throws(QuoteError) {
    let rule = e.totalRounding ?? variant.totalRounding
    var rounded = Exact.zero
    var exact = Exact.zero
    for line in lines {
      rounded += line.rounded
      exact += line.exact
    }
    let commercial = rule.apply(rounded: rounded, exact: exact)
    if !failed {
      out.set(commercial, "commercialTotal")
      out.set(exact, "commercialTotalUnrounded")
    }
    var beside = Exact.zero
    var complete = !failed
    // What the example leaves out of its answer is no part of its total either.
    if e.has(answer: "compulsory", "companyTotal") || e.inputs["floatingFactor"] != nil {
      let premium = try compulsoryPremium(e, on: e.start ?? newest).gross
      out.set(premium, "compulsory")
      beside += premium
    }
    if e.has(answer: "vehicleTax") {
      do throws(QuoteError) {
        let tax = try taxDue(e, rounding: variant.taxRounding).amount
        out.set(tax, "vehicleTax")
        if !failed {
          let company = commercial + beside
          out.set(company, "companyTotal")
        }
        beside += tax
      } catch {
        out.reason = out.reason ?? error
        complete = false
      }
    }
    guard complete else { return }
    let total = rule.apply(rounded: rounded + beside, exact: exact + beside)
    out.set(total, "total", "companyTotal")
    out.set(exact + beside, "totalUnrounded")
    out.set(total.rounded(places: 0, .down), "totalTruncated")
    out.set(total.rounded(places: 0), "totalRounded")
    if let factor = e.number("marketFactor") ?? variant.marketFactor, let company = out.values["companyTotal"] {
      out.set((company * factor).rounded(places: 0, .down), "marketTotal")
    }
  }

  private func variant(of e: WorkedExample) throws(QuoteError) -> LegacyVariant {
    let named = e.variant ?? e.tariffWord(after: "calculatorVariants")
    let byForm =
      e.tariff.contains("trucks")
      ? "trucks"
      : e.tariff.contains("undiscounted") ? "undiscounted" : e.tariff.contains("published") ? "published" : nil
    let id = named ?? byForm ?? e.source ?? ""
    guard
      let variant = tables.legacy.variant(id) ?? (named == nil && byForm == nil ? tables.legacy.productVariant : nil)
    else {
      throw .noFigure(table: "legacy", place: id, allowed: tables.legacy.variants.map(\.id).joined(separator: "、"))
    }
    return variant
  }

  private func ageBand(_ e: WorkedExample, variant: LegacyVariant, months: Int) -> Int {
    if let band = e.int("damageAgeBandIndex", "ageBandIndex", "ageBand") { return band }
    if let band = e.tariffWord(after: "age band ").flatMap({ Int($0) }) { return band }
    if let years = e.int("carAge", "carAgeYears") { return variant.ageBand(months: years * 12) }
    if let words = e.text("carAge"), words != "new", !words.lowercased().contains("under"),
      let years = QuoteInput.firstNumber(words)
    {
      return variant.ageBand(months: words.contains("month") || words.contains("月") ? years : min(years, 1000) * 12)
    }
    return variant.ageBand(months: months)
  }

  /// Inputs that replace a figure of the table, by the form of their names: `<cover>PremiumGiven` (the limit may stand
  /// within), `<cover>PremiumEntered`, `<cover>RatePercent`, `<cover>OfDamagePercent`, `<cover>OfPricePercent`.
  private func read(override key: String, _ value: Exact, into c: inout LegacyCalculation) {
    func cover(_ text: Substring) -> (Cover, Exact?)? {
      let name = text.prefix { !$0.isNumber }
      let known = Cover(name == "passenger" ? "passengers" : name == "engine" ? "engineWading" : String(name))
      guard tables.covers[known] != nil else { return nil }
      return (known, Exact(text.dropFirst(name.count)))
    }
    if key.hasSuffix("PremiumGiven"), let (cover, limit) = cover(key.dropLast(12)) {
      c.given[cover] = value
      if let limit { c.limits[cover] = limit }
    } else if key.hasSuffix("PremiumEntered"), let (cover, _) = cover(key.dropLast(14)) {
      c.entered[cover] = value
    } else if key.hasSuffix("OfDamagePercent"), let (cover, _) = cover(key.dropLast(15)) {
      c.shares[cover] = .init(percent: value, of: "damage")
    } else if key.hasSuffix("OfPricePercent"), let (cover, _) = cover(key.dropLast(14)) {
      c.shares[cover] = .init(percent: value, of: "price")
    } else if key.hasSuffix("RatePercent"), let (cover, _) = cover(key.dropLast(11)) {
      c.shares[cover] = .init(percent: value, of: nil)
    }
  }
}
