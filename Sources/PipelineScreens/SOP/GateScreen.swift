import Canvas
import Pipeline

/// The gate out of a stage as a form: everything that is still missing, step by step, ready to be filled in. When all is
/// there the dealer passes; with a reason it passes all the same, and the reason stays. At the last gate this is the
/// contract. Everything filled in here and the passing are one step of undo.
struct GateScreen: Screen {
  let id: RecordID
  private(set) var sheet: FieldSheet?
  private(set) var dealer: Dealer?
  /// What is missing now, with what was typed.
  private(set) var missing: [Missing] = []
  /// Fields ever asked for here: one that was filled in stays to be seen.
  private var asked: [(step: StepID, field: FieldKey)] = []
  /// Steps that must be done, asked as a question each.
  private var askedSteps: [(step: StepID, orSkipped: Bool)] = []
  private var isLeaving = false

  init(dealer: RecordID) { id = dealer }

  enum Message { case form(Key), focus(Int), pass, override, agreed, leave, remove, add }

  var name: String { "gate" }

  func title(desk: Desk) -> Wording {
    guard let stage = dealer?.stage else { return Words.say("过关", "Gate") }
    if stage == .sign { return Words.say("签约", "Signing") }
    let next = stage.next.map { desk.handbook.guide($0).name } ?? Phrase(zh: "", en: "")
    return Words.say("过关到 \(next.zh)", "Gate to \(next.en)")
  }

  func status(desk: Desk) -> StyledLine {
    missing.isEmpty
      ? StyledLine(String(desk.lines.check) + desk.language.pick(zh: " 已齐", en: " complete"), .good)
      : StyledLine(desk.language.pick(zh: "还缺 \(missing.count)", en: "\(missing.count) missing"), .warning)
  }

  func keys(desk: Desk) -> KeyTable<Message> {
    let entry = sheet?.focusedEntry
    var bindings: [KeyTable<Message>.Binding] = [
      .init(
        .control("s"), hint: dealer?.stage == .sign ? Words.say("签约", "sign") : Words.say("过关", "pass"), message: .pass, rank: 1,
        command: .line("advance DEALER")),
      .init(
        .control("o"), hint: Words.say("越级过关", "override"), message: .override, unavailable: missing.isEmpty ? Words.say("已齐，按 Ctrl-S", "complete: press Ctrl-S") : nil,
        rank: missing.isEmpty ? nil : 4, command: .line("advance DEALER --override --reason TEXT")),
      .moving(.escape, hint: Words.say("返回", "back"), message: .leave, rank: 3),
    ]
    if let key = sheet?.focusedField, agreed(key, desk) != nil {
      bindings.append(.init(.control("y"), hint: Words.say("照商定的填", "as agreed"), message: .agreed, rank: 2, command: .line("step save DEALER --set \(key)=VALUE")))
    }
    if let entry {
      bindings.append(.init("+", .insert, hint: Words.say("添加", "add"), message: .add, rank: 2, command: .line("step save DEALER --set '\(entry.field)[+]={…}'")))
      bindings.append(
        .init(
          .delete, .backspace, hint: Words.say("移除", "remove"), message: .remove,
          unavailable: entry.entry == nil ? Words.say("这里是添加行", "this row adds an entry") : nil, rank: entry.entry == nil ? nil : 5,
          command: .line("step save DEALER --unset '\(entry.field)[N]'")))
    }
    return KeyTable(bindings + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { part, index in part == "fields" ? .focus(index) : nil })
  }

  // MARK: What is asked

  mutating func refresh(desk: Desk) {
    guard let dealer = desk.lookups.dealer(id) else { return }
    // Passed meanwhile: nothing of the old stage is asked any more.
    if let old = self.dealer, old.stage != dealer.stage || old.standing != dealer.standing {
      asked = []
      askedSteps = []
      sheet = nil
    }
    self.dealer = dealer
    let isFirst = sheet == nil
    settle(desk: desk)
    if isFirst, let first = missing.lazy.compactMap(\.field).first { sheet?.focus(on: first) }
  }

  /// Judges with what was typed, and asks for what that brings up.
  private mutating func settle(desk: Desk) {
    guard let dealer else { return }
    let typed = sheet?.preview(desk: desk) ?? dealer
    missing = pending(StageGate.missing(of: typed, handbook: desk.handbook), typed, desk)
    ask(typed, desk)
    let plan = plan(typed, desk)
    if sheet == nil {
      var sheet = FieldSheet(plan, record: dealer.record, desk: desk)
      if dealer.stage == .sign { GateScreen.propose(into: &sheet, dealer, desk: desk) }
      self.sheet = sheet
      missing = pending(StageGate.missing(of: sheet.preview(desk: desk), handbook: desk.handbook), dealer, desk)
    } else {
      sheet?.follow(dealer.record, plan: plan, desk: desk)
    }
    guard var sheet else { return }
    let judged = DealerProgress(dealer: sheet.preview(desk: desk), handbook: desk.handbook, calendar: desk.calendar, today: desk.today)
    FieldRemarks.put(into: &sheet, judged, missing: missing, desk: desk)
    self.sheet = sheet
  }

  /// Without what passing itself brings: the class when its grounds are there, the steps that were answered.
  private func pending(_ missing: [Missing], _ typed: Dealer, _ desk: Desk) -> [Missing] {
    missing.filter { item in
      if item.field == nil, let answer = sheet?.answer(GateScreen.question(item.step)), !answer.isEmpty { return false }
      if item.field == "class", item.why == .absent {
        let others = missing.contains { $0.step == item.step && $0.field != "class" }
        return others
      }
      return true
    }
  }

  private mutating func ask(_ typed: Dealer, _ desk: Desk) {
    for item in StageGate.missing(of: typed, handbook: desk.handbook) {
      if let field = item.field {
        if !asked.contains(where: { $0.field == field }) { asked.append((item.step, field)) }
      } else if case .stepNotDone(let orSkipped) = item.why, !askedSteps.contains(where: { $0.step == item.step }) {
        askedSteps.append((item.step, orSkipped))
      }
    }
    // The contract is shown whole.
    if typed.stage == .sign, let form = typed.text("signForm"), let step = desk.handbook.steps.first(where: { $0.form == form }) {
      asked = asked.filter { $0.field == "signForm" || step.fields.contains($0.field) }
      for field in step.fields where !asked.contains(where: { $0.field == field }) && concerns(field, typed, desk) {
        asked.append((step.id, field))
      }
    }
  }

  /// A term that repeats what was agreed is left out when nothing was.
  private func concerns(_ key: FieldKey, _ typed: Dealer, _ desk: Desk) -> Bool {
    guard case .equals(let other)? = desk.handbook.field(key)?.demand else { return true }
    return typed.record[key] != nil || typed.record[other] != nil
  }

  private func plan(_ typed: Dealer, _ desk: Desk) -> FieldSheet.Plan {
    // By step in the order of work, within a step in the order of its form.
    let order = desk.handbook.steps
    var plan = FieldSheet.Plan(fields: [])
    for step in order {
      let own = step.fields.filter { key in asked.contains { $0.step == step.id && $0.field == key } }
      guard let first = own.first else { continue }
      plan.fields += own
      plan.headings[first] = DossierWords.step(step, desk: desk)
      plan.required.formUnion(FieldRemarks.required(step, typed).intersection(own))
    }
    if asked.contains(where: { $0.field == "signForm" }) { plan.required.insert("signForm") }
    // What was asked and belongs to no step of its own.
    for item in asked where !plan.fields.contains(item.field) { plan.fields.append(item.field) }
    for (number, item) in askedSteps.enumerated() {
      guard let step = desk.handbook.step(item.step) else { continue }
      var choices = [FormField.Choice("done", desk.language.pick(zh: "已做完，随过关记完成", en: "done: mark it with the passing"))]
      if item.orSkipped { choices.append(.init("skipped", desk.language.pick(zh: "不需要，跳过", en: "not needed: skip it"))) }
      plan.extra.append(
        (
          FormField(GateScreen.question(item.step), label: DossierWords.step(step, desk: desk), .choice(choices), required: true),
          number == 0 ? desk.language.pick(zh: "须了结的步骤", en: "Steps to settle") : nil
        ))
    }
    return plan
  }

  private static func question(_ step: StepID) -> String { "step:" + step.rawValue }

  /// What was agreed in the talks is proposed for the contract; it counts once it is signed.
  private static func propose(into sheet: inout FieldSheet, _ dealer: Dealer, desk: Desk) {
    for key in sheet.plan.fields where dealer.record[key] == nil {
      guard let field = desk.handbook.field(key), case .equals(let other)? = field.demand, let agreed = dealer.record[other] else { continue }
      sheet.type(FieldText.editing(agreed, field.type), into: key)
    }
    if dealer.record["signing.date"] == nil, sheet.plan.fields.contains("signing.date"), let date = dealer.text("signDate") {
      sheet.type(date, into: "signing.date")
    }
  }

  private func agreed(_ key: FieldKey, _ desk: Desk) -> String? {
    guard let field = desk.handbook.field(key), case .equals(let other)? = field.demand, let value = dealer?.record[other] else { return nil }
    let text = FieldText.editing(value, field.type)
    return sheet?.answer(key.rawValue) == text ? nil : text
  }

  // MARK: Keys

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    if case .leave = message {} else { isLeaving = false }
    switch message {
    case .form(let key):
      if key == .enter, let entry = sheet?.focusedEntry { return open(entry.field, entry.entry, desk) }
      if sheet?.press(key) == .submitted, missing.isEmpty { return pass(nil, desk) }
      settle(desk: desk)
    case .focus(let index):
      let wasHere = sheet?.form.focus == index
      sheet?.focus(index: index)
      if wasHere, let entry = sheet?.focusedEntry { return open(entry.field, entry.entry, desk) }
    case .add: if let entry = sheet?.focusedEntry { return open(entry.field, nil, desk) }
    case .remove:
      if let entry = sheet?.focusedEntry, let name = entry.entry { return EntryDialog.removal(of: name, from: entry.field, dealer: id, desk: desk) }
    case .agreed:
      if let key = sheet?.focusedField, let text = agreed(key, desk) { sheet?.type(text, into: key) }
      settle(desk: desk)
    case .pass: return pass(nil, desk)
    case .override: return override(desk)
    case .leave: return leave(desk)
    }
    return []
  }

  private func open(_ field: FieldKey, _ entry: String?, _ desk: Desk) -> [Effect] {
    EntryDialog.make(dealer: id, field: field, entry: entry, desk: desk).map { [.open($0)] } ?? []
  }

  /// What was filled in stays as a draft.
  private mutating func leave(_ desk: Desk) -> [Effect] {
    guard let sheet, let dealer else { return [.close] }
    let (right, wrong) = sheet.assignments(desk: desk)
    let answered = askedSteps.contains { !sheet.answer(GateScreen.question($0.step)).isEmpty }
    if !wrong.isEmpty || answered, !isLeaving {
      isLeaving = true
      say(wrong, desk)
      return [.warn(zh: "有些内容存不了草稿；再按 Esc 放弃它们并返回", en: "Some of this cannot be kept as a draft; Esc again drops it")]
    }
    guard !right.isEmpty else { return [.close] }
    var mint = desk.mint
    do throws(SOPError) {
      return [
        .apply(try desk.work(on: dealer).save(right, mint: &mint)), .close,
        .done(zh: "还没过关；所填已存草稿", en: "Not passed yet; what you filled in is kept as a draft"),
      ]
    } catch {
      return [.fail(DossierWords.refusal(error, desk: desk))]
    }
  }

  private mutating func say(_ wrong: [(key: FieldKey, fault: ValueFault)], _ desk: Desk) {
    for (key, fault) in wrong { sheet?.say(FieldText.fault(fault, desk: desk), below: key) }
    if let first = wrong.first { sheet?.focus(on: first.key) }
  }

  private mutating func override(_ desk: Desk) -> [Effect] {
    if let wrong = sheet?.assignments(desk: desk).wrong, !wrong.isEmpty {
      say(wrong, desk)
      return [.warn(zh: "先改正写得不对的 \(wrong.count) 项", en: "First put right \(wrong.count) wrong value(s)")]
    }
    let question = Words.say("还缺：", "Missing: ") + DossierWords.names(missing, desk: desk)
      + Words.say("。为什么现在就要过？原因会在月检视里再看到。", ". Why pass now? The month's review shows the reason again.")
    let screen = self
    return [.open(PromptScreen(Words.say("越级过关", "Override the gate"), question: question) { reason, desk in screen.pass(reason, desk) })]
  }

  /// Saves, settles the steps and passes, all as one; or says what is still missing.
  private func pass(_ reason: String?, _ desk: Desk) -> [Effect] {
    guard let sheet, let dealer = desk.lookups.dealer(id) else { return [.fail(DossierWords.gone)] }
    let (right, wrong) = sheet.assignments(desk: desk)
    if let first = wrong.first {
      return [.fail(Words.field(first.key, handbook: desk.handbook) + Words.say("：", ": ") + Wording(FieldText.fault(first.fault, desk: desk)))]
    }
    var deeds = DealerDeeds(dealer, desk: desk)
    do throws(SOPError) {
      if !right.isEmpty { try deeds.take { work, mint throws(SOPError) in try work.save(right, mint: &mint) } }
      for (step, _) in askedSteps {
        switch sheet.answer(GateScreen.question(step)) {
        case "done": try deeds.take { work, mint throws(SOPError) in try work.complete(step, mint: &mint) }
        case "skipped":
          let why = desk.language.pick(zh: "过关时标明不需要", en: "marked as not needed at the gate")
          try deeds.take { work, _ throws(SOPError) in try work.skip(step, reason: why) }
        default: break
        }
      }
      try settleClass(&deeds, desk)
      try deeds.take { work, mint throws(SOPError) in
        if let reason { try work.advance(overridingBecause: reason, mint: &mint) } else { try work.advance(mint: &mint) }
      }
    } catch {
      return [.notice(Notice(DossierWords.refusal(error, desk: desk), .warning))]
    }
    guard let change = deeds.change else { return [.close] }
    return [.apply(change)] + passed(dealer, deeds.dealer, reason, desk)
  }

  /// The class follows from the step that asks for its grounds, once they are all there.
  private func settleClass(_ deeds: inout DealerDeeds, _ desk: Desk) throws(SOPError) {
    let wanted = StageGate.missing(of: deeds.dealer, handbook: desk.handbook)
    guard let item = wanted.first(where: { $0.field == "class" }), !wanted.contains(where: { $0.step == item.step && $0.field != "class" }) else { return }
    try deeds.take { work, mint throws(SOPError) in try work.complete(item.step, mint: &mint) }
  }

  private func passed(_ before: Dealer, _ after: Dealer, _ reason: String?, _ desk: Desk) -> [Effect] {
    let overridden = reason != nil && !StageGate.missing(of: before, handbook: desk.handbook).isEmpty
    // An override is answered from its prompt, which is closed: this screen is then in front.
    if after.standing == .partner { return [.replace(SignedScreen(dealer: after, desk: desk))] }
    let name = desk.handbook.guide(after.stage).name
    return [
      .close, overridden ? .warn(zh: "已越级进入\(name.zh)，原因已记", en: "Overridden into \(name.en); the reason is kept") : .done(zh: "已进入\(name.zh)", en: "Now at \(name.en)"),
    ]
  }
}
