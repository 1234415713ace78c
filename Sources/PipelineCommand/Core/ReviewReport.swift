import Canvas
import Pipeline
import PipelineScreens

/// What `review MONTH` answers.
struct ReviewReport {
  private let review: MonthReview
  private let book: CustomerBook
  private let session: Session

  init(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) {
    review = MonthReview(month, in: book, today: session.today)
    self.book = book
    self.session = session
  }

  func print() {
    if session.json { return Output.json(schema: "review/1", json) }
    printText()
  }

  private var json: JSONObject {
    var object: JSONObject = ["month": .string(review.month.description)]
    switch review.state {
    case .noPlan: object["state"] = "no-plan"
    case .open: object["state"] = "open"
    case .sealed(let on, let digest):
      object["state"] = "sealed"
      object["sealedOn"] = .string(on.description)
      object["digest"] = .string(digest)
      object["file"] = .string("months/\(review.month).json")
    }
    object.merge(review.figures.json) { old, _ in old }
    object["lastMonth"] = .object(review.lastMonth.json)
    object["twelveMonths"] = .array(review.twelveMonths.map { entry in
      var members: JSONObject = ["month": .string(entry.month.description)]
      if let figures = entry.figures { members.merge(figures.json) { old, _ in old } } else { members["planned"] = .null }
      return .object(members)
    })
    object["rows"] = .array((review.undecided + review.decided + review.withdrawn).map {
      .object(CustomerJSON.planRow($0.row, $0.customer, in: book))
    })
    object["spot"] = .array(review.spotDeals.map {
      [
        "opportunity": .string($0.opportunity.rawValue), "line": .string($0.line.rawValue), "on": .string($0.on.description),
        "premium": .string($0.premium.description),
      ]
    })
    object["overrides"] = .array(review.overrides.map {
      [
        "dealer": .string($0.dealer.rawValue), "name": .string($0.name), "from": .optional($0.from), "to": .optional($0.to),
        "on": .string($0.on.description), "by": .string($0.by), "reason": .string($0.reason), "missing": .strings($0.missing),
      ]
    })
    object["corrections"] = .array(review.corrections.map {
      [
        "fact": .string($0.fact.rawValue), "on": .string($0.on.description), "enteredOn": .string($0.enteredOn.description),
        "by": .string($0.by), "opportunity": .string($0.subject.rawValue), "lines": InsuranceLine.json($0.lines),
        "amount": .optional($0.amount?.description),
      ]
    })
    object["reopenings"] = .array(review.reopenings.map {
      ["on": .string($0.on.description), "by": .string($0.by), "reason": .string($0.reason), "digest": .string($0.digest)]
    })
    object["nextPlan"] = [
      "month": .string(review.nextPlan.month.description), "rows": .int(review.nextPlan.rows), "due": .bool(review.nextPlan.isDue),
    ]
    return object
  }

  private func printText() {
    let state =
      switch review.state {
      case .noPlan: session.say("没有计划", "no plan")
      case .open: session.say("未定 \(review.figures.undecided) ／ \(review.figures.planned)", "undecided \(review.figures.undecided) of \(review.figures.planned)")
      case .sealed(let on, _): session.say("\(on) 封存", "sealed \(on)")
      }
    Output.line(session.say("商机检视 ", "Review ") + review.month.description + "  " + state)
    ReviewReport.printFigures(review.figures, review.lastMonth, session)
    list(session.say("未定", "Undecided"), review.undecided)
    list(session.say("已定", "Decided"), review.decided)
    list(session.say("撤出", "Withdrawn"), review.withdrawn)
    for item in review.overrides {
      Output.line(
        "▲ " + session.say("越级 ", "override ") + Words.plain(item.name) + " \(item.from ?? "") → \(item.to ?? "") \(item.on): "
          + Words.plain(item.reason))
    }
    for item in review.corrections {
      let name = book.opportunity(item.subject)?.customerName ?? item.subject.rawValue
      Output.line(
        session.say("更正：", "correction: ") + "\(item.on) \(Words.plain(name)) " + (item.amount?.grouped ?? "")
          + session.say("（\(item.enteredOn) 补记）", " (entered \(item.enteredOn))"))
    }
    for item in review.reopenings { Output.line(session.say("重开：", "reopened: ") + "\(item.on) \(item.by) " + Words.plain(item.reason)) }
  }

  private func list(_ title: String, _ items: [MonthReview.Item]) {
    guard !items.isEmpty else { return }
    Output.line("\(title) \(items.count)")
    var table = TextTable()
    for item in items { table.add(["  " + PlanRows.cells(item.row, item.customer, session)[0]] + PlanRows.cells(item.row, item.customer, session).dropFirst()) }
    table.print(limit: 40)
  }

  static func printFigures(_ figures: MonthFigures, _ before: MonthFigures?, _ session: Session) {
    func rate(_ figures: MonthFigures) -> String { figures.successRate?.toBasisPoint.percent ?? "–" }
    let last = before.map { session.say("（上月 \(rate($0))）", " (last month \(rate($0)))") } ?? ""
    Output.line(
      session.say(
        "计划 \(figures.planned)  接触 \(figures.contacted)  促成 \(figures.won)  无意愿 \(figures.noInterest)  结转 \(figures.carried)  未做 \(figures.notDone)  未定 \(figures.undecided)  成功率 \(rate(figures))",
        "planned \(figures.planned)  contacted \(figures.contacted)  won \(figures.won)  no interest \(figures.noInterest)  carried \(figures.carried)  not done \(figures.notDone)  undecided \(figures.undecided)  success \(rate(figures))")
        + last)
    Output.line(
      session.say(
        "保费 \(figures.premium.grouped)  当场 \(figures.onTheSpot) 笔 \(figures.onTheSpotPremium.grouped)  迟 \(figures.late)  新增 \(figures.added)  撤出 \(figures.withdrawn)",
        "premium \(figures.premium.grouped)  on the spot \(figures.onTheSpot), \(figures.onTheSpotPremium.grouped)  late \(figures.late)  added \(figures.added)  withdrawn \(figures.withdrawn)"))
  }
}
