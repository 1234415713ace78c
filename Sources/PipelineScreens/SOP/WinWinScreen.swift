import Canvas
import Pipeline

/// The win-win calculator: the terms, a premium and the repairs sent for it on one side; what comes of it on the other,
/// beside the baseline and the usual scenarios. It follows every key.
struct WinWinScreen: Screen {
  let id: RecordID?
  private var form = FormPart("winwin", fields: [])
  private var begun: [String: String] = [:]
  private var isLeaving = false

  /// - Parameter dealer: whose terms it begins with and may save; nil calculates for nobody.
  init(dealer: RecordID? = nil) { id = dealer }

  enum Message { case form(Key), focus(Int), save, copy, proposal, export, leave }

  var name: String { "winwin" }
  func title(desk: Desk) -> Wording { Words.say("共赢测算", "Win-win") }

  func keys(desk: Desk) -> KeyTable<Message> {
    let wrong = deal(desk).wrong.isEmpty ? nil : Words.say("先把条件填对", "put the terms right first")
    let command = CommandNote.line("winwin --premium P --repair R --base-ratio X --base-commission C --margin M --share S")
    return KeyTable(
      [
        .init(
          .control("s"), hint: Words.say("条件存入车商", "save the terms"), message: .save,
          unavailable: id == nil ? Words.say("没有选车商", "no dealer chosen") : wrong, rank: 1, command: .line("step save DEALER --set winWinTerms.repairMargin=M …")),
        .init(.control("y"), hint: Words.say("复制", "copy"), message: .copy, unavailable: wrong, rank: 2, command: command),
        .init(.control("p"), hint: Words.say("方案文本", "proposal"), message: .proposal, unavailable: wrong, rank: 3, command: command),
        .init(
          .control("e"), hint: Words.say("导出", "write"), message: .export,
          unavailable: deal(desk).columns.isEmpty ? Words.say("先把条件和保费填好", "fill in the terms and the premium first") : wrong, rank: 4,
          command: .line("winwin proposal DEALER --premium P -o FILE")),
        .moving(.escape, hint: Words.say("返回", "back"), message: .leave, rank: 5),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { part, index in part == "winwin" ? .focus(index) : nil })
  }

  // MARK: Terms

  /// The terms with the fields of the dealer's record that hold them.
  static let terms: [(id: String, key: FieldKey)] = [
    ("ratio", "repairPolicy.baseRepairRatio"), ("commission", "feePolicy.baseCommission"), ("margin", "winWinTerms.repairMargin"),
    ("share", "winWinTerms.insurerShare"), ("floor", "winWinTerms.commissionFloor"), ("trigger", "winWinTerms.trigger"),
  ]

  mutating func refresh(desk: Desk) {
    let dealer = id.flatMap { desk.lookups.dealer($0) }
    var values = form.fields.isEmpty ? [:] : form.values
    if form.fields.isEmpty {
      for (name, key) in WinWinScreen.terms {
        if let field = desk.handbook.field(key) { values[name] = FieldText.editing(dealer?.record[key], field.type) }
      }
      begun = values
    }
    let isRatio: Set = ["ratio", "trigger"]
    var fields = WinWinScreen.terms.map { name, key in
      FormField(
        name, label: desk.handbook.field(key).map { desk.say($0.name) } ?? name, required: name != "floor" && name != "trigger",
        placeholder: name == "trigger" ? "0" : name == "floor" ? "0%" : FieldText.placeholder(isRatio.contains(name) ? .ratio : .rate(maximum: .whole), desk: desk))
    }
    fields.append(FormField("premium", label: desk.language.pick(zh: "保费 P（元）", en: "Premium P, yuan"), required: true, placeholder: FieldText.example("1000000", desk: desk)))
    fields.append(FormField("repair", label: desk.language.pick(zh: "送修 R（元）", en: "Repairs R, yuan"), placeholder: desk.language.pick(zh: "空：只看情景", en: "empty: scenarios only")))
    guard fields != form.fields else { return }
    let focused = form.focused?.id
    form = FormPart("winwin", fields: fields, values: values)
    form.headings = ["ratio": desk.language.pick(zh: "六项条件", en: "Six terms"), "premium": desk.language.pick(zh: "这一期", en: "This period")]
    if let focused { form.focus(on: focused) } else if let empty = form.missing.first { form.focus(on: empty.id) }
  }

  /// What was typed, as far as it is right.
  struct Deal {
    var terms: WinWinTerms?
    var premium: Money?
    var repair: Money?
    /// The baseline, this period's repairs if given, and the usual scenarios.
    var columns: [(name: Wording, result: WinWin)] = []
    var wrong: [String: Wording] = [:]
    var missing: [String] = []
  }

  func deal(_ desk: Desk) -> Deal {
    var deal = Deal()
    func value(_ name: String, _ type: FieldType) -> String? {
      guard let text = FieldText.typed(form[name], type, today: desk.today) else { return nil }
      do throws(ValueFault) { return try FieldInput(SOPField(id: FieldKey(name), name: Phrase(zh: "", en: ""), type: type)).parse(text).string } catch {
        deal.wrong[name] = Wording(FieldText.fault(error, desk: desk))
        return nil
      }
    }
    let whole = FieldType.rate(maximum: .whole)
    let ratio = value("ratio", .ratio).flatMap { Ratio($0) }
    let commission = value("commission", whole).flatMap { Rate($0) }
    let margin = value("margin", whole).flatMap { Rate($0) }
    let share = value("share", whole).flatMap { Rate($0) }
    let floor = value("floor", whole).flatMap { Rate($0) } ?? desk.handbook.defaults.commissionFloor
    let trigger = value("trigger", .ratio).flatMap { Ratio($0) } ?? desk.handbook.defaults.trigger
    deal.premium = value("premium", .money).flatMap { Money($0) }
    deal.repair = value("repair", .money).flatMap { Money($0) }
    deal.missing = form.missing.map(\.label)
    guard let ratio, let commission, let margin, let share else { return deal }
    let terms = WinWinTerms(
      baseRepairRatio: ratio, baseCommission: commission, repairMargin: margin, insurerShare: share, commissionFloor: floor, trigger: trigger)
    deal.terms = terms
    guard let premium = deal.premium, deal.wrong.isEmpty else { return deal }
    do throws(WinWinFault) {
      let usual = WinWin.usualRepairs(terms, premium: premium)
      var names = [Words.say("基准", "Baseline")]
      var repairs = usual
      if let repair = deal.repair {
        repairs.insert(repair, at: 0)
        names.append(Words.say("本期", "This period"))
      }
      names += [Words.say("八成", "4/5"), Words.say("一倍半", "1.5 times"), Words.say("两倍", "Twice")]
      let results = try WinWin.scenarios(terms, premium: premium, repairs: repairs)
      deal.columns = Array(zip(names, results)).map { (name: $0, result: $1) }
    } catch {
      switch error {
      case .floorAboveBase: deal.wrong["floor"] = Words.error(error)
      case .amountOutOfRange(let term, _): deal.wrong[term] = Words.error(error)
      case .ratioOutOfRange(let term, _): deal.wrong[term == "trigger" ? "trigger" : "ratio"] = Words.error(error)
      case .rateOutOfRange: deal.wrong["commission"] = Words.error(error)
      }
    }
    return deal
  }

  // MARK: Keys

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    if case .leave = message {} else { isLeaving = false }
    switch message {
    case .form(let key): _ = form.press(key)
    case .focus(let index): form.focus(index: index)
    case .save: return save(desk)
    case .copy: return [.copy(ProposalText.short(deal(desk), dealer: id.flatMap { desk.lookups.dealer($0) }, desk: desk)), .done(zh: "已复制测算结果", en: "Result copied")]
    case .proposal:
      let text = ProposalText.whole(deal(desk), dealer: id.flatMap { desk.lookups.dealer($0) }, desk: desk)
      return [.open(ProposalScreen(text: text, proposal: proposal(desk)))]
    case .export: return proposal(desk).map { [.open(WinWinExportScreen($0, language: desk.language))] } ?? []
    case .leave:
      let changed = WinWinScreen.terms.contains { (begun[$0.id] ?? "") != form[$0.id] }
      if id == nil || !changed || isLeaving { return [.close] }
      isLeaving = true
      return [.warn(zh: "条件还没存入车商：Ctrl-S 存，再按 Esc 放弃", en: "The terms are not saved: Ctrl-S saves, Esc again drops them")]
    }
    return []
  }

  /// The sheet of what the screen shows; nil while something is missing.
  private func proposal(_ desk: Desk) -> WinWinProposal? {
    let deal = deal(desk)
    guard let terms = deal.terms, let premium = deal.premium, !deal.columns.isEmpty else { return nil }
    let name = id.flatMap { desk.lookups.dealer($0)?.name } ?? ""
    let repairs = deal.columns.dropFirst().map(\.result.repair)
    return try? WinWinProposal(dealer: name, on: desk.today, terms: terms, premium: premium, repairs: Array(repairs))
  }

  private mutating func save(_ desk: Desk) -> [Effect] {
    guard let id else { return [] }
    let values = WinWinScreen.terms.compactMap { name, key -> FieldAssignment? in
      guard let field = desk.handbook.field(key), (begun[name] ?? "") != form[name] else { return nil }
      return FieldAssignment(field: key, text: FieldText.typed(form[name], field.type, today: desk.today))
    }
    guard !values.isEmpty else { return [.notice(Notice(Words.say("条件没有变", "the terms are as they were")))] }
    let effects = DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "条件已存入车商（u 撤销）", en: "Terms saved (u undoes)")]) { work, mint throws(SOPError) in
      try work.save(values, mint: &mint)
    }
    if case .apply? = effects.first { begun = form.values }
    return effects
  }

  // MARK: Drawing

  func view(desk: Desk, into grid: inout CellGrid) {
    let deal = deal(desk)
    var form = form
    form.errors = deal.wrong.mapValues { desk.say($0) }
    let region = grid.content
    let isWide = region.width >= 100
    if !isWide, region.height < 30 { form.headings = [:] }
    let formRows = form.rows(width: region.width - 4) + 2
    let parts = isWide ? region.columns([.fixed(region.width >= 120 ? 56 : 44), .share(1)]) : region.rows([.fixed(min(formRows, max(6, region.height - 12))), .share(1)])
    let dealerName = id.flatMap { desk.lookups.dealer($0) }.map { Words.plain($0.name) } ?? ""
    grid.box(parts[0], title: StyledLine(dealerName.isEmpty ? desk.say(title(desk: desk)) : dealerName, .title), focused: true)
    form.draw(into: &grid, in: parts[0].inner.inset(columns: 1, rows: 0))
    WinWinTable.draw(deal, into: &grid, in: parts[1], desk: desk)
  }
}
