import Canvas
import Pipeline

/// One customer whole: the archive, the lines with their states, the contact log, policies and closings.
public struct CustomerScreen: Screen {
  let id: RecordID
  /// The line that won and lost act on.
  var line: InsuranceLine?
  var showsLog = false
  private var customer: Opportunity?

  public init(_ id: RecordID, line: InsuranceLine? = nil) {
    self.id = id
    self.line = line
  }

  public enum Message {
    case previousLine, nextLine, pane, quote
    case run(Int)
  }

  public var name: String { "customer" }
  public func title(desk: Desk) -> Wording { Wording(customer?.customerName ?? id.rawValue) }

  public func status(desk: Desk) -> StyledLine {
    guard let customer else { return "" }
    return StyledLine([desk.months.dealerName(customer.dealer), customer.owner ?? ""].filter { !$0.isEmpty }.joined(separator: " · "), .muted)
  }

  public mutating func refresh(desk: Desk) {
    customer = desk.opportunity(id)
    if line == nil || customer?.line(line ?? .motor) == nil { line = CustomerScreen.leading(customer) }
  }

  /// The line that matters now: one being pushed, then planned, then any open one.
  static func leading(_ customer: Opportunity?) -> InsuranceLine? {
    guard let customer else { return nil }
    for state in [LineState.pushing, .planned, .archived, .found, .closedWon, .closedLost] {
      if let line = customer.lines.first(where: { $0.state == state }) { return line.line }
    }
    return nil
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let one = (customer?.lines.count ?? 0) < 2 ? Wording(zh: "只跟进一个险种", en: "only one line is followed") : nil
    let deeds: [KeyTable<Message>.Binding] = CustomerDeed.bindings(customer, line, rank: 1, desk) { deed in
      .run(CustomerDeed.allCases.firstIndex(of: deed) ?? 0)
    }
    return KeyTable(
      deeds + [
        .moving(.right, hint: Wording(zh: "下一险种", en: "next line"), message: .nextLine, unavailable: one, rank: 8),
        .moving(.left, hint: Wording(zh: "上一险种", en: "previous line"), message: .previousLine, unavailable: one, rank: 9),
        .init("o", hint: Wording(zh: "报价", en: "quote"), message: .quote, rank: 7, command: .line("quote --save OPP")),
        .init(.tab, hint: Wording(zh: "记录", en: "log"), message: .pane, rank: 10, command: .line("opportunities show OPP")),
      ])
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .run(let place):
      guard let customer else { return [] }
      return CustomerDeed.allCases[place].effects(customer, line, desk)
    case .nextLine, .previousLine:
      let lines = customer?.lines.map(\.line) ?? []
      guard let line, let place = lines.firstIndex(of: line) else { return [] }
      var step = -1
      if case .nextLine = message { step = 1 }
      self.line = lines[(place + step + lines.count) % lines.count]
    case .pane: showsLog.toggle()
    case .quote: return [.open(QuoteScreen(opportunity: id))]
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    guard let customer else {
      grid.putParagraph(desk.language.pick(zh: "这位客户的记录已不在。", en: "The customer's record is gone."), in: region.inset(columns: 2, rows: 1), .muted)
      return
    }
    let isWide = region.width >= 100
    let panes = isWide ? region.columns([.share(1), .share(1)]) : [region, region]
    if isWide || !showsLog { drawArchive(customer, into: &grid, in: panes[0], desk) }
    if isWide || showsLog { drawLog(customer, into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  private func drawArchive(_ customer: Opportunity, into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let lines = customer.lines.map { followed in
      let name = desk.say(Words.shortLine(followed.line))
      return followed.line == line ? "[" + name + "]" : " " + name + " "
    }.joined()
    grid.box(region, title: StyledLine(OpportunityDeeds.name(customer), .title), note: StyledLine(lines, .tab), focused: true)
    var facts = CustomerFacts.standing(of: customer, desk)
    if let line, let followed = customer.line(line), !followed.state.isClosed {
      let done = customer.closingSteps(of: followed).count
      if done > 0 { facts.append(FactLine(zh: "促成步骤", en: "Closing", "\(done)/\(ClosingStep.allCases.count)")) }
    }
    let kits = customer.receptions
    if !kits.isEmpty {
      facts.append(FactLine(zh: "接待", en: "Receptions", desk.language.pick(zh: "\(kits.count) 次，3+1 齐 \(kits.count { $0.isComplete }) 次", en: "\(kits.count), complete kit \(kits.count { $0.isComplete })")))
    }
    if let consent = customer.consent {
      facts.append(FactLine(zh: "授权", en: "Consent", "\(consent.on) \(consent.source) \(consent.scope.joined(separator: ", "))"))
    }
    facts.append(.heading(zh: "档案", en: "Archive"))
    facts += CustomerFacts.archive(of: customer, desk)
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }

  private func drawLog(_ customer: Opportunity, into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    grid.box(region, title: StyledLine(desk.language.pick(zh: "接触记录", en: "Contacts"), .title), note: StyledLine(String(customer.contacts.count), .muted), focused: isAlone)
    let log = CustomerFacts.log(of: customer, limit: 30, desk)
    var facts = log.isEmpty ? [FactLine(Wording(""), desk.language.pick(zh: "还没有接触。按 c 记录。", en: "No contact yet. c logs one."), .muted)] : log
    let policies = CustomerFacts.policies(of: customer, desk)
    if !policies.isEmpty {
      // Policies stand first: they are few, and the log is long.
      facts = [.heading(zh: "保单", en: "Policies")] + policies + [.heading(zh: "接触", en: "Contacts")] + facts
    }
    // Rounds of quotes, the latest first.
    let quotes = KeptQuote.all(of: customer.record).reversed().map { kept -> FactLine in
      let column = kept.column
      let package = column.map { Words.plain(desk.say($0.package.name)) + " " + $0.total.grouped } ?? ""
      let accepted = kept.accepted ? desk.language.pick(zh: "，已接受", en: ", accepted") : ""
      let round = desk.language.pick(zh: "第 \(kept.quote.round) 轮 ", en: "round \(kept.quote.round) ")
      return FactLine(Wording(DayWords.brief(kept.on, in: desk.today.year)), round + package + accepted, kept.accepted ? .good : .plain)
    }
    if !quotes.isEmpty { facts = [.heading(zh: "报价", en: "Quotes")] + quotes + (policies.isEmpty ? [.heading(zh: "接触", en: "Contacts")] : []) + facts }
    for closing in customer.closings where closing.closing == .noInterest {
      facts.insert(
        FactLine(Wording(DayWords.brief(closing.on, in: desk.today.year)), desk.language.pick(zh: "无意愿：", en: "no interest: ") + desk.say(Words.shortLine(closing.line)) + " " + (closing.reason ?? ""), .muted), at: 0)
    }
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
