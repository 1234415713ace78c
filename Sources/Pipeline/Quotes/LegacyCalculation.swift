/// One car under one variant of the legacy tariff: what is insured, and the premium of every line of it.
struct LegacyCalculation: Sendable {
  /// A share that replaces the table's: of which base, in percent.
  struct Share: Sendable {
    let percent: Exact
    /// `price`, `actualValue`, `damage`, `thirdParty`; nil keeps the table's base.
    let of: String?
  }
  struct Line: Sendable, Equatable {
    let cover: Cover
    let exact: Exact
    let rounded: Exact
  }
  struct Result: Sendable {
    let lines: [Line]
    /// The no-deductible shares by line, where they are reckoned so.
    let perLine: [Line]
    let evidence: Evidence
    let warnings: [QuoteWarning]
  }

  var variant: LegacyVariant
  var row: LegacyVariant.Row
  var rowEvidence: Evidence
  var price: Exact
  /// What theft and self-ignition are reckoned on, where the variant says so. The price for a new car.
  var actualValue: Exact
  var ageBand = 0
  var months = 0
  var seats = 5
  var imported = false
  var passengerSeats: Int?
  var insuredPersons: Int?
  var limits: [Cover: Exact] = [:]
  /// On every line, before rounding: no-claim coefficient, discount.
  var multiplier = Exact.one
  /// Premiums that are given, in place of the table's; the multiplier still applies to `given`, not to `entered`.
  var given: [Cover: Exact] = [:]
  var entered: [Cover: Exact] = [:]
  var shares: [Cover: Share] = [:]
  var perLineNoDeductible = false
  var lineRounding: LineRounding
  var derivedFromRounded: Bool

  init(_ variant: LegacyVariant, row: LegacyVariant.Row, evidence: Evidence, price: Exact) {
    self.variant = variant
    self.row = row
    rowEvidence = evidence
    self.price = price
    actualValue = price
    lineRounding = variant.lineRounding
    derivedFromRounded = variant.derivedFromRounded
  }

  /// Covers that are a share of other lines come after them, whatever their order in `covers`; the result keeps the
  /// order asked for.
  func lines(_ covers: [Cover]) throws(QuoteError) -> Result {
    var done: [Cover: Line] = [:]
    var warnings: [QuoteWarning] = []
    var evidence = rowEvidence
    func put(_ cover: Cover, _ value: Exact) {
      done[cover] = Line(cover: cover, exact: value, rounded: lineRounding.apply(value))
    }
    func base(_ covers: [Cover]) -> Exact {
      covers.reduce(.zero) { sum, cover in
        guard let line = done[cover] else { return sum }
        return sum + (derivedFromRounded ? line.rounded : line.exact)
      }
    }
    let derived: [Cover] = [.engineWading, .noFault, .noDeductible]
    for cover in covers where !derived.contains(cover) {
      if let entered = entered[cover] {
        put(cover, entered)
      } else if let given = given[cover] {
        put(cover, given * multiplier)
      } else {
        put(cover, try ownPremium(cover, evidence: &evidence, warnings: &warnings) * multiplier)
      }
    }
    for cover in derived where covers.contains(cover) {
      if let entered = entered[cover] {
        put(cover, entered)
      } else if let given = given[cover] {
        put(cover, given * multiplier)
      } else {
        switch cover {
        case .engineWading:
          guard
            let share = shares[cover].map({ ($0.percent, $0.of ?? "damage") })
              ?? variant.engineWading.map({ ($0.percent, $0.of) })
          else { throw noFigure(cover) }
          // The share of damage carries the multiplier already.
          put(cover, share.1 == "price" ? price * share.0.percent * multiplier : base([.damage]) * share.0.percent)
        case .noFault:
          guard let percent = shares[cover]?.percent ?? variant.noFault else { throw noFigure(cover) }
          put(cover, base([.thirdParty]) * percent.percent)
        default:
          guard !perLineNoDeductible else { continue }
          guard let percent = shares[cover]?.percent ?? variant.noDeductibleLump else { throw noFigure(cover) }
          put(cover, base([.damage, .thirdParty]) * percent.percent)
        }
      }
    }
    var perLine: [Line] = []
    if perLineNoDeductible {
      for cover in covers {
        guard let percent = variant.noDeductiblePerLine[cover], let line = done[cover] else { continue }
        let value = (derivedFromRounded ? line.rounded : line.exact) * percent.percent
        perLine.append(Line(cover: cover, exact: value, rounded: lineRounding.apply(value)))
      }
    }
    return Result(lines: covers.compactMap { done[$0] }, perLine: perLine, evidence: evidence, warnings: warnings)
  }

  /// The table has no such line, or none of that limit for this car; the lines that it has are named.
  private func noFigure(_ cover: Cover, place: String? = nil) -> QuoteError {
    var has: [Cover] = [.thirdParty, .damage]
    if row.driver != nil { has.append(.driver) }
    if row.passenger != nil { has.append(.passengers) }
    if variant.scratch != nil { has.append(.scratch) }
    return .noFigure(
      table: "legacy \(variant.id)", place: place.map { "\(cover) \($0)" } ?? cover.rawValue,
      allowed: has.map(\.rawValue).joined(separator: "、"))
  }
  private func badLimit(_ cover: Cover, _ limit: Exact, allowed: [String]) -> QuoteError {
    .badInput(.limit, given: "\(cover) \(limit)", allowed: allowed.joined(separator: "、"), source: "legacy \(variant.id)")
  }

  private func ownPremium(_ cover: Cover, evidence: inout Evidence, warnings: inout [QuoteWarning]) throws(QuoteError)
    -> Exact
  {
    switch cover {
    case .thirdParty: return try thirdParty(evidence: &evidence, warnings: &warnings)
    case .damage:
      let rate = row.damage[min(max(ageBand, 0), row.damage.count - 1)]
      return rate.base + price * (shares[cover]?.percent ?? rate.percent).percent
    case .theft:
      guard let rate = row.theft else { throw noFigure(cover) }
      return rate.base + value(of: shares[cover]?.of, otherwiseActual: variant.theftOfActualValue)
        * (shares[cover]?.percent ?? rate.percent).percent
    case .glass:
      guard let rate = row.glass else { throw noFigure(cover) }
      return price * (shares[cover]?.percent ?? (imported ? rate.imported : rate.domestic)).percent
    case .selfIgnition:
      guard let percent = shares[cover]?.percent ?? variant.selfIgnition else { throw noFigure(cover) }
      return value(of: shares[cover]?.of, otherwiseActual: variant.selfIgnitionOfActualValue) * percent.percent
    case .driver:
      guard let percent = shares[cover]?.percent ?? row.driver else { throw noFigure(cover) }
      return try limit(cover) * percent.percent
    case .passengers:
      guard let percent = shares[cover]?.percent ?? row.passenger else { throw noFigure(cover) }
      return try limit(cover) * percent.percent * Exact(passengerSeats ?? max(0, seats - 1))
    case .occupants:
      guard let flat = variant.occupantFlat else { throw noFigure(cover) }
      return flat * Exact(insuredPersons ?? seats)
    case .scratch: return try scratch(evidence: &evidence, warnings: &warnings)
    default: throw .noPremium(cover, way: .legacy)
    }
  }

  private func value(of name: String?, otherwiseActual: Bool) -> Exact {
    switch name {
    case "price": price
    case "actualValue": actualValue
    default: otherwiseActual ? actualValue : price
    }
  }

  private func limit(_ cover: Cover) throws(QuoteError) -> Exact {
    guard let limit = limits[cover], limit > .zero else {
      throw .badInput(
        .limit, given: "\(cover) \(limits[cover]?.description ?? "-")", allowed: "> 0", source: "legacy \(variant.id)")
    }
    return limit
  }

  private func thirdParty(evidence: inout Evidence, warnings: inout [QuoteWarning]) throws(QuoteError) -> Exact {
    let limit = try limit(.thirdParty)
    let all = variant.limits
    if let i = all.firstIndex(of: limit) {
      guard row.thirdParty.indices.contains(i), let premium = row.thirdParty[i] else {
        throw noFigure(.thirdParty, place: limit.description)
      }
      return premium
    }
    guard let above = variant.above, let top = all.last, limit > top, all.count >= 2, row.thirdParty.count == all.count,
      let a = row.thirdParty[all.count - 1], let b = row.thirdParty[all.count - 2],
      let steps = (limit - top).divided(by: above.step, places: 6), limit <= Exact(10_000_000)
    else {
      var allowed = all.map(\.description)
      if variant.above != nil, let top = allowed.popLast() { allowed.append("\(top)–10000000") }
      throw badLimit(.thirdParty, limit, allowed: allowed)
    }
    evidence = max(evidence, above.evidence)
    warnings.append(QuoteWarning(.aboveTable, ["limit": limit.json, "evidence": .string(above.evidence.rawValue)]))
    return a + above.factor * steps * (a - b)
  }

  private func scratch(evidence: inout Evidence, warnings: inout [QuoteWarning]) throws(QuoteError) -> Exact {
    guard let table = variant.scratch else { throw noFigure(.scratch) }
    let limit = try limit(.scratch)
    guard let column = table.limits.firstIndex(of: limit) else {
      throw badLimit(.scratch, limit, allowed: table.limits.map(\.description))
    }
    let band = table.edges.firstIndex { price < $0.price || (price == $0.price && !$0.upper) } ?? table.edges.count
    let old = months >= table.olderFromMonths ? table.older : nil
    let cells = old ?? table.premiums
    guard cells.indices.contains(band), cells[band].indices.contains(column), let premium = cells[band][column] else {
      throw noFigure(.scratch, place: limit.description)
    }
    if old != nil {
      let level = table.olderEvidence[band][column]
      evidence = max(evidence, level)
      if level.isUnverified {
        warnings.append(
          QuoteWarning(.unverified, ["place": .string("scratch \(limit)"), "evidence": .string(level.rawValue)]))
      }
    }
    return premium
  }
}
