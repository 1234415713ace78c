/// The quote booklet of a branch: its own premiums by series or price band and package, with name, issuer and validity.
public struct Booklet: Sendable, Equatable {
  public struct Row: Sendable, Equatable {
    public var brand: String?
    /// Nil: the row holds for every car of its price band.
    public var series: String?
    /// The price it was reckoned for, or the lower end of its band (included).
    public var priceFrom: Money?
    /// The upper end of the band (not included).
    public var priceBelow: Money?
    public var package: String
    /// Only for this region where given.
    public var region: String?
    public var premiums: [LinePremium]
  }
  public var name: String
  public var issuer: String?
  public var validFrom: Day?
  public var validTo: Day?
  public var rows: [Row]
  /// Its premiums were reckoned on the tariff before the 2020 reform: every quote from it says so.
  public var isEstimate: Bool

  public init(
    name: String, issuer: String? = nil, validFrom: Day? = nil, validTo: Day? = nil, rows: [Row], isEstimate: Bool = false
  ) {
    self.isEstimate = isEstimate
    self.name = name
    self.issuer = issuer
    self.validFrom = validFrom
    self.validTo = validTo
    self.rows = rows
  }

  /// The row for a car and a package: its series goes before a band; the row must hold exactly the package's lines, or the
  /// whole policy in one, or else it is not this package any more.
  public func row(for request: QuoteRequest, package: QuotePackage) -> Row? {
    let fitting = rows.filter { row in
      guard row.package == package.id || row.package == package.name.zh || row.package == package.name.en else {
        return false
      }
      if let region = row.region, RegionName.find(request.region, in: [region]) == nil { return false }
      if let series = row.series {
        guard series == request.series, row.brand == nil || request.brand == nil || row.brand == request.brand else {
          return false
        }
        // A price beside the series is the one the row was reckoned for: another price is another car.
        return row.priceBelow == nil ? row.priceFrom.map { $0 == request.price } ?? true : inBand(row, request.price)
      }
      return inBand(row, request.price)
    }
    let row = fitting.first { $0.series != nil } ?? fitting.first
    guard let row else { return nil }
    if row.premiums.contains(where: { $0.cover == .commercial }) { return row }
    let agree =
      row.premiums.count == package.lines.count
      && package.lines.allSatisfy { line in
        row.premiums.contains {
          $0.cover == line.cover && ($0.limit == nil || line.limit == nil || $0.limit == line.limit)
        }
      }
    return agree ? row : nil
  }

  private func inBand(_ row: Row, _ price: Money) -> Bool {
    (row.priceFrom != nil || row.priceBelow != nil) && (row.priceFrom.map { $0 <= price } ?? true)
      && (row.priceBelow.map { price < $0 } ?? true)
  }

  /// As a record of kind `booklet`: the fields are kept in the book, rows as a list.
  public var json: JSONValue {
    func day(_ day: Day?) -> JSONValue { day.map { .string($0.description) } ?? .null }
    var object: JSONObject = [
      "schema": "cheshang.booklet/1", "name": .string(name), "issuer": issuer.map { .string($0) } ?? .null,
      "validFrom": day(validFrom),
      "validTo": day(validTo), "rows": .array(rows.map(\.json)),
    ]
    if isEstimate { object["estimate"] = true }
    return .object(object)
  }

  public init?(_ json: JSONValue) {
    guard let name = json["name"]?.string, let list = json["rows"]?.array else { return nil }
    let rows = list.compactMap { Row($0) }
    guard rows.count == list.count else { return nil }
    self.init(
      name: name, issuer: json["issuer"]?.string, validFrom: json["validFrom"]?.string.flatMap { Day($0) },
      validTo: json["validTo"]?.string.flatMap { Day($0) }, rows: rows, isEstimate: json["estimate"]?.bool ?? false)
  }
}

extension Booklet.Row {
  var json: JSONValue {
    var object: JSONObject = ["package": .string(package)]
    if let brand { object["brand"] = .string(brand) }
    if let series { object["series"] = .string(series) }
    if let priceFrom { object["priceFrom"] = .string(priceFrom.description) }
    if let priceBelow { object["priceBelow"] = .string(priceBelow.description) }
    if let region { object["region"] = .string(region) }
    object["premiums"] = .array(
      premiums.map { p in
        var line: JSONObject = ["line": .string(p.cover.rawValue), "premium": .string(p.premium.description)]
        if let limit = p.limit { line["limit"] = .string(limit.description) }
        return .object(line)
      })
    return .object(object)
  }

  init?(_ json: JSONValue) {
    guard let package = json["package"]?.string, let list = json["premiums"]?.array else { return nil }
    let premiums = list.compactMap { value -> LinePremium? in
      guard let line = value["line"]?.string, let premium = Exact(value["premium"])?.money else { return nil }
      return LinePremium(Cover(line), premium, limit: Exact(value["limit"])?.money)
    }
    guard premiums.count == list.count else { return nil }
    self.init(
      brand: json["brand"]?.string, series: json["series"]?.string, priceFrom: Exact(json["priceFrom"])?.money,
      priceBelow: Exact(json["priceBelow"])?.money, package: package, region: json["region"]?.string, premiums: premiums
    )
  }
}
