import Canvas
import Pipeline

extension InfoItem {
  /// What to say at a step: the topics that are likely to come up there, our own prepared scripts first.
  static func talk(_ step: SOPStep?, _ progress: DealerProgress, desk: Desk) -> [InfoItem] {
    var items: [InfoItem] = []
    let topics = step.map { desk.handbook.talk(at: $0) } ?? []
    if step?.stage == .policy || step?.stage == .negotiate {
      for entry in progress.dealer.record.entries(of: "expectedSituations") {
        let parts = ["action", "script"].compactMap { entry.value[$0]?.string }.filter { !$0.isEmpty }
        guard !parts.isEmpty else { continue }
        let name = Words.plain(entry.value["situation"]?.string ?? "")
        items.append(
          InfoItem(
            head: StyledLine(desk.language.pick(zh: "自备 · ", en: "Ours: ") + name, .heading),
            body: parts.map { Words.plain($0) }.joined(separator: "\n"), target: .entry("expectedSituations", entry: entry.entry)))
      }
    }
    for topic in topics {
      items.append(
        InfoItem(
          head: StyledLine(desk.say(topic.topic), .heading),
          body: topic.points.enumerated().map { "\($0.offset + 1) " + desk.say($0.element) }.joined(separator: "\n")))
    }
    if let step, topics.isEmpty {
      for content in step.content { items.append(InfoItem(head: StyledLine(desk.language.pick(zh: "怎么做", en: "How"), .heading), body: desk.say(content))) }
    }
    return items
  }

  /// Everybody on record, with influence and interests; a decision maker who is also a key person is told once.
  static func people(_ dealer: Dealer, desk: Desk) -> [InfoItem] {
    var items: [InfoItem] = []
    var told: Set<String> = []
    let deciders = dealer.record.entries(of: "decisionMakers")
    func text(_ value: JSONValue?, _ part: String, of key: FieldKey) -> String? {
      guard let field = desk.handbook.field(key)?.parts.first(where: { $0.id.rawValue == part }), let member = value?[part] else { return nil }
      let text = FieldText.display(member, field, desk: desk)
      return text.isEmpty ? nil : text
    }
    func profile(_ value: JSONValue) -> [String] {
      [
        ["sex", "age", "career", "highlights"].compactMap { text(value, $0, of: "decisionMakers") }.joined(separator: " "),
        text(value, "interests", of: "decisionMakers").map { desk.language.pick(zh: "喜好 ", en: "Likes ") + $0 } ?? "",
      ].filter { !$0.isEmpty }
    }
    for entry in dealer.record.entries(of: "keyPeople") {
      let name = entry.value["name"]?.string ?? "?"
      told.insert(name)
      var head = StyledLine(Words.plain(name), .heading)
      if let post = text(entry.value, "post", of: "keyPeople") { head.append(" " + post) }
      if let influence = text(entry.value, "influence", of: "keyPeople") {
        head.append(" " + influence, entry.value["influence"]?.string == "decides" ? .due : .muted)
      }
      var lines = [text(entry.value, "phone", of: "keyPeople")].compactMap { $0 }
      if let known = deciders.first(where: { $0.value["name"]?.string == name }) { lines += profile(known.value) }
      items.append(InfoItem(head: head, body: lines.joined(separator: "\n"), target: .entry("keyPeople", entry: entry.entry)))
    }
    for entry in deciders {
      let name = entry.value["name"]?.string ?? "?"
      guard told.insert(name).inserted else { continue }
      var head = StyledLine(Words.plain(name), .heading)
      if let post = text(entry.value, "post", of: "decisionMakers") { head.append(" " + post) }
      head.append(desk.language.pick(zh: " 决策人", en: " decision maker"), .due)
      items.append(InfoItem(head: head, body: profile(entry.value).joined(separator: "\n"), target: .entry("decisionMakers", entry: entry.entry)))
    }
    for (key, word) in [("invitees", Words.say("邀请", "invited")), ("team", Words.say("我方", "our side"))] {
      for entry in dealer.record.entries(of: key) {
        let name = entry.value["name"]?.string ?? "?"
        guard key == "team" || !told.contains(name) else { continue }
        var head = StyledLine(Words.plain(name), .heading)
        if let role = text(entry.value, "role", of: FieldKey(key)) { head.append(" " + role) }
        head.append(" " + desk.say(word), .muted)
        items.append(InfoItem(head: head, body: text(entry.value, "scope", of: FieldKey(key)) ?? "", target: .entry(FieldKey(key), entry: entry.entry)))
      }
    }
    return items
  }

  /// What is wrong or risky, each with the field where it is put right.
  static func warnings(_ progress: DealerProgress, desk: Desk) -> [InfoItem] {
    func field(_ key: FieldKey) -> Target? { desk.handbook.introducer(of: key).map { .field($0, key) } }
    return progress.warnings.map { warning in
      let target: Target?
      switch warning {
      case .licence: target = field("agencyLicence")
      case .unverified: target = field("sources")
      case .overBottomLine(let entry, _, let what, _, _):
        target = entry.map { .entry("offers", entry: $0) } ?? field(what == "bottomLine.maxCommission" ? "feePolicy.baseCommission" : "repairPolicy.baseRepairRatio")
      case .contractDiffers(let key, _, _, _):
        let form = progress.dealer.text("signForm")
        target = desk.handbook.steps.first { $0.form != nil && $0.form == form }.map { .field($0.id, key) } ?? field(key)
      case .complianceOpen: target = field("complianceApproval")
      case .contractExpired, .contractRunsOut: target = field("contract.ends")
      case .unknownYears: target = nil
      }
      return InfoItem(head: StyledLine(String(desk.lines.stuck) + " " + desk.say(warningWords(warning, desk: desk)), .warning), target: target)
    }
  }

  /// As `Words.warning`, with rates and ratios written for people.
  private static func warningWords(_ warning: DealerWarning, desk: Desk) -> Wording {
    guard case .overBottomLine(_, let side, let what, let offered, let limit) = warning, let field = desk.handbook.field(what) else {
      return Words.warning(warning, handbook: desk.handbook)
    }
    let given = FieldText.display(.string(offered), field, desk: desk)
    let most = FieldText.display(.string(limit), field, desk: desk)
    return side == "dealer"
      ? Words.say("对方要 \(given)，超过底线 \(most)", "They ask \(given), over our limit of \(most)")
      : Words.say("我方条件 \(given)，超过底线 \(most)", "Our terms of \(given) cross the limit of \(most)")
  }
}
