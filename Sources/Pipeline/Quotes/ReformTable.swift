/// The formulas since 2015: benchmark ÷ (1 − expense ratio) × no-claim × coefficients, and the ranges by date
/// (`Resources/quotes/reform.json`). There is no benchmark table here: nobody publishes one.
public struct ReformTable: Sendable {
  struct Edition: Sendable {
    let table: String
    let dated: Dated
    let expenseRatio: Exact
    let coefficients: Int
    let evidence: Evidence
  }
  struct Range: Sendable {
    let newEnergy: Bool
    let dated: Dated
    let low: Exact
    let high: Exact
    let evidence: Evidence
  }
  struct Bounds: Sendable {
    let dated: Dated
    let regions: [String]
    let underwriting: (low: Exact, high: Exact?)
    let channel: (low: Exact, high: Exact?)
    let evidence: Evidence
  }
  let editions: [Edition]
  let ranges: [Range]
  let bounds: [Bounds]
  /// Added to the benchmark of own damage per yuan between agreed and reference value.
  let valueRate: Exact
  let lineRounding: LineRounding

  init(_ json: JSONValue) throws(QuoteError) {
    let file = "reform.json"
    editions = try (json["editions"]?.array ?? []).map { e throws(QuoteError) in
      guard let ratio = Exact(e["expenseRatio"]) else { throw .badTable(file: file, place: "expenseRatio") }
      return Edition(
        table: e["table"]?.string ?? "", dated: try Dated(e, file: file), expenseRatio: ratio,
        coefficients: e["coefficients"]?.int ?? 1,
        evidence: Evidence(e["evidence"]) ?? .uLow)
    }
    ranges = try (json["pricing"]?.array ?? []).map { r throws(QuoteError) in
      guard let low = Exact(r["low"]), let high = Exact(r["high"]) else {
        throw .badTable(file: file, place: "pricing")
      }
      return Range(
        newEnergy: r["vehicles"]?.string == "newEnergy", dated: try Dated(r, file: file), low: low, high: high,
        evidence: Evidence(r["evidence"]) ?? .uLow)
    }
    func pair(_ value: JSONValue?) throws(QuoteError) -> (Exact, Exact?) {
      guard let low = Exact(value?.array?.first) else { throw .badTable(file: file, place: "bounds2015") }
      return (low, Exact(value?.array?.last))
    }
    bounds = try (json["bounds2015"]?.array ?? []).map { b throws(QuoteError) in
      Bounds(
        dated: try Dated(b, file: file), regions: (b["regions"]?.array ?? []).compactMap(\.string),
        underwriting: try pair(b["underwriting"]), channel: try pair(b["channel"]),
        evidence: Evidence(b["evidence"]) ?? .uLow)
    }
    valueRate = Exact(json["valueAdjustment"]?["rate"]) ?? .zero
    lineRounding = json["lineRounding"]?.string.flatMap(LineRounding.init(rawValue:)) ?? .halfUpFen
    guard !editions.isEmpty, !ranges.isEmpty else { throw .badTable(file: file, place: "editions") }
  }

  func edition(on day: Day) throws(QuoteError) -> Edition {
    guard let edition = editions.first(where: { $0.dated.covers(day) }) else {
      throw .noTable("reform", on: day, first: editions.map(\.dated.from).min())
    }
    return edition
  }

  /// The expense ratio of that day's formula, and the table's name.
  public func expenseRatio(on day: Day) throws(QuoteError) -> Figure {
    let e = try edition(on: day)
    return Figure(value: e.expenseRatio, table: e.table, from: e.dated.from, evidence: e.evidence)
  }

  /// The range of the autonomous pricing coefficient since 2020, nil where no entry covers the day (before 2020-09-19,
  /// and new-energy cars before their own clauses fall under the general one).
  public func pricingRange(fuel: Fuel, on day: Day) -> (low: Exact, high: Exact, from: Day, evidence: Evidence)? {
    let own = ranges.first { $0.newEnergy == fuel.isNewEnergy && $0.dated.covers(day) }
    guard let range = own ?? ranges.first(where: { !$0.newEnergy && $0.dated.covers(day) }) else { return nil }
    return (range.low, range.high, range.dated.from, range.evidence)
  }

  /// The bounds of the two coefficients of 2015–2020; the region's own entry goes first. A nil upper bound is unknown.
  public func bounds(region: String, on day: Day) -> (
    underwriting: (low: Exact, high: Exact?), channel: (low: Exact, high: Exact?)
  )? {
    let fitting = bounds.filter { $0.dated.covers(day) }
    let own = fitting.first { RegionName.find(region, in: $0.regions) != nil } ?? fitting.first { $0.regions == ["*"] }
    return own.map { ($0.underwriting, $0.channel) }
  }

  /// Refuses a coefficient outside of the range of that day, naming the range.
  public func check(coefficient: Exact, fuel: Fuel, on day: Day) throws(QuoteError) {
    guard let range = pricingRange(fuel: fuel, on: day) else {
      guard !coefficient.isNegative, !coefficient.isZero else {
        throw .badInput(.pricingCoefficient, given: coefficient.description, allowed: "> 0", source: "reform-2015")
      }
      return
    }
    guard coefficient >= range.low, coefficient <= range.high else {
      throw .badInput(
        .pricingCoefficient, given: coefficient.description, allowed: "\(range.low)–\(range.high)",
        source: "reform-2020 \(fuel.isNewEnergy ? "newEnergy" : "fuel") \(range.from)")
    }
  }

  /// One line, before rounding to the fen is asked for: benchmark ÷ (1 − expense ratio) × factors, in one division.
  func premium(benchmark: Exact, expenseRatio: Exact, factors: [Exact], places: Int = 2) -> Exact? {
    factors.reduce(benchmark, *).divided(by: Exact.one - expenseRatio, places: places)
  }
}
