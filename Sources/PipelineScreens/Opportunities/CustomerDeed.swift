import Canvas
import Pipeline

/// A deed at one customer with its key, on every screen where a customer is selected.
enum CustomerDeed: CaseIterable, Sendable {
  case contact, win, lose, plan, bar, closing, edit, comeBack, nextCycle, phone, consent, move, unfollow, delete

  var key: Key {
    switch self {
    case .contact: "c"
    case .win: "w"
    case .lose: "x"
    case .plan: "p"
    case .bar: "b"
    case .closing: "k"
    case .edit: "e"
    case .comeBack: "R"
    case .nextCycle: "N"
    case .phone: "y"
    case .consent: "t"
    case .move: "m"
    case .unfollow: "f"
    case .delete: "D"
    }
  }

  func hint(_ customer: Opportunity?) -> Wording {
    switch self {
    case .contact: Wording(zh: "接触", en: "contact")
    case .win: Wording(zh: "促成", en: "won")
    case .lose: Wording(zh: "无意愿", en: "no interest")
    case .plan: Wording(zh: "列计划", en: "plan")
    case .bar:
      customer?.doNotContact == nil ? Wording(zh: "不再联系", en: "do not contact") : Wording(zh: "可再联系", en: "allow contact")
    case .closing: Wording(zh: "促成步骤", en: "closing steps")
    case .edit: Wording(zh: "改档案", en: "edit")
    case .comeBack: Wording(zh: "客户回头", en: "customer is back")
    case .nextCycle: Wording(zh: "开始下一周期", en: "next cycle")
    case .phone: Wording(zh: "复制电话", en: "copy phone")
    case .consent: Wording(zh: "授权", en: "consent")
    case .move: Wording(zh: "改挂车商", en: "another dealer")
    case .unfollow: Wording(zh: "不再跟进险种", en: "stop following the line")
    case .delete: Wording(zh: "删除客户", en: "delete")
    }
  }

  var command: CommandNote {
    switch self {
    case .contact: .line("opportunities contact OPP --method M --result T")
    case .win: .line("opportunities win OPP --line L --policy N --premium P")
    case .lose: .line("opportunities lose OPP --line L --reason T")
    case .plan: .line("plan MONTH add OPP --line L --method M --date D")
    case .bar: .line("opportunities bar OPP --reason T")
    case .closing: .line("opportunities tick OPP STEP")
    case .edit: .line("opportunities edit OPP --set field=value …")
    case .comeBack: .line("opportunities return OPP --line L --note T")
    case .nextCycle: .line("opportunities next-cycle OPP --line L")
    case .phone: .line("opportunities show OPP")
    case .consent: .line("opportunities consent OPP --source T --scope S")
    case .move: .line("opportunities move OPP DEALER")
    case .unfollow: .line("opportunities unfollow OPP --line L")
    case .delete: .line("opportunities delete OPP --reason T")
    }
  }

  /// Why it cannot be done to that line now; nil when it can.
  func refusal(_ customer: Opportunity?, _ line: InsuranceLine?, _ desk: Desk) -> Wording? {
    guard let customer else { return Wording(zh: "没有选中客户", en: "no customer is selected") }
    let followed = line.flatMap { customer.line($0) }
    switch self {
    case .contact:
      if let bar = customer.doNotContact { return Words.refusal(OpportunityError.doNotContact(customer.id, since: bar.on, reason: bar.reason)) }
      return customer.lines.allSatisfy { $0.state.isClosed } ? Wording(zh: "各险种都已关闭", en: "every line is closed") : nil
    case .win, .lose:
      guard let followed else { return Wording(zh: "没有跟进的险种", en: "no line is followed") }
      if followed.state.isClosed { return Words.refusal(OpportunityError.lineClosed(followed.line, followed.state, since: followed.since)) }
      if followed.state != .pushing { return Wording(zh: "还没有推进：先列计划、记录接触", en: "not being pushed yet: plan it and log a contact") }
      if self == .win { return nil }
      return OpportunityDeeds.refusal(desk) { book, mint throws(MonthError) in
        try book.lose(customer.id, followed.line, reason: "-", code: .other, stamp: desk.stamp, mint: &mint)
      }
    case .plan: return OpportunityDeeds.planRefusal(customer, desk)
    case .comeBack:
      return followed?.state == .closedLost ? nil : Wording(zh: "这个险种没有按无意愿关闭", en: "the line was not closed without interest")
    case .nextCycle:
      guard let followed, followed.state == .closedWon else { return Wording(zh: "这个险种没有促成过", en: "the line was not won") }
      return OpportunityDeeds.refusal(desk) { book, _ throws(MonthError) in
        try book.beginNextCycle(customer.id, followed.line, stamp: desk.stamp)
      }
    case .closing: return followed == nil ? Wording(zh: "没有跟进的险种", en: "no line is followed") : nil
    case .unfollow:
      guard let line else { return Wording(zh: "没有跟进的险种", en: "no line is followed") }
      return OpportunityDeeds.refusal(desk) { _, _ throws(MonthError) in
        do throws(OpportunityError) { return try customer.dropping(line) } catch { throw .opportunity(error) }
      }
    case .bar, .edit, .consent, .move, .delete: return nil
    case .phone: return customer.phones.isEmpty ? Wording(zh: "没有电话", en: "there is no phone number") : nil
    }
  }

  func effects(_ customer: Opportunity, _ line: InsuranceLine?, _ desk: Desk) -> [Effect] {
    switch self {
    case .contact: return OpportunityDeeds.contact(customer.id, desk)
    case .win: return line.map { OpportunityDeeds.win(customer.id, [$0], row: desk.customers.openRow(of: customer.id, $0)?.id, desk) } ?? []
    case .lose: return line.map { OpportunityDeeds.lose(customer.id, [$0], row: nil, desk) } ?? []
    case .plan: return OpportunityDeeds.plan(customer.id, desk)
    case .bar: return OpportunityDeeds.bar(customer.id, desk)
    case .closing: return line.map { [.open(ClosingScreen(customer.id, $0))] } ?? []
    case .edit: return [.open(CustomerFormScreen(editing: customer.id))]
    case .comeBack: return line.map { OpportunityDeeds.comeBack(customer.id, $0, desk) } ?? []
    case .nextCycle:
      guard let line else { return [] }
      return OpportunityDeeds.effects(desk, Wording(zh: "下一周期已开始", en: "The next cycle has begun")) { book, _ throws(MonthError) in
        try book.beginNextCycle(customer.id, line, stamp: desk.stamp)
      }
    case .consent: return OpportunityDeeds.consent(customer.id, desk)
    case .move: return OpportunityDeeds.move(customer.id, desk)
    case .unfollow: return line.map { OpportunityDeeds.unfollow(customer, $0, desk) } ?? []
    case .delete: return OpportunityDeeds.delete(customer.id, desk)
    case .phone:
      guard let phone = customer.phones.first else { return [] }
      return [.copy(phone), .done(zh: "已复制 \(phone)", en: "Copied \(phone)")]
    }
  }

  /// All of them as bindings; the rank of the first is `rank`.
  static func bindings<M>(_ customer: Opportunity?, _ line: InsuranceLine?, rank: Int, _ desk: Desk, _ message: (CustomerDeed) -> M)
    -> [KeyTable<M>.Binding]
  {
    allCases.enumerated().map { place, deed in
      .init(
        deed.key, hint: deed.hint(customer), message: message(deed), unavailable: deed.refusal(customer, line, desk),
        rank: place < 5 ? rank + place : rank + 10 + place, command: deed.command)
    }
  }
}
