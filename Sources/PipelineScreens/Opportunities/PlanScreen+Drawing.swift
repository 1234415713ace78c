import Canvas
import Pipeline

extension PlanScreen {
  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    drawLoad(into: &grid, in: region.top(2).inset(columns: 1, rows: 0), desk)
    let body = region.droppingTop(2)
    let isWide = region.width >= 100
    let panes = isWide ? body.columns([.share(5), .share(3, minimum: 38)]) : [body, body]
    if isWide || !showsPane { drawRows(into: &grid, in: panes[0], desk) }
    if isWide || showsPane { drawPane(into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  /// A column for each day, the days below it; behind them the busiest day and the thirds of the month.
  private func drawLoad(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let load = load()
    let label = desk.language.pick(zh: "每日 ", en: "Load ")
    let used = CellWidth.columns(of: label)
    grid.put(label, in: region.row(0), .label)
    grid.put(Bars.sparkline(load.map { $0 == 0 ? nil : Double($0) }, columns: load.count, lines: desk.lines), in: region.row(0).droppingLeft(used))
    for (place, _) in load.enumerated() {
      let day = month.first + place
      let digit = String((place + 1) % 10)
      let isOff = !desk.library.calendar.isWorkday(day)
      grid.put(isOff ? String(desk.lines.separator) : digit, x: region.x + used + place, y: region.y + 1, day == desk.today ? .due : .muted)
    }
    let rest = region.droppingLeft(used + load.count + 2)
    let held = rows.filter { $0.withdrawn == nil }
    if let most = load.max(), most > 0, let place = load.firstIndex(of: most) {
      let day = String((month.first + place).description.dropFirst(5))
      grid.put(StyledLine(desk.language.pick(zh: "最多 ", en: "most "), .label) + StyledLine("\(most) (\(day))"), in: rest.row(0))
    }
    let thirds = PlanTime.Part.allCases.map { part in (part, held.count { $0.time == .part(part) }) }.filter { $0.1 > 0 }
    var line = StyledLine()
    for (part, count) in thirds { line += StyledLine(desk.say(Words.part(part)) + " ", .label) + StyledLine("\(count) ") }
    let late = held.count { $0.mark == .late }, added = held.count { $0.mark == .added }
    if late > 0 { line += StyledLine(desk.say(Words.mark(.late)) + " ", .label) + StyledLine("\(late) ", .warning) }
    if added > 0 { line += StyledLine(desk.say(Words.mark(.added)) + " ", .label) + StyledLine("\(added)") }
    grid.put(line, in: rest.row(1))
  }

  private func drawRows(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let zh = desk.language == .zh
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), note: StyledLine(closed == nil ? "" : zh ? "只看" : "read only", .warning), focused: true)
    // Nothing is known of people to whom nobody spoke yet: the room is the dealer's then.
    let isToldOf = !rows.isEmpty || proposals.contains { $0.customer.willingness != nil }
    let columns = [
      TableColumn("", .fixed(zh ? 15 : 17)),
      TableColumn("", .flexible(minimum: 16, maximum: 36, weight: 3)),
      TableColumn("", .fixed(zh ? 10 : 16), priority: 2),
      TableColumn("", .fixed(zh ? 12 : 14)),
      TableColumn("", isToldOf ? .flexible(minimum: zh ? 6 : 10, maximum: 24, weight: 1) : .hidden, priority: 3),
      TableColumn("", .flexible(minimum: 10, maximum: 40, weight: 3), priority: 4),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: entries.count,
      empty: desk.say(closed ?? Wording(zh: "没有建议，也没有列过。先在商机页建档，或等到期临近。", en: "Nothing proposed and nothing planned."))
    ) { number in
      switch entries[number] {
      case .heading(let words, let count): return .heading(StyledLine(desk.say(words) + " \(count)", .heading))
      case .proposal(let place):
        let proposal = proposals[place]
        return TableRow(cells(proposal, desk), marked: marks.contains(proposal.customer.id))
      case .row(let row): return TableRow(cells(row, desk))
      }
    }
  }

  /// Why it is proposed: the band, the promised day, what was carried, last year's win.
  func reason(_ proposal: PlanProposal, _ desk: Desk) -> StyledLine {
    let origin = proposal.draft.origin
    if origin == .expiry, let band = proposal.band {
      return StyledLine(desk.say(Words.origin(.expiry)) + " " + desk.say(Words.shortBand(band)), MonthLooks.bandStyle(band))
    }
    if origin == .expiry, let expiry = proposal.expiry {
      return StyledLine(desk.say(Words.origin(.expiry)) + " " + DayWords.brief(expiry, in: month.year))
    }
    if origin == .promised, let next = proposal.customer.nextDate {
      return StyledLine(desk.say(Words.origin(.promised)) + " " + DayWords.brief(next, in: month.year), .due)
    }
    if origin == .carried { return StyledLine(desk.language.pick(zh: "推进中无行", en: "open talk"), .due) }
    return StyledLine(desk.say(Words.origin(origin)))
  }

  private func cells(_ proposal: PlanProposal, _ desk: Desk) -> [StyledLine] {
    let draft = draft(proposal)
    var name = StyledLine(proposal.customer.customerName)
    if let model = proposal.customer.model { name.append(" " + model, .muted) }
    return [
      reason(proposal, desk), name, StyledLine(desk.say(Words.lines(draft.lines))),
      StyledLine(desk.say(Words.method(draft.method)) + " " + desk.say(Words.time(draft.time, in: month.year))),
      StyledLine(proposal.customer.willingness.map { desk.say(Words.willingness($0)) } ?? ""),
      StyledLine(desk.months.dealerName(proposal.customer.dealer), .muted),
    ]
  }

  private func cells(_ row: PlanRow, _ desk: Desk) -> [StyledLine] {
    let customer = desk.opportunity(row.opportunity)
    var name = StyledLine(customer?.customerName ?? row.opportunity.rawValue)
    if let model = customer?.model { name.append(" " + model, .muted) }
    var why = StyledLine(desk.say(Words.origin(row.origin)), .muted)
    if let mark = row.mark { why.append(" " + desk.say(Words.mark(mark)), mark == .late ? .warning : .muted) }
    let state: StyledLine =
      if row.withdrawn != nil {
        StyledLine(desk.language.pick(zh: "撤出", en: "off"), .muted)
      } else if row.isUndecided {
        row.contacted.map { StyledLine(desk.language.pick(zh: "接触 ", en: "talk ") + DayWords.brief($0, in: month.year)) } ?? StyledLine(desk.language.pick(zh: "未接触", en: "open"), .muted)
      } else {
        ReviewCells.outcome(row, desk)
      }
    return [
      why, name, StyledLine(desk.say(Words.lines(row.lines))),
      StyledLine(desk.say(Words.method(row.method)) + " " + desk.say(Words.time(row.time, in: month.year))), state,
      StyledLine(desk.months.dealerName(row.dealer), .muted),
    ]
  }

  private func drawPane(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    let id = proposal?.customer.id ?? row?.opportunity
    let customer = id.flatMap { desk.opportunity($0) }
    grid.box(region, title: StyledLine(customer.map(OpportunityDeeds.name) ?? "", .title), focused: isAlone)
    grid.fill(region.inner)
    guard let customer else { return }
    var facts = [FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(customer.dealer))]
    if let proposal { facts.append(FactLine(zh: "因由", en: "Reason", reason(proposal, desk).text)) }
    if let note = row?.note { facts.append(FactLine(zh: "备注", en: "Note", note)) }
    facts += CustomerFacts.standing(of: customer, desk)
    facts.append(.heading(zh: "接触记录", en: "Contacts"))
    facts += CustomerFacts.log(of: customer, limit: 6, desk)
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
