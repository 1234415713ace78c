import Canvas
import Pipeline
import PipelineScreens

/// `review year YEAR [close]`.
struct YearCommand {
  let words: [String]

  func run(in session: Session) throws {
    guard let text = words.first, text.utf8.count == 4, let year = Int(text), (1950...2100).contains(year) else {
      throw CommandFailure(
        .badData, "not-a-year", ["given": .optional(words.first)],
        Wording(zh: "年份要写成四位数，如 2026。", en: "A year is written with four digits, as 2026."))
    }
    let book = try session.customers()
    switch words.dropFirst().first {
    case nil: show(YearReview(year, in: book), book, session)
    case "close":
      let change = try book.closeYear(year, stamp: session.stamp)
      let after = try session.committed(change)
      show(YearReview(year, in: after), after, session, renewed: change.deed.facts["lines"]?.int)
    default:
      throw CommandFailure.usage("unknown-action", ["given": .strings(words)], zh: "review year 年份 后面只有 close。", en: "After `review year YEAR` comes close, or nothing.")
    }
  }

  private func show(_ review: YearReview, _ book: CustomerBook, _ session: Session, renewed: Int? = nil) {
    let won = review.closedLines.filter { $0.closing.closing == .won }
    let premium = won.reduce(Money.zero) { $0 + $1.closing.premium }
    if session.json {
      var object: JSONObject = [
        "year": .int(review.year), "closedOn": .optional(review.closedOn?.description), "won": .int(won.count),
        "premium": .string(premium.description), "noInterest": .int(review.closedLines.count - won.count),
      ]
      if let renewed { object["renewed"] = .int(renewed) }
      object["months"] = .array(review.months.map { entry in
        var members: JSONObject = [
          "month": .string(entry.month.description), "state": .string(entry.isSealed ? "sealed" : entry.figures == nil ? "no-plan" : "open"),
        ]
        if let figures = entry.figures { members.merge(figures.json) { old, _ in old } }
        return .object(members)
      })
      for grouping in YearReview.Grouping.allCases {
        object["by-" + grouping.rawValue] = .array(review.groups(by: grouping).map { group in
          [
            "key": .string(group.key), "won": .int(group.won), "premium": .string(group.premium.description),
            "noInterest": .int(group.noInterest), "wonOfClosed": .optional(group.wonOfClosed?.description),
          ]
        })
      }
      object["toRenew"] = .array(review.toRenew.filter { !$0.customer.isBarred }.map(rest))
      object["neverDecided"] = .array(review.neverDecided.map(rest))
      return Output.json(schema: "review-year/1", object)
    }
    let report = YearReport.make(review, in: book)
    Output.write(ReportWriter(session).text(report))
  }

  private func rest(_ rest: YearReview.Rest) -> JSONValue {
    [
      "opportunity": .string(rest.customer.id.rawValue), "customer": .string(rest.customer.customerName),
      "line": .string(rest.line.line.rawValue), "state": .string(rest.line.state.rawValue), "cycle": .int(rest.line.cycle),
      "firstPush": .optional(rest.line.firstPush?.description),
    ]
  }
}
