import Canvas
import Pipeline

/// All customers of the partners: a table filtered as one types, and the archive card with its contact log.
public struct OpportunitiesScreen: Screen {
  /// By what the table is sorted.
  enum Order: CaseIterable {
    case expiry, next, name, dealer, lastContact

    var wording: Wording {
      switch self {
      case .expiry: Wording(zh: "到期", en: "expiry")
      case .next: Wording(zh: "下次", en: "next date")
      case .name: Wording(zh: "姓名", en: "name")
      case .dealer: Wording(zh: "车商", en: "dealer")
      case .lastContact: Wording(zh: "久未联系", en: "longest silence")
      }
    }
  }

  var table = TablePart("opportunities")
  var filter: LineEditor
  var isFiltering = false
  var order = Order.expiry
  /// Below 140 columns the card lies behind Tab.
  var showsCard = false
  private(set) var rows: [OpportunityRow] = []
  /// Places in `rows` that are shown, in order.
  private(set) var shown: [Int] = []
  private(set) var customer: Opportunity?

  public init(filter: String = "") { self.filter = LineEditor(filter) }

  public enum Message {
    case move(Key), select(Int), open, pane, escape
    case filter, filterKey(Key), filterDone, filterClear, order
    case add, renewals, partners, importList, review, plan, day
    case deed(CustomerDeedPlace)
  }

  /// Which deed; a place in `CustomerDeed.allCases`.
  public struct CustomerDeedPlace: Sendable {
    let deed: CustomerDeed
  }

  public var name: String { "opportunities" }
  public func title(desk: Desk) -> Wording { Wording(zh: "商机", en: "Opportunities") }

  public func status(desk: Desk) -> StyledLine {
    StyledLine(DealerTodayItems.grouped(shown.count), .title)
      + StyledLine(" / " + DealerTodayItems.grouped(rows.count) + desk.language.pick(zh: " 位", en: ""), .muted)
  }

  var selected: OpportunityRow? { shown.indices.contains(table.index) ? rows[shown[table.index]] : nil }
  var line: InsuranceLine? { CustomerScreen.leading(customer) }

  public mutating func refresh(desk: Desk) { settle(desk, keeping: selected?.id) }

  mutating func settle(_ desk: Desk, keeping id: RecordID?) {
    rows = desk.months.rows
    let asked = OpportunityFilter(filter.text)
    let places = asked.isEmpty ? Array(rows.indices) : rows.indices.filter { asked.fits(rows[$0], desk) }
    shown = sorted(places, desk)
    if let id, let place = shown.firstIndex(where: { rows[$0].id == id }) { table.index = place }
    table.selection.settle(count: shown.count)
    look(desk)
  }

  private func sorted(_ places: [Int], _ desk: Desk) -> [Int] {
    let far = Int32.max
    switch order {
    case .expiry:
      // Covers long past their end come after those still to be saved.
      let keys = places.map { place -> Int32 in
        guard let expiry = rows[place].motorExpiry else { return far }
        return expiry >= desk.today - 30 ? expiry.number : far - 1
      }
      return byKey(places, keys)
    case .next: return byKey(places, places.map { rows[$0].nextDate?.number ?? far })
    case .lastContact: return byKey(places, places.map { rows[$0].lastContact?.number ?? 0 })
    case .name: return byKey(places, places.map { desk.library.finder.sortKey(rows[$0].customerName) })
    case .dealer: return byKey(places, places.map { desk.months.dealerName(rows[$0].dealer) })
    }
  }

  private func byKey<K: Comparable>(_ places: [Int], _ keys: [K]) -> [Int] {
    places.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }.map { places[$0] }
  }

  private mutating func look(_ desk: Desk) { customer = selected.flatMap { desk.opportunity($0.id) } }

  // MARK: Keys

  /// What the palette offers from everywhere.
  public static let actions: [Action] = [
    Action(Wording(zh: "新增商机", en: "New opportunity"), command: .line("opportunities add --set field=value …"), effects: { _ in [.open(CustomerFormScreen(adding: nil))] }),
    Action(Wording(zh: "续保清单", en: "Renewals"), command: .line("renewals"), effects: { _ in [.open(RenewalsScreen())] }),
    Action(Wording(zh: "导入客户名单", en: "Import customer lists"), command: .line("import opportunities FILE…"), effects: { _ in [.open(CustomerImportScreen())] }),
    Action(Wording(zh: "导入电销结果", en: "Import telesales results"), command: .line("import telesales FILE…"), effects: { _ in [.open(CustomerImportScreen(.telesales))] }),
    Action(Wording(zh: "已删除的客户", en: "Deleted customers"), command: .line("opportunities list --deleted"), effects: { _ in [.open(GoneCustomersScreen())] }),
    Action(Wording(zh: "今日安排与日结", en: "The day's agenda and close"), command: .line("day"), effects: { _ in [.open(DayScreen())] }),
    Action(Wording(zh: "列本月计划", en: "This month's plan"), command: .line("plan MONTH"), effects: { [.open(PlanScreen(month: $0.today.month))] }),
    Action(Wording(zh: "列下月计划", en: "Next month's plan"), command: .line("plan MONTH"), effects: { [.open(PlanScreen(month: $0.today.month.next))] }),
  ]

  public func keys(desk: Desk) -> KeyTable<Message> {
    if isFiltering {
      return KeyTable(
        [
          .moving(.enter, hint: Wording(zh: "完成", en: "done"), message: .filterDone, rank: 1),
          .moving(.escape, hint: Wording(zh: "清除", en: "clear"), message: .filterClear, rank: 2),
          .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down), rank: nil),
          .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up), rank: nil),
        ] + LineEditor.bindings(Message.filterKey), typing: { .filterKey(.paste($0)) }, pointing: { _, index in .select(index) })
    }
    let none = selected == nil ? Wording(zh: "没有客户", en: "no customer here") : nil
    let deeds: [KeyTable<Message>.Binding] = CustomerDeed.bindings(customer, line, rank: 4, desk) { .deed(CustomerDeedPlace(deed: $0)) }
    var keys: [KeyTable<Message>.Binding] = [
      .init(.enter, hint: Wording(zh: "打开", en: "open"), message: .open, unavailable: none, rank: 1, command: .line("opportunities show OPP")),
      .init("/", hint: Wording(zh: "查找", en: "find"), message: .filter, rank: 2, command: .line("opportunities list --query Q")),
      .init("n", hint: Wording(zh: "新增", en: "new"), message: .add, rank: 3, command: .line("opportunities add --set field=value …")),
      .init("r", hint: Wording(zh: "续保", en: "renewals"), message: .renewals, rank: 9, command: .line("renewals")),
      .init("B", hint: Wording(zh: "伙伴账", en: "balances"), message: .partners, rank: 14, command: .line("referrals balance MONTH")),
      .init("v", hint: Wording(zh: "检视", en: "review"), message: .review, rank: 10, command: .line("review MONTH")),
      .init("P", hint: Wording(zh: "本月计划", en: "month plan"), message: .plan, rank: 11, command: .line("plan MONTH")),
      .init("a", hint: Wording(zh: "今日安排", en: "day agenda"), message: .day, rank: 12, command: .line("day")),
      .init("i", hint: Wording(zh: "导入", en: "import"), message: .importList, rank: 13, command: .line("import opportunities FILE…")),
      .init("s", hint: Wording(zh: "排序", en: "sort"), message: .order, rank: 13, command: .none(because: Words.sortsItself)),
      .init(.tab, hint: Wording(zh: "档案卡", en: "card"), message: .pane, unavailable: none, rank: 14, command: .line("opportunities show OPP")),
    ]
    if showsCard || !filter.isEmpty {
      keys.append(.moving(.escape, hint: Wording(zh: "清除筛选", en: "clear filter"), message: .escape, rank: 25))
    }
    return KeyTable(
      keys + deeds + Selection.bindings(Message.move), pointing: { part, index in part == "opportunities" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key):
      table.press(key, count: shown.count)
      look(desk)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
      look(desk)
    case .open: return selected.map { [.open(CustomerScreen($0.id))] } ?? []
    case .pane: showsCard.toggle()
    case .escape:
      if showsCard {
        showsCard = false
      } else {
        filter = LineEditor()
        settle(desk, keeping: selected?.id)
      }
    case .filter: isFiltering = true
    case .filterKey(let key):
      filter.press(key)
      table.index = 0
      settle(desk, keeping: nil)
    case .filterDone: isFiltering = false
    case .filterClear:
      isFiltering = false
      filter = LineEditor()
      settle(desk, keeping: selected?.id)
    case .order:
      let all = Order.allCases
      order = all[((all.firstIndex(of: order) ?? 0) + 1) % all.count]
      settle(desk, keeping: selected?.id)
    case .add: return [.open(CustomerFormScreen(adding: selected?.dealer))]
    case .renewals: return [.open(RenewalsScreen())]
    case .partners: return [.open(PartnersScreen(month: desk.today.month))]
    case .importList: return [.open(CustomerImportScreen())]
    case .review: return [.open(ReviewScreen())]
    case .plan: return [.open(PlanScreen(month: desk.today.month))]
    case .day: return [.open(DayScreen())]
    case .deed(let place):
      guard let customer else { return [] }
      return place.deed.effects(customer, line, desk)
    }
    return []
  }

  // MARK: Drawing

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    drawFilter(into: &grid, in: region.top(1), desk)
    let body = region.droppingTop(1)
    let isWide = region.width >= 140
    let panes = isWide ? body.columns([.share(1), .fixed(min(64, region.width / 3))]) : [body, body]
    if isWide || !showsCard { drawTable(into: &grid, in: panes[0], desk) }
    if isWide || showsCard { drawCard(into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  private func drawFilter(into grid: inout CellGrid, in row: Region, _ desk: Desk) {
    let right = StyledLine(desk.language.pick(zh: "按", en: "by ") + desk.say(order.wording), .muted)
    let room = right.columns + 2
    if isFiltering || !filter.isEmpty {
      grid.put("/", x: row.x + 1, y: row.y, .key)
      filter.draw(
        into: &grid, in: row.droppingLeft(2).droppingRight(room), isFiltering ? .input : .plain, isFocused: isFiltering,
        placeholder: desk.language.pick(zh: "姓名 拼音 电话 车牌 类型:存量 险种:车险 意愿:愿意 到期:30", en: "name phone plate type:stock line:motor will:willing band:30-16"))
    } else {
      grid.put(
        desk.language.pick(zh: "/ 查找：姓名、拼音、电话、车牌、车商、类型、险种、意愿、到期", en: "/ find: name, phone, plate, dealer, type, line, will, band"),
        in: row.droppingLeft(1).droppingRight(room), .muted)
    }
    grid.put(right, in: row.right(room).droppingRight(1), .right)
  }

  private func drawTable(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let zh = desk.language == .zh
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), note: StyledLine(table.position(of: shown.count), .muted), focused: true)
    let columns = [
      TableColumn(zh ? "客户" : "Customer", .flexible(minimum: 14, maximum: 34, weight: 3)),
      TableColumn(zh ? "类型" : "Type", .fixed(zh ? 4 : 8), priority: 5),
      TableColumn(zh ? "险种" : "Lines", .flexible(minimum: zh ? 14 : 16, maximum: 34, weight: 2)),
      TableColumn(zh ? "意愿" : "Will", .fixed(zh ? 6 : 11), priority: 3),
      TableColumn(zh ? "车险到期" : "Expiry", .fixed(zh ? 20 : 21), priority: 1),
      TableColumn(zh ? "下次" : "Next", .fixed(10), priority: 2),
      TableColumn(zh ? "车商" : "Dealer", .flexible(minimum: 12, maximum: 36, weight: 2), priority: 4),
      TableColumn(zh ? "负责人" : "Owner", .fixed(8), priority: 6),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: shown.count, empty: desk.say(emptyWords)
    ) { number in TableRow(OpportunityCells.cells(rows[shown[number]], desk)) }
  }

  private var emptyWords: Wording {
    rows.isEmpty
      ? Wording(zh: "还没有商机。签约车商的客户记在这里：n 新增一位，i 导入名单。", en: "No opportunities yet. Customers of partners stand here: n adds one, i imports a list.")
      : Wording(zh: "没有符合的客户。Esc 清除筛选。", en: "No customer fits. Esc clears the filter.")
  }

  private func drawCard(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    grid.box(region, title: StyledLine(customer.map(OpportunityDeeds.name) ?? "", .title), focused: isAlone)
    grid.fill(region.inner)
    guard let customer else { return }
    var facts = [FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(customer.dealer))]
    facts += CustomerFacts.standing(of: customer, desk)
    facts.append(.heading(zh: "接触记录", en: "Contacts"))
    facts += CustomerFacts.log(of: customer, limit: 6, desk)
    let policies = CustomerFacts.policies(of: customer, desk)
    if !policies.isEmpty { facts += [.heading(zh: "保单", en: "Policies")] + policies }
    facts.append(.heading(zh: "档案", en: "Archive"))
    facts += CustomerFacts.archive(of: customer, desk)
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
