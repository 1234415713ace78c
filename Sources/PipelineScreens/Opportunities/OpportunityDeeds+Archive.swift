import Canvas
import Pipeline

/// Deeds on the archive itself: consent, another dealer, a line no longer followed, deletion.
extension OpportunityDeeds {
  private static let scopes: [(id: String, word: Wording)] = [
    (Consent.telesales, Wording(zh: "电销", en: "telesales")), ("phone", Wording(zh: "电话", en: "phone")),
    ("message", Wording(zh: "微信", en: "message")),
  ]

  /// Records what the customer agreed to; nothing chosen withdraws the consent.
  static func consent(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let language = desk.language
    let present = customer.consent
    let fields = [
      FormField("scope", label: language.pick(zh: "同意", en: "Agreed to"), .choices(scopes.map { FormField.Choice($0.id, desk.say($0.word)) })),
      FormField("source", label: language.pick(zh: "从何得来", en: "From"), placeholder: language.pick(zh: "到店签字", en: "signed in the shop")),
      FormField("on", label: language.pick(zh: "日期", en: "Date"), placeholder: desk.today.description),
    ]
    let screen = FieldsScreen(
      Wording(zh: "授权：" + name(customer), en: "Consent: " + name(customer)),
      note: present == nil
        ? Wording(zh: "没有授权的客户不进电销名单。", en: "Without consent no telesales list carries the customer.")
        : Wording(zh: "一项都不选就是撤回。", en: "Nothing chosen withdraws it."),
      fields: fields,
      values: ["scope": present?.scope.joined(separator: ",") ?? "", "source": present?.source ?? "", "on": present?.on.description ?? ""],
      command: .line("opportunities consent OPP --source T --scope S")
    ) { values, desk in
      let scope = (values["scope"] ?? "").split(separator: ",").map(String.init)
      if scope.isEmpty {
        guard present != nil else { return .wrong([("scope", Wording(zh: "选至少一项", en: "choose at least one"))]) }
        return outcome(desk, Wording(zh: "已撤回授权", en: "Consent withdrawn")) { book, _ throws(MonthError) in
          try book.setConsent(id, nil, stamp: desk.stamp)
        }
      }
      guard let source = values["source"], !source.isEmpty else { return .wrong([("source", Wording(zh: "写从何得来", en: "say from whom and how"))]) }
      guard let on = TypedText.past(values["on"] ?? "", today: desk.today) else { return .wrong([("on", TypedText.noDay)]) }
      return outcome(desk, Wording(zh: "已记录授权", en: "Consent recorded")) { book, _ throws(MonthError) in
        try book.setConsent(id, Consent(source: source, on: on, scope: scope), stamp: desk.stamp)
      }
    }
    return [.open(screen)]
  }

  /// Hands the customer over to another partner.
  static func move(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let present = desk.months.dealerName(customer.dealer)
    let screen = FieldsScreen(
      Wording(zh: "改挂车商：" + name(customer), en: "Another dealer: " + name(customer)),
      note: Wording(zh: "现在：\(present)", en: "Now: \(present)"),
      fields: [FormField("dealer", label: desk.language.pick(zh: "车商", en: "Dealer"), required: true, hint: desk.language.pick(zh: "签约车商的名称或编号", en: "a partner's name or code"))],
      command: .line("opportunities move OPP DEALER")
    ) { values, desk in
      guard let partner = CustomerFormScreen.partner(values["dealer"] ?? "", desk) else {
        return .wrong([("dealer", Wording(zh: "没有找到唯一的一家签约车商", en: "no single partner answers to that"))])
      }
      let isPartner = desk.lookups.dealer(partner.id)?.isPartner(on: desk.today) ?? false
      return outcome(desk, Wording(zh: "已改挂 \(partner.name)", en: "Now at \(partner.name)")) { book, _ throws(MonthError) in
        guard let customer = book.opportunity(id) else { throw .opportunity(.noOpportunity(id)) }
        do throws(OpportunityError) { return try customer.moved(to: partner.id, isPartner: isPartner) } catch { throw .opportunity(error) }
      }
    }
    return [.open(screen)]
  }

  static func unfollow(_ customer: Opportunity, _ line: InsuranceLine, _ desk: Desk) -> [Effect] {
    effects(desk, Wording(zh: "不再跟进" + Words.shortLine(line).zh, en: Words.shortLine(line).en + " is no longer followed")) { _, _ throws(MonthError) in
      do throws(OpportunityError) { return try customer.dropping(line) } catch { throw .opportunity(error) }
    }
  }

  /// Deletes the customer, with a reason; it can be restored.
  static func delete(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let who = name(customer)
    return [
      .open(
        PromptScreen(
          Wording(zh: "删除客户", en: "Delete the customer"),
          question: Wording(zh: "为什么删除\(who)？会从计划和名单中去掉，可以恢复。", en: "Why is \(who) deleted? Plans and lists drop the customer; it can be restored.")
        ) { text, desk in
          effects(desk, Wording(zh: "已删除，可在“已删除的客户”中恢复", en: "Deleted; \"Deleted customers\" restores it")) { book, _ throws(MonthError) in
            try book.delete(id, reason: String(text.trimming), stamp: desk.stamp)
          }
        })
    ]
  }
}
