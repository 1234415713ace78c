import OrderedCollections

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
