import Canvas
import OrderedCollections
import Pipeline

/// What can be done to a customer, wherever it is asked for: each gives the dialog or the change as effects.
enum OpportunityDeeds {
  /// Runs a deed of the month's room; its error becomes the refusal of the dialog.
  static func outcome(
    _ desk: Desk, _ done: Wording, _ deed: (CustomerBook, inout IDMint) throws(MonthError) -> Change
  ) -> FieldsScreen.Outcome {
    var mint = desk.mint
    do throws(MonthError) {
      return .effects([.apply(try deed(desk.customers, &mint)), .notice(Notice(done, .done))])
    } catch { return .refused(Words.refusal(error)) }
  }

  /// The same without a dialog: its error becomes a notice.
  static func effects(
    _ desk: Desk, _ done: Wording, _ deed: (CustomerBook, inout IDMint) throws(MonthError) -> Change
  ) -> [Effect] {
    switch outcome(desk, done, deed) {
    case .effects(let effects): return effects
    case .refused(let reason): return [.fail(reason)]
    case .wrong: return []
    }
  }

  /// Why a deed cannot be done now; nil when it can. The deed is tried and thrown away.
  static func refusal(_ desk: Desk, _ deed: (CustomerBook, inout IDMint) throws(MonthError) -> Change) -> Wording? {
    if case .refused(let reason) = outcome(desk, Wording(""), deed) { return reason }
    return nil
  }

  static func name(_ opportunity: Opportunity) -> String {
    let name = opportunity.customerName.isEmpty ? opportunity.phones.first ?? opportunity.id.rawValue : opportunity.customerName
    return [name, opportunity.model].compactMap { $0 }.joined(separator: " · ")
  }

  // MARK: Contact

  static func contact(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let open = customer.lines.filter { !$0.state.isClosed }.map(\.line)
    guard !open.isEmpty else {
      return [.warn(zh: "各险种都已关闭，没有可接触的", en: "Every line is closed; there is nothing to contact about")]
    }
    let language = desk.language
    let row = desk.customers.openRows(of: id).first
    let fields = [
      TypedText.lineField(open, desk),
      FormField("method", label: language.pick(zh: "方式", en: "How"), .choice(TypedText.choices(PushMethod.self, desk, Words.method)), required: true),
      FormField("on", label: language.pick(zh: "日期", en: "Date"), placeholder: desk.today.description),
      FormField("result", label: language.pick(zh: "结果", en: "Result"), placeholder: language.pick(zh: "说了什么", en: "what was said")),
      FormField("willingness", label: language.pick(zh: "意愿", en: "Willingness"), .choice(TypedText.choices(Willingness.self, desk, Words.willingness))),
      FormField("next", label: language.pick(zh: "下次日期", en: "Next date"), hint: language.pick(zh: "12-1、+3", en: "12-1, +3")),
    ]
    let values = [
      "lines": (row.map { $0.undecided.filter(open.contains) } ?? open).map(\.rawValue).joined(separator: ","),
      "method": (row?.method ?? customer.customerType?.usualMethod ?? .phone).rawValue,
    ]
    let screen = FieldsScreen(
      Wording(zh: "记录接触：" + name(customer), en: "Contact: " + name(customer)), fields: fields, values: values,
      command: .line("opportunities contact OPP --method M --result T")
    ) { values, desk in
      var wrong: [(field: String, reason: Wording)] = []
      let on = TypedText.past(values["on"] ?? "", today: desk.today)
      if on == nil { wrong.append(("on", TypedText.noDay)) }
      var next: Day?
      if let text = values["next"], !text.isEmpty {
        next = DayWords.parse(text, today: desk.today)
        if next == nil { wrong.append(("next", TypedText.noDay)) }
      }
      guard wrong.isEmpty, let on else { return .wrong(wrong) }
      let result = values["result"] ?? ""
      let contact = CustomerContact(
        on: on, by: desk.by, method: PushMethod(rawValue: values["method"] ?? "") ?? .phone,
        lines: TypedText.lines(values["lines"] ?? ""), result: result.isEmpty ? nil : result,
        willingness: values["willingness"].flatMap(Willingness.init(rawValue:)), nextDate: next)
      return outcome(desk, Wording(zh: "已记录接触", en: "Contact logged")) { book, mint throws(MonthError) in
        try book.logContact(id, contact, stamp: desk.stamp, mint: &mint)
      }
    }
    return [.open(screen)]
  }

  // MARK: Win

  /// Asks for the policies of the lines. Motor has two, compulsory and commercial; an empty number is no policy.
  static func win(_ id: RecordID, _ lines: [InsuranceLine], row: RecordID? = nil, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let language = desk.language
    var fields: [FormField] = []
    for line in lines {
      for place in 0..<2 {
        let kind = policyName(line, place, lines.count > 1)
        fields.append(
          FormField("number.\(line.rawValue).\(place)", label: desk.say(kind) + language.pick(zh: " 保单号", en: " policy"), placeholder: "PA…"))
        fields.append(
          FormField("premium.\(line.rawValue).\(place)", label: desk.say(kind) + language.pick(zh: " 保费", en: " premium"), hint: language.pick(zh: "元", en: "yuan")))
      }
    }
    fields.append(FormField("on", label: language.pick(zh: "出单日期", en: "Issued on"), placeholder: desk.today.description))
    fields.append(
      FormField("expiry", label: language.pick(zh: "保险到期", en: "Cover ends"), placeholder: language.pick(zh: "空 = 一年", en: "empty = a year")))
    let screen = FieldsScreen(
      Wording(zh: "促成：" + name(customer), en: "Won: " + name(customer)),
      note: Wording(zh: "写保单号和保费；没有的一张留空。", en: "Give each policy's number and premium; leave the others empty."),
      fields: fields,
      command: row == nil ? .line("opportunities win OPP --line L --policy N --premium P") : .line("review MONTH decide ROW won --policy N --premium P")
    ) { values, desk in winning(id, lines, row: row, values, desk) }
    return [.open(screen)]
  }

  private static func policyName(_ line: InsuranceLine, _ place: Int, _ isOneOfMany: Bool) -> Wording {
    if line == .motor { return place == 0 ? Wording(zh: "交强险", en: "Compulsory") : Wording(zh: "商业险", en: "Commercial") }
    let name = isOneOfMany ? Words.shortLine(line) : Wording(zh: "保单", en: "Policy")
    return Wording(zh: name.zh + " \(place + 1)", en: name.en + " \(place + 1)")
  }

  private static func winning(
    _ id: RecordID, _ lines: [InsuranceLine], row: RecordID?, _ values: [String: String], _ desk: Desk
  ) -> FieldsScreen.Outcome {
    var wrong: [(field: String, reason: Wording)] = []
    var policies: [Policy] = []
    let on = TypedText.past(values["on"] ?? "", today: desk.today)
    if on == nil { wrong.append(("on", TypedText.noDay)) }
    var expiry: Day?
    if let text = values["expiry"], !text.isEmpty {
      expiry = DayWords.parse(text, today: desk.today)
      if expiry == nil { wrong.append(("expiry", TypedText.noDay)) }
    }
    for line in lines {
      for place in 0..<2 {
        let (numberField, premiumField) = ("number.\(line.rawValue).\(place)", "premium.\(line.rawValue).\(place)")
        let number = values[numberField] ?? "", premium = values[premiumField] ?? ""
        if number.isEmpty, premium.isEmpty { continue }
        if number.isEmpty { wrong.append((numberField, Wording(zh: "请填写保单号", en: "give the policy's number"))) }
        guard let money = TypedText.money(premium) else {
          wrong.append((premiumField, TypedText.noAmount))
          continue
        }
        let kind: Policy.Kind? = line == .motor ? (place == 0 ? .compulsory : .commercial) : nil
        policies.append(Policy(number: number, line: line, premium: money, kind: kind, on: on ?? desk.today, expiry: expiry))
      }
    }
    if wrong.isEmpty, policies.isEmpty, let line = lines.first {
      wrong.append(("number.\(line.rawValue).0", Wording(zh: "至少要有一张保单的号码和保费", en: "at least one policy with its number and premium")))
    }
    guard wrong.isEmpty else { return .wrong(wrong) }
    let won = lines.filter { line in policies.contains { $0.line == line } }
    let premium = policies.reduce(Money.zero) { $0 + $1.premium }
    let done = Wording(zh: "已促成 \(premium.grouped) 元", en: "Won, \(premium.grouped) yuan")
    if let row {
      return outcome(desk, done) { book, mint throws(MonthError) in
        try book.decide(row, .won(policies), lines: won, stamp: desk.stamp, mint: &mint)
      }
    }
    guard won.count == 1, let line = won.first else {
      return .refused(Wording(zh: "一次促成一个险种", en: "One line is won at a time"))
    }
    return outcome(desk, done) { book, mint throws(MonthError) in
      try book.win(id, line, policies: policies, stamp: desk.stamp, mint: &mint)
    }
  }

  // MARK: Lose

  static func lose(_ id: RecordID, _ lines: [InsuranceLine], row: RecordID? = nil, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let language = desk.language
    let fields = [
      FormField("reason", label: language.pick(zh: "原因", en: "Reason"), required: true),
      FormField("code", label: language.pick(zh: "归为", en: "Kind"), .choice(TypedText.choices(LossCode.self, desk, Words.lossCode)), required: true),
    ]
    let screen = FieldsScreen(
      Wording(zh: "无意愿：" + name(customer), en: "No interest: " + name(customer)),
      note: Wording(zh: Words.lines(lines).zh + "：为什么不买？", en: Words.lines(lines).en + ": why not?"),
      fields: fields, values: ["code": LossCode.price.rawValue],
      command: row == nil ? .line("opportunities lose OPP --line L --reason T") : .line("review MONTH decide ROW no-interest --reason T")
    ) { values, desk in
      let reason = values["reason"] ?? "", code = LossCode(rawValue: values["code"] ?? "") ?? .other
      return outcome(desk, Wording(zh: "已按无意愿关闭", en: "Closed without interest")) { book, mint throws(MonthError) in
        if let row {
          return try book.decide(row, .noInterest(reason: reason, code: code), lines: lines, stamp: desk.stamp, mint: &mint)
        }
        guard let line = lines.first else { throw .noLines }
        return try book.lose(id, line, reason: reason, code: code, stamp: desk.stamp, mint: &mint)
      }
    }
    return [.open(screen)]
  }

  // MARK: Bar

  /// Bars the customer from every contact, or lifts the bar; both want a reason.
  static func bar(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let isBarred = customer.doNotContact != nil
    let who = name(customer)
    return [
      .open(
        PromptScreen(
          isBarred ? Wording(zh: "取消不再联系", en: "Allow contact again") : Wording(zh: "不再联系", en: "Do not contact"),
          question: isBarred
            ? Wording(zh: "为什么又可以联系\(who)？", en: "Why may \(who) be contacted again?")
            : Wording(zh: "为什么不再联系\(who)？会从所有计划和名单中去掉。", en: "Why is \(who) not to be contacted? All plans and lists drop the customer.")
        ) { text, desk in
          let reason = String(text.trimming)
          let done = isBarred ? Wording(zh: "又可以联系了", en: "Contact is allowed again") : Wording(zh: "已设为不再联系", en: "Will not be contacted")
          return effects(desk, done) { book, mint throws(MonthError) in
            isBarred
              ? try book.liftBar(id, reason: reason, stamp: desk.stamp, mint: &mint)
              : try book.bar(id, reason: reason, stamp: desk.stamp, mint: &mint)
          }
        })
    ]
  }

  // MARK: Plan

  /// The lines of a customer that have no undecided row and may be planned.
  static func plannable(_ customer: Opportunity, _ desk: Desk) -> [InsuranceLine] {
    let open = Set(desk.customers.openRows(of: customer.id).flatMap(\.undecided))
    return customer.lines.filter { line in
      !open.contains(line.line)
        && (line.state == .archived || line.state == .pushing || line.state == .closedWon && line.next != nil)
    }.map(\.line)
  }

  /// Why the customer cannot be planned; nil when it can.
  static func planRefusal(_ customer: Opportunity, _ desk: Desk) -> Wording? {
    if let bar = customer.doNotContact { return Words.refusal(OpportunityError.doNotContact(customer.id, since: bar.on, reason: bar.reason)) }
    if !plannable(customer, desk).isEmpty { return nil }
    if let row = desk.customers.openRows(of: customer.id).first {
      return Wording(zh: "已在 \(row.month) 的计划里", en: "in the plan of \(row.month) already")
    }
    if customer.lines.contains(where: { $0.state == .found }) { return Words.refusal(OpportunityError.missing(customer.missing)) }
    return Wording(zh: "没有可列计划的险种", en: "no line can be planned")
  }

  static func plan(_ id: RecordID, _ desk: Desk) -> [Effect] {
    guard let customer = desk.opportunity(id) else { return [] }
    let lines = plannable(customer, desk)
    let month = desk.customers.seal(of: desk.today.month) == nil ? desk.today.month : desk.today.month.next
    let method = customer.customerType?.usualMethod ?? .phone
    let screen = PlanDialog.screen(
      Wording(zh: "列入计划：" + name(customer), en: "Plan: " + name(customer)), lines: lines, chosen: lines, method: method,
      day: max(desk.today, month.first).description, month: month, note: "", command: .line("plan MONTH add OPP --line L --method M --date D"), desk
    ) { answer, desk in
      outcome(desk, Wording(zh: "已列入 \(answer.month) 计划", en: "Planned for \(answer.month)")) { book, mint throws(MonthError) in
        let draft = PlanDraft(
          opportunity: id, lines: answer.lines, method: answer.method, time: answer.time, note: answer.note)
        return try book.plan(answer.month, [draft], stamp: desk.stamp, mint: &mint)
      }
    }
    return [.open(screen)]
  }

  // MARK: Return and next cycle

  static func comeBack(_ id: RecordID, _ line: InsuranceLine, _ desk: Desk) -> [Effect] {
    [
      .open(
        PromptScreen(
          Wording(zh: "客户回头", en: "The customer is back"),
          question: Wording(zh: Words.shortLine(line).zh + "：怎么又回来了？", en: Words.shortLine(line).en + ": what brought the customer back?")
        ) { text, desk in
          effects(desk, Wording(zh: "重新建档", en: "In the archive again")) { book, mint throws(MonthError) in
            try book.comeBack(id, line, note: String(text.trimming), stamp: desk.stamp, mint: &mint)
          }
        })
    ]
  }
}
