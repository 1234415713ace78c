/// A claims history of the commercial policy, as far as the tables know one.
public enum ClaimHistory: Hashable, Sendable {
  /// A new car or a first policy.
  case first
  /// So many years in a row without a claim, 1 or more.
  case clean(years: Int)
  /// So many claims in the last year, 1 or more.
  case claims(Int)
  /// The car changed its owner.
  case transferred
}

/// No-claim coefficients by date and region (`Resources/quotes/no-claim.json`).
public struct NoClaimTable: Sendable {
  struct Version: Sendable {
    let table: String
    let dated: Dated
    let regions: [String]
    let evidence: Evidence
    /// Index = clean years; the last counts for more.
    let clean: [Exact]
    let cleanEvidence: Evidence
    /// Index = claims − 1; the last counts for more. Empty: not known.
    let claims: [Exact]
    let claimsEvidence: [Evidence]
    let levels: [Int: Exact]
    let transferred: Exact?
    /// Regions that are known to have a table of their own.
    let differ: [String]
  }
  let versions: [Version]

  init(_ json: JSONValue) throws(QuoteError) {
    versions = try (json["versions"]?.array ?? []).map { v throws(QuoteError) in
      let evidence = Evidence(v["evidence"]) ?? .uLow
      let claims = (v["claims"]?.array ?? []).compactMap { Exact($0) }
      let claimsEvidence = (v["claimsEvidence"]?.array ?? []).compactMap { Evidence($0) }
      var levels: [Int: Exact] = [:]
      for pair in v["levels"]?.array ?? [] {
        if let level = pair.array?.first?.int, let value = Exact(pair.array?.last) { levels[level] = value }
      }
      return Version(
        table: v["table"]?.string ?? "", dated: try Dated(v, file: "no-claim.json"),
        regions: (v["regions"]?.array ?? []).compactMap(\.string), evidence: evidence,
        clean: (v["clean"]?.array ?? []).compactMap { Exact($0) },
        cleanEvidence: Evidence(v["cleanEvidence"]) ?? evidence, claims: claims,
        claimsEvidence: claimsEvidence.count == claims.count ? claimsEvidence : claims.map { _ in evidence },
        levels: levels,
        transferred: Exact(v["transferred"]), differ: (v["differ"]?.array ?? []).compactMap(\.string))
    }
    guard versions.allSatisfy({ !$0.clean.isEmpty }), !versions.isEmpty else {
      throw .badTable(file: "no-claim.json", place: "versions")
    }
  }

  public var tables: [String] { versions.map(\.table) }

  /// The coefficient of a history for a policy of that day; a region's own table goes first.
  /// - Parameter named: takes this table whatever the day (the legacy tariff goes with `pre2015`).
  public func coefficient(_ history: ClaimHistory, region: String, on day: Day, named: String? = nil) throws(QuoteError)
    -> (figure: Figure, warnings: [QuoteWarning])
  {
    let fitting = versions.filter { version in named.map { $0 == version.table } ?? version.dated.covers(day) }
    guard
      let version = fitting.first(where: { RegionName.find(region, in: $0.regions) != nil }) ?? fitting.first(where: {
        $0.regions == ["*"]
      }) ?? (named == nil ? nil : fitting.first)
    else { throw .noTable("no-claim", on: day, first: versions.map(\.dated.from).min()) }
    var warnings: [QuoteWarning] = []
    let value: Exact
    let evidence: Evidence
    switch history {
    case .first: (value, evidence) = (version.clean[0], version.evidence)
    case .clean(let years):
      guard years >= 0 else { throw .badInput(.claims, given: String(years), allowed: "≥ 0", source: "no-claim " + version.table) }
      (value, evidence) = (version.clean[min(years, version.clean.count - 1)], version.cleanEvidence)
    case .claims(let count):
      guard count >= 0 else { throw .badInput(.claims, given: String(count), allowed: "≥ 0", source: "no-claim " + version.table) }
      guard !version.claims.isEmpty else {
        throw .noFigure(table: "no-claim " + version.table, place: "claims \(count)", allowed: "-")
      }
      if count == 0 {
        (value, evidence) = (version.clean[min(1, version.clean.count - 1)], version.cleanEvidence)
      } else {
        let i = min(count, version.claims.count) - 1
        (value, evidence) = (version.claims[i], version.claimsEvidence[i])
      }
      if !version.levels.isEmpty {
        warnings.append(QuoteWarning(.simplifiedNoClaim, ["source": .string("no-claim " + version.table)]))
      }
    case .transferred: (value, evidence) = (version.transferred ?? .one, version.transferred == nil ? .uMedium : .c)
    }
    if history != .first, let region = RegionName.find(region, in: version.differ) {
      warnings.append(QuoteWarning(.simplifiedNoClaim, ["source": .string("no-claim " + version.table), "region": .string(region)]))
    }
    return (Figure(value: value, table: version.table, from: version.dated.from, evidence: evidence), warnings)
  }

  /// The coefficient of a level of the 2020 table (−4…5), nil for others.
  public func coefficient(level: Int) -> Exact? { versions.last { !$0.levels.isEmpty }?.levels[level] }
}
