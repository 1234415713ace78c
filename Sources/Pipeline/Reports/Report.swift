//  The model of this room:
//    Report        facts and tables of values; no word of a language, only ids that the reader's words are found by
//    MonthReport, YearReport, FunnelReport   make one from the book
//    ReportText    writes one as text, Markdown or CSV with words handed in

import OrderedCollections

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
