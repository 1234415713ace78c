import Canvas
import Pipeline

/// A row of the review as cells and as facts.
enum ReviewCells {
  static func cells(_ item: MonthReview.Item, _ review: MonthReview, _ desk: Desk) -> [StyledLine] {
    let row = item.row
    var name = StyledLine(item.customer?.customerName ?? row.opportunity.rawValue)
    if let model = item.customer?.model { name.append(" " + model, .muted) }
    let lines = StyledLine(desk.say(Words.lines(row.lines)))
    let dealer = StyledLine(desk.months.dealerName(row.dealer), .muted)
    let owner = StyledLine(row.owner ?? "", .muted)
    if row.withdrawn != nil {
      return [name, lines, StyledLine(row.withdrawn?.reason ?? "", .muted), "", dealer, owner]
    }
    if row.isUndecided {
      return [name, lines, standing(item, desk), will(item, desk), dealer, owner]
    }
    return [name, lines, outcome(row, desk), "", dealer, owner]
  }

  /// `电话 11-21 已接触 2 次`
  private static func standing(_ item: MonthReview.Item, _ desk: Desk) -> StyledLine {
    let row = item.row
    var line = StyledLine(desk.say(Words.method(row.method)) + " " + desk.say(Words.time(row.time, in: row.month.year)) + " ")
    let talks = item.customer.map { customer in
      row.undecided.compactMap { customer.line($0) }.map { customer.contacts(about: $0).count }.max() ?? 0
    } ?? 0
    // A row counts as contacted by what was logged for it; talks of earlier months are told apart.
    if row.contacted != nil {
      line.append(desk.language.pick(zh: "已接触 \(talks) 次", en: "contacts: \(talks)"))
    } else {
      line.append(desk.language.pick(zh: "未接触", en: "not contacted"), .warning)
      if talks > 0 { line.append(desk.language.pick(zh: "（以前 \(talks) 次）", en: " (earlier: \(talks))"), .muted) }
    }
    if row.carries > 0 { line.append(desk.language.pick(zh: " 结转 \(row.carries)", en: " carried \(row.carries)"), .due) }
    if let mark = row.mark { line.append(" " + desk.say(Words.mark(mark)), .muted) }
    return line
  }

  private static func will(_ item: MonthReview.Item, _ desk: Desk) -> StyledLine {
    guard let customer = item.customer else { return "" }
    let will = item.row.undecided.compactMap { customer.line($0) }.compactMap { customer.willingness(about: $0) }.first
    guard let will else { return "" }
    return StyledLine(desk.say(Words.willingness(will)), will == .willing ? .good : will == .unwilling ? .warning : .plain)
  }

  /// `促成 2 张 5,180.00`, `结转（要看样板）`; lines that differ one after the other.
  static func outcome(_ row: PlanRow, _ desk: Desk) -> StyledLine {
    var line = StyledLine()
    let outcomes = row.lines.compactMap { name in row.outcomes[name].map { (name, $0) } }
    let isAlike = Set(outcomes.map(\.1.kind)).count == 1
    for (place, (name, outcome)) in outcomes.enumerated() {
      if place > 0, isAlike, outcome.kind != .won { continue }
      if place > 0 { line.append("  ") }
      if !isAlike || outcomes.count > 1 && outcome.kind == .won { line.append(desk.say(Words.shortLine(name)) + " ", .muted) }
      line.append(desk.say(Words.outcome(outcome.kind)), style(outcome.kind))
      if let premium = outcome.premium {
        line.append(desk.language.pick(zh: " \(outcome.policies ?? 1) 张 ", en: " \(outcome.policies ?? 1) pol. ") + premium.grouped)
      }
      let why = [outcome.code.map { desk.say(Words.lossCode($0)) }, outcome.note].compactMap { $0 }.joined(separator: " ")
      if !why.isEmpty { line.append(desk.language.pick(zh: "（\(why)）", en: " (\(why))"), .muted) }
    }
    return line
  }

  private static func style(_ kind: RowOutcome.Kind) -> Style {
    switch kind {
    case .won: .good
    case .notDone: .warning
    case .carried, .reDated: .due
    case .noInterest: .plain
    }
  }

  static func facts(_ item: MonthReview.Item, _ review: MonthReview, _ desk: Desk) -> [FactLine] {
    let row = item.row
    var facts: [FactLine] = []
    facts.append(FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(row.dealer)))
    facts.append(FactLine(zh: "因由", en: "Reason", desk.say(Words.origin(row.origin)) + (row.note.map { " · " + $0 } ?? "")))
    if row.carries > 0 {
      facts.append(FactLine(zh: "已结转", en: "Carried", desk.language.pick(zh: "\(row.carries) 次；再结转要定下次日期", en: "\(row.carries) times; again only with a dated next contact"), .due))
    }
    guard let customer = item.customer else { return facts }
    facts += CustomerFacts.standing(of: customer, desk)
    facts.append(.heading(zh: "接触记录", en: "Contacts"))
    let log = CustomerFacts.log(of: customer, lines: row.lines, limit: 8, desk)
    facts += log.isEmpty ? [FactLine(Wording(""), desk.language.pick(zh: "没有接触过", en: "never contacted"), .warning)] : log
    return facts
  }
}
