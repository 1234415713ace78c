/// Something about a customer that wants the user today, with the reason as a word (product, screen 1).
public struct OpportunityToday: Sendable, Equatable {
  public enum Reason: String, Sendable, CaseIterable {
    case overdue, due, expiring
    case noNextStep = "no-next-step"
    case reviewUndecided = "review-undecided"
  }

  public let reason: Reason
  public let customer: OpportunityRow
  public let line: InsuranceLine?
  /// The plan row, when one is the cause.
  public let row: RecordID?
  /// The day on which it was or is due; the end of cover for `expiring`.
  public let day: Day
  public let band: ExpiryBand?

  /// Days past (positive) or ahead (negative).
  public func daysPast(_ today: Day) -> Int { today - day }

  /// All items of a day: overdue and due plan rows and promised days, undecided rows of past months, covers whose band
  /// has no contact, talks without a next step. The most pressing first; a customer comes once per reason.
  public static func all(in book: CustomerBook, rows: [OpportunityRow], today: Day) -> [OpportunityToday] {
    var items: [OpportunityToday] = []
    for customer in rows where !customer.isBarred && !customer.isGone {
      var planned: Set<InsuranceLine> = []
      for row in book.openRows(of: customer.id) {
        planned.formUnion(row.undecided)
        let line = row.undecided.first
        if row.month < today.month {
          items.append(
            .init(reason: .reviewUndecided, customer: customer, line: line, row: row.id, day: row.month.last, band: nil)
          )
        } else if row.contacted == nil, row.month == today.month {
          let due = row.time.due(in: row.month)
          // A third of the month is due on its last day; a day on that day.
          if due <= today {
            items.append(
              .init(
                reason: due < today ? .overdue : .due, customer: customer, line: line, row: row.id, day: due, band: nil)
            )
          }
        }
      }
      let open = customer.lines.filter { !$0.state.isClosed }
      if let promised = open.compactMap({ line in line.nextDate.map { ($0, line.line) } }).min(by: { $0.0 < $1.0 }),
        promised.0 <= today
      {
        items.append(
          .init(
            reason: promised.0 < today ? .overdue : .due, customer: customer, line: promised.1, row: nil,
            day: promised.0, band: nil))
      } else if let line = open.first(where: {
        $0.state == .pushing && $0.nextDate == nil && !planned.contains($0.line)
      }) {
        items.append(
          .init(
            reason: .noNextStep, customer: customer, line: line.line, row: nil, day: line.lastContact ?? line.since,
            band: nil))
      }
    }
    for item in RenewalList(rows, today: today, settings: book.settings).items
    where !item.isContacted && item.customer.line(.motor)?.state != .closedWon {
      items.append(
        .init(reason: .expiring, customer: item.customer, line: .motor, row: nil, day: item.expiry, band: item.band))
    }
    func rank(_ reason: Reason) -> Int { Reason.allCases.firstIndex(of: reason) ?? 0 }
    return items.sorted { (rank($0.reason), $0.day, $0.customer.id) < (rank($1.reason), $1.day, $1.customer.id) }
  }

  /// Days until the month's review; 0 on its last day.
  public static func daysToReview(_ today: Day) -> Int { today.month.last - today }
}
