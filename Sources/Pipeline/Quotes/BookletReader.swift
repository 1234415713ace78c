/// Reads a branch's own table from the rows of a sheet (xlsx or csv): headings, then series or price band × package → premiums.
///
/// Above the headings there may be lines of name and value: 名称/name, 出具/issuer, 有效期自/validFrom, 有效期至/validTo.
/// Headings: 品牌 brand, 车系 series, 车价 price, 价格下限 priceFrom, 价格上限 priceBelow, 方案 package, 地区 region; every other
/// heading is a cover by its id or name, its limit in brackets: `三者险(200万)`, or one column 商业险 for the whole. A
/// separate column `三者险保额` gives the limit by row. Columns that are sums or not commercial are passed over.
public enum BookletReader {
  /// - Throws: `.badCell` with the row (from 1) and heading that cannot be read, `.noColumn` without 方案, `.noRows`.
  public static func read(_ rows: [[String]], file: String, rules: CoverRules) throws(QuoteError) -> Booklet {
    var name = file
    var issuer: String?
    var from: Day?
    var to: Day?
    guard let at = rows.firstIndex(where: { row in row.contains { kind(of: $0.trimmed, rules) == .package } }) else {
      throw .noColumn(file: file, heading: "方案")
    }
    for (i, row) in rows[..<at].enumerated() where row.count >= 2 {
      let value = row[1].trimmed
      switch row[0].trimmed.lowercased() {
      case "名称", "name": name = value
      case "出具", "出具机构", "机构", "issuer": issuer = value
      case "有效期自", "validfrom": from = try day(value, file, i + 1, row[0].trimmed)
      case "有效期至", "validto": to = try day(value, file, i + 1, row[0].trimmed)
      default: continue
      }
    }
    let heading = rows[at].map { kind(of: $0.trimmed, rules) }
    var out: [Booklet.Row] = []
    for (i, row) in rows.enumerated().dropFirst(at + 1) where row.contains(where: { !$0.trimmed.isEmpty }) {
      var r = Booklet.Row(package: "", premiums: [])
      var limits: [Cover: Money] = [:]
      for (column, what) in heading.enumerated() {
        guard row.indices.contains(column) else { continue }
        let cell = row[column].trimmed
        if cell.isEmpty || cell == "-" || cell == "—" { continue }
        func money() throws(QuoteError) -> Money {
          guard let value = QuoteInput.limit(cell), value.fen >= 0 else {
            throw .badCell(file: file, row: i + 1, heading: rows[at][column].trimmed, given: cell, allowed: "≥ 0")
          }
          return value
        }
        switch what {
        case .brand: r.brand = cell
        case .series: r.series = cell
        case .package: r.package = cell
        case .region: r.region = cell
        case .priceFrom: r.priceFrom = try money()
        case .priceBelow: r.priceBelow = try money()
        case .limit(let cover): limits[cover] = try money()
        case .premium(let cover, let limit):
          r.premiums.append(LinePremium(cover, try money(), limit: limit))
        case .other: continue
        }
      }
      // A whole beside its lines is their sum.
      if r.premiums.count > 1 { r.premiums.removeAll { $0.cover == .commercial } }
      guard !r.package.isEmpty, !r.premiums.isEmpty, r.series != nil || r.priceFrom != nil || r.priceBelow != nil else {
        // A line of words under the table is no row of it.
        if row.filter({ !$0.trimmed.isEmpty }).count <= 1 { continue }
        let wanted = r.package.isEmpty ? "方案" : r.premiums.isEmpty ? "保费" : "车系"
        throw .badCell(file: file, row: i + 1, heading: wanted, given: "", allowed: "")
      }
      for j in r.premiums.indices { r.premiums[j].limit = r.premiums[j].limit ?? limits[r.premiums[j].cover] }
      out.append(r)
    }
    guard !out.isEmpty else { throw .noRows(file: file) }
    // What the booklet maker wrote below its table, or above it, goes with the figures.
    let isEstimate = rows.contains { row in row.contains(where: saysEstimate) }
    return Booklet(name: name, issuer: issuer, validFrom: from, validTo: to, rows: out, isEstimate: isEstimate)
  }

  /// Whether a cell speaks of the tariff before the reform, as the booklet maker does in either language.
  private static func saysEstimate(_ cell: String) -> Bool {
    ["改革前的费率估算", "改革前费率估算", "estimate on the tariff before the 2020 reform", "estimate on the pre-2020 tariff"]
      .contains { cell.firstRange(of: $0) != nil }
  }

  private enum Column: Equatable {
    case brand, series, package, region, priceFrom, priceBelow, other
    case premium(Cover, Money?)
    case limit(Cover)
  }

  private static func day(_ text: String, _ file: String, _ row: Int, _ heading: String) throws(QuoteError) -> Day? {
    if text.isEmpty || text == "-" { return nil }
    guard let day = Day(text.replacing("/", with: "-")) else {
      throw .badCell(file: file, row: row, heading: heading, given: text, allowed: "YYYY-MM-DD")
    }
    return day
  }

  private static func kind(of heading: String, _ rules: CoverRules) -> Column {
    switch heading.lowercased() {
    case "品牌", "brand": return .brand
    case "车系", "series": return .series
    case "方案", "package": return .package
    case "地区", "region": return .region
    case "车价", "车价(元)", "price", "价格下限", "价格下限(元)", "pricefrom": return .priceFrom
    case "价格上限", "价格上限(元)", "pricebelow": return .priceBelow
    default: break
    }
    if let whole = rules.all.first(where: { $0.name.zh == heading }) { return .premium(whole.cover, nil) }
    var text = heading.replacing("（", with: "(").replacing("）", with: ")")
    var limit: Money?
    if let open = text.lastIndex(of: "("), text.hasSuffix(")") {
      limit = QuoteInput.limit(String(text[text.index(after: open)...].dropLast()))
      text = String(text[..<open]).trimmed
    }
    func cover(_ text: String) -> Cover? {
      rules.all.first {
        $0.cover.rawValue.lowercased() == text.lowercased() || $0.name.zh == text
          || $0.name.en.lowercased() == text.lowercased()
      }?.cover
        ?? ["商业险", "commercial", "商业险保费"].first { $0 == text.lowercased() }.map { _ in Cover.commercial }
    }
    for suffix in [" limit", "保额"] where text.lowercased().hasSuffix(suffix) {
      if let cover = cover(String(text.dropLast(suffix.count)).trimmed) { return .limit(cover) }
    }
    return cover(text).map { .premium($0, limit) } ?? .other
  }
}
