/// One arithmetic of the tariff before the reform: the rates of all lines by seat class (and region), the edges of its
/// bands and its rounding. Each is data (`Resources/quotes/legacy-variants.json`): code knows none by name.
public struct LegacyVariant: Sendable {
  /// The rates of one seat class, in one region where the variant is regional. Rates in percent.
  struct Row: Sendable {
    let thirdParty: [Exact?]
    /// Base and percent by age band.
    let damage: [(base: Exact, percent: Exact)]
    let driver: Exact?
    let passenger: Exact?
    let theft: (base: Exact, percent: Exact)?
    let glass: (domestic: Exact, imported: Exact)?
  }
  struct Scratch: Sendable {
    let limits: [Exact]
    /// Price edges; whether a price on the edge belongs to the upper band.
    let edges: [(price: Exact, upper: Bool)]
    let premiums: [[Exact?]]
    let older: [[Exact?]]?
    let olderEvidence: [[Evidence]]
    let olderFromMonths: Int
  }
  struct Share: Sendable {
    let percent: Exact
    /// `damage` or `price`.
    let of: String
    let evidence: Evidence
  }

  public let id: String
  public let name: Phrase
  /// Other names under which examples call it.
  let also: [String]
  public let lineRounding: LineRounding
  public let totalRounding: TotalRounding
  let taxRounding: LineRounding?
  /// Lines that are a share of other lines take these as they are rounded, or before.
  let derivedFromRounded: Bool
  public let isRegional: Bool
  let evidence: Evidence
  let evidenceOf: [String: Evidence]
  public let limits: [Exact]
  let ageFromMonths: [Int]
  let classes: [(id: String, below: Int?)]
  let tonnesBelow: [Exact?]
  let theftOfActualValue: Bool
  let selfIgnitionOfActualValue: Bool
  let selfIgnition: Exact?
  let scratch: Scratch?
  let noDeductibleLump: Exact?
  let noDeductiblePerLine: [Cover: Exact]
  let noFault: Exact?
  let engineWading: Share?
  let occupantFlat: Exact?
  /// Third party above the last limit: factor and step of the formula A + factor × N × (A − B).
  let above: (factor: Exact, step: Exact, evidence: Evidence)?
  let marketFactor: Exact?
  /// Rows of a variant without regions, by class.
  let rows: [String: Row]

  init(_ v: JSONValue) throws(QuoteError) {
    let file = "legacy-variants.json"
    guard let id = v["id"]?.string, let line = v["lineRounding"]?.string.flatMap(LineRounding.init(rawValue:)),
      let total = v["totalRounding"]?.string.flatMap(TotalRounding.init(rawValue:)),
      let derived = v["derivedFrom"]?.string
    else { throw .badTable(file: file, place: v["id"]?.string ?? "variants") }
    self.id = id
    name = Phrase(zh: v["name"]?["zh"]?.string ?? id, en: v["name"]?["en"]?.string ?? id)
    also = (v["also"]?.array ?? []).compactMap(\.string)
    lineRounding = line
    totalRounding = total
    taxRounding = v["taxRounding"]?.string.flatMap(LineRounding.init(rawValue:))
    derivedFromRounded = derived == "rounded"
    isRegional = v["regional"]?.bool ?? false
    evidence = Evidence(v["evidence"]) ?? .uLow
    evidenceOf = (v["evidenceOf"]?.object ?? [:]).reduce(into: [:]) { $0[$1.key] = Evidence($1.value) }
    limits = (v["limits"]?.array ?? []).compactMap { Exact($0) }
    ageFromMonths = (v["ageFromMonths"]?.array ?? []).compactMap(\.int)
    classes = (v["classes"]?.array ?? []).compactMap { c in c["id"]?.string.map { ($0, c["below"]?.int) } }
    tonnesBelow = (v["tonnesBelow"]?.array ?? []).map { Exact($0) }
    theftOfActualValue = v["theftOf"]?.string == "actualValue"
    selfIgnitionOfActualValue = v["selfIgnitionOf"]?.string == "actualValue"
    selfIgnition = Exact(v["selfIgnition"])
    scratch = v["scratch"].map { s in
      func cells(_ key: String) -> [[Exact?]]? { s[key]?.array?.map { ($0.array ?? []).map { Exact($0) } } }
      return Scratch(
        limits: (s["limits"]?.array ?? []).compactMap { Exact($0) },
        edges: (s["edges"]?.array ?? []).compactMap { e in
          Exact(e.array?.first).map { ($0, e.array?.last?.string == "upper") }
        },
        premiums: cells("premiums") ?? [], older: cells("older"),
        olderEvidence: (s["olderEvidence"]?.array ?? []).map { ($0.array ?? []).map { Evidence($0) ?? .uLow } },
        olderFromMonths: s["fromMonths"]?.int ?? Int.max)
    }
    noDeductibleLump = Exact(v["noDeductible"]?["lump"])
    noDeductiblePerLine = (v["noDeductible"]?["perLine"]?.object ?? [:]).reduce(into: [:]) {
      $0[Cover($1.key)] = Exact($1.value)
    }
    noFault = Exact(v["noFault"])
    engineWading = v["engineWading"].flatMap { w in
      Exact(w["percent"]).map {
        Share(percent: $0, of: w["of"]?.string ?? "damage", evidence: Evidence(w["evidence"]) ?? .uLow)
      }
    }
    occupantFlat = Exact(v["occupantFlat"])
    above = v["above1Million"].flatMap { a in
      guard let factor = Exact(a["factor"]), let step = Exact(a["step"]) else { return nil }
      return (factor, step, Evidence(a["evidence"]) ?? .uLow)
    }
    marketFactor = Exact(v["marketFactor"])
    var rows: [String: Row] = [:]
    for r in v["rows"]?.array ?? [] {
      guard let name = r["class"]?.string else { throw .badTable(file: file, place: id) }
      rows[name] = try Row(r, file: file)
    }
    self.rows = rows
  }

  /// The class of a vehicle in this variant: by tonnes for trucks, by seats otherwise.
  func classID(seats: Int, use: VehicleUse, tonnes: Exact?) throws(QuoteError) -> String {
    if !tonnesBelow.isEmpty {
      guard let tonnes, tonnes > .zero else {
        throw .missing(.tonnes, allowed: "0.1–100", source: "legacy \(id)")
      }
      let sizes = ["lt2t", "2to5t", "5to10t", "ge10t"]
      let i = tonnesBelow.firstIndex { edge in edge.map { tonnes < $0 } ?? true } ?? tonnesBelow.count - 1
      return (use == .businessTruck ? "business." : "nonBusiness.") + sizes[min(i, sizes.count - 1)]
    }
    return classes.first { c in c.below.map { seats < $0 } ?? true }?.id ?? "lt6"
  }

  /// The band of a car's age; which side an edge belongs to no source settles, here the older band.
  func ageBand(months: Int) -> Int { max(0, (ageFromMonths.lastIndex { $0 <= months }) ?? 0) }
}

extension LegacyVariant.Row {
  init(_ r: JSONValue, file: String) throws(QuoteError) {
    func pair(_ value: JSONValue?) -> (Exact, Exact)? {
      guard let a = Exact(value?.array?.first), let b = Exact(value?.array?.last) else { return nil }
      return (a, b)
    }
    thirdParty = (r["thirdParty"]?.array ?? []).map { Exact($0) }
    damage = (r["damage"]?.array ?? []).compactMap { pair($0).map { (base: $0.0, percent: $0.1) } }
    driver = Exact(r["driver"])
    passenger = Exact(r["passenger"])
    theft = pair(r["theft"]).map { (base: $0.0, percent: $0.1) }
    glass = pair(r["glass"]).map { (domestic: $0.0, imported: $0.1) }
    guard !thirdParty.isEmpty, !damage.isEmpty else { throw .badTable(file: file, place: r["class"]?.string ?? "rows") }
  }
}
