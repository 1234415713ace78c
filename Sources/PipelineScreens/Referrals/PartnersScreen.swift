import Canvas
import Pipeline

/// The partners' month: premium against repair money and the agreed baseline, recommendation and success, what the
/// win-win terms yield, and both renewal rates (sop 9, 2.6 and 2.7).
public struct PartnersScreen: Screen {
  struct Row: Sendable {
    let balance: PartnerBalance
    let renewal: RenewalRates?
  }

  private(set) var month: SalesMonth?
  var table = TablePart("partners")
  var showsPane = false
  private(set) var rows: [Row] = []
  // Reading the customers is what takes the time: once for what the book holds now, whatever month is shown.
  private var customers: [Opportunity] = []
  private var cases: [Referral] = []

  public init(month: SalesMonth? = nil) { self.month = month }
  public enum Message { case move(Key), select(Int), turn(MonthTurn), cases, dossier, add, pane, closePane }

  public static let actions: [Action] = [
    Action(Wording(zh: "伙伴账：保费与送修", en: "Partners' balances: premium and repair"), command: .line("referrals balance MONTH"), effects: { _ in [.open(PartnersScreen())] }),
    Action(Wording(zh: "送修记录", en: "Repair referrals"), command: .line("referrals list --month MONTH"), effects: { _ in [.open(ReferralsScreen())] }),
    Action(Wording(zh: "记一起送修", en: "Record a repair referral"), command: .line("referrals add --plate P --shop DEALER"), effects: { ReferralForm.open(nil, $0) }),
  ]

  public var name: String { "partners" }
  public func title(desk: Desk) -> Wording { Wording(zh: "伙伴账", en: "Partners") }

  public func status(desk: Desk) -> StyledLine {
    let warned = rows.count { !$0.balance.warnings.isEmpty }
    return StyledLine(month?.description ?? "", .title)
      + StyledLine(warned == 0 ? "" : desk.language.pick(zh: "  ▲ \(warned) 家", en: "  ▲ \(warned) with warnings"), .warning)
  }

  var selected: Row? { rows.indices.contains(table.index) ? rows[table.index] : nil }

  public mutating func refresh(desk: Desk) {
    customers = desk.customers.book[.opportunity].records.map(Opportunity.init(record:))
    cases = desk.customers.book[.referral].records.map(Referral.init(record:))
    count(desk)
  }

  private mutating func count(_ desk: Desk) {
    let month = month ?? desk.today.month
    self.month = month
    let book = desk.customers
    let renewals = RenewalRates.all(of: customers, months: month...month, settings: book.settings)
    let balances = PartnerBalance.all(
      month, opportunities: customers, referrals: cases,
      dealer: { book.book.record(.dealer, $0).map(Dealer.init(record:)) }, basis: book.settings.premiumBasis, terms: .winWin(desk.handbook.defaults))
    let quiet = renewals.compactMap(\.dealer).filter { id in !balances.contains { $0.dealer == id } }
    rows = (balances + quiet.map { PartnerBalance(dealer: $0, month: month) }).map { balance in
      Row(balance: balance, renewal: renewals.first { $0.dealer == balance.dealer })
    }.sorted {
      ($0.balance.warnings.isEmpty ? 1 : 0, $1.balance.premium, $0.balance.dealer) < ($1.balance.warnings.isEmpty ? 1 : 0, $0.balance.premium, $1.balance.dealer)
    }
    table.selection.settle(count: rows.count)
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "这个月没有保费，也没有送修", en: "the month has neither premium nor cases") : nil
    var keys: [KeyTable<Message>.Binding] = [
      .init(.enter, hint: Wording(zh: "送修记录", en: "cases"), message: .cases, unavailable: none, rank: 1, command: .line("referrals list --month MONTH --dealer DEALER")),
      .init("n", hint: Wording(zh: "记一起送修", en: "new case"), message: .add, rank: 2, command: .line("referrals add --plate P --shop DEALER")),
      .init("o", hint: Wording(zh: "车商档案", en: "dossier"), message: .dossier, unavailable: none, rank: 3, command: .line("dealers show DEALER")),
    ]
    keys += MonthTurn.bindings(Message.turn, rank: 4, command: .line("referrals balance MONTH"))
    keys.append(.init(.tab, hint: Wording(zh: "详情", en: "details"), message: .pane, rank: 6, command: .line("referrals balance MONTH --dealer DEALER")))
    if showsPane { keys.append(.moving(.escape, hint: Wording(zh: "列表", en: "list"), message: .closePane, rank: nil)) }
    return KeyTable(keys + Selection.bindings(Message.move), pointing: { part, index in part == "partners" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: rows.count)
    case .select(let index):
      if table.index == index { return update(.cases, desk: desk) }
      table.index = index
    case .cases: return selected.map { [.open(ReferralsScreen(month: $0.balance.month, dealer: $0.balance.dealer))] } ?? []
    case .dossier: return selected.map { [.open(DossierScreen(dealer: $0.balance.dealer))] } ?? []
    case .add: return ReferralForm.open(nil, shop: selected?.balance.dealer, desk)
    case .pane: showsPane.toggle()
    case .closePane: showsPane = false
    case .turn(let turn):
      month = month?.turned(turn)
      table.index = 0
      count(desk)
    }
    return []
  }

  // MARK: Drawing

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let isWide = region.width >= 140
    let panes = isWide ? region.columns([.share(1), .fixed(min(56, region.width / 3))]) : [region, region]
    if isWide || !showsPane { drawTable(into: &grid, in: panes[0], desk) }
    if isWide || showsPane { drawPane(into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  private func drawTable(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let zh = desk.language == .zh
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)) + " " + (month?.description ?? ""), .title), note: StyledLine(table.position(of: rows.count), .muted), focused: true)
    let columns = [
      TableColumn(zh ? "车商" : "Dealer", .flexible(minimum: 16, maximum: 40, weight: 1)),
      TableColumn(zh ? "保费" : "Premium", .fixed(12), right: true),
      TableColumn(zh ? "送修" : "Repair", .fixed(12), right: true),
      TableColumn(zh ? "送修比" : "Ratio", .fixed(10), right: true),
      TableColumn(zh ? "约定" : "Agreed", .fixed(7), priority: 1, right: true),
      TableColumn(zh ? "推荐率" : "Recomm.", .fixed(8), priority: 2, right: true),
      TableColumn(zh ? "成功率" : "Success", .fixed(8), priority: 3, right: true),
      TableColumn(zh ? "续保率" : "Renewed", .fixed(8), priority: 4, right: true),
      TableColumn(zh ? "手续费" : "Comm.", .fixed(8), priority: 5, right: true),
      TableColumn("", .fixed(1)),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: rows.count,
      empty: zh ? "这个月没有保费，也没有送修。n 记一起送修，← 看上月。" : "The month has neither premium nor cases. n records a case, ← shows the month before."
    ) { number in
      let row = rows[number], balance = row.balance
      let isShort = balance.warnings.contains { if case .belowBaseline = $0 { true } else { false } }
      let isLeft = balance.warnings.contains { if case .notAllRecommended = $0 { true } else { false } }
      return TableRow([
        StyledLine(Words.plain(desk.months.dealerName(balance.dealer))), StyledLine(balance.premium.grouped), StyledLine(balance.repair.grouped),
        StyledLine(MonthLooks.shortRatio(balance.repairRatio), isShort ? .warning : .plain), StyledLine(balance.baseRatio?.perOne ?? "–", .muted),
        StyledLine(MonthLooks.shortRate(balance.recommendationRate), isLeft ? .warning : .plain), StyledLine(MonthLooks.shortRate(balance.successRate)),
        StyledLine(MonthLooks.shortRate(row.renewal?.byNumber)), StyledLine(balance.yield.map { MonthLooks.shortRate($0.commission) } ?? "–"),
        StyledLine(balance.warnings.isEmpty ? "" : "▲", .warning),
      ])
    }
  }

  private func drawPane(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    grid.box(region, title: StyledLine(Words.plain(selected.map { desk.months.dealerName($0.balance.dealer) } ?? ""), .title), focused: isAlone)
    grid.fill(region.inner)
    guard let selected else { return }
    FactLine.draw(PartnersScreen.facts(selected, desk), into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }

  static func facts(_ row: Row, _ desk: Desk) -> [FactLine] {
    let balance = row.balance
    var facts = balance.warnings.map { FactLine(Wording("▲"), desk.say(Words.warning($0)), .warning) }
    facts += [
      FactLine(zh: "保费 P", en: "Premium P", balance.premium.grouped), FactLine(zh: "送修 R", en: "Repair R", balance.repair.grouped),
      FactLine(zh: "送修比", en: "Ratio R ÷ P", (balance.repairRatio?.perOne ?? "–") + desk.language.pick(zh: "，约定 ", en: ", agreed ") + (balance.baseRatio?.perOne ?? "–")),
      .heading(zh: "送修", en: "Referrals"),
      FactLine(zh: "推荐率", en: "Recommended", MonthLooks.rate(balance.recommendationRate) + desk.language.pick(zh: "（出险 \(balance.accidents)，推荐回店 \(balance.recommendedBack)）", en: " (\(balance.recommendedBack) of \(balance.accidents) accidents)")),
      FactLine(zh: "成功率", en: "Success", MonthLooks.rate(balance.successRate) + desk.language.pick(zh: "（推荐 \(balance.recommended)，一次到店 \(balance.arrivedFirst)，二次 \(balance.arrivedSecond)，待定 \(balance.pending)）", en: " (\(balance.recommended) sent, \(balance.arrivedFirst) came at once, \(balance.arrivedSecond) at the second try, \(balance.pending) pending)")),
    ]
    if let yield = balance.yield {
      facts.append(.heading(zh: "共赢条款", en: "Win-win terms"))
      facts.append(FactLine(zh: "手续费", en: "Commission", yield.commission.percent + " = " + yield.commissionPaid.grouped))
      if yield.uncollected > .zero { facts.append(FactLine(zh: "未收回", en: "Uncollected", yield.uncollected.grouped, .warning)) }
    }
    if let renewal = row.renewal {
      facts.append(.heading(zh: "续保率", en: "Renewal rates"))
      facts.append(FactLine(zh: "按件数", en: "By number", MonthLooks.rate(renewal.byNumber) + " (\(renewal.renewed)/\(renewal.due))"))
      facts.append(FactLine(zh: "按保费", en: "By premium", MonthLooks.rate(renewal.byPremium) + " (\(renewal.premiumRenewed.grouped) / \(renewal.premiumDue.grouped))"))
    }
    let record = desk.lookups.dealer(balance.dealer)
    let agreed = [
      FactLine(zh: "配件价格", en: "Parts prices", record?.text("repairPolicy.partsPriceRule") ?? ""),
      FactLine(zh: "工时费", en: "Labour rates", record?.text("repairPolicy.labourRateRule") ?? ""),
    ]
    if agreed.contains(where: { !$0.text.isEmpty }) { facts += [.heading(zh: "约定", en: "Agreed")] + agreed }
    return facts
  }
}
