/// A customer whose personal data has been kept longer than the branch's limit (decision 7): proposed for erasure, never
/// erased by itself.
public struct PastRetention: Equatable, Sendable {
  public let id: RecordID
  public let name: String?
  /// The month in which the last line closed, or the customer was deleted.
  public let closed: SalesMonth

  /// The customers past the limit, oldest first. One with a line still open, with a policy that runs on, or of whom nothing
  /// is there that names a person, is not among them.
  /// - Parameter months: whole months after the closing month, as `privacy.retentionMonths` sets them; nil: no limit, nobody.
  public static func all(in book: Book, months: Int?, today: Day) -> [PastRetention] {
    guard let months else { return [] }
    return book[.opportunity].records.compactMap { record in
      let opportunity = Opportunity(record: record)
      let deleted = record["gone"]?["on"]?.string.flatMap { Day($0) }?.month
      guard let closed = deleted ?? opportunity.closedMonth, closed + months < today.month,
        personal.contains(where: { record[$0] != nil }), !hasRunningPolicy(record, on: today)
      else { return nil }
      return PastRetention(id: record.id, name: record["customerName"]?.string, closed: closed)
    }.sorted { ($0.closed, $0.id) < ($1.closed, $1.id) }
  }

  /// Fields that name a person or lead to one.
  static let personal: [FieldKey] = [
    "customerName", "phones", "vehicle.plate", "vehicle.vin", "employer", "post", "note", "lastPolicy.number",
  ]

  private static func hasRunningPolicy(_ record: Record, on today: Day) -> Bool {
    record.entries(of: "policies").contains { entry in
      entry.value["expiry"]?.string.flatMap { Day($0) }.map { $0 >= today } ?? false
    }
  }
}
