import Canvas
import Pipeline

/// The eight steps of closing a sale on one line, and the 3+1 kit of a reception, as a checklist (sop 8).
struct ClosingScreen: Screen {
  let id: RecordID
  let line: InsuranceLine
  var list = ListPart("closing")
  /// What is handed over at the reception being noted.
  var kit: Set<KitItem> = []
  private var customer: Opportunity?

  init(_ id: RecordID, _ line: InsuranceLine) {
    self.id = id
    self.line = line
  }

  enum Message { case move(Key), select(Int), toggle, receive, win, close }

  var name: String { "closing" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "促成步骤", en: "Closing steps") }

  mutating func refresh(desk: Desk) { customer = desk.opportunity(id) }

  private var followed: FollowedLine? { customer?.line(line) }
  private var count: Int { ClosingStep.allCases.count + 1 + KitItem.allCases.count }
  private func isHeading(_ place: Int) -> Bool { place == ClosingStep.allCases.count }

  func keys(desk: Desk) -> KeyTable<Message> {
    let closed = followed.flatMap { $0.state.isClosed ? Words.refusal(OpportunityError.lineClosed(line, $0.state, since: $0.since)) : nil }
    let isKit = list.index > ClosingStep.allCases.count
    return KeyTable(
      [
        .init(.character(" "), .enter, hint: Wording(zh: "打勾", en: "tick"), message: .toggle, unavailable: isKit ? nil : closed, rank: 1, command: .line("opportunities tick OPP STEP")),
        .init("r", hint: Wording(zh: "记录接待", en: "note the reception"), message: .receive, rank: 2, command: .line("opportunities reception OPP --items …")),
        .init("w", hint: Wording(zh: "出单促成", en: "issue and win"), message: .win, unavailable: CustomerDeed.win.refusal(customer, line, desk), rank: 3, command: .line("opportunities win OPP --line L --policy N --premium P")),
        .moving(.escape, "q", hint: Wording(zh: "返回", en: "back"), message: .close, rank: 4),
      ] + Selection.bindings(Message.move), pointing: { _, index in .select(index) })
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): list.press(key, count: count) { $0 == ClosingStep.allCases.count }
    case .select(let index):
      list.index = index
      return update(.toggle, desk: desk)
    case .toggle: return toggle(desk)
    case .receive:
      let items = kit
      kit = []
      return OpportunityDeeds.effects(
        desk, items.count == KitItem.allCases.count
          ? Wording(zh: "已记录接待，3+1 齐", en: "Reception noted, the kit is complete")
          : Wording(zh: "已记录接待，\(items.count)/4 件", en: "Reception noted, \(items.count) of 4 items")
      ) { book, mint throws(MonthError) in try book.receive(id, items: items, stamp: desk.stamp, mint: &mint) }
    case .win: return OpportunityDeeds.win(id, [line], row: desk.customers.openRow(of: id, line)?.id, desk)
    case .close: return [.close]
    }
    return []
  }

  private mutating func toggle(_ desk: Desk) -> [Effect] {
    if list.index > ClosingStep.allCases.count {
      let item = KitItem.allCases[list.index - ClosingStep.allCases.count - 1]
      if kit.remove(item) == nil { kit.insert(item) }
      return []
    }
    guard ClosingStep.allCases.indices.contains(list.index), let customer, let followed else { return [] }
    let step = ClosingStep.allCases[list.index]
    if step == .issue { return update(.win, desk: desk) }
    let isDone = customer.closingSteps(of: followed)[step] != nil
    return OpportunityDeeds.effects(
      desk, isDone ? Wording(zh: "已取消", en: "Unticked") : Wording(zh: "已完成", en: "Done")
    ) { book, _ throws(MonthError) in try book.tick(id, line, step, done: !isDone, stamp: desk.stamp) }
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let name = (customer.map(OpportunityDeeds.name) ?? "") + " · " + desk.say(Words.shortLine(line))
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(name, .title), width: min(54, grid.content.width - 8),
      height: min(count + 2, grid.content.height - 2))
    let done = followed.flatMap { customer?.closingSteps(of: $0) } ?? [:]
    list.draw(
      into: &grid, in: inside.droppingBottom(1), count: count,
      note: { place in
        guard ClosingStep.allCases.indices.contains(place), let day = done[ClosingStep.allCases[place]] else { return "" }
        return StyledLine(DayWords.brief(day, in: desk.today.year) + " ", .muted)
      }, isHeading: isHeading
    ) { place in
      if isHeading(place) { return StyledLine(desk.language.pick(zh: "接待 3+1", en: "Reception kit 3+1"), .heading) }
      if place < ClosingStep.allCases.count {
        let step = ClosingStep.allCases[place]
        let isDone = done[step] != nil || step == .issue && followed?.state == .closedWon
        return StyledLine(String(isDone ? desk.lines.check : desk.lines.open) + " ", isDone ? .good : .muted)
          + StyledLine("\(place + 1) " + desk.say(Words.closingStep(step)))
      }
      let item = KitItem.allCases[place - ClosingStep.allCases.count - 1]
      return StyledLine(String(kit.contains(item) ? desk.lines.check : desk.lines.open) + " ", kit.contains(item) ? .marked : .muted)
        + StyledLine(desk.say(Words.kit(item)))
    }
    DialogPart.buttons(
      [
        (.character(" "), desk.language.pick(zh: "打勾", en: "tick")), ("r", desk.language.pick(zh: "记录接待", en: "reception")),
        ("w", desk.language.pick(zh: "促成", en: "win")), (.escape, desk.language.pick(zh: "返回", en: "back")),
      ], into: &grid, in: inside.bottom(1))
  }
}
