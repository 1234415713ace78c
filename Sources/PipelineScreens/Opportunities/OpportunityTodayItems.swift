import Canvas
import Pipeline

extension TodayProvider {
  /// The customers: overdue and due rows and promises, covers running out without a contact, talks without a next step,
  /// undecided rows of past months; targets and what was won this month.
  public static let opportunities = TodayProvider(
    items: { desk in
      var items = desk.months.todayItems(desk.today).map { OpportunityTodayItems.item($0, desk) }
      if let review = OpportunityTodayItems.review(desk) { items.insert(review, at: 0) }
      return items
    }, counters: OpportunityTodayItems.counters)
}

/// Makes items of the Today screen from the customers.
enum OpportunityTodayItems {
  static func item(_ item: OpportunityToday, _ desk: Desk) -> TodayItem {
    let row = item.customer
    let urgency: TodayItem.Urgency =
      switch item.reason {
      case .overdue, .reviewUndecided: .overdue
      case .due: .today
      case .expiring: .runningOut
      case .noNextStep: .noNextStep
      }
    let line = item.line.map(Words.shortLine) ?? Wording("")
    let step: Wording =
      if item.reason == .expiring, let band = item.band {
        Wording(zh: "续保 " + Words.shortBand(band).zh + " 未接触", en: "renewal " + Words.shortBand(band).en)
      } else {
        Wording(zh: line.zh + " " + Words.reason(item.reason).zh, en: line.en + " " + Words.reason(item.reason).en)
      }
    let past = item.daysPast(desk.today)
    let note: Wording =
      switch item.reason {
      case .overdue, .reviewUndecided: Wording(zh: "+\(past) 天", en: "+\(past) d")
      case .expiring: Wording(String(item.day.description.dropFirst(5)))
      case .noNextStep: Wording(String(item.day.description.dropFirst(5)))
      case .due: Wording("")
      }
    let id = row.id
    let month = item.reason == .reviewUndecided ? item.day.month : nil
    return TodayItem(
      urgency, title: [row.customerName, row.model].compactMap { $0 }.joined(separator: " "), step: step, note: note,
      dealer: nil,
      facts: { desk in
        guard let customer = desk.opportunity(id) else { return [] }
        var facts = [FactLine(zh: "原因", en: "Why", desk.say(step), urgency.style), FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(customer.dealer))]
        facts += CustomerFacts.standing(of: customer, desk)
        facts.append(.heading(zh: "接触记录", en: "Contacts"))
        facts += CustomerFacts.log(of: customer, limit: 4, desk)
        return facts
      },
      open: { _ in month.map { [.open(ReviewScreen(month: $0))] } ?? [.open(CustomerScreen(id, line: item.line))] })
  }

  /// From three days before the month's end: the review, with what is still undecided.
  static func review(_ desk: Desk) -> TodayItem? {
    let left = OpportunityToday.daysToReview(desk.today)
    let month = desk.today.month
    guard left <= 3, desk.customers.hasPlan(month), desk.customers.seal(of: month) == nil else { return nil }
    let figures = desk.customers.figures(of: month)
    return TodayItem(
      left == 0 ? .today : .runningOut, title: desk.language.pick(zh: "月末检视 \(month)", en: "Review of \(month)"),
      step: Wording(zh: "未定 \(figures.undecided)", en: "\(figures.undecided) undecided"),
      note: left == 0 ? Wording(zh: "今天", en: "today") : Wording(zh: "还 \(left) 天", en: "in \(left) d"),
      facts: { desk in
        let review = desk.months.review(month, today: desk.today)
        return [
          FactLine(zh: "计划", en: "Planned", String(review.figures.planned)), FactLine(zh: "未定", en: "Undecided", String(review.figures.undecided), .due),
          FactLine(zh: "促成", en: "Won", String(review.figures.won), .good),
          FactLine(zh: "成功率", en: "Success", MonthLooks.rate(review.figures.successRate)),
        ]
      }, open: { _ in [.open(ReviewScreen(month: month))] })
  }

  /// `电话 12/30 ▇▇▁  走访 7/20 ▇▁▁  本月促成 9 件 31,240.00 ▂▃▅`: bars shrink before words go.
  static func counters(_ desk: Desk) -> [StyledLine] {
    let customers = desk.customers
    guard !customers.index.opportunitiesByDealer.isEmpty else { return [] }
    let stands = desk.months.targets(desk.today, by: desk.by).filter { $0.target.activity == .call || $0.target.activity == .visit }
    let month = desk.today.month
    let figures = customers.figures(of: month)
    let past = (-5...0).map { offset -> Double? in
      let figures = customers.figures(of: month + offset)
      return figures == MonthFigures() ? nil : Double(figures.totalPremium.fen)
    }
    return [10, 6, 4, 0].map { bar in
      var line = StyledLine()
      for stand in stands {
        if !line.isEmpty { line.append("  ") }
        line.append(desk.say(Words.period(stand.target.per)) + desk.language.pick(zh: "", en: " ") + desk.say(Words.activity(stand.target.activity)) + " ", .label)
        line.append("\(stand.reached)/\(stand.target.count) ", stand.reached >= stand.target.count ? .good : .plain)
        if bar > 0 { line += Bars.bar(stand.reached, of: stand.target.count, columns: bar, lines: desk.lines) }
      }
      line.append(desk.language.pick(zh: "  本月促成 ", en: "  won "), .label)
      line.append(desk.language.pick(zh: "\(figures.won + figures.onTheSpot) 件 \(figures.totalPremium.grouped) ", en: "\(figures.won + figures.onTheSpot) \(figures.totalPremium.grouped) "), .good)
      if bar > 0 { line += Bars.sparkline(past, columns: 6, lines: desk.lines) }
      return line
    }
  }
}
