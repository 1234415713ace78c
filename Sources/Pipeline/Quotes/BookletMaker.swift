/// Computes the booklet of a brand, or of all series, in one go: rows for xlsx and csv that `BookletReader` reads back.
public struct BookletMaker: Sendable {
  public let engine: QuoteEngine
  public init(engine: QuoteEngine) {
    var engine = engine
    // A booklet rests on the tables, not on the booklet before it.
    engine.booklet = nil
    self.engine = engine
  }

  public struct Result: Sendable {
    public let rows: [[String]]
    /// Series × package that were computed.
    public let count: Int
    /// Series that could not be, and why.
    public let refused: [(series: String, error: QuoteError)]
    /// What holds for the whole booklet; each once.
    public let warnings: [QuoteWarning]
  }

  /// - Parameters:
  ///   - model: region, start, seats and whatever else holds for every car; its price and series are replaced.
  ///   - choice: which end of a price range counts (decision 17: the lowest unless asked otherwise).
  ///   - packages: ids; nil takes all of the policy's start.
  public func make(
    _ vehicles: [Vehicle], model: QuoteRequest, choice: Vehicle.Choice = .low, packages: [String]? = nil, name: String,
    issuer: String? = nil,
    validTo: Day? = nil, words: QuoteWords, language: QuoteLanguage
  ) throws(QuoteError) -> Result {
    let rules = engine.tables.covers
    let offered = engine.packages.packages(on: model.start)
    let chosen = packages.map { ids in offered.filter { ids.contains($0.id) } } ?? offered
    if let missing = packages?.first(where: { id in !offered.contains { $0.id == id } }) {
      throw .unknownPackage(missing, known: offered.map(\.id))
    }
    func said(_ key: String) -> String { words["booklet.\(key)", language] }
    var rows: [[String]] = [
      [said("name"), name], [said("issuer"), issuer ?? ""], [said("validFrom"), model.start.description],
      [said("validTo"), validTo?.description ?? ""],
    ]
    var refused: [(series: String, error: QuoteError)] = []
    var quotes: [Quote] = []
    for vehicle in vehicles {
      var request = model
      request.price = vehicle.price(choice)
      request.brand = vehicle.brand
      request.series = vehicle.series
      request.assumeFuel(by: engine.tables.fuelMarks)
      do throws(QuoteError) { quotes.append(try engine.quote(request, columns: chosen)) } catch { refused.append((vehicle.series, error)) }
    }
    // The lines that came out: those of the packages, or the whole policy in one.
    let lines = Set(quotes.flatMap { $0.columns.flatMap { $0.lines.map(\.cover) } })
    let covers = rules.all.map(\.cover).filter(lines.contains)
    var heading = [said("brand"), said("series"), said("price"), said("package"), said("region")]
    for cover in covers {
      heading.append(words.name(of: cover, language, rules))
      heading.append(words.name(of: cover, language, rules) + said("limit"))
    }
    heading += [
      words["commercial", language] + said("sum"), words["compulsory", language], words["vehicleTax", language],
      words["total", language],
    ]
    rows.append(heading)
    var warnings: [QuoteWarning] = []
    var count = 0
    for quote in quotes {
      for column in quote.columns {
        let request = quote.request
        var row = [request.brand ?? "", request.series ?? "", request.price.description, column.package.id, request.region]
        for cover in covers {
          let line = column.line(cover)
          row += [line?.premium.description ?? "", line?.limit?.description ?? ""]
        }
        row += [
          column.commercial.description, column.compulsory.description, column.vehicleTax?.description ?? "",
          column.total.description,
        ]
        rows.append(row)
        count += 1
        for warning in column.basis.warnings where !warnings.contains(warning) { warnings.append(warning) }
      }
    }
    guard count > 0 else {
      if let first = refused.first { throw first.error }
      throw .badInput(.series, given: "0", allowed: "≥ 1", source: "vehicles")
    }
    rows += words.texts(warnings, language, rules: rules).map { [words["notes", language] + said("colon") + $0] }
    rows.append([words["disclaimer", language]])
    return Result(rows: rows, count: count, refused: refused, warnings: warnings)
  }

  public static func csv(_ rows: [[String]]) -> String { "\u{FEFF}" + QuotePrint.csv(rows) }
}
