import OrderedCollections

/// Which column of a telesales result list holds what, found by its heading in Chinese or English (docs/format.md).
public struct TelesalesColumns: Sendable, Equatable {
  public enum Meaning: String, Sendable, CaseIterable {
    /// Who: the customer's id, a telephone, a plate.
    case id, phones, plate
    /// The day of the call, who called, how.
    case callDate, agent, method
    /// Whether somebody answered, what was said, the will, the promised next day, the lines talked about.
    case reached, result, willingness, nextDate, lines
    /// The customer wants no more calls.
    case doNotContact
  }

  /// The row of the headings, from 0.
  public let headingRow: Int
  public let places: OrderedDictionary<Meaning, Int>
  /// How the column is headed in the list.
  public let headings: [Meaning: String]
  /// Headings that name nothing of a result; their columns are left out, and said so.
  public let unknown: [String]

  /// The row of the first ten that names most: somebody to find, and a day or a result. Nil when there is none.
  public init?(_ rows: [[String]]) {
    var best: (row: Int, places: OrderedDictionary<Meaning, Int>)?
    for (number, row) in rows.prefix(10).enumerated() {
      var places: OrderedDictionary<Meaning, Int> = [:]
      for (column, cell) in row.enumerated() {
        if let meaning = TelesalesColumns.meanings[CustomerColumns.plain(cell)], places[meaning] == nil {
          places[meaning] = column
        }
      }
      let names = places[.id] != nil || places[.phones] != nil || places[.plate] != nil
      guard names, places[.callDate] != nil || places[.result] != nil || places[.reached] != nil else { continue }
      if places.count > best?.places.count ?? 0 { best = (number, places) }
    }
    guard let best else { return nil }
    headingRow = best.row
    places = best.places
    headings = Dictionary(uniqueKeysWithValues: best.places.map { ($0, ArchiveField.trimmed(rows[best.row][$1])) })
    unknown = rows[best.row].enumerated().filter { column, cell in
      !ArchiveField.trimmed(cell).isEmpty && !best.places.values.contains(column)
    }.map { ArchiveField.trimmed($0.element) }
  }

  /// The cell of that meaning; nil when it is empty or there is no such column.
  func cell(_ meaning: Meaning, _ cells: [String]) -> String? {
    guard let place = places[meaning], place < cells.count else { return nil }
    let text = ArchiveField.trimmed(cells[place])
    return text.isEmpty ? nil : text
  }

  private static let meanings: [String: Meaning] = {
    let names: [(Meaning, [String])] = [
      (.id, ["编号", "客户编号", "档案号", "商机", "商机编号", "id", "opportunity"]),
      (.phones, ["电话", "联系电话", "手机", "手机号", "手机号码", "客户电话", "phone", "phones", "telephone", "telephones", "mobile"]),
      (.plate, ["车牌", "车牌号", "车牌号码", "号牌", "plate"]),
      (.callDate, ["拨打日期", "外呼日期", "通话日期", "呼叫日期", "日期", "calldate", "date", "calledon"]),
      (.agent, ["坐席", "座席", "坐席姓名", "话务员", "拨打人", "agent", "by", "caller"]),
      (.method, ["方式", "联系方式", "method"]),
      (.reached, ["接通", "是否接通", "接通情况", "answered", "reached"]),
      (.result, ["结果", "通话结果", "外呼结果", "沟通结果", "result", "outcome"]),
      (.willingness, ["意愿", "购买意愿", "willingness"]),
      (.nextDate, ["下次日期", "下次联系", "下次联系日期", "预约日期", "nextdate", "next"]),
      (.lines, ["险种", "各险种", "lines", "line"]),
      (.doNotContact, ["拒绝联系", "免打扰", "请勿联系", "donotcontact"]),
    ]
    var table: [String: Meaning] = [:]
    for (meaning, words) in names { for word in words { table[word] = meaning } }
    return table
  }()
}
