import Canvas
import Pipeline

/// What wants the user today, with the reason in a word; beside it why, what to do, whom to call.
public struct TodayScreen: Screen {
  let providers: [TodayProvider]
  var table = TablePart("today")
  /// Below 100 columns one pane shows at a time.
  var showsFacts = false
  private var items: [TodayItem] = []
  private var counters: [[StyledLine]] = []
  private var dealerCount = 0

  /// - Parameter providers: the rooms that bring items; the list is sorted by urgency, and within one by room.
  public init(providers: [TodayProvider] = [.dealers]) { self.providers = providers }

  public enum Message {
    case move(Key), select(Int), open, pane, closePane, nextDate, copyPhone
  }

  public var name: String { "today" }
  public func title(desk: Desk) -> Wording { Wording(zh: "今日", en: "Today") }

  public func status(desk: Desk) -> StyledLine {
    let left = desk.today.month.last - desk.today
    let day = desk.say(DayWords.short(desk.today))
    let review =
      left == 0
      ? desk.language.pick(zh: "今天月末检视", en: "month review today")
      : desk.language.pick(zh: "距月末检视 \(left) 天", en: "\(left) d to review")
    return StyledLine(day) + StyledLine(" " + String(desk.lines.separator) + " ", .muted) + StyledLine(review, left <= 3 ? .due : .muted)
  }

  var selected: TodayItem? { items.indices.contains(table.index) ? items[table.index] : nil }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = items.isEmpty ? Wording(zh: "今天没有事项", en: "nothing is waiting today") : nil
    let noDealer = none ?? (selected?.dealer == nil ? Wording(zh: "这一项不是车商", en: "this is about no dealer") : nil)
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "去办", en: "do it"), message: .open, unavailable: none, rank: 1, command: .line("step complete DEALER STEP --set …")),
        .init("d", hint: Wording(zh: "改下次日期", en: "next date"), message: .nextDate, unavailable: noDealer, rank: 2, command: .line("dealers edit DEALER --set nextDate=…")),
        .init("y", hint: Wording(zh: "复制电话", en: "copy phone"), message: .copyPhone, unavailable: noDealer, rank: 4, command: .line("dealers show DEALER")),
        .init(.tab, hint: Wording(zh: "详情/列表", en: "facts/list"), message: .pane, unavailable: none, rank: 5, command: .line("today")),
      ] + (showsFacts ? [.moving(.escape, hint: Wording(zh: "列表", en: "list"), message: .closePane, rank: nil)] : [])
        + Selection.bindings(Message.move), pointing: { _, index in .select(index) })
  }

  public mutating func refresh(desk: Desk) {
    let selected = self.selected
    let found = providers.flatMap { $0.items(desk) }
    items = found.enumerated().sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }.map(\.element)
    counters = providers.map { $0.counters(desk) }
    dealerCount = desk.lookups.dealers.rows.count
    if let id = selected?.dealer, let place = items.firstIndex(where: { $0.dealer == id }) { table.index = place }
    table.selection.settle(count: items.count)
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: items.count)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
    case .open: return selected?.open(desk) ?? []
    case .pane: showsFacts.toggle()
    case .closePane: showsFacts = false
    case .nextDate: return selected?.dealer.map { NextDatePrompt.effects(for: [$0], desk: desk) } ?? []
    case .copyPhone:
      guard let phone = selected?.dealer.flatMap({ desk.lookups.dealer($0) })?.phones.first else {
        return [.warn(zh: "没有电话", en: "There is no phone number")]
      }
      return [.copy(phone), .done(zh: "已复制 \(phone)", en: "Copied \(phone)")]
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let lines = counters.compactMap { choices in choices.first { $0.columns <= region.width - 2 } ?? choices.last }
    let body = region.droppingBottom(lines.count)
    for (place, line) in lines.enumerated() { grid.put(line, in: region.bottom(lines.count).row(place).inset(columns: 1, rows: 0)) }
    let isWide = region.width >= 100
    let panes = isWide ? body.columns([.share(5), .share(4, minimum: 40)]) : [body, body]
    if isWide || !showsFacts { drawList(into: &grid, in: panes[0], desk) }
    if isWide || showsFacts { drawFacts(into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  private func drawList(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let title = desk.language.pick(zh: "待办", en: "To do") + " " + String(items.count)
    grid.box(region, title: StyledLine(title, .title), note: StyledLine(table.position(of: items.count), .muted), focused: true)
    let columns = [
      TableColumn("", .fixed(desk.language.pick(zh: 8, en: 10))),
      TableColumn("", .flexible(minimum: 18, maximum: 52, weight: 6)),
      TableColumn("", .flexible(minimum: 13, maximum: 30, weight: 1), priority: 1),
      TableColumn("", .fixed(desk.language.pick(zh: 8, en: 9)), right: true),
    ]
    table.draw(into: &grid, in: region.inner, columns: columns, count: items.count, empty: desk.say(emptyWords)) { number in
      let item = items[number]
      let style = item.urgency.style
      return TableRow([
        StyledLine(CellWidth.padded(desk.say(item.urgency.wording), columns: desk.language.pick(zh: 6, en: 8)), style)
          + StyledLine(" " + String(item.urgency.mark(desk.lines)), style),
        StyledLine(item.title), StyledLine(desk.say(item.step), .muted), StyledLine(desk.say(item.note), style),
      ])
    }
  }

  private var emptyWords: Wording {
    if dealerCount == 0 {
      return Wording(
        zh: "档案里还没有车商。按 2 到车商页，i 导入厂家名单（Excel 或 CSV），n 手工新增一家。",
        en: "No dealers yet. Press 2 for the dealers, then i to import a maker's list (Excel or CSV) or n to add one.")
    }
    return Wording(
      zh: "今天没有到期、停滞或缺下一步的事。档案里有 \(DealerTodayItems.grouped(dealerCount)) 家车商：按 2 选一家，开始摸底走访。",
      en: "Nothing is due, stuck or without a next step. The book has \(DealerTodayItems.grouped(dealerCount)) dealers: press 2 and take one up.")
  }

  private func drawFacts(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    guard let item = selected else {
      grid.box(region)
      grid.fill(region.inner)
      return
    }
    grid.box(region, title: StyledLine(item.title, .title), focused: isAlone)
    grid.fill(region.inner)
    FactLine.draw(item.facts(desk), into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
