import OrderedCollections

/// Compulsory cover, vehicle tax, and the four ways to the commercial lines.
extension QuoteEngine {
  struct Beside {
    var compulsory = Money.zero
    var compulsoryTable: String?
    var tax: Money?
    var taxTable: String?
  }

  func compulsoryPart(_ r: QuoteRequest, _ notes: inout QuoteNotes) throws(QuoteError) -> Beside {
    var beside = Beside()
    guard r.withCompulsory else {
      beside.tax = .zero
      return beside
    }
    let code = try CompulsoryTable.classCode(use: r.use, seats: r.seats, tonnes: r.tonnes)
    let base = try tables.compulsory.premium(code, on: r.start)
    let (percent, plan) = try tables.compulsory.percent(r.floatingFactor, region: r.region, on: r.start)
    notes.use(base, place: "\(base.table) \(code)")
    notes.use(percent, place: "\(percent.table) \(plan) \(r.floatingFactor.rawValue)")
    // Cents are kept: plan D with A1 is 807.50.
    beside.compulsory = (base.value * (Exact.one + percent.value.percent)).money ?? .zero
    beside.compulsoryTable = "\(base.table) \(code) \(percent.table) \(plan) \(r.floatingFactor.rawValue)"
    if let entered = r.vehicleTax {
      beside.tax = entered
      notes.warn(.enteredVehicleTax, ["amount": .string(entered.description)])
      return beside
    }
    guard !r.use.isTruck, r.seats <= 9 else {
      notes.warn(.noVehicleTax, ["region": .string(r.region), "source": .string(tables.vehicleTax.table)])
      return beside
    }
    do throws(QuoteError) {
      let due = try tables.vehicleTax.due(
        region: r.region, bracket: r.litres.map(tables.vehicleTax.bracket), fuel: r.fuel, months: taxMonths(r),
        litres: r.litres, on: r.start)
      beside.tax = due.amount.money
      beside.taxTable = tables.vehicleTax.table
      notes.evidence = max(notes.evidence, due.figure.evidence)
      for warning in due.warnings { notes.add(warning) }
    } catch {
      switch error {
      case .conflicting(let table, let place, let candidates):
        notes.warn(
          .conflicting,
          [
            "source": .string(table), "place": .string(place),
            "candidates": .string(candidates.joined(separator: " / ")),
          ])
      case .noTable, .unknownRegion:
        notes.warn(.noVehicleTax, ["region": .string(r.region), "source": .string(tables.vehicleTax.table)])
      default: throw error
      }
    }
    return beside
  }

  /// A car registered in the year of the start pays from that month to December, both included; any other the whole year.
  func taxMonths(_ r: QuoteRequest) -> Int {
    guard let first = r.firstRegistered else { return 13 - r.start.parts.month }
    return first.year == r.start.year ? 13 - first.parts.month : 12
  }

  func commercialPart(
    _ package: QuotePackage, _ r: QuoteRequest, _ value: (money: Money, rate: Figure?), _ notes: inout QuoteNotes
  ) throws(QuoteError) -> CommercialPart {
    let way = r.way ?? automaticWay(package, r)
    switch way {
    case .booklet: return try bookletPart(package, r, &notes)
    case .reform: return try reformPart(package, r, value.money, &notes)
    case .renewal: return try renewalPart(package, r, &notes)
    case .legacy: return try legacyPart(package, r, value.money, &notes)
    }
  }

  /// Booklet first when it has the car; then what was entered; the old tariff last.
  private func automaticWay(_ package: QuotePackage, _ r: QuoteRequest) -> QuoteWay {
    if booklet?.row(for: r, package: package) != nil { return .booklet }
    if !r.benchmarks.isEmpty { return .reform }
    return r.lastYear != nil ? .renewal : .legacy
  }

  private func bookletPart(_ package: QuotePackage, _ r: QuoteRequest, _ notes: inout QuoteNotes) throws(QuoteError)
    -> CommercialPart
  {
    guard let booklet else { throw .wayNeeds(.booklet, .series) }
    guard let row = booklet.row(for: r, package: package) else {
      throw .noPremium(package.lines.first?.cover ?? .commercial, way: .booklet)
    }
    if booklet.validFrom.map({ r.start < $0 }) ?? false || booklet.validTo.map({ r.start > $0 }) ?? false {
      notes.warn(
        .outsideValidity,
        [
          "source": .string(booklet.name), "from": .string(booklet.validFrom?.description ?? "-"),
          "to": .string(booklet.validTo?.description ?? "-"),
        ])
    }
    // A booklet of estimates stays one, whoever prints it.
    if booklet.isEstimate { notes.warnings.insert(QuoteWarning(.legacyEstimate, ["source": .string(booklet.name)]), at: 0) }
    let told: [QuoteField] = (r.months > 0 ? [.firstRegistered] : []) + (r.claims == .first ? [] : [.claims])
    if !told.isEmpty { notes.warn(.asPrinted, ["fields": .array(told.map { .string($0.rawValue) })]) }
    let lines = row.premiums.map { line in
      let limit = line.limit ?? package.lines.first { $0.cover == line.cover }?.limit
      return (line.cover, limit, line.cover == .passengers ? r.seats - 1 : nil, line.premium)
    }
    return CommercialPart(
      way: .booklet, table: [booklet.name, booklet.issuer].compactMap { $0 }.joined(separator: " · "),
      from: booklet.validFrom, to: booklet.validTo,
      // Of estimates the weakest figure that may be among them counts: the formula above the table.
      evidence: booklet.isEstimate ? .uHigh : .c, lines: lines)
  }

  private func reformPart(_ package: QuotePackage, _ r: QuoteRequest, _ value: Money, _ notes: inout QuoteNotes)
    throws(QuoteError) -> CommercialPart
  {
    guard !r.benchmarks.isEmpty else { throw .wayNeeds(.reform, .benchmark) }
    let table = try tables.reform.expenseRatio(on: r.start)
    let ratio = r.expenseRatio ?? table.value
    guard ratio <= table.value else {
      throw .badInput(.expenseRatio, given: ratio.description, allowed: "0–\(table.value)", source: table.table)
    }
    try tables.reform.check(coefficient: r.pricingCoefficient, fuel: r.fuel, on: r.start)
    if let range = tables.reform.pricingRange(fuel: r.fuel, on: r.start) {
      notes.evidence = max(notes.evidence, range.evidence)
    }
    let noClaim = try noClaim(r, named: nil, &notes)
    let whole = r.benchmarks.contains { $0.cover == .commercial }
    var lines: [(cover: Cover, limit: Money?, seats: Int?, premium: Money)] = []
    for wanted in whole ? [QuotePackage.Line(.commercial)] : package.lines {
      guard
        let given = r.benchmarks.first(where: {
          $0.cover == wanted.cover && ($0.limit == nil || wanted.limit == nil || $0.limit == wanted.limit)
        })
      else { throw .noPremium(wanted.cover, way: .reform) }
      var benchmark = Exact(given.premium)
      var limit = wanted.limit
      if wanted.cover == .damage {
        limit = value
        if let reference = r.referenceValue {
          benchmark += (Exact(value) - Exact(reference)) * tables.reform.valueRate
        } else {
          notes.warn(.noReferenceValue)
        }
        guard benchmark > .zero else {
          throw .badInput(.benchmark, given: given.premium.description, allowed: "> 0", source: table.table)
        }
      }
      let premium = tables.reform.premium(
        benchmark: benchmark, expenseRatio: ratio, factors: [noClaim, r.pricingCoefficient])
      lines.append((wanted.cover, limit, wanted.cover == .passengers ? r.seats - 1 : nil, premium?.money ?? .zero))
    }
    return CommercialPart(
      way: .reform, table: table.table, from: table.from, to: nil, evidence: table.evidence, lines: lines)
  }

  private func renewalPart(_ package: QuotePackage, _ r: QuoteRequest, _ notes: inout QuoteNotes) throws(QuoteError)
    -> CommercialPart
  {
    guard let last = r.lastYear else { throw .wayNeeds(.renewal, .lastPremium) }
    try tables.reform.check(coefficient: r.pricingCoefficient, fuel: r.fuel, on: r.start)
    let noClaim = try noClaim(r, named: nil, &notes)
    let whole = last.premiums.contains { $0.cover == .commercial }
    var lines: [(cover: Cover, limit: Money?, seats: Int?, premium: Money)] = []
    for wanted in whole ? [QuotePackage.Line(.commercial)] : package.lines {
      guard let old = last.premiums.first(where: { $0.cover == wanted.cover }) else {
        throw .noPremium(wanted.cover, way: .renewal)
      }
      let premium = (Exact(old.premium) * noClaim * r.pricingCoefficient).divided(
        by: last.noClaim * last.coefficient, places: 2)
      lines.append(
        (
          wanted.cover, old.limit ?? wanted.limit, wanted.cover == .passengers ? r.seats - 1 : nil,
          premium?.money ?? .zero
        ))
    }
    return CommercialPart(way: .renewal, table: "renewal", from: nil, to: nil, evidence: .c, lines: lines)
  }

  private func legacyPart(_ package: QuotePackage, _ r: QuoteRequest, _ value: Money, _ notes: inout QuoteNotes)
    throws(QuoteError) -> CommercialPart
  {
    let tariff = tables.legacy
    guard r.start >= tariff.dated.from else { throw .noTable(tariff.table, on: r.start, first: tariff.dated.from) }
    let variant = r.use.isTruck ? tariff.variant("trucks") ?? tariff.productVariant : tariff.productVariant
    let (row, evidence) = try tariff.row(
      variant, region: r.region, classID: variant.classID(seats: r.seats, use: r.use, tonnes: r.tonnes))
    // An estimate on every output, whatever the day (the tariff's own dates are from memory), and said before all else.
    let estimate = QuoteWarning(
      .legacyEstimate,
      [
        "source": .string("\(tariff.table) \(variant.id)"), "to": .string(tariff.dated.to?.description ?? "-"),
      ])
    notes.warnings.insert(estimate, at: 0)
    var c = LegacyCalculation(variant, row: row, evidence: evidence, price: Exact(r.price))
    c.seats = r.seats
    c.months = r.months
    c.ageBand = variant.ageBand(months: r.months)
    c.imported = r.imported
    c.actualValue = Exact(value)
    c.multiplier = try noClaim(r, named: "pre2015", &notes)
    for line in package.lines { c.limits[line.cover] = line.limit.map { Exact($0) } }
    // Quotes of the product sum rounded lines (decision 17): the variant's rule for totals is for `quote check` alone.
    let result = try c.lines(package.lines.map(\.cover))
    for warning in result.warnings { notes.add(warning) }
    let lines = result.lines.map { line in
      let valued = tables.covers[line.cover]?.limit == .value
      let limit = valued ? value : package.lines.first { $0.cover == line.cover }?.limit
      return (line.cover, limit, line.cover == .passengers ? r.seats - 1 : nil, line.rounded.money ?? .zero)
    }
    let name = RegionName.find(r.region, in: tariff.regions) ?? r.region
    return CommercialPart(
      way: .legacy, table: "\(tariff.table) \(variant.id)" + (variant.isRegional ? " \(name)" : ""),
      from: tariff.dated.from, to: tariff.dated.to,
      evidence: result.evidence, lines: lines)
  }

  private func noClaim(_ r: QuoteRequest, named: String?, _ notes: inout QuoteNotes) throws(QuoteError) -> Exact {
    let (figure, warnings) = try tables.noClaim.coefficient(r.claims, region: r.region, on: r.start, named: named)
    notes.use(figure, place: "no-claim \(figure.table)")
    for warning in warnings { notes.add(warning) }
    return figure.value
  }
}
