/// Computes quotes from the tables and, where the branch has one, its booklet. A value: same input, same quote.
public struct QuoteEngine: Sendable {
  public let tables: QuoteTables
  /// The branch's own table, nil where none was imported.
  public var booklet: Booklet?
  /// The packages offered: the shipped ones with the user's own over them.
  public var packages: PackageShelf

  public init(tables: QuoteTables, booklet: Booklet? = nil, packages: PackageShelf? = nil) {
    self.tables = tables
    self.booklet = booklet
    self.packages = packages ?? tables.packages
  }

  /// The packages of the policy's start (or those named) side by side.
  /// - Throws: `QuoteError` with the field, rule or table; nothing is guessed.
  public func quote(_ request: QuoteRequest, packages ids: [String]? = nil) throws(QuoteError) -> Quote {
    let offered = packages.packages(on: request.start)
    var chosen = offered
    if let ids {
      chosen = []
      for id in ids {
        guard let package = offered.first(where: { $0.id == id }) else {
          throw .unknownPackage(id, known: offered.map(\.id))
        }
        chosen.append(package)
      }
    }
    return try quote(request, columns: chosen)
  }

  /// Given packages side by side: what a screen holds after lines were changed in place.
  public func quote(_ request: QuoteRequest, columns packages: [QuotePackage], round: Int = 1) throws(QuoteError)
    -> Quote
  {
    let request = try request.validated(by: tables)
    let value = actualValue(request)
    var columns: [QuoteColumn] = []
    for package in packages { columns.append(try column(package, request, value)) }
    return Quote(request: request, round: round, columns: columns, actualValue: value.money)
  }

  /// The same quote with one line of one column set (added, limit changed) or, with `dropping`, taken out.
  public func quote(_ old: Quote, column index: Int, setting cover: Cover, limit: Money?) throws(QuoteError) -> Quote {
    var packages = old.columns.map(\.package)
    guard packages.indices.contains(index) else { throw .unknownPackage(String(index), known: packages.map(\.id)) }
    packages[index] = packages[index].setting(cover, limit: limit)
    return try quote(old.request, columns: packages, round: old.round)
  }
  public func quote(_ old: Quote, column index: Int, dropping cover: Cover) throws(QuoteError) -> Quote {
    var packages = old.columns.map(\.package)
    guard packages.indices.contains(index) else { throw .unknownPackage(String(index), known: packages.map(\.id)) }
    packages[index] = packages[index].dropping(cover)
    return try quote(old.request, columns: packages, round: old.round)
  }

  /// The start of the next round: the same columns under the next number. Change its lines, then `compare`.
  public func nextRound(_ old: Quote) -> Quote {
    var copy = old
    copy.round += 1
    return copy
  }

  /// The limits one can choose for a cover in this quote, rising: those its way can price.
  public func limits(of cover: Cover, in request: QuoteRequest) -> [Money] {
    guard let rule = tables.covers[cover] else { return [] }
    return rule.steps.filter { step in
      let package = QuotePackage(
        id: "x", name: Phrase(zh: "", en: ""),
        lines: [.init(.damage), .init(.thirdParty, limit: Money(yuan: 1_000_000))]
      ).setting(cover, limit: step)
      return (try? quote(request, columns: [package])) != nil
    }
  }

  /// Price less depreciation from the first registration, with the rate it rests on.
  public func actualValue(_ request: QuoteRequest) -> (money: Money, rate: Figure?) {
    guard request.months > 0 else { return (request.price, nil) }
    let price = Exact(request.price)
    let rate = tables.depreciation.rate(
      use: request.use, seats: request.seats, fuel: request.fuel, price: price, on: request.start)
    let value = tables.depreciation.actualValue(price: price, months: request.months, percentPerMonth: rate.value)
    return (value.money ?? request.price, rate)
  }

  private func column(_ package: QuotePackage, _ request: QuoteRequest, _ value: (money: Money, rate: Figure?))
    throws(QuoteError) -> QuoteColumn
  {
    try tables.covers.check(package.lines.map(\.cover), start: request.start, fuel: request.fuel)
    var notes = QuoteNotes()
    let beside = try compulsoryPart(request, &notes)
    let part = try commercialPart(package, request, value, &notes)
    for field in QuoteField.allCases where request.assumed.contains(field) && part.uses(field) {
      notes.warn(.assumed, ["field": .string(field.rawValue), "value": .string(request.text(of: field))])
    }
    if let rate = value.rate, rate.evidence.isUnverified, part.way != .booklet {
      notes.use(rate, place: "\(rate.table)")
    }
    let basis = QuoteBasis(
      way: part.way, table: part.table, effectiveFrom: part.from, effectiveTo: part.to,
      evidence: max(part.evidence, notes.evidence),
      compulsory: beside.compulsoryTable, vehicleTax: beside.taxTable, warnings: notes.warnings)
    let order = part.lines.enumerated().sorted {
      (tables.covers.rank($0.element.cover), $0.offset) < (tables.covers.rank($1.element.cover), $1.offset)
    }
    return QuoteColumn(
      package: package, lines: order.map(\.element), compulsory: beside.compulsory, vehicleTax: beside.tax, basis: basis
    )
  }
}

/// What is collected while a column is computed: warnings, each once, and the weakest evidence.
struct QuoteNotes {
  var warnings: [QuoteWarning] = []
  var evidence = Evidence.a

  mutating func warn(_ kind: QuoteWarning.Kind, _ facts: [String: JSONValue] = [:]) {
    add(
      QuoteWarning(kind, .init(facts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, uniquingKeysWith: { $1 })))
  }
  mutating func add(_ warning: QuoteWarning) { if !warnings.contains(warning) { warnings.append(warning) } }
  /// A figure of a table goes in: U is said.
  mutating func use(_ figure: Figure, place: String) {
    evidence = max(evidence, figure.evidence)
    if figure.evidence.isUnverified {
      warn(.unverified, ["place": .string(place), "evidence": .string(figure.evidence.rawValue)])
    }
  }
}

/// The commercial part of a column, whatever way it came.
struct CommercialPart {
  let way: QuoteWay
  let table: String
  let from: Day?
  let to: Day?
  let evidence: Evidence
  let lines: [(cover: Cover, limit: Money?, seats: Int?, premium: Money)]

  /// Whether an assumed input had a say in the figures.
  func uses(_ field: QuoteField) -> Bool {
    switch field {
    case .seats, .fuel, .litres, .use: true
    case .claims: way != .booklet
    case .pricingCoefficient: way == .reform || way == .renewal
    case .lastNoClaim, .lastCoefficient: way == .renewal
    default: true
    }
  }
}

extension QuoteRequest {
  /// An input as text, for warnings.
  func text(of field: QuoteField) -> String {
    switch field {
    case .price: price.description
    case .seats: String(seats)
    case .litres: litres?.description ?? "-"
    case .fuel: fuel.rawValue
    case .region: region
    case .start: start.description
    case .use: use.rawValue
    case .firstRegistered: firstRegistered?.description ?? "new"
    case .claims: "first"
    case .floatingFactor: floatingFactor.rawValue
    case .pricingCoefficient: pricingCoefficient.description
    case .lastNoClaim: lastYear?.noClaim.description ?? "-"
    case .lastCoefficient: lastYear?.coefficient.description ?? "-"
    default: field.rawValue
    }
  }
}
