/// A quote as rows of text: what csv, xlsx, Markdown and the page are made of, so that all show the same figures.
public struct QuoteTable: Sendable, Equatable {
  /// One row: a label and a limit and premium for each column; empty where the package has no such line.
  public struct Row: Sendable, Equatable {
    public let label: String
    public let cells: [(limit: String, premium: String)]
    public let isSum: Bool
    public static func == (a: Row, b: Row) -> Bool {
      a.label == b.label && a.isSum == b.isSum && a.cells.elementsEqual(b.cells, by: ==)
    }
  }
  public let title: String
  /// The car and the policy, in one line each.
  public let heading: [String]
  public let columns: [String]
  public let rows: [Row]
  /// Basis, warnings, disclaimer, in this order; never empty.
  public let footing: [String]
  public let disclaimer: String

  public init(_ quote: Quote, words: QuoteWords, rules: CoverRules, language: QuoteLanguage) {
    func said(_ key: String) -> String { words[key, language] }
    let r = quote.request
    title =
      said("title")
      + (quote.round > 1 ? " · " + words.sentence("round", ["n": .string(String(quote.round))], language) : "")
    let name = [r.brand, r.series].compactMap { $0 }.joined(separator: " ")
    let colon = language == .zh ? "：" : ": "
    let gap = " · "
    var car = name.isEmpty ? [] : [said("car") + colon + name]
    car.append(said("price") + " " + r.price.grouped + " " + said("yuan"))
    car.append("\(r.seats) " + said("seats"))
    var policy = [said("region") + " " + r.region, said("start") + " " + r.start.description]
    if let first = r.firstRegistered {
      policy.append(said("registered") + " " + first.description)
      if quote.actualValue != r.price {
        policy.append(said("actualValue") + " " + quote.actualValue.grouped + " " + said("yuan"))
      }
    } else {
      policy.append(said("new"))
    }
    heading = [car.joined(separator: gap), policy.joined(separator: gap)]
    columns = quote.columns.map { language == .zh ? $0.package.name.zh : $0.package.name.en }
    var rows: [Row] = []
    func row(_ label: String, sum: Bool = false, _ cell: (QuoteColumn) -> (String, String)) {
      rows.append(
        Row(
          label: label,
          cells: quote.columns.map {
            let c = cell($0)
            return (limit: c.0, premium: c.1)
          }, isSum: sum))
    }
    if r.withCompulsory {
      row(said("compulsory")) { ("", $0.compulsory.grouped) }
      row(said("vehicleTax")) { ("", $0.vehicleTax?.grouped ?? said("noTax")) }
    }
    for cover in quote.covers(by: rules) {
      row(words.name(of: cover, language, rules)) { column in
        guard let line = column.line(cover) else { return ("", "") }
        return (line.limit.map { words.limit($0, seats: line.seats, language) } ?? "", line.premium.grouped)
      }
    }
    row(said("commercial"), sum: true) { ("", $0.commercial.grouped) }
    let untaxed = quote.columns.contains { $0.vehicleTax == nil }
    row(said(untaxed ? "totalWithoutTax" : "total"), sum: true) { ("", $0.total.grouped) }
    if quote.columns.count > 1 {
      let differences = quote.columns.indices.map { quote.difference(at: $0).map(QuoteTable.signed) ?? "" }
      rows.append(Row(label: said("difference"), cells: differences.map { (limit: "", premium: $0) }, isSum: false))
    }
    self.rows = rows
    var footing: [String] = []
    for column in quote.columns {
      let b = column.basis
      var parts = [words["way.\(b.way.rawValue)", language], b.table]
      if let from = b.effectiveFrom { parts.append(from.description + "–" + (b.effectiveTo?.description ?? "")) }
      parts.append(said("evidence") + " " + b.evidence.rawValue)
      if let table = b.compulsory { parts.append(table) }
      if let table = b.vehicleTax { parts.append(table) }
      let line = said("basis") + colon + parts.joined(separator: " · ")
      if !footing.contains(line) { footing.append(line) }
    }
    for warning in quote.warnings {
      footing.append(said("notes") + colon + words.text(warning, language, rules: rules))
    }
    self.footing = footing
    disclaimer = said("disclaimer")
  }

  /// `+2,101.00`, `-350.00`, `0.00`.
  public static func signed(_ money: Money) -> String { (money.fen > 0 ? "+" : "") + money.grouped }
}
