import OrderedCollections

/// A list of car series with their prices: a shipped one, or a branch's own from xlsx or csv.
///
/// A branch's list lies in its book as a record of kind `vehicleList`. Lists are told apart by their names: a list of the
/// same name and the same or a later day takes the place of the one before.
public struct VehicleList: Sendable, Equatable {
  /// One series; `low` and `high` are equal where the list has one price.
  public struct Row: Sendable, Equatable {
    public let brand: String?
    public let series: String
    public let low: Money
    public let high: Money
  }
  /// A row of the sheet that is in no list: where, and the cell that cannot be read.
  public struct Rejected: Sendable, Equatable {
    /// From 1, as a spreadsheet shows it.
    public let row: Int
    public let heading: String
    /// Empty: the cell is empty.
    public let given: String
  }

  public var name: String
  /// Which list is the newer one; nil: older than all that say.
  public var dated: Day?
  public let rows: [Row]
  public let rejected: [Rejected]

  /// A price below or above is no car's: most likely the heading should say 万.
  public static let least = Money(yuan: 1_000)
  public static let most = Money(yuan: 100_000_000)
  /// The same as words of a refusal.
  static let allowed = "1000–99999999.99"

  /// Reads a sheet. Above the headings there may be lines of name and value: 名称/name, 日期/dated. Headings: 车系 series
  /// (or 车型 model), 品牌 brand (may be missing), and one price (车价, 价格, 指导价, price; a cell may hold a range) or two
  /// (最低… low, 最高… high); in yuan, in 10,000 where the heading or the cell says 万.
  /// - Throws: `.noColumn` when there is no series or price column or it is a booklet; `.badCell` when no row is good.
  public init(name: String, dated: Day? = nil, rows: [[String]]) throws(QuoteError) {
    func column(_ words: [String], _ heading: [String]) -> Int? {
      words.lazy.compactMap { word in heading.firstIndex { $0.lowercased().hasPrefix(word) } }.first
    }
    func said(_ row: [String]) -> [String] { row.map(\.trimmed) }
    guard let at = rows.firstIndex(where: { column(["车系", "series", "车型", "model"], said($0)) != nil }) else {
      throw .noColumn(file: name, heading: "车系")
    }
    let heading = said(rows[at])
    if heading.contains(where: { ["方案", "package"].contains($0.lowercased()) }) {
      // A booklet has its own way into the book.
      throw .isBooklet(file: name)
    }
    guard let series = column(["车系", "series", "车型", "model"], heading) else { throw .noColumn(file: name, heading: "车系") }
    let brand = column(["品牌", "brand"], heading)
    guard let low = column(["最低", "low", "车价", "价格", "指导价", "厂商指导价", "官方指导价", "price"], heading) else {
      throw .noColumn(file: name, heading: "最低指导价")
    }
    let high = column(["最高", "high"], heading)
    self.name = name
    self.dated = dated
    for row in rows[..<at] where row.count >= 2 && !row[1].trimmed.isEmpty {
      switch row[0].trimmed.lowercased() {
      case "名称", "name": self.name = row[1].trimmed
      case "日期", "dated", "date":
        guard let day = Day(row[1].trimmed.replacing("/", with: "-")) else {
          throw .badCell(file: name, row: 1, heading: row[0].trimmed, given: row[1].trimmed, allowed: "YYYY-MM-DD")
        }
        self.dated = dated ?? day
      default: continue
      }
    }
    var out: [Row] = []
    var rejected: [Rejected] = []
    for (i, row) in rows.enumerated().dropFirst(at + 1) {
      func cell(_ i: Int?) -> String { i.flatMap { row.indices.contains($0) ? row[$0].trimmed : nil } ?? "" }
      // A line of words under the table is no row of it.
      let filled = row.indices.lazy.filter { !row[$0].allSatisfy(\.isWhitespace) }.prefix(2)
      guard filled.count > 1 || filled.first == series else { continue }
      func reject(_ column: Int) { rejected.append(Rejected(row: i + 1, heading: heading[column], given: cell(column))) }
      guard !cell(series).isEmpty else {
        reject(series)
        continue
      }
      guard let from = VehicleList.range(cell(low), in10000: heading[low].contains("万")) else {
        reject(low)
        continue
      }
      var to = from.high
      if let high, !cell(high).isEmpty {
        guard let end = VehicleList.range(cell(high), in10000: heading[high].contains("万")) else {
          reject(high)
          continue
        }
        to = end.high
      }
      out.append(
        Row(brand: cell(brand).isEmpty ? nil : cell(brand), series: cell(series), low: min(from.low, to), high: max(from.low, to)))
    }
    guard !out.isEmpty else {
      guard let first = rejected.first else { throw .noRows(file: name) }
      throw .badCell(file: name, row: first.row, heading: first.heading, given: first.given, allowed: VehicleList.allowed)
    }
    self.rows = out
    self.rejected = rejected
  }

  /// The same from csv bytes without quoted cells, as the shipped lists are.
  public init(name: String, dated: Day? = nil, csv: [UInt8]) throws(QuoteError) {
    try self.init(name: name, dated: dated, rows: VehicleIndex.rows(csv))
  }

  /// `119900`, `11.99万`, `7.98-17.98万`; nil for what is no price of a car.
  static func range(_ text: String, in10000: Bool) -> (low: Money, high: Money)? {
    var parts = text.split { "-–—~～至".contains($0) }.map { String($0).trimmed }
    guard (1...2).contains(parts.count) else { return nil }
    func isScaled(_ text: String) -> Bool { text.contains { "万萬wW".contains($0) } }
    // The unit behind a range is the unit of both ends.
    if parts.count == 2, isScaled(parts[1]), !isScaled(parts[0]) { parts[0] += "万" }
    let amounts = parts.compactMap { part -> Money? in
      let money = in10000 ? Exact(part).flatMap { ($0 * Exact(10_000)).money } ?? QuoteInput.price(part) : QuoteInput.price(part)
      return money.flatMap { $0 >= VehicleList.least && $0 < VehicleList.most ? $0 : nil }
    }
    guard amounts.count == parts.count, let low = amounts.min(), let high = amounts.max() else { return nil }
    return (low, high)
  }

  /// The day in a file's name: `车型表-20261101.xlsx`, `list 2026-11-01.csv`; nil where there is none.
  public static func day(ofFile path: String) -> Day? { DealerListFile(path, makers: MakerTable([])).dated }

  /// The newest first, a branch's own before a shipped one of the same day.
  public static func newestFirst(own: [VehicleList], shipped: [VehicleList]) -> [VehicleList] {
    let all = own + shipped
    return all.enumerated().sorted { a, b in
      (a.element.dated?.number ?? Int32.min, b.offset) > (b.element.dated?.number ?? Int32.min, a.offset)
    }.map(\.element)
  }

  // MARK: In the book

  public static func == (a: VehicleList, b: VehicleList) -> Bool {
    a.name == b.name && a.dated == b.dated && a.rows == b.rows
  }

  var fields: JSONObject {
    [
      "name": .string(name), "dated": dated.map { .string($0.description) } ?? .null,
      "rows": .array(
        rows.map { row in
          var object: JSONObject = ["series": .string(row.series), "low": .string(row.low.description)]
          if row.high != row.low { object["high"] = .string(row.high.description) }
          if let brand = row.brand { object["brand"] = .string(brand) }
          return .object(object)
        }),
    ]
  }

  /// Nil for a record that was not written by this program.
  init?(_ record: Record) {
    guard let name = record["name"]?.string, let list = record["rows"]?.array else { return nil }
    let rows = list.compactMap { value -> Row? in
      guard let series = value["series"]?.string, let low = Exact(value["low"])?.money else { return nil }
      return Row(brand: value["brand"]?.string, series: series, low: low, high: Exact(value["high"])?.money ?? low)
    }
    guard rows.count == list.count, !rows.isEmpty else { return nil }
    self.name = name
    dated = record["dated"]?.string.flatMap { Day($0) }
    self.rows = rows
    rejected = []
  }
}

extension RecordKind {
  /// A branch's own list of vehicles, prefix v.
  public static let vehicleList = RecordKind(rawValue: "vehicleList")
}
