import Canvas
import Pipeline

/// One dealer on its way to a contract: the stages with their steps, the open step as a form, and beside it what to say,
/// whom to know, what happened and what to watch.
///
/// Typed values are drafts of the sheet; they are saved when the user leaves the form, opens another step or begins
/// another deed, and by Ctrl-D. Ctrl-S saves and completes the step. What cannot be saved (wrong, or changed by somebody
/// else meanwhile) stays where it was typed.
public struct DossierScreen: Screen {
  enum Pane: Int, CaseIterable, Sendable { case tree, form, info }

  let id: RecordID
  var pane = Pane.tree
  var tree = DossierTree()
  var info = InfoPane()
  /// The three talks cover the screen.
  var showsTracks = false
  var trackStep: StepID?
  private(set) var progress: DealerProgress?
  /// The sheet of the open step, and those of other steps that hold something unsaved.
  private(set) var sheets: [StepID: FieldSheet] = [:]
  /// What the open step wants, with what was typed.
  private(set) var missing: [Missing] = []
  private var landing: (step: StepID, field: FieldKey?)?
  /// A step on its way to be done: when it is, the next one opens.
  private var completing: StepID?

  /// - Parameter landing: the step, and the field in it, on which the cursor shall stand.
  public init(dealer: RecordID, landingOn landing: (step: StepID, field: FieldKey?)? = nil) {
    id = dealer
    self.landing = landing
  }

  public var name: String { "dealer" }
  public func title(desk: Desk) -> Wording { Wording(Words.plain(desk.lookups.dealer(id)?.name ?? id.rawValue)) }

  public func status(desk: Desk) -> StyledLine {
    guard let progress else { return "" }
    let dealer = progress.dealer
    var line = StyledLine()
    if !progress.warnings.isEmpty { line.append(String(desk.lines.stuck) + "\(progress.warnings.count) ", .warning) }
    switch dealer.standing {
    case .open:
      line.append(DossierWords.stage(dealer.stage, desk: desk), .heading)
      if let days = progress.daysInStage {
        let isStuck = progress.stuckBy != nil
        let text = desk.language.pick(zh: " 第 \(days) 工作日 / 限 \(progress.stageLimit)", en: " day \(days) of \(progress.stageLimit)")
        line.append(text + (isStuck ? " " + String(desk.lines.stuck) : ""), isStuck ? .overdue : .plain)
      }
    case .partner:
      let words = dealer.isPartner(on: desk.today) ? Words.say("合作车商", "Partner") : Words.say("合同到期", "Contract over")
      line.append(desk.say(words), dealer.isPartner(on: desk.today) ? .good : .overdue)
      if let ends = dealer.contractEnds { line.append(desk.language.pick(zh: " 至 \(ends)", en: " until \(ends)")) }
    case .dropped, .ended: line.append(desk.say(Words.standing(dealer.standing)), .overdue)
    }
    return line
  }

  // MARK: The open step

  /// The step whose form is open; nil on a whole stage or track.
  var openStep: StepProgress? {
    guard case .step(let id)? = tree.selected else { return nil }
    return progress?.step(id)
  }

  var sheet: FieldSheet? { openStep.flatMap { sheets[$0.step.id] } }

  mutating func edit(_ body: (inout FieldSheet) -> Void) {
    if let id = openStep?.step.id, var sheet = sheets[id] {
      body(&sheet)
      sheets[id] = sheet
    }
  }

  /// Steps with something typed and not saved.
  func drafts(desk: Desk) -> Set<StepID> { Set(sheets.filter { !$0.value.pending(desk: desk).isEmpty }.keys) }

  public mutating func refresh(desk: Desk) {
    guard let dealer = desk.lookups.dealer(id) else {
      progress = nil
      return
    }
    let progress = DealerProgress(dealer: dealer, handbook: desk.handbook, calendar: desk.calendar, today: desk.today)
    let before = self.progress?.dealer
    self.progress = progress
    tree.follow(progress, desk: desk)
    if before == nil { land(progress, desk: desk) }
    for (id, sheet) in sheets {
      var sheet = sheet
      sheet.follow(dealer.record, plan: DossierScreen.plan(of: id, sheet.preview(desk: desk), desk: desk), desk: desk)
      sheets[id] = sheet
    }
    if let done = completing, progress.step(done)?.state == .done, openStep?.step.id == done { openNext(progress, desk: desk) }
    completing = nil
    // Through a gate, or back: to where the work goes on.
    if let before, before.stage != dealer.stage, let next = progress.nextStep {
      pane = .tree
      open(.step(next.id), desk: desk)
      if let field = openStep?.missing.first?.field { edit { $0.focus(on: field) } }
    }
    settle(desk: desk)
  }

  private mutating func land(_ progress: DealerProgress, desk: Desk) {
    if let landing {
      open(.step(landing.step), desk: desk)
      if openStep != nil { pane = .form }
      if let field = landing.field ?? openStep?.missing.first?.field { edit { $0.focus(on: field) } }
    } else if let next = progress.nextStep {
      open(.step(next.id), desk: desk)
      if let field = openStep?.missing.first?.field { edit { $0.focus(on: field) } }
    } else {
      let steps = desk.handbook.steps(of: progress.dealer.stage)
      open(steps.count == 1 ? .step(steps[0].id) : .stage(progress.dealer.stage), desk: desk)
    }
    landing = nil
  }

  /// After a step was completed: the next one of the stage, or the stage itself when all is settled.
  private mutating func openNext(_ progress: DealerProgress, desk: Desk) {
    guard let next = progress.nextStep, next.stage == openStep?.step.stage else {
      pane = .tree
      return
    }
    open(.step(next.id), desk: desk)
    if let field = openStep?.missing.first?.field { edit { $0.focus(on: field) } }
  }

  mutating func open(_ node: DossierTree.Node, desk: Desk) {
    tree.select(node)
    settle(desk: desk)
  }

  /// Brings sheet, remarks and the right pane in line with the open step.
  mutating func settle(desk: Desk) {
    guard let progress else { return }
    let open = openStep?.step.id
    sheets = sheets.filter { $0.key == open || !$0.value.pending(desk: desk).isEmpty }
    if let open {
      if sheets[open] == nil {
        sheets[open] = FieldSheet(DossierScreen.plan(of: open, progress.dealer, desk: desk), record: progress.dealer.record, desk: desk)
      }
      judge(open, progress, desk: desk)
    } else {
      missing = []
      if pane == .form { pane = .tree }
    }
    info.follow(progress, step: openStep?.step, desk: desk)
  }

  /// What is missing and what is worth a word, with what was typed.
  private mutating func judge(_ step: StepID, _ progress: DealerProgress, desk: Desk) {
    guard var sheet = sheets[step] else { return }
    let dealer = sheet.preview(desk: desk)
    let plan = DossierScreen.plan(of: step, dealer, desk: desk)
    if plan.required != sheet.plan.required { sheet.follow(progress.dealer.record, plan: plan, desk: desk) }
    let judged = DealerProgress(dealer: dealer, handbook: desk.handbook, calendar: desk.calendar, today: desk.today)
    // What a rule fills in when the step is completed is not asked for.
    missing = (judged.step(step)?.missing ?? []).filter { item in
      item.why != .absent || item.field.flatMap { desk.handbook.field($0) }?.computed != true
    }
    FieldRemarks.put(into: &sheet, judged, missing: missing, desk: desk)
    sheets[step] = sheet
  }

  static func plan(of id: StepID, _ dealer: Dealer, desk: Desk) -> FieldSheet.Plan {
    guard let step = desk.handbook.step(id) else { return FieldSheet.Plan(fields: []) }
    return FieldSheet.Plan(fields: step.fields, required: FieldRemarks.required(step, dealer))
  }

  mutating func awaitCompletion(of step: StepID) { completing = step }
}
