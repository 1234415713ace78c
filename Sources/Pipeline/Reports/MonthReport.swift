import OrderedCollections

/// The figures of a month as a report: those of the review, the twelve months beside it, and the rows by line, dealer,
/// customer type and specialist.
public enum MonthReport {
  static let figureColumns = [
    "planned", "contacted", "won", "noInterest", "carried", "notDone", "undecided", "successRate", "premium",
    "onTheSpot",
    "onTheSpotPremium",
  ]

  static func cells(_ figures: MonthFigures) -> [ReportCell] {
    [
      .count(figures.planned), .count(figures.contacted), .count(figures.won), .count(figures.noInterest),
      .count(figures.carried), .count(figures.notDone), .count(figures.undecided), ReportCell(figures.successRate),
      .money(figures.premium), .count(figures.onTheSpot), .money(figures.onTheSpotPremium),
    ]
  }

  /// The report of a review.
  public static func make(_ review: MonthReview, in book: CustomerBook) -> Report {
    var facts: OrderedDictionary<String, ReportCell> = [:]
    switch review.state {
    case .noPlan: facts["state"] = .term("no-plan")
    case .open: facts["state"] = .term("open")
    case .sealed(let on, let digest):
      facts["state"] = .term("sealed")
      facts["sealedOn"] = .day(on)
      facts["digest"] = .id(digest)
    }
    for (name, cell) in zip(figureColumns, cells(review.figures)) { facts[name] = cell }
    facts["late"] = .count(review.figures.late)
    facts["added"] = .count(review.figures.added)
    facts["withdrawn"] = .count(review.figures.withdrawn)
    facts["lastMonthSuccessRate"] = ReportCell(review.lastMonth.successRate)
    return Report(
      id: "month", subject: .month(review.month), facts: facts,
      tables: [
        ReportTable(
          id: "twelveMonths", columns: ["month"] + figureColumns,
          rows: review.twelveMonths.map { month, figures in
            [.month(month)] + (figures.map(cells) ?? figureColumns.map { _ in .none })
          }),
        lines(review), dealers(review, in: book),
        groups("byCustomerType", "customerType", review) { .term($0.customer?.customerType?.rawValue ?? "other") },
        groups("bySpecialist", "owner", review) { ReportCell(text: $0.row.owner) },
        rows(review, in: book), overrides(review), corrections(review),
      ])
  }

  private static func counted(_ review: MonthReview) -> [MonthReview.Item] { review.undecided + review.decided }

  /// Counts lines, not rows: a row with two lines stands in two of them.
  private static func lines(_ review: MonthReview) -> ReportTable {
    let columns = ["line", "planned", "won", "noInterest", "carried", "notDone", "undecided", "premium"]
    let rows: [[ReportCell]] = InsuranceLine.allCases.compactMap { line in
      let outcomes = counted(review).filter { $0.row.lines.contains(line) }.map { $0.row.outcomes[line] }
      guard !outcomes.isEmpty else { return nil }
      func count(_ kinds: RowOutcome.Kind...) -> ReportCell {
        .count(outcomes.count { outcome in outcome.map { kinds.contains($0.kind) } ?? false })
      }
      let premium = outcomes.reduce(Money.zero) { $0 + ($1?.premium ?? .zero) }
      return [
        .term(line.rawValue), .count(outcomes.count), count(.won), count(.noInterest), count(.carried, .reDated),
        count(.notDone), .count(outcomes.count { $0 == nil }), .money(premium),
      ]
    }
    return ReportTable(id: "byLine", columns: columns, rows: rows)
  }

  private static func dealers(_ review: MonthReview, in book: CustomerBook) -> ReportTable {
    groups("byDealer", "dealer", review) { item in
      ReportCell(text: item.row.dealer.map { book.book.record(.dealer, $0)?["name"]?.string ?? $0.rawValue })
    }
  }

  private static func groups(
    _ id: String, _ column: String, _ review: MonthReview, by key: (MonthReview.Item) -> ReportCell
  ) -> ReportTable {
    var groups: OrderedDictionary<String, (head: ReportCell, rows: [PlanRow])> = [:]
    for item in counted(review) {
      let head = key(item)
      groups[head.json.text, default: (head, [])].rows.append(item.row)
    }
    let columns = [
      "planned", "contacted", "won", "noInterest", "carried", "notDone", "undecided", "successRate", "premium",
    ]
    func shown(_ figures: MonthFigures) -> [ReportCell] { Array(cells(figures).prefix(9)) }
    let rows = groups.values.map { (head: $0.head, figures: MonthFigures(rows: $0.rows, spot: [])) }
      .sorted {
        ($1.figures.premium, $1.figures.planned, $0.head.json.text) < (
          $0.figures.premium, $0.figures.planned, $1.head.json.text
        )
      }
    return ReportTable(
      id: id, columns: [column] + columns, rows: rows.map { [$0.head] + shown($0.figures) },
      total: [.term("total")] + shown(MonthFigures(rows: counted(review).map(\.row), spot: [])))
  }

  private static func rows(_ review: MonthReview, in book: CustomerBook) -> ReportTable {
    ReportTable(
      id: "rows",
      columns: ["row", "customer", "dealer", "lines", "method", "due", "mark", "contacted", "outcome", "premium"],
      rows: counted(review).map { item in
        let row = item.row
        let premium = row.outcomes.values.compactMap(\.premium)
        return [
          .id(row.id.rawValue), ReportCell(text: item.customer?.customerName),
          ReportCell(text: row.dealer.map { book.book.record(.dealer, $0)?["name"]?.string ?? $0.rawValue }),
          .terms(row.lines.map(\.rawValue)), .term(row.method.rawValue),
          .day(row.time.due(in: row.month)),
          row.mark.map { .term($0.rawValue) } ?? .none, row.contacted.map { .day($0) } ?? .none,
          row.outcome.map { .term($0.rawValue) } ?? .term("undecided"),
          premium.isEmpty ? .none : .money(premium.reduce(Money.zero, +)),
        ]
      })
  }

  private static func overrides(_ review: MonthReview) -> ReportTable {
    ReportTable(
      id: "overrides", columns: ["dealer", "from", "to", "on", "by", "reason", "missing"],
      rows: review.overrides.map {
        [
          .text($0.name), $0.from.map { .term($0) } ?? .none, $0.to.map { .term($0) } ?? .none, .day($0.on),
          .text($0.by),
          .text($0.reason), .terms($0.missing),
        ]
      })
  }

  private static func corrections(_ review: MonthReview) -> ReportTable {
    ReportTable(
      id: "corrections", columns: ["fact", "on", "enteredOn", "subject", "premium"],
      rows: review.corrections.map {
        [
          .term($0.fact.rawValue), .day($0.on), .day($0.enteredOn), .id($0.subject.rawValue),
          $0.amount.map { .money($0) } ?? .none,
        ]
      })
  }
}
