import Canvas
import Pipeline

/// Motor covers near their end by band, with the contacts that each band wants and the misses (sop 9, 2.6).
public struct RenewalsScreen: Screen {
  enum Entry {
    case heading(ExpiryBand, Int)
    case item(RenewalList.Item)
  }

  var table = TablePart("renewals")
  /// Only the user's own customers.
  var isMine = false
  private(set) var entries: [Entry] = []
  private(set) var list = RenewalList([], today: Day(number: 0))

  public init() {}
  public enum Message { case move(Key), select(Int), open, contact, plan, mine }

  public var name: String { "renewals" }
  public func title(desk: Desk) -> Wording { Wording(zh: "续保", en: "Renewals") }

  public func status(desk: Desk) -> StyledLine {
    let open = list.items.count { !$0.isContacted }
    return StyledLine(desk.language.pick(zh: "\(list.items.count) 位，本档未接触 \(open)", en: "\(list.items.count), \(open) not contacted in their band"), open > 0 ? .due : .good)
  }

  var selected: RenewalList.Item? {
    guard entries.indices.contains(table.index), case .item(let item) = entries[table.index] else { return nil }
    return item
  }

  public mutating func refresh(desk: Desk) {
    list = RenewalList(desk.months.rows, today: desk.today, settings: desk.customers.settings, owner: isMine ? desk.by : nil)
    entries = []
    for band in ExpiryBand.allCases.sorted().reversed() {
      let items = list.items(in: band)
      if items.isEmpty { continue }
      entries.append(.heading(band, items.count))
      entries += items.map(Entry.item)
    }
    move(nil)
  }

  private mutating func move(_ key: Key?) {
    let headings = Set(entries.indices.filter { if case .heading = entries[$0] { true } else { false } })
    if let key { table.press(key, count: entries.count) { headings.contains($0) } }
    table.selection.settle(count: entries.count) { headings.contains($0) }
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "没有临期的客户", en: "nobody is near expiry") : nil
    let customer = selected.flatMap { desk.opportunity($0.customer.id) }
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "档案", en: "archive"), message: .open, unavailable: none, rank: 1, command: .line("opportunities show OPP")),
        .init("c", hint: Wording(zh: "接触", en: "contact"), message: .contact, unavailable: CustomerDeed.contact.refusal(customer, .motor, desk), rank: 2, command: CustomerDeed.contact.command),
        .init("p", hint: Wording(zh: "列计划", en: "plan"), message: .plan, unavailable: CustomerDeed.plan.refusal(customer, .motor, desk), rank: 3, command: CustomerDeed.plan.command),
        .init("m", hint: isMine ? Wording(zh: "看全部", en: "everybody's") : Wording(zh: "只看我的", en: "only mine"), message: .mine, rank: 4, command: .line("renewals --owner N")),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "renewals" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): move(key)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
    case .open: return selected.map { [.open(CustomerScreen($0.customer.id, line: .motor))] } ?? []
    case .contact: return selected.map { OpportunityDeeds.contact($0.customer.id, desk) } ?? []
    case .plan: return selected.map { OpportunityDeeds.plan($0.customer.id, desk) } ?? []
    case .mine:
      isMine.toggle()
      refresh(desk: desk)
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    drawBands(into: &grid, in: region.row(0).inset(columns: 1, rows: 0), desk)
    let whole = region.droppingTop(1)
    let panes = region.width >= 140 ? whole.columns([.share(1), .fixed(min(64, region.width / 3))]) : [whole]
    if panes.count > 1 { drawCard(into: &grid, in: panes[1], desk) }
    let body = panes[0]
    let zh = desk.language == .zh
    grid.box(body, title: StyledLine(desk.say(title(desk: desk)), .title), note: StyledLine(isMine ? desk.by : "", .muted), focused: true)
    let columns = [
      TableColumn("", .fixed(zh ? 20 : 22)),
      TableColumn("", .flexible(minimum: 14, maximum: 36, weight: 3)),
      TableColumn("", .fixed(zh ? 8 : 14)),
      TableColumn("", .flexible(minimum: zh ? 12 : 14, maximum: 44, weight: 2), priority: 1),
      TableColumn("", .flexible(minimum: 10, maximum: 30, weight: 1), priority: 3),
      TableColumn("", .fixed(8), priority: 2),
    ]
    table.draw(
      into: &grid, in: body.inner, columns: columns, count: entries.count,
      empty: zh ? "90 天内没有车险到期的客户。" : "No motor cover ends within 90 days."
    ) { number in
      switch entries[number] {
      case .heading(let band, let count): return .heading(StyledLine(desk.say(Words.shortBand(band)) + " \(count)", .heading))
      case .item(let item): return TableRow(cells(item, desk))
      }
    }
  }

  /// Who is selected, where there is room: the lines and the last contacts.
  private func drawCard(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let customer = selected.flatMap { desk.opportunity($0.customer.id) }
    grid.box(region, title: StyledLine(customer.map(OpportunityDeeds.name) ?? "", .title))
    guard let customer else { return }
    var facts = [FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(customer.dealer)), FactLine(zh: "电话", en: "Phones", customer.phones.joined(separator: ", "))]
    facts += CustomerFacts.standing(of: customer, desk)
    let policies = CustomerFacts.policies(of: customer, desk)
    if !policies.isEmpty { facts += [.heading(zh: "保单", en: "Policies")] + policies }
    let log = CustomerFacts.log(of: customer, limit: 12, desk)
    if !log.isEmpty { facts += [.heading(zh: "接触记录", en: "Contacts")] + log }
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }

  private func cells(_ item: RenewalList.Item, _ desk: Desk) -> [StyledLine] {
    let left =
      item.daysLeft >= 0 ? desk.language.pick(zh: "还 \(item.daysLeft) 天", en: "\(item.daysLeft) d left") : desk.language.pick(zh: "过 \(-item.daysLeft) 天", en: "\(-item.daysLeft) d past")
    var name = StyledLine(item.customer.customerName)
    if let model = item.customer.model { name.append(" " + model, .muted) }
    let missed = item.missed.map { desk.say(Words.shortBand($0)) }.joined(separator: desk.language.pick(zh: "、", en: ", "))
    return [
      StyledLine(DayWords.brief(item.expiry, in: desk.today.year) + " " + left, MonthLooks.bandStyle(item.band)), name,
      item.isContacted
        ? StyledLine(String(desk.lines.check) + desk.language.pick(zh: " 已接触", en: " contacted"), .good)
        : StyledLine(String(desk.lines.open) + desk.language.pick(zh: " 未接触", en: " not yet"), .due),
      StyledLine(missed.isEmpty ? "" : desk.language.pick(zh: "漏 ", en: "missed ") + missed, .warning),
      StyledLine(desk.months.dealerName(item.customer.dealer), .muted),
      StyledLine(item.owner ?? desk.language.pick(zh: "无人", en: "nobody"), item.owner == nil ? .warning : .muted),
    ]
  }

  private func drawBands(into grid: inout CellGrid, in row: Region, _ desk: Desk) {
    var line = StyledLine()
    for band in ExpiryBand.allCases.sorted() {
      let items = list.items(in: band)
      let bar = row.width >= 110 ? 6 : 0
      line.append(desk.say(Words.shortBand(band)) + " ", .label)
      line.append("\(items.count { $0.isContacted })/\(items.count) ", items.contains { !$0.isContacted } ? MonthLooks.bandStyle(band) : .plain)
      if bar > 0 { line += Bars.bar(items.count { $0.isContacted }, of: items.count, columns: bar, lines: desk.lines) + " " }
      line.append(" ")
    }
    grid.put(line, in: row)
  }
}
