import OrderedCollections

/// The figures of a year: by month, line, dealer, customer type and specialist, with what the year leaves behind.
public enum YearReport {
  public static func make(_ review: YearReview, in book: CustomerBook) -> Report {
    let won = review.closedLines.filter { $0.closing.closing == .won }
    let premium = won.reduce(Money.zero) { $0 + $1.closing.premium }
    let toRenew = review.toRenew.filter { !$0.customer.isBarred }
    var facts: OrderedDictionary<String, ReportCell> = [
      "state": .term(review.closedOn == nil ? "open" : "closed"), "won": .count(won.count), "premium": .money(premium),
      "noInterest": .count(review.closedLines.count - won.count), "toRenew": .count(toRenew.count),
      "neverDecided": .count(review.neverDecided.count),
    ]
    if let on = review.closedOn { facts["closedOn"] = .day(on) }
    let months = ReportTable(
      id: "months", columns: ["month", "state"] + MonthReport.figureColumns,
      rows: review.months.map { entry in
        let state: ReportCell = .term(entry.isSealed ? "sealed" : entry.figures == nil ? "no-plan" : "open")
        return [.month(entry.month), state]
          + (entry.figures.map(MonthReport.cells) ?? MonthReport.figureColumns.map { _ in .none })
      })
    let tables = YearReview.Grouping.allCases.map { grouping in
      ReportTable(
        id: "by-" + grouping.rawValue, columns: [grouping.rawValue, "won", "premium", "noInterest", "wonOfClosed"],
        rows: sorted(review.groups(by: grouping), grouping).map { group in
          [
            head(group.key, grouping, book), .count(group.won), .money(group.premium), .count(group.noInterest),
            ReportCell(group.wonOfClosed),
          ]
        },
        total: [
          .term("total"), .count(won.count), .money(premium), .count(review.closedLines.count - won.count),
          ReportCell(MonthFigures.share(won.count, of: review.closedLines.count)),
        ])
    }
    return Report(
      id: "year", subject: .count(review.year), facts: facts,
      tables: [months] + tables + [
        rest("neverDecided-lines", review.neverDecided), rest("toRenew-lines", toRenew),
      ])
  }

  /// Months stay in their order, the others come by premium.
  private static func sorted(_ groups: [YearReview.Group], _ grouping: YearReview.Grouping) -> [YearReview.Group] {
    grouping == .month ? groups : groups.sorted { ($1.premium, $1.won, $0.key) < ($0.premium, $0.won, $1.key) }
  }

  private static func head(_ key: String, _ grouping: YearReview.Grouping, _ book: CustomerBook) -> ReportCell {
    guard !key.isEmpty else { return .none }
    switch grouping {
    case .month: return SalesMonth(key).map { .month($0) } ?? .text(key)
    case .line, .customerType: return .term(key)
    case .dealer: return .text(book.book.record(.dealer, RecordID(rawValue: key))?["name"]?.string ?? key)
    case .specialist: return .text(key)
    }
  }

  private static func rest(_ id: String, _ rests: [YearReview.Rest]) -> ReportTable {
    ReportTable(
      id: id, columns: ["opportunity", "customer", "line", "state", "cycle", "firstPush"],
      rows: rests.map {
        [
          .id($0.customer.id.rawValue), .text($0.customer.customerName), .term($0.line.line.rawValue),
          .term($0.line.state.rawValue), .count($0.line.cycle), $0.line.firstPush.map { .day($0) } ?? .none,
        ]
      })
  }
}
