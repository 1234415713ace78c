/// The rows that a month's plan should have and has not: motor expiries in the bands of section 9, promised days, talks
/// without a row, won customers of last year (rules M1, M7, M8, M9). Carried rows are in the plan already: the review
/// puts them there.
public struct PlanProposal: Sendable, Equatable {
  public let draft: PlanDraft
  public let customer: OpportunityRow
  /// The end of motor cover, when that is the reason.
  public let expiry: Day?
  /// The band in which that end lies on the month's first day, or today within the month.
  public let band: ExpiryBand?

  /// The proposals of a month, the promised first, then by day.
  public static func all(
    for month: SalesMonth, in book: CustomerBook, rows: [OpportunityRow], today: Day
  ) -> [PlanProposal] {
    let from = max(month.first, today)
    var proposals: [PlanProposal] = []
    for row in rows where !row.isBarred && !row.isGone {
      let free = freeLines(of: row, month: month, from: from)
      guard !free.isEmpty else { continue }
      let open = book.openRows(of: row.id).flatMap(\.undecided)
      let wanted = free.filter { !open.contains($0.line) }
      guard let leading = wanted.min(by: { rank($0.origin) < rank($1.origin) }) else { continue }
      let day = wanted.map(\.day).min() ?? from
      let inMonth = day.month == month ? day : from
      let draft = PlanDraft(
        opportunity: row.id, lines: InsuranceLine.allCases.filter { line in wanted.contains { $0.line == line } },
        method: row.customerType?.usualMethod ?? .phone, time: .day(inMonth), origin: leading.origin)
      let expiry = wanted.contains { $0.line == .motor } ? row.motorExpiry : nil
      proposals.append(
        PlanProposal(
          draft: draft, customer: row, expiry: expiry, band: expiry.flatMap { ExpiryBand(daysLeft: $0 - from) }))
    }
    func key(_ proposal: PlanProposal) -> (Int, Day, RecordID) {
      (rank(proposal.draft.origin), proposal.draft.time.due(in: month), proposal.customer.id)
    }
    return proposals.sorted { key($0) < key($1) }
  }

  private static func rank(_ origin: PlanRow.Origin) -> Int {
    switch origin {
    case .promised: 0
    case .carried: 1
    case .expiry: 2
    case .wonLastYear: 3
    case .manual: 4
    }
  }

  private static func freeLines(
    of row: OpportunityRow, month: SalesMonth, from: Day
  ) -> [(line: InsuranceLine, origin: PlanRow.Origin, day: Day)] {
    row.lines.compactMap { line in
      switch line.state {
      case .found, .planned, .closedLost: return nil
      case .closedWon:
        guard let first = line.firstPush, first.month <= month else { return nil }
        return (line.line, .wonLastYear, max(first, from))
      case .archived, .pushing:
        if let next = line.nextDate, next.month == month { return (line.line, .promised, max(next, from)) }
        if line.state == .pushing { return (line.line, .carried, from) }
        if let first = line.firstPush, first.month <= month { return (line.line, .wonLastYear, max(first, from)) }
        if line.line == .motor, let expiry = row.motorExpiry, expiry - 90 <= month.last, expiry + 30 >= from {
          return (line.line, .expiry, max(expiry - 90, from))
        }
        return nil
      }
    }
  }
}
