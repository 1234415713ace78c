import Canvas
import Pipeline

/// The accident cases of a month: where each car was sent and what came of it (sop 9, 2.7).
public struct ReferralsScreen: Screen {
  private(set) var month: SalesMonth?
  /// Nil: of all dealers.
  let dealer: RecordID?
  var table = TablePart("referrals")
  private(set) var rows: [Referral] = []

  public init(month: SalesMonth? = nil, dealer: RecordID? = nil) {
    self.month = month
    self.dealer = dealer
  }

  public enum Message { case move(Key), select(Int), turn(MonthTurn), edit, add, balance }

  public var name: String { "referrals" }
  public func title(desk: Desk) -> Wording { Wording(zh: "送修记录", en: "Repair referrals") }

  public func status(desk: Desk) -> StyledLine {
    let pending = rows.count { $0.shop != nil && $0.result == .pending }
    return StyledLine(month?.description ?? "", .title)
      + StyledLine(desk.language.pick(zh: "  \(rows.count) 起，待定 \(pending)", en: "  \(rows.count) cases, \(pending) pending"), pending > 0 ? .due : .muted)
  }

  var selected: Referral? { rows.indices.contains(table.index) ? rows[table.index] : nil }

  public mutating func refresh(desk: Desk) {
    let month = month ?? desk.today.month
    self.month = month
    let kept = selected?.id
    rows = desk.book[.referral].records.map(Referral.init(record:)).filter { referral in
      !referral.isGone && referral.on?.month == month && (dealer == nil || referral.shop == dealer || referral.soldThrough == dealer)
    }.sorted { ($1.on ?? desk.today, $0.id) < ($0.on ?? desk.today, $1.id) }
    if let kept, let place = rows.firstIndex(where: { $0.id == kept }) { table.index = place }
    table.selection.settle(count: rows.count)
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "没有送修记录", en: "there is no case") : nil
    return KeyTable(
      [
        .init(.enter, "e", hint: Wording(zh: "改结果", en: "result"), message: .edit, unavailable: none, rank: 1, command: .line("referrals edit REFERRAL --result R --loss YUAN")),
        .init("n", hint: Wording(zh: "记一起", en: "new case"), message: .add, rank: 2, command: .line("referrals add --plate P --shop DEALER")),
        .init("b", hint: Wording(zh: "伙伴账", en: "balances"), message: .balance, rank: 3, command: .line("referrals balance MONTH")),
      ] + MonthTurn.bindings(Message.turn, rank: 4, command: .line("referrals list --month MONTH")) + Selection.bindings(Message.move), pointing: { part, index in part == "referrals" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: rows.count)
    case .select(let index):
      if table.index == index { return update(.edit, desk: desk) }
      table.index = index
    case .edit: return selected.map { ReferralForm.open($0, desk) } ?? []
    case .add: return ReferralForm.open(nil, shop: dealer, desk)
    case .balance: return [.open(PartnersScreen(month: month))]
    case .turn(let turn):
      month = month?.turned(turn)
      table.index = 0
      refresh(desk: desk)
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let zh = desk.language == .zh
    let whose = dealer.map { Words.plain(desk.months.dealerName($0)) } ?? desk.say(title(desk: desk))
    grid.box(region, title: StyledLine(whose, .title), note: StyledLine(table.position(of: rows.count), .muted), focused: true)
    let columns = [
      TableColumn(zh ? "日期" : "Day", .fixed(5)), TableColumn(zh ? "车牌" : "Plate", .fixed(9)),
      TableColumn(zh ? "品牌" : "Brand", .fixed(8), priority: 3),
      TableColumn(zh ? "推荐到" : "Sent to", .flexible(minimum: 14, maximum: 40, weight: 1)),
      TableColumn(zh ? "次" : "Try", .fixed(3), priority: 4, right: true),
      TableColumn(zh ? "结果" : "Result", .fixed(zh ? 8 : 14)),
      TableColumn(zh ? "定损" : "Assessed", .fixed(12), right: true),
      TableColumn(zh ? "出单车商" : "Sold through", .flexible(minimum: 12, maximum: 40, weight: 1), priority: 2),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: rows.count,
      empty: zh ? "这个月没有送修记录。n 记一起，← 看上月。" : "The month has no cases. n records one, ← shows the month before."
    ) { number in
      let row = rows[number]
      let isPending = row.shop != nil && row.result == .pending
      return TableRow([
        StyledLine(String((row.on?.description ?? "").dropFirst(5))), StyledLine(Words.plain(row.plate ?? "")), StyledLine(Words.plain(row.brand ?? ""), .muted),
        row.shop.map { StyledLine(Words.plain(desk.months.dealerName($0))) } ?? StyledLine(zh ? "未推荐" : "not sent", .warning),
        StyledLine(row.shop == nil ? "" : String(row.tries), .muted),
        StyledLine(row.shop == nil ? "" : desk.say(Words.referralResult(row.result)), isPending ? .due : row.result == .arrived ? .good : .plain),
        StyledLine(row.assessedLoss?.grouped ?? ""), StyledLine(Words.plain(row.soldThrough.map { desk.months.dealerName($0) } ?? ""), .muted),
      ])
    }
  }
}
