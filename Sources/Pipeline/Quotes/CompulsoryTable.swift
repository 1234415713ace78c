/// Compulsory cover: annual premium by class, floating percent by plan, and the liability limits, each by date
/// (`Resources/quotes/compulsory.json`).
public struct CompulsoryTable: Sendable {
  struct Edition: Sendable {
    let table: String
    let dated: Dated
    let premiums: [String: (premium: Exact, evidence: Evidence)]
  }
  struct Plan: Sendable {
    let name: String
    let regions: [String]
    let percent: [FloatingFactor: Exact]
    let evidence: Evidence
  }
  struct Plans: Sendable {
    let table: String
    let dated: Dated
    let plans: [Plan]
  }
  let editions: [Edition]
  let plans: [Plans]
  /// Value added tax inside the premium, in percent.
  let vatPercent: Exact
  private let limits: [(dated: Dated, total: Exact)]

  init(_ json: JSONValue) throws(QuoteError) {
    let file = "compulsory.json"
    editions = try (json["editions"]?.array ?? []).map { e throws(QuoteError) in
      var premiums: [String: (Exact, Evidence)] = [:]
      for row in e["premiums"]?.array ?? [] {
        guard let code = row["code"]?.string, let premium = Exact(row["premium"]),
          let evidence = Evidence(row["evidence"])
        else { throw .badTable(file: file, place: "premiums") }
        premiums[code] = (premium, evidence)
      }
      return Edition(table: e["table"]?.string ?? "", dated: try Dated(e, file: file), premiums: premiums)
    }
    plans = try (json["plans"]?.array ?? []).map { p throws(QuoteError) in
      let list = try (p["plans"]?.array ?? []).map { plan throws(QuoteError) in
        var percent: [FloatingFactor: Exact] = [:]
        for factor in FloatingFactor.allCases {
          guard let value = Exact(plan["percent"]?[factor.rawValue]) else {
            throw .badTable(file: file, place: "percent")
          }
          percent[factor] = value
        }
        return Plan(
          name: plan["plan"]?.string ?? "", regions: (plan["regions"]?.array ?? []).compactMap(\.string),
          percent: percent,
          evidence: Evidence(plan["evidence"]) ?? .uLow)
      }
      return Plans(table: p["table"]?.string ?? "", dated: try Dated(p, file: file), plans: list)
    }
    limits = try (json["limits"]?.array ?? []).map { l throws(QuoteError) in
      (try Dated(l, file: file), Exact(l["atFault"]?["total"]) ?? .zero)
    }
    vatPercent = Exact(json["vat"]?["percent"]) ?? Exact(6)
    guard !editions.isEmpty, !plans.isEmpty else { throw .badTable(file: file, place: "editions") }
  }

  /// Where the earliest edition begins.
  public var first: Day { editions.map(\.dated.from).min()! }
  /// The regions the 2020 plans name.
  public var regions: [String] { plans.flatMap(\.plans).flatMap(\.regions).filter { $0 != "*" } }
  public var classCodes: [String] { editions.flatMap { $0.premiums.keys }.sorted() }

  /// What the insurer pays at most when the driver is at fault, nil before the first entry.
  public func limit(on day: Day) -> Money? { limits.first { $0.dated.covers(day) }?.total.money }

  /// The class of a vehicle: a size range includes its lower end and excludes its upper one (U-medium).
  public static func classCode(use: VehicleUse, seats: Int, tonnes: Exact?) throws(QuoteError) -> String {
    func bus(_ edges: [(Int, String)], _ last: String) -> String { edges.first { seats < $0.0 }?.1 ?? last }
    switch use {
    case .private: return seats < 6 ? "private.lt6" : "private.ge6"
    case .enterprise, .agency:
      return use.rawValue + "." + bus([(6, "lt6"), (10, "6to10"), (20, "10to20")], "ge20")
    case .taxi: return "taxi." + bus([(6, "lt6"), (10, "6to10"), (20, "10to20"), (36, "20to36")], "ge36")
    case .citybus, .coach:
      guard seats >= 6 else {
        throw .badInput(.seats, given: String(seats), allowed: "≥ 6", source: "compulsory-2008 \(use.rawValue)")
      }
      return use.rawValue + "." + bus([(10, "6to10"), (20, "10to20"), (36, "20to36")], "ge36")
    case .truck, .businessTruck:
      guard let tonnes else { throw .missing(.tonnes, allowed: "0.1–100", source: "compulsory-2008") }
      let size = tonnes < Exact(2) ? "lt2t" : tonnes < Exact(5) ? "2to5t" : tonnes < Exact(10) ? "5to10t" : "ge10t"
      return (use == .truck ? "truck.nb." : "truck.biz.") + size
    }
  }

  /// The annual premium of a class for a policy that starts on `day`.
  public func premium(_ code: String, on day: Day) throws(QuoteError) -> Figure {
    guard let edition = editions.last(where: { $0.dated.covers(day) }) else {
      throw .noTable("compulsory", on: day, first: first)
    }
    guard let row = edition.premiums[code] else {
      throw .noFigure(table: edition.table, place: code, allowed: edition.premiums.keys.sorted().joined(separator: "、"))
    }
    return Figure(value: row.premium, table: edition.table, from: edition.dated.from, evidence: row.evidence)
  }

  /// The floating percent of a history in a region. Factor A4 is 0 in every plan and needs no plan, and so no region.
  /// - Returns: the figure and the plan's letter.
  public func percent(_ factor: FloatingFactor, region: String, on day: Day) throws(QuoteError) -> (
    figure: Figure, plan: String
  ) {
    guard let edition = plans.last(where: { $0.dated.covers(day) }) else {
      // Before July 2007 nothing floated.
      guard day >= first else { throw .noTable("floating", on: day, first: plans.map(\.dated.from).min()) }
      return (Figure(value: .zero, table: "compulsory-2006", from: first, evidence: .a), "-")
    }
    let known = edition.plans.flatMap(\.regions)
    let name = RegionName.find(region, in: known)
    guard let plan = edition.plans.first(where: { $0.regions.contains("*") || name.map($0.regions.contains) == true })
    else {
      throw .unknownRegion(region, table: edition.table, known: known)
    }
    // Only the percent moves with the plan: at A4 an unverified plan does no harm.
    let evidence: Evidence = factor == .a4 ? .a : plan.evidence
    return (
      Figure(value: plan.percent[factor]!, table: edition.table, from: edition.dated.from, evidence: evidence),
      plan.name
    )
  }
}
