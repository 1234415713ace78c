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

  public init(_ quote: Quote, words: QuoteWords, rules: CoverRules, language: QuoteLanguage, on day: Day? = nil) {
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
    // What the vehicle tax rests on.
    car.append(said("value.\(r.fuel.rawValue)") + (r.litres.map { " \($0)L" } ?? ""))
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
    if let day { policy.append(said("on") + " " + day.description) }
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
    var footing = QuoteTable.bases(of: quote, words, rules, language)
    footing += words.texts(quote.warnings, language, rules: rules).map { said("notes") + colon + $0 }
    self.footing = footing
    disclaimer = said("disclaimer")
  }

  /// What the columns rest on, in as few lines as say it: columns of the same tables share one, and where only the
  /// evidence differs it is said by column.
  static func bases(of quote: Quote, _ words: QuoteWords, _ rules: CoverRules, _ language: QuoteLanguage) -> [String] {
    func alike(_ a: QuoteBasis, _ b: QuoteBasis) -> Bool {
      a.way == b.way && a.table == b.table && a.effectiveFrom == b.effectiveFrom && a.effectiveTo == b.effectiveTo
        && a.compulsory == b.compulsory && a.vehicleTax == b.vehicleTax
    }
    func names(_ columns: [QuoteColumn]) -> String {
      columns.map { language == .zh ? $0.package.name.zh : $0.package.name.en }.joined(separator: language == .zh ? "、" : ", ")
    }
    func evidence(_ level: Evidence) -> String { words["evidence.\(level.rawValue)", language] }
    var groups: [[QuoteColumn]] = []
    for column in quote.columns {
      if let i = groups.firstIndex(where: { alike($0[0].basis, column.basis) }) { groups[i].append(column) } else { groups.append([column]) }
    }
    let colon = language == .zh ? "：" : ": "
    return groups.map { group in
      let levels = group.map(\.basis.evidence).reduce(into: [Evidence]()) { if !$0.contains($1) { $0.append($1) } }
      var said: String?
      if levels.count > 1 {
        said = levels.map { level in names(group.filter { $0.basis.evidence == level }) + " " + evidence(level) }.joined(
          separator: language == .zh ? "；" : "; ")
      }
      let whose = groups.count > 1 ? (language == .zh ? "（\(names(group))）" : " (\(names(group)))") : ""
      let parts = words.parts(of: group[0].basis, language, rules: rules, evidence: said)
      return words["basis", language] + whose + colon + parts.joined(separator: " · ")
    }
  }

  /// `+2,101.00`, `-350.00`, `0.00`.
  public static func signed(_ money: Money) -> String { (money.fen > 0 ? "+" : "") + money.grouped }
}
