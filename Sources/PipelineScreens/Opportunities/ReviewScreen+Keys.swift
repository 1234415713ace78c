import Canvas
import Pipeline

extension ReviewScreen {
  /// What the palette offers from everywhere.
  public static let actions: [Action] = [
    Action(
      Wording(zh: "检视本月", en: "Review this month"), command: .line("review MONTH"),
      effects: { [.open(ReviewScreen(month: $0.today.month))] }),
    Action(
      Wording(zh: "检视上月", en: "Review last month"), command: .line("review MONTH"),
      effects: { [.open(ReviewScreen(month: $0.today.month.previous))] }),
  ]

  public func keys(desk: Desk) -> KeyTable<Message> {
    let no = refusals
    var keys: [KeyTable<Message>.Binding] = [
      .init("w", hint: Wording(zh: "促成", en: "won"), message: .won, unavailable: no.won, rank: 1, command: .line("review MONTH decide ROW won --policy N --premium P")),
      .init("n", hint: Wording(zh: "无意愿", en: "no interest"), message: .noInterest, unavailable: no.noInterest, rank: 2, command: .line("review MONTH decide ROW no-interest --reason T")),
      .init("c", hint: Wording(zh: "结转", en: "carry"), message: .carried, unavailable: no.carried, rank: 3, command: .line("review MONTH decide ROW carried --note T --next D")),
      .init("d", hint: Wording(zh: "改期", en: "re-date"), message: .reDated, unavailable: no.reDated, rank: 4, command: .line("review MONTH decide ROW re-dated --date D")),
      .init("x", hint: Wording(zh: "未做", en: "not done"), message: .notDone, unavailable: no.notDone, rank: 5, command: .line("review MONTH decide ROW not-done")),
      .init("t", hint: Wording(zh: "接触", en: "contact"), message: .contact, unavailable: no.contact, rank: 6, command: .line("opportunities contact OPP --method M")),
      .init("S", hint: Wording(zh: "封存", en: "seal"), message: .seal, unavailable: no.seal, rank: 7, command: .line("review MONTH close")),
      .init(">", hint: Wording(zh: "下月计划", en: "next plan"), message: .planNext, unavailable: no.planNext, rank: 8, command: .line("plan MONTH")),
      .init(.enter, hint: Wording(zh: "档案", en: "archive"), message: .open, unavailable: no.customer, rank: 9, command: .line("opportunities show OPP")),
      .init("R", hint: Wording(zh: "重开", en: "reopen"), message: .reopen, unavailable: no.reopen, rank: 20, command: .line("review MONTH reopen --reason T")),
      .init("p", hint: Wording(zh: "本月计划", en: "this month's plan"), message: .plan, unavailable: no.plan, rank: 21, command: .line("plan MONTH")),
      .init("X", hint: Wording(zh: "撤出计划", en: "take off the plan"), message: .withdraw, unavailable: no.withdraw, rank: 22, command: .line("plan MONTH withdraw ROW --reason T")),
      .init("Y", hint: Wording(zh: "年度关账", en: "close the year"), message: .year, unavailable: no.year, rank: 23, command: .line("review year YEAR close")),
      .init("r", hint: Wording(zh: "报表", en: "report"), message: .report, rank: 24, command: .line("report month MONTH")),
    ]
    keys += MonthTurn.bindings(Message.turn, rank: 10, command: .line("review MONTH"))
    keys.append(.init(.tab, hint: Wording(zh: "详情", en: "details"), message: .pane, rank: 12, command: .line("opportunities show OPP")))
    if showsPane { keys.append(.moving(.escape, hint: Wording(zh: "列表", en: "list"), message: .closePane, rank: nil)) }
    return KeyTable(
      keys + Selection.bindings(Message.move), pointing: { part, index in part == "review" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): move(key, desk)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
      settle(desk)
    case .pane: showsPane.toggle()
    case .closePane: showsPane = false
    case .turn(let direction): turn(direction, desk)
    case .open: return selected?.customer.map { [.open(CustomerScreen($0.id))] } ?? []
    case .won:
      guard let item = selected, let customer = item.customer else { return [] }
      return OpportunityDeeds.win(customer.id, lines(talked: true), row: item.row.id, desk)
    case .noInterest:
      guard let item = selected, let customer = item.customer else { return [] }
      return OpportunityDeeds.lose(customer.id, lines(talked: true), row: item.row.id, desk)
    case .contact: return selected?.customer.map { OpportunityDeeds.contact($0.id, desk) } ?? []
    case .carried: return carry(desk)
    case .reDated: return reDate(desk)
    case .notDone:
      guard let row = selected?.row else { return [] }
      let quiet = lines(talked: false)
      return OpportunityDeeds.effects(desk, Wording(zh: "未做，转入下月计划", en: "Not done; it goes on in the next plan")) {
        book, mint throws(MonthError) in
        try book.decide(row.id, .notDone(note: nil), lines: quiet, stamp: desk.stamp, mint: &mint)
      }
    case .withdraw: return withdraw(desk)
    case .seal: return seal(desk)
    case .reopen: return reopen(desk)
    case .plan: return month.map { [.open(PlanScreen(month: $0))] } ?? []
    case .planNext: return month.map { [.open(PlanScreen(month: max($0.next, desk.today.month)))] } ?? []
    case .year: return closeYear(desk)
    case .report: return month.map { [.open(ReportsScreen(month: $0))] } ?? []
    }
    return []
  }

  private func carry(_ desk: Desk) -> [Effect] {
    guard let item = selected, let customer = item.customer else { return [] }
    let again = item.row.carries >= 1
    let talked = lines(talked: true), id = item.row.id
    let language = desk.language
    let fields = [
      FormField("note", label: language.pick(zh: "备注", en: "Note"), required: true, placeholder: language.pick(zh: "为什么还没定", en: "why it is still open")),
      FormField("next", label: language.pick(zh: "下次接触", en: "Next contact"), required: again, hint: language.pick(zh: "12-5、+7", en: "12-5, +7")),
    ]
    let note =
      again
      ? Wording(zh: "已结转 \(item.row.carries) 次：这次要定下次接触的日期。", en: "Carried \(item.row.carries == 1 ? "once" : "\(item.row.carries) times") before: this time the next contact needs a date.")
      : Wording(zh: "转入下月计划；写了日期就转到那一天。", en: "Goes on in the next plan, or on the day you give.")
    let screen = FieldsScreen(
      Wording(zh: "结转：" + OpportunityDeeds.name(customer), en: "Carry: " + OpportunityDeeds.name(customer)), note: note,
      fields: fields, command: .line("review MONTH decide ROW carried --note T --next D")
    ) { values, desk in
      var next: Day?
      if let text = values["next"], !text.isEmpty {
        guard let day = DayWords.parse(text, today: desk.today) else { return .wrong([("next", TypedText.noDay)]) }
        next = day
      }
      return OpportunityDeeds.outcome(desk, Wording(zh: "已结转", en: "Carried")) { book, mint throws(MonthError) in
        try book.decide(id, .carried(note: values["note"], next: next), lines: talked, stamp: desk.stamp, mint: &mint)
      }
    }
    return [.open(screen)]
  }

  private func reDate(_ desk: Desk) -> [Effect] {
    guard let item = selected, let customer = item.customer else { return [] }
    let id = item.row.id
    let language = desk.language
    let fields = [
      FormField("day", label: language.pick(zh: "改到", en: "New day"), required: true, hint: language.pick(zh: "12-5、+7", en: "12-5, +7")),
      FormField("note", label: language.pick(zh: "备注", en: "Note")),
    ]
    let screen = FieldsScreen(
      Wording(zh: "改期：" + OpportunityDeeds.name(customer), en: "Re-date: " + OpportunityDeeds.name(customer)),
      note: Wording(zh: "本月内改期仍是未定；改到以后的月份，就转入那个月的计划。", en: "Within the month the row stays undecided; a later month takes it into its plan."),
      fields: fields, command: .line("review MONTH decide ROW re-dated --date D")
    ) { values, desk in
      guard let day = DayWords.parse(values["day"] ?? "", today: desk.today) else { return .wrong([("day", TypedText.noDay)]) }
      let note = values["note"].flatMap { $0.isEmpty ? nil : $0 }
      return OpportunityDeeds.outcome(desk, Wording(zh: "已改到 \(day)", en: "Moved to \(day)")) { book, mint throws(MonthError) in
        try book.decide(id, .reDated(day, note: note), stamp: desk.stamp, mint: &mint)
      }
    }
    return [.open(screen)]
  }

  private func withdraw(_ desk: Desk) -> [Effect] {
    guard let id = selected?.row.id else { return [] }
    return [
      .open(
        PromptScreen(
          Wording(zh: "撤出计划", en: "Take off the plan"), question: Wording(zh: "为什么不做了？", en: "Why is it taken off?")
        ) { text, desk in
          OpportunityDeeds.effects(desk, Wording(zh: "已撤出计划", en: "Taken off the plan")) { book, _ throws(MonthError) in
            try book.withdraw(id, reason: String(text.trimming), stamp: desk.stamp)
          }
        })
    ]
  }

  // MARK: The month as a whole

  private func seal(_ desk: Desk) -> [Effect] {
    guard let month, let figures = review?.figures else { return [] }
    do throws(MonthError) {
      let change = try desk.customers.seal(month, stamp: desk.stamp).change
      let question = Wording(
        zh: "封存 \(month)？计划 \(figures.planned)，促成 \(figures.won)，成功率 \(MonthLooks.rate(figures.successRate))。封存后这个月不再变，撤销也不会打开它。",
        en: "Seal \(month)? \(figures.planned) planned, \(figures.won) won, success \(MonthLooks.rate(figures.successRate)). A sealed month does not change; undo does not open it.")
      return [
        .open(
          ConfirmScreen(
            question,
            yes: [
              .apply(change), .done(zh: "已封存 \(month)。按 > 列下月计划", en: "\(month) is sealed. > makes the next plan"),
            ]))
      ]
    } catch { return [.fail(Words.refusal(error))] }
  }

  private func reopen(_ desk: Desk) -> [Effect] {
    guard let month else { return [] }
    return [
      .open(
        PromptScreen(
          Wording(zh: "重开 \(month)", en: "Reopen \(month)"),
          question: Wording(zh: "为什么要重开？原因和原封存的摘要会留在这个月里。", en: "Why? The reason and the broken seal's digest stay with the month.")
        ) { text, desk in
          OpportunityDeeds.effects(desk, Wording(zh: "已重开 \(month)", en: "\(month) is open again")) { book, mint throws(MonthError) in
            try book.reopen(month, reason: String(text.trimming), stamp: desk.stamp, mint: &mint)
          }
        })
    ]
  }

  private func closeYear(_ desk: Desk) -> [Effect] {
    guard let year = month?.year else { return [] }
    do throws(MonthError) {
      let change = try desk.customers.closeYear(year, stamp: desk.stamp)
      let review = YearReview(year, in: desk.customers)
      let won = review.closedLines.count { $0.closing.closing == .won }
      let question = Wording(
        zh: "关 \(year) 年的账？促成 \(won) 件；\(review.toRenew.count) 件转为下一年的推进对象；从未定论 \(review.neverDecided.count) 件。",
        en: "Close \(year)? \(won) won; \(review.toRenew.count) return as next year's work; \(review.neverDecided.count) were never decided.")
      return [
        .open(ConfirmScreen(question, yes: [.apply(change), .done(zh: "\(year) 年已关账", en: "\(year) is closed")]))
      ]
    } catch { return [.fail(Words.refusal(error))] }
  }
}
