//  The model of this room:
//    Report        facts and tables of values; no word of a language, only ids that the reader's words are found by
//    MonthReport, YearReport, FunnelReport   make one from the book
//    ReportText    writes one as text, Markdown or CSV with words handed in

import OrderedCollections

/// A value in a report. Rendering and JSON both come from it, so that they cannot differ.
public enum ReportCell: Sendable, Equatable {
  /// A dash: there is no such value (success without a plan).
  case none
  /// A name or note as it stands in the book.
  case text(String)
  /// An id whose word the reader's language has: an outcome, a line, a stage.
  case term(String)
  case count(Int)
  case money(Money)
  case rate(Rate)
  case ratio(Ratio)
  case day(Day)
  case month(SalesMonth)
  /// A number of days with at most one decimal, in tenths.
  case tenths(Int)

  public init(_ rate: Rate?) { self = rate.map { .rate($0) } ?? .none }
  public init(_ ratio: Ratio?) { self = ratio.map { .ratio($0) } ?? .none }
  public init(text: String?) { self = text.map { .text($0) } ?? .none }

  /// The machine form: money, rates and ratios as decimal strings.
  public var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text), .term(let text): .string(text)
    case .count(let count): .int(count)
    case .money(let money): .money(money)
    case .rate(let rate): .string(rate.description)
    case .ratio(let ratio): .string(ratio.description)
    case .day(let day): .day(day)
    case .month(let month): .month(month)
    case .tenths(let tenths): .number(FixedPoint.text(Int64(tenths), decimals: 1, atLeast: 0))
    }
  }

  /// Numbers stand to the right in a text table.
  public var isNumber: Bool {
    switch self {
    case .count, .money, .rate, .ratio, .tenths: true
    case .none, .text, .term, .day, .month: false
    }
  }
}

/// Rows under columns, each named by an id.
public struct ReportTable: Sendable, Equatable {
  public let id: String
  public let columns: [String]
  public let rows: [[ReportCell]]
  /// The sum row, when summing means something.
  public let total: [ReportCell]?

  public init(id: String, columns: [String], rows: [[ReportCell]], total: [ReportCell]? = nil) {
    self.id = id
    self.columns = columns
    self.rows = rows
    self.total = total
  }

  /// Each row as an object by column.
  public var json: JSONValue {
    .array(
      rows.map { row in
        .object(JSONObject(zip(columns, row).map { ($0, $1.json) }, uniquingKeysWith: { $1 }))
      })
  }
}

/// A report: what it is about, single facts, tables.
public struct Report: Sendable, Equatable {
  /// `month`, `year`, `funnel`.
  public let id: String
  /// What it is about: a month, a year, a day.
  public let subject: ReportCell
  public let facts: OrderedDictionary<String, ReportCell>
  public let tables: [ReportTable]

  public init(id: String, subject: ReportCell, facts: OrderedDictionary<String, ReportCell>, tables: [ReportTable]) {
    self.id = id
    self.subject = subject
    self.facts = facts
    self.tables = tables
  }

  public func table(_ id: String) -> ReportTable? { tables.first { $0.id == id } }

  /// `{schema, report, subject, <facts>, <tables>}`
  public var json: JSONObject {
    var members: JSONObject = [
      "schema": .string("cheshang.report-" + id + "/1"), "subject": subject.json,
    ]
    for (name, cell) in facts { members[name] = cell.json }
    for table in tables { members[table.id] = table.json }
    return members
  }
}
