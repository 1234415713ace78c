import Canvas
import Pipeline

extension ReviewScreen {
  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    guard let review else { return }
    let head = MonthFigureLines.lines(review, columns: region.width - 2, desk)
    for (place, line) in head.enumerated() { grid.put(line, in: region.row(place).inset(columns: 1, rows: 0)) }
    let body = region.droppingTop(head.count)
    let isWide = region.width >= 100
    let panes = isWide ? body.columns([.share(5), .share(3, minimum: 38)]) : [body, body]
    if isWide || !showsPane { drawRows(into: &grid, in: panes[0], review, desk) }
    if isWide || showsPane { drawPane(into: &grid, in: panes[1], review, desk, isAlone: !isWide) }
  }

  // MARK: Rows

  private func drawRows(into grid: inout CellGrid, in region: Region, _ review: MonthReview, _ desk: Desk) {
    let zh = desk.language == .zh
    let open = review.undecided.count
    let title =
      open > 0
      ? StyledLine(zh ? "未定 \(open)" : "Undecided \(open)", .title) : StyledLine(zh ? "都已定" : "All decided", .title)
    grid.box(
      region, title: entries.isEmpty ? StyledLine(review.month.description, .title) : title,
      note: StyledLine("\(review.figures.planned - open)/\(review.figures.planned)", .muted), focused: true)
    let columns = [
      TableColumn("", .flexible(minimum: 14, maximum: 34, weight: 3)),
      TableColumn("", .fixed(zh ? 9 : 14), priority: 3),
      TableColumn("", .flexible(minimum: zh ? 22 : 26, maximum: 60, weight: 3)),
      TableColumn("", .fixed(zh ? 6 : 11), priority: 2),
      TableColumn("", .flexible(minimum: 8, maximum: 30, weight: 1), priority: 4),
      TableColumn("", .fixed(8), priority: 5),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: entries.count, empty: desk.say(emptyWords(review, desk))
    ) { number in
      switch entries[number] {
      case .heading(let words, let count): return .heading(StyledLine(desk.say(words) + " \(count)", .heading))
      case .row(let item): return TableRow(ReviewCells.cells(item, review, desk))
      }
    }
  }

  private func emptyWords(_ review: MonthReview, _ desk: Desk) -> Wording {
    if review.month >= desk.today.month {
      return Wording(zh: "\(review.month) 没有计划。按 p 从建议中列计划。", en: "\(review.month) has no plan. p makes one from proposals.")
    }
    return Wording(
      zh: "\(review.month) 没有计划。没有计划的月份也可以封存，会照样显示。", en: "\(review.month) had no plan. It can be sealed all the same, and is shown.")
  }

  // MARK: Pane

  private func drawPane(into grid: inout CellGrid, in region: Region, _ review: MonthReview, _ desk: Desk, isAlone: Bool) {
    let title = selected?.customer.map(OpportunityDeeds.name) ?? review.month.description
    grid.box(region, title: StyledLine(title, .title), focused: isAlone)
    let inside = region.inner.inset(columns: 1, rows: 0)
    grid.fill(region.inner)
    var facts: [FactLine] = []
    if let item = selected { facts += ReviewCells.facts(item, review, desk) }
    facts += monthFacts(review, desk)
    FactLine.draw(facts, into: &grid, in: inside, desk: desk)
  }

  /// What stands beside the month: its seal, corrections, reopenings, overridden gates, deals on the spot.
  private func monthFacts(_ review: MonthReview, _ desk: Desk) -> [FactLine] {
    var facts: [FactLine] = []
    if case .sealed(let on, let digest) = review.state {
      facts.append(.heading(zh: "封存", en: "Seal"))
      facts.append(FactLine(zh: "日期", en: "On", on.description, .good))
      facts.append(FactLine(zh: "摘要", en: "Digest", String(digest.prefix(16)), .muted))
    }
    if !review.corrections.isEmpty {
      facts.append(.heading(zh: "封存后的更正", en: "Corrections since"))
      for correction in review.corrections {
        let fact = correction.fact == .win ? desk.language.pick(zh: "促成", en: "won") : desk.language.pick(zh: "接触", en: "contact")
        let name = desk.opportunity(correction.subject)?.customerName ?? correction.subject.rawValue
        let money = correction.amount.map { " " + $0.grouped } ?? ""
        facts.append(
          FactLine(Wording(String(correction.on.description.dropFirst(5))), "\(fact) \(name)\(money)" + desk.language.pick(zh: "（\(correction.enteredOn) 补记）", en: " (entered \(correction.enteredOn))"), .warning))
      }
    }
    for reopening in review.reopenings {
      facts.append(FactLine(zh: "曾重开", en: "Reopened", "\(reopening.on) \(reopening.by) \(reopening.reason)", .warning))
    }
    if !review.overrides.isEmpty {
      let count = review.overrides.count
      facts.append(.heading(zh: "本月越级 \(count) 次", en: "Overridden gates \(count)"))
      for override in review.overrides {
        let stage = override.to.flatMap(Stage.init(rawValue:)).map { desk.say(DealerWords.short($0)) } ?? ""
        facts.append(
          FactLine(
            Wording(String(override.on.description.dropFirst(5))),
            [override.name, stage, desk.language.pick(zh: "（\(override.reason)）", en: "(\(override.reason))"), override.by]
              .filter { !$0.isEmpty }.joined(separator: " "), .warning))
      }
    }
    if !review.spotDeals.isEmpty {
      facts.append(.heading(zh: "当场促成 \(review.spotDeals.count) 件（另计）", en: "On the spot \(review.spotDeals.count), counted apart"))
      for deal in review.spotDeals.prefix(4) {
        let name = desk.opportunity(deal.opportunity)?.customerName ?? deal.opportunity.rawValue
        facts.append(
          FactLine(Wording(String(deal.on.description.dropFirst(5))), "\(name) \(desk.say(Words.shortLine(deal.line))) \(deal.premium.grouped)"))
      }
    }
    return facts
  }
}
