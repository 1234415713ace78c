import Canvas
import Pipeline
import PipelineScreens

/// What `today` says of customers, the month and the counters, beside the dealers.
struct TodayMonth {
  private let items: [OpportunityToday]
  private let book: CustomerBook
  private let session: Session
  private let targets: [TargetStand]
  private let figures: MonthFigures
  /// Past months with a plan that are not sealed.
  private let unsealed: [SalesMonth]

  init(_ session: Session) throws {
    self.session = session
    book = try session.customers()
    items = OpportunityToday.all(in: book, rows: OpportunityRow.all(in: book.book), today: session.today)
    targets = TargetStand.all(on: session.today, by: session.user, in: book.book, settings: book.settings)
    figures = book.figures(of: session.today.month)
    unsealed = book.index.rowsByMonth.keys.filter { [book, session] in $0 < session.today.month && book.seal(of: $0) == nil }.sorted()
  }

  /// Customers that want somebody today.
  var count: Int { items.count }

  /// Members for the answer of `today --json`.
  func json(limit: Int?) -> JSONObject {
    var object: JSONObject = [
      "opportunitiesTotal": .int(items.count),
      "opportunities": .array(items.prefix(max(0, limit ?? .max)).map { item in
        [
          "reason": .string(item.reason.rawValue), "opportunity": .string(item.customer.id.rawValue),
          "customer": .string(item.customer.customerName), "dealer": .optional(item.customer.dealer?.rawValue),
          "line": .optional(item.line?.rawValue), "row": .optional(item.row?.rawValue), "day": .string(item.day.description),
          "days": .int(item.daysPast(session.today)), "band": .optional(item.band?.rawValue),
        ]
      }),
    ]
    object["month"] = [
      "month": .string(session.today.month.description), "daysToReview": .int(OpportunityToday.daysToReview(session.today)),
      "planned": .int(figures.planned), "undecided": .int(figures.undecided), "sealed": .bool(book.seal(of: session.today.month) != nil),
      "nextPlanned": .int(book.rows(of: session.today.month.next).count), "unsealed": .strings(unsealed.map(\.description)),
    ]
    let person = DayFigures(session.today...session.today, by: session.user, in: book.book)
    object["kits"] = ["complete": .int(person.completeKits), "receptions": .int(person.receptions), "rate": .optional(person.kitRate?.description)]
    object["targets"] = .array(targets.map(RhythmReport.json))
    for (name, kind) in [("calls", ActivityKind.call), ("visits", .visit)] {
      object[name] = .int(DayFigures(session.today...session.today, by: session.user, in: book.book).activities[kind] ?? 0)
    }
    return object
  }

  func print(limit: Int?) {
    if !items.isEmpty {
      Output.line(session.say("客户 \(items.count)", "Customers \(items.count)"))
      var table = TextTable()
      for item in items.prefix(max(0, limit ?? .max)) {
        table.add([
          session.say(Words.reason(item.reason)), item.customer.customerName, item.customer.model ?? "",
          item.line.map { session.say(Words.line($0)) } ?? "", item.day.description,
          item.band.map { session.say(Words.band($0)) } ?? "",
        ])
      }
      table.print()
    }
    let left = OpportunityToday.daysToReview(session.today)
    if figures.planned > 0 || !unsealed.isEmpty {
      Output.line(
        session.say(
          "\(session.today.month) 还有 \(left) 天检视，未定 \(figures.undecided) ／ \(figures.planned)",
          "\(session.today.month): \(left) days to the review, \(figures.undecided) of \(figures.planned) undecided"))
    }
    for month in unsealed { Output.line("▲ " + session.say("\(month) 还没有封存：cheshang review \(month)", "\(month) is not sealed: `cheshang review \(month)`")) }
    let shown = targets.filter { $0.target.activity == .call || $0.target.activity == .visit }
    if !shown.isEmpty { Output.line(shown.map { RhythmReport.line($0, session) }.joined(separator: "  ")) }
  }
}
