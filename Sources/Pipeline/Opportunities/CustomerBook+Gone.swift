/// Deleted customers: hidden, never destroyed (promise 5).
extension CustomerBook {
  /// Those that were deleted, the latest first.
  public var gone: [Opportunity] {
    book[.opportunity].records.map(Opportunity.init(record:)).filter { $0.isGone && !$0.record.fields.isEmpty }
      .sorted { ($1.record["gone"]?["on"]?.string ?? "", $1.id) < ($0.record["gone"]?["on"]?.string ?? "", $0.id) }
  }

  /// Brings a deleted customer back into the lists. The rows that left their plans stay out: a new row says what is meant
  /// to be done now.
  /// - Throws: `noOpportunity` when there is no such record, `notDeleted` when it is in the lists.
  public func restore(_ id: RecordID, stamp: WorkStamp) throws(MonthError) -> Change {
    guard let record = book.record(.opportunity, id), !record.fields.isEmpty else { throw .opportunity(.noOpportunity(id)) }
    let old = Opportunity(record: record)
    guard old.isGone else { throw .opportunity(.notDeleted(id)) }
    var new = old
    new.record["gone"] = nil
    return Change(Deed("opportunity.restore", old.facts), [edit(old, new)])
  }
}
