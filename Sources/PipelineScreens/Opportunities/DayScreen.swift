import Canvas
import Pipeline

/// The day: calls before noon, visits after, what was done so far, and its close (sop 10).
public struct DayScreen: Screen {
  enum Entry {
    case heading(Wording, Int)
    case item(DayAgenda.Item)
  }

  var table = TablePart("day")
  private(set) var entries: [Entry] = []
  private var agenda: DayAgenda?
  private var figures = DayFigures()
  private var missing: [Day] = []
  private var isClosed = false
  /// What the person meant to do, said at the last close.
  private var meant: (on: Day, plan: String)?
  /// Who or what is selected, told beside the list where there is room.
  private var facts: [FactLine] = []

  public init() {}
  public enum Message { case move(Key), select(Int), open, contact, brief, log, close }

  public var name: String { "day" }
  public func title(desk: Desk) -> Wording { Wording(zh: "今日安排", en: "The day") }

  public func status(desk: Desk) -> StyledLine {
    let closed = StyledLine(isClosed ? desk.language.pick(zh: "今天已日结", en: "the day is closed") : "", .good)
    guard let day = missing.last else { return closed }
    let open = desk.language.pick(zh: "\(missing.count) 天没有日结（\(day)）", en: "\(missing.count) days without close (\(day))")
    return closed + StyledLine((isClosed ? "  " : "") + open, .warning)
  }

  var selected: DayAgenda.Item? {
    guard entries.indices.contains(table.index), case .item(let item) = entries[table.index] else { return nil }
    return item
  }

  public mutating func refresh(desk: Desk) {
    let agenda = DayAgenda(desk.today, in: desk.customers, rows: desk.months.rows, by: desk.by.isEmpty ? nil : desk.by)
    self.agenda = agenda
    entries = []
    if !agenda.morning.isEmpty {
      entries.append(.heading(Wording(zh: "上午：电话、微信", en: "Before noon: calls and messages"), agenda.morning.count))
      entries += agenda.morning.map(Entry.item)
    }
    if !agenda.afternoon.isEmpty {
      entries.append(.heading(Wording(zh: "下午：走访、到店", en: "After noon: visits and the shop"), agenda.afternoon.count))
      entries += agenda.afternoon.map(Entry.item)
    }
    figures = DayFigures(desk.today...desk.today, by: desk.by, in: desk.book)
    missing = DayClose.missing(through: desk.today, by: desk.by, in: desk.book) { desk.library.calendar.isWorkday($0) }
    isClosed = DayClose.all(in: desk.book).contains { $0.on == desk.today && $0.by == desk.by }
    meant = DayClose.latest(before: desk.today, by: desk.by, in: desk.book).flatMap { close in close.plan.map { (close.on, $0) } }
    move(nil, desk)
  }

  private mutating func look(_ desk: Desk) {
    facts = []
    guard let item = selected else { return }
    if item.source == .dealer {
      facts = VisitBriefScreen.facts(item.subject, desk)
    } else if let customer = desk.opportunity(item.subject) {
      facts = [FactLine(zh: "车商", en: "Dealer", desk.months.dealerName(customer.dealer))] + CustomerFacts.standing(of: customer, desk)
      let log = CustomerFacts.log(of: customer, limit: 12, desk)
      if !log.isEmpty { facts += [.heading(zh: "接触记录", en: "Contacts")] + log }
    }
  }

  private mutating func move(_ key: Key?, _ desk: Desk) {
    let headings = Set(entries.indices.filter { if case .heading = entries[$0] { true } else { false } })
    if let key { table.press(key, count: entries.count) { headings.contains($0) } }
    table.selection.settle(count: entries.count) { headings.contains($0) }
    look(desk)
  }

  private func dealer(_ desk: Desk) -> RecordID? {
    guard let item = selected else { return nil }
    return item.source == .dealer ? item.subject : desk.opportunity(item.subject)?.dealer
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "今天没有安排", en: "nothing is due today") : nil
    let noCustomer = none ?? (selected?.source == .dealer ? Wording(zh: "这一项是车商", en: "this is about a dealer") : nil)
    let closed = isClosed && missing.isEmpty ? Wording(zh: "今天已日结", en: "the day is closed already") : nil
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "打开", en: "open"), message: .open, unavailable: none, rank: 1, command: .line("day")),
        .init("c", hint: Wording(zh: "接触", en: "contact"), message: .contact, unavailable: noCustomer, rank: 2, command: CustomerDeed.contact.command),
        .init("b", hint: Wording(zh: "访前简报", en: "visit brief"), message: .brief, unavailable: none ?? (dealer(desk) == nil ? Wording(zh: "没有车商", en: "no dealer") : nil), rank: 3, command: .line("brief DEALER")),
        .init("l", hint: Wording(zh: "记活动", en: "log work"), message: .log, rank: 4, command: .line("log call|visit|training|…")),
        .init("z", hint: Wording(zh: "日结", en: "close the day"), message: .close, unavailable: closed, rank: 5, command: .line("day close --note T")),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "day" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): move(key, desk)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
      look(desk)
    case .open:
      guard let item = selected else { return [] }
      return item.source == .dealer ? [.open(DossierScreen(dealer: item.subject))] : [.open(CustomerScreen(item.subject))]
    case .contact: return selected.map { OpportunityDeeds.contact($0.subject, desk) } ?? []
    case .brief: return dealer(desk).map { [.open(VisitBriefScreen($0))] } ?? []
    case .log: return DayScreen.log(desk)
    case .close: return close(desk)
    }
    return []
  }

  /// Logs a piece of work that is no contact with a customer and no visit to a dealer.
  static func log(_ desk: Desk) -> [Effect] {
    let language = desk.language
    let fields = [
      FormField("kind", label: language.pick(zh: "活动", en: "Work"), .choice(TypedText.choices(ActivityKind.self, desk, Words.activity)), required: true),
      FormField("count", label: language.pick(zh: "次数", en: "How often"), placeholder: "1"),
      FormField("on", label: language.pick(zh: "日期", en: "Date"), placeholder: desk.today.description),
      FormField("note", label: language.pick(zh: "备注", en: "Note")),
    ]
    let screen = FieldsScreen(
      Wording(zh: "记活动", en: "Log work"), fields: fields, values: ["kind": ActivityKind.call.rawValue], command: .line("log call|visit|training|…")
    ) { values, desk in
      guard let on = TypedText.past(values["on"] ?? "", today: desk.today) else { return .wrong([("on", TypedText.noDay)]) }
      let count = values["count"].flatMap { $0.isEmpty ? 1 : Int($0) }
      guard let count else { return .wrong([("count", Wording(zh: "写整数", en: "a whole number"))]) }
      var mint = desk.mint
      do throws(RhythmError) {
        let change = try Activity.log(
          ActivityKind(rawValue: values["kind"] ?? "") ?? .other, count: count, note: values["note"], on: on, stamp: desk.stamp, mint: &mint)
        return .effects([.apply(change), .done(zh: "已记录", en: "Logged")])
      } catch { return .refused(Words.error(error)) }
    }
    return [.open(screen)]
  }

  private func close(_ desk: Desk) -> [Effect] {
    let undone = agenda?.items.count ?? 0
    // A day that is closed already leaves the latest missed one.
    let day = isClosed ? missing.last ?? desk.today : desk.today
    let fields = [
      FormField("note", label: desk.language.pick(zh: "小结", en: "Note")),
      FormField("plan", label: desk.language.pick(zh: "明天打算", en: "Tomorrow")),
      FormField("on", label: desk.language.pick(zh: "日期", en: "Date"), hint: desk.language.pick(zh: "可补漏结的一天", en: "a missed day too"), placeholder: day.description),
    ]
    let screen = FieldsScreen(
      Wording(zh: "日结 \(desk.today)", en: "Close \(desk.today)"),
      note: Wording(
        zh: "电话 \(figures.calls)，走访 \(figures.visits)，接待 \(figures.receptions)（3+1 齐 \(figures.completeKits)），报价 \(figures.quotes)，保单 \(figures.policies) 张 \(figures.premium.grouped) 元，新客户 \(figures.found)，送修 \(figures.referrals)；未做 \(undone) 项转到明天。",
        en: "\(figures.calls) calls, \(figures.visits) visits, \(figures.receptions) receptions (\(figures.completeKits) complete kits), \(figures.quotes) quotes, \(figures.policies) policies for \(figures.premium.grouped), \(figures.found) found, \(figures.referrals) referrals; \(undone) undone go on to tomorrow."),
      fields: fields, command: .line("day close --note T --plan T --date D")
    ) { values, desk in
      let typed = values["on"] ?? ""
      guard let on = typed.isEmpty ? day : TypedText.past(typed, today: desk.today) else { return .wrong([("on", TypedText.noDay)]) }
      var mint = desk.mint
      do throws(RhythmError) {
        let change = try DayClose.close(
          on, note: values["note"], plan: values["plan"], in: desk.customers, rows: desk.months.rows, stamp: desk.stamp, mint: &mint)
        return .effects([.apply(change), .done(zh: "已日结", en: "The day is closed")])
      } catch { return .refused(Words.error(error)) }
    }
    return [.open(screen)]
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let counters = OpportunityTodayItems.counters(desk)
    if let line = counters.first(where: { $0.columns <= region.width - 2 }) ?? counters.last { grid.put(line, in: region.row(0).inset(columns: 1, rows: 0)) }
    let kit = figures.receptions == 0 ? "–" : "\(figures.completeKits)/\(figures.receptions) \(MonthLooks.rate(figures.kitRate))"
    var done = StyledLine(desk.language.pick(zh: "今日 ", en: "today "), .label)
    done.append(desk.language.pick(zh: "新客户 \(figures.found)  接待 \(figures.receptions)  3+1 齐 \(kit)  报价 \(figures.quotes)  保单 \(figures.policies)  \(figures.premium.grouped)  送修 \(figures.referrals)", en: "found \(figures.found)  receptions \(figures.receptions)  kit \(kit)  quotes \(figures.quotes)  policies \(figures.policies)  \(figures.premium.grouped)  referrals \(figures.referrals)"))
    grid.put(done, in: region.row(1).inset(columns: 1, rows: 0))
    var head = 2
    if let meant {
      let label = StyledLine(desk.language.pick(zh: "\(DayWords.brief(meant.on, in: desk.today.year)) 打算 ", en: "meant on \(DayWords.brief(meant.on, in: desk.today.year)): "), .label)
      grid.put(label + StyledLine(Words.plain(meant.plan)), in: region.row(2).inset(columns: 1, rows: 0))
      head = 3
    }
    let whole = region.droppingTop(head)
    let panes = region.width >= 140 ? whole.columns([.share(1), .fixed(min(70, region.width * 2 / 5))]) : [whole]
    if panes.count > 1 {
      grid.box(panes[1], title: StyledLine(Words.plain(selected?.name ?? ""), .title))
      FactLine.draw(facts, into: &grid, in: panes[1].inner.inset(columns: 1, rows: 0), desk: desk)
    }
    let body = panes[0]
    grid.box(body, title: StyledLine(desk.say(DayWords.short(desk.today)), .title), note: StyledLine(String(agenda?.items.count ?? 0), .muted), focused: true)
    let zh = desk.language == .zh
    let isCarried = agenda?.items.contains(where: \.isCarried) ?? false
    let columns = [
      TableColumn("", .fixed(zh ? 6 : 9)), TableColumn("", .flexible(minimum: 18, maximum: 44, weight: 2)),
      TableColumn("", .fixed(isCarried ? zh ? 22 : 25 : zh ? 13 : 14)), TableColumn("", .flexible(minimum: 10, weight: 2), priority: 1),
    ]
    table.draw(into: &grid, in: body.inner, columns: columns, count: entries.count, empty: zh ? "今天没有到期的事。" : "Nothing is due today.") { number in
      switch entries[number] {
      case .heading(let words, let count): return .heading(StyledLine(desk.say(words) + " \(count)", .heading))
      case .item(let item):
        let late = desk.today - item.due
        let when = late > 0 ? desk.language.pick(zh: "逾期 \(late) 天", en: "\(late) d overdue") : desk.language.pick(zh: "今天", en: "today")
        let carried = item.carriedFrom.map { desk.language.pick(zh: " \(DayWords.brief($0, in: desk.today.year)) 转来", en: ", from \(DayWords.brief($0, in: desk.today.year))") } ?? ""
        return TableRow([
          StyledLine(desk.say(Words.method(item.method))), StyledLine(item.name),
          StyledLine(when + carried, late > 0 ? .overdue : .due), StyledLine(item.note ?? "", .muted),
        ])
      }
    }
  }
}
