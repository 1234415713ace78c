import Canvas
import Pipeline

/// What to know before walking in at a dealer's (sop 10).
public struct VisitBriefScreen: Screen {
  let dealer: RecordID
  private var facts: [FactLine] = []
  private var dealerName = ""

  public init(_ dealer: RecordID) { self.dealer = dealer }
  public enum Message { case open, copy }

  public var name: String { "brief" }
  public func title(desk: Desk) -> Wording { Wording(zh: "访前简报", en: "Visit brief") }

  public func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .init(.enter, hint: Wording(zh: "车商档案", en: "dossier"), message: .open, rank: 1, command: .line("dealers show DEALER")),
      .init("y", hint: Wording(zh: "复制微信", en: "copy for WeChat"), message: .copy, rank: 2, command: .line("dealers show DEALER")),
    ])
  }

  public mutating func refresh(desk: Desk) {
    dealerName = desk.months.dealerName(dealer)
    facts = VisitBriefScreen.facts(dealer, desk)
  }

  /// The brief as lines; empty when there is nothing to know yet.
  static func facts(_ dealer: RecordID, _ desk: Desk) -> [FactLine] {
    guard let brief = VisitBrief(dealer, in: desk.customers) else { return [] }
    var facts: [FactLine] = []
    if let day = brief.nextDate { facts.append(FactLine(zh: "约定", en: "Agreed", day.description + " " + (brief.nextNote ?? ""), day <= desk.today ? .due : .plain)) }
    if !brief.people.isEmpty { facts.append(.heading(zh: "人物", en: "People")) }
    for person in brief.people {
      facts.append(FactLine(Wording(person.name), [person.post, person.influence, person.interests, person.phone].compactMap { $0 }.joined(separator: " · ")))
    }
    if !brief.openPoints.isEmpty { facts.append(.heading(zh: "未了的事", en: "Open points")) }
    for point in brief.openPoints { facts.append(FactLine(Wording(String(desk.lines.bullet)), point, .due)) }
    if !brief.talks.isEmpty { facts.append(.heading(zh: "最近往来", en: "Last talks")) }
    for talk in brief.talks {
      facts.append(FactLine(Wording(DayWords.brief(talk.on, in: desk.today.year)), [talk.result, talk.by.map { "(\($0))" }].compactMap { $0 }.joined(separator: " ")))
    }
    if !brief.customers.isEmpty { facts.append(.heading(zh: "推进中的客户 \(brief.customers.count)", en: "Customers being pushed \(brief.customers.count)")) }
    for row in brief.customers.prefix(12) {
      facts.append(FactLine(Wording(row.customerName), [OpportunityCells.lines(row, desk).text, row.model ?? "", OpportunityCells.expiry(row.motorExpiry, desk).text].filter { !$0.isEmpty }.joined(separator: "  ")))
    }
    if brief.pendingReferrals > 0 { facts.append(FactLine(zh: "待到店送修", en: "Referrals pending", String(brief.pendingReferrals), .warning)) }
    return facts
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .open: return [.open(DossierScreen(dealer: dealer))]
    case .copy:
      let text = ([dealerName] + facts.map { fact in
        fact.isHeading ? "【" + desk.say(fact.label) + "】" : desk.say(fact.label) + " " + fact.text
      }).joined(separator: "\n")
      return [.copy(text), .done(zh: "已复制", en: "Copied")]
    }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    grid.box(region, title: StyledLine(dealerName, .title), focused: true)
    let inside = region.inner.inset(columns: 1, rows: 0)
    if facts.isEmpty {
      grid.putParagraph(desk.language.pick(zh: "还没有可看的：没有人物、往来和推进中的客户。", en: "Nothing yet: no people, talks or customers."), in: inside, .muted)
    } else {
      FactLine.draw(facts, into: &grid, in: inside, desk: desk)
    }
  }
}
