/// Vehicle and vessel tax of passenger cars: amounts by province and displacement, reliefs, part of a year
/// (`Resources/quotes/vehicle-tax.json`).
public struct VehicleTaxTable: Sendable {
  struct Province: Sendable {
    let region: String
    let amounts: [Exact?]
    let evidence: Evidence
    let variants: [(amounts: [Exact?], from: [String])]
    let doubt: Phrase?
  }
  struct Relief: Sendable {
    let pay: Exact
    let evidence: Evidence
    let upToLitres: Exact?
  }
  /// A tax amount and what must be said with it.
  public struct Due: Sendable, Equatable {
    public let amount: Exact
    public let figure: Figure
    public let warnings: [QuoteWarning]
  }

  public let table: String
  let dated: Dated
  /// Upper ends of the brackets in litres; the last is open.
  let upTo: [Exact?]
  let provinces: [Province]
  let reliefs: [String: Relief]
  let national: [(low: Exact, high: Exact)]
  let rounding: LineRounding

  init(_ json: JSONValue) throws(QuoteError) {
    let file = "vehicle-tax.json"
    table = json["table"]?.string ?? ""
    dated = try Dated(json, file: file)
    upTo = (json["upTo"]?.array ?? []).map { Exact($0) }
    provinces = try (json["provinces"]?.array ?? []).map { p throws(QuoteError) in
      guard let region = p["region"]?.string, let evidence = Evidence(p["evidence"]) else {
        throw .badTable(file: file, place: "provinces")
      }
      let doubt = p["doubt"].map { Phrase(zh: $0["zh"]?.string ?? "", en: $0["en"]?.string ?? "") }
      return Province(
        region: region, amounts: (p["amounts"]?.array ?? []).map { Exact($0) }, evidence: evidence,
        variants: (p["variants"]?.array ?? []).map { v in
          ((v["amounts"]?.array ?? []).map { Exact($0) }, (v["from"]?.array ?? []).compactMap(\.string))
        }, doubt: doubt)
    }
    var reliefs: [String: Relief] = [:]
    for r in json["relief"]?.array ?? [] {
      guard let fuel = r["fuel"]?.string, let pay = Exact(r["payPercent"]) else {
        throw .badTable(file: file, place: "relief")
      }
      reliefs[fuel] = Relief(
        pay: pay.percent, evidence: Evidence(r["evidence"]) ?? .uLow, upToLitres: Exact(r["upToLitres"]))
    }
    self.reliefs = reliefs
    national = (json["national"]?.array ?? []).compactMap { pair in
      guard let low = Exact(pair.array?.first), let high = Exact(pair.array?.last) else { return nil }
      return (low, high)
    }
    rounding = json["rounding"]?.string.flatMap(LineRounding.init(rawValue:)) ?? .halfUpFen
    guard !upTo.isEmpty, !provinces.isEmpty else { throw .badTable(file: file, place: "provinces") }
  }

  public var regions: [String] { provinces.map(\.region) }
  public var brackets: Int { upTo.count }

  /// 1…7; a bracket includes its upper end.
  public func bracket(litres: Exact) -> Int {
    (upTo.firstIndex { edge in edge.map { litres <= $0 } ?? true } ?? upTo.count - 1) + 1
  }

  /// The litres of a bracket: `≤1L`, `2–2.5L`, `>4L`.
  func span(of bracket: Int) -> String {
    let low = bracket > 1 ? upTo[bracket - 2]?.description : nil
    guard let high = upTo[bracket - 1]?.description else { return ">\(low ?? "0")L" }
    return low.map { "\($0)–\(high)L" } ?? "≤\(high)L"
  }

  /// The least and most a province may ask, by law.
  public func nationalRange(bracket: Int) -> (low: Exact, high: Exact)? {
    national.indices.contains(bracket - 1) ? national[bracket - 1] : nil
  }

  /// The tax of one calendar year or its last `months`.
  /// - Parameters:
  ///   - bracket: nil only for a fuel without displacement.
  ///   - preferring: a source whose own figure is taken where sources conflict; nil refuses there.
  public func due(
    region: String, bracket: Int?, fuel: Fuel, months: Int = 12, litres: Exact? = nil, on day: Day? = nil,
    preferring source: String? = nil, rounding: LineRounding? = nil
  ) throws(QuoteError) -> Due {
    if let day, !dated.covers(day) { throw .noTable(table, on: day, first: dated.from) }
    guard let name = RegionName.find(region, in: regions), let province = provinces.first(where: { $0.region == name })
    else {
      throw .unknownRegion(region, table: table, known: regions)
    }
    var warnings: [QuoteWarning] = []
    var factor = Exact.one
    var evidence = province.evidence
    if let relief = reliefs[fuel.rawValue] {
      if let limit = relief.upToLitres, let litres, litres > limit {
        throw .badInput(.litres, given: litres.description, allowed: "≤ \(limit)", source: "\(table) \(fuel.rawValue)")
      }
      factor = relief.pay
      if relief.pay.isZero {
        return Due(
          amount: .zero, figure: Figure(value: .zero, table: table, from: dated.from, evidence: relief.evidence),
          warnings: [])
      }
      evidence = max(evidence == .x ? .c : evidence, relief.evidence)
      if relief.evidence.isUnverified {
        warnings.append(
          QuoteWarning(
            .unverified, ["place": .string("\(table) \(fuel.rawValue)"), "evidence": .string(relief.evidence.rawValue)])
        )
      }
    }
    guard let bracket, upTo.indices.contains(bracket - 1) else {
      throw .badInput(.litres, given: bracket.map(String.init) ?? "-", allowed: "1…\(upTo.count)", source: table)
    }
    guard (1...12).contains(months) else {
      throw .badInput(.months, given: String(months), allowed: "1…12", source: table)
    }
    var annual = province.amounts.indices.contains(bracket - 1) ? province.amounts[bracket - 1] : nil
    if annual == nil, let source {
      annual =
        province.variants.first { $0.from.contains(source) && $0.amounts.indices.contains(bracket - 1) }?.amounts[
          bracket - 1]
    }
    guard let annual else {
      let candidates = province.variants.compactMap {
        $0.amounts.indices.contains(bracket - 1) ? $0.amounts[bracket - 1] : nil
      }
      throw .conflicting(table: table, place: "\(name) \(span(of: bracket))", candidates: candidates.map(\.description))
    }
    // A row is X as a whole; where its sources agree on this bracket, two of them do.
    if evidence == .x { evidence = .a }
    if let doubt = province.doubt {
      warnings.append(
        QuoteWarning(.doubt, ["place": .string("\(table) \(name)"), "zh": .string(doubt.zh), "en": .string(doubt.en)]))
    }
    let whole = annual * Exact(months) * factor
    let amount = whole.divided(by: Exact(12), places: 6) ?? .zero
    return Due(
      amount: (rounding ?? self.rounding).apply(amount),
      figure: Figure(value: annual, table: table, from: dated.from, evidence: evidence), warnings: warnings)
  }
}
