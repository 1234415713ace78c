import Canvas
import Pipeline

/// What a pane says of a customer.
enum CustomerFacts {
  /// Lines with their states, expiry with its band, willingness, the next date, a bar.
  static func standing(of customer: Opportunity, _ desk: Desk) -> [FactLine] {
    var facts: [FactLine] = []
    if let bar = customer.doNotContact {
      facts.append(FactLine(zh: "不再联系", en: "No contact", "\(bar.on) \(bar.by) \(bar.reason)", .error))
    }
    for line in customer.lines {
      var text = String(MonthLooks.glyph(line.state, desk.lines)) + " " + desk.say(Words.lineState(line.state))
      text += desk.language.pick(zh: "（\(line.since)，\(line.cycle) 年）", en: " (\(line.since), for \(line.cycle))")
      if let next = line.next { text += desk.language.pick(zh: "，\(next.firstPush) 起再推", en: ", pushed again from \(next.firstPush)") }
      facts.append(FactLine(Words.shortLine(line.line), text, MonthLooks.style(line.state)))
    }
    if let expiry = customer.motorExpiry {
      let left = expiry - desk.today
      let band = ExpiryBand(daysLeft: left)
      var text = expiry.description + " · "
      text += left >= 0 ? desk.language.pick(zh: "还有 \(left) 天", en: "\(left) days left") : desk.language.pick(zh: "过了 \(-left) 天", en: "\(-left) days past")
      if let band { text += " · " + desk.say(Words.shortBand(band)) }
      facts.append(FactLine(zh: "车险到期", en: "Expiry", text, MonthLooks.bandStyle(band)))
    }
    if let will = customer.willingness { facts.append(FactLine(zh: "意愿", en: "Will", desk.say(Words.willingness(will)))) }
    if let next = customer.lines.filter({ !$0.state.isClosed }).compactMap({ customer.nextDate(about: $0) }).min() {
      facts.append(FactLine(zh: "下次", en: "Next", next.description + " · " + desk.say(DayWords.distance(next, from: desk.today)), next <= desk.today ? .due : .plain))
    }
    return facts
  }

  /// The latest contacts, the newest first. `lines` nil = about anything.
  static func log(of customer: Opportunity, lines: [InsuranceLine]? = nil, limit: Int, _ desk: Desk) -> [FactLine] {
    let talks = customer.contacts.filter { talk in lines.map { !Set($0).isDisjoint(with: talk.lines) } ?? true }
    let sorted = talks.enumerated().sorted { ($0.element.on, $0.offset) > ($1.element.on, $1.offset) }.map(\.element)
    return sorted.prefix(limit).map { talk in
      var parts = [desk.say(Words.method(talk.method))]
      if customer.lines.count > 1 { parts.append(desk.say(Words.lines(talk.lines))) }
      if let result = talk.result { parts.append(result) }
      if let will = talk.willingness { parts.append("· " + desk.say(Words.willingness(will))) }
      if let next = talk.nextDate { parts.append(desk.language.pick(zh: "→ ", en: "→ ") + DayWords.brief(next, in: desk.today.year)) }
      if !talk.by.isEmpty, talk.by != desk.by { parts.append("(" + talk.by + ")") }
      return FactLine(Wording(DayWords.brief(talk.on, in: desk.today.year)), parts.joined(separator: " "))
    }
  }

  /// The archive's own fields.
  static func archive(of customer: Opportunity, _ desk: Desk) -> [FactLine] {
    var facts: [FactLine] = []
    for field in ArchiveField.allCases where field != .dealer && field != .motorExpiry {
      let text = CustomerFacts.text(customer, field, desk)
      facts.append(FactLine(Words.archive(field), text))
    }
    let missing = customer.wanted
    if !missing.isEmpty {
      let names = missing.map { desk.say(Words.archiveKey($0)) }
      facts.insert(FactLine(zh: "还缺", en: "Missing", names.joined(separator: desk.language.pick(zh: "、", en: ", ")), .warning), at: 0)
    }
    return facts
  }

  static func text(_ customer: Opportunity, _ field: ArchiveField, _ desk: Desk) -> String {
    switch field {
    case .phones: customer.phones.joined(separator: ", ")
    case .customerType: customer.customerType.map { desk.say(Words.shortType($0)) } ?? ""
    case .travel: customer.travel.map { desk.say(Words.travel($0)) } ?? ""
    case .housing: customer.housing.map { desk.say(Words.housing($0)) } ?? ""
    case .lastPolicyExcluded:
      customer.text(field).flatMap(PolicyExclusion.init(rawValue:)).map { desk.say(Words.exclusion($0)) } ?? ""
    case .price, .lastPolicyPremium: customer.text(field).flatMap { Money($0) }.map(\.grouped) ?? ""
    default: customer.text(field) ?? ""
    }
  }

  static func policies(of customer: Opportunity, _ desk: Desk) -> [FactLine] {
    customer.policies.sorted { $0.on > $1.on }.prefix(6).map { policy in
      var parts = [desk.say(Words.shortLine(policy.line)), policy.number, policy.premium.grouped]
      if let expiry = policy.expiry { parts.append("→ " + expiry.description) }
      return FactLine(Wording(policy.on.description), parts.joined(separator: " "))
    }
  }
}
