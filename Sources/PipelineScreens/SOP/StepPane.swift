import Canvas
import Pipeline

/// The middle of the dossier: the open step with what it is for, its form, and when it is done; or what there is to
/// know of a whole stage or track.
enum StepPane {
  /// The step with its form. `preview` is the dealer with what was typed.
  static func draw(
    _ step: StepProgress, sheet: FieldSheet, missing: [Missing], gate: [Missing], isFocused: Bool, into grid: inout CellGrid,
    in frame: Region, desk: Desk
  ) {
    let definition = step.step
    let state = DossierWords.mark(step.state, lines: grid.lines) + StyledLine(" " + desk.say(Words.stepState(step.state)), .muted)
    grid.box(frame, title: StyledLine(DossierWords.step(definition, desk: desk), .title), note: state, focused: isFocused)
    let inner = frame.inner.inset(columns: 1, rows: 0)
    grid.fill(frame.inner)
    let isRoomy = inner.height >= 16
    let head = drawHead(definition, step, isRoomy: isRoomy, into: &grid, in: inner, desk: desk)
    let foot = drawFoot(definition, sheet: sheet, missing: missing, isRoomy: isRoomy, isDone: step.state == .done, into: &grid, in: inner.droppingTop(head), desk: desk)
    let middle = inner.droppingTop(head).droppingBottom(foot)
    if sheet.form.fields.isEmpty {
      let words = desk.language.pick(zh: "这一步没有要填的，做完按 Ctrl-S。", en: "Nothing to fill in here. Press Ctrl-S when it is done.")
      grid.putParagraph(words, in: middle, .muted)
    } else {
      sheet.form.draw(into: &grid, in: middle, isFocused: isFocused)
    }
    let rest = middle.droppingTop(max(2, sheet.form.rows(width: middle.width)) + 1)
    if rest.height >= 4, isRoomy { drawGate(gate.filter { $0.step != definition.id }, into: &grid, in: rest, desk: desk) }
  }

  /// Where there is room: what the stage's gate wants beside this step.
  private static func drawGate(_ gate: [Missing], into grid: inout CellGrid, in region: Region, desk: Desk) {
    guard !gate.isEmpty else { return }
    let shown = min(gate.count, region.height - 1, 12)
    let block = region.bottom(shown + 1)
    grid.rule(block.top(1), heading: StyledLine(desk.language.pick(zh: "过关另缺 \(gate.count)", en: "The gate also wants \(gate.count)"), .heading))
    for (row, item) in gate.prefix(shown).enumerated() {
      let name = desk.say(DossierWords.name(item, desk: desk))
      let why = DossierWords.why(item, desk: desk).map { desk.say($0) }
      let step = item.field == nil ? nil : desk.handbook.step(item.step).map { DossierWords.step($0, desk: desk) }
      var line = StyledLine(String(grid.lines.open) + " ", .muted) + StyledLine(name)
      if let note = why ?? step { line.append("  " + note, .muted) }
      grid.put(line, in: block.row(row + 1))
    }
  }

  /// Purpose, people, how it is done; the rows used.
  private static func drawHead(
    _ step: SOPStep, _ progress: StepProgress, isRoomy: Bool, into grid: inout CellGrid, in region: Region, desk: Desk
  ) -> Int {
    var facts = [(desk.language.pick(zh: "目的", en: "Aim"), desk.say(step.purpose), Style.plain)]
    if isRoomy { facts.append((desk.language.pick(zh: "谁", en: "Who"), desk.say(step.who), .plain)) }
    if region.height >= 22 {
      for content in step.content { facts.append((desk.language.pick(zh: "怎么做", en: "How"), desk.say(content), .plain)) }
      facts.append((desk.language.pick(zh: "当心", en: "Pitfall"), desk.say(step.pitfall), .muted))
      let materials = step.materials.compactMap { desk.handbook.choice("materials", $0) }.map { desk.say($0.name) }
      if !materials.isEmpty, !step.fields.contains("materials") {
        facts.append((desk.language.pick(zh: "带上", en: "Bring"), materials.joined(separator: desk.language.pick(zh: "、", en: ", ")), .plain))
      }
    }
    if let reason = progress.reason, !reason.isEmpty { facts.append((desk.language.pick(zh: "原因", en: "Reason"), reason, .due)) }
    if isRoomy, let note = progress.note { facts.append((desk.language.pick(zh: "备注", en: "Note"), note, .plain)) }
    let used = draw(facts, most: isRoomy ? 3 : 1, into: &grid, in: region.top(region.height / 2))
    return isRoomy ? used + 1 : used
  }

  /// Help of the field, exit criterion, what is missing; the rows used.
  private static func drawFoot(
    _ step: SOPStep, sheet: FieldSheet, missing: [Missing], isRoomy: Bool, isDone: Bool, into grid: inout CellGrid, in region: Region, desk: Desk
  ) -> Int {
    var facts: [(String, String, Style)] = []
    if let help = sheet.focusedField.flatMap({ desk.handbook.field($0) })?.help {
      facts.append((desk.language.pick(zh: "提示", en: "Help"), desk.say(help), .muted))
    } else if !isRoomy {
      facts.append((desk.language.pick(zh: "提示", en: "Help"), "", .muted))
    }
    if isRoomy { facts.append((desk.language.pick(zh: "完成条件", en: "Done when"), desk.say(step.exit), .plain)) }
    if missing.isEmpty {
      let what = isDone ? desk.language.pick(zh: "无", en: "nothing") : desk.language.pick(zh: "无 · Ctrl-S 完成这一步", en: "nothing · Ctrl-S completes the step")
      facts.append((desk.language.pick(zh: "还缺", en: "Missing"), what, .good))
    } else {
      facts.append((desk.language.pick(zh: "还缺", en: "Missing") + " \(missing.count)", desk.say(DossierWords.names(missing, desk: desk)), .warning))
    }
    let width = facts.reduce(0) { max($0, CellWidth.columns(of: $1.0)) }
    let rows = facts.reduce(0) { $0 + max(1, min(2, TextWrap.lines($1.1, columns: max(1, region.width - width - 1)).count)) }
    let used = min(isRoomy ? rows + 1 : facts.count, region.height)
    let foot = region.bottom(used)
    if isRoomy { grid.rule(foot.top(1)) }
    _ = draw(facts, most: isRoomy ? 2 : 1, into: &grid, in: isRoomy ? foot.droppingTop(1) : foot)
    return used
  }

  /// Names with their texts beside them, at most `most` rows each; the rows used.
  static func draw(
    _ facts: [(label: String, text: String, style: Style)], most: Int, into grid: inout CellGrid, in region: Region
  ) -> Int {
    let width = facts.reduce(0) { max($0, CellWidth.columns(of: $1.label)) }
    var y = 0
    var before = ""
    for fact in facts where y < region.height {
      if fact.label != before { grid.put(fact.label, in: region.row(y).left(width), .label) }
      before = fact.label
      y += max(1, grid.putParagraph(fact.text, in: region.droppingTop(y).droppingLeft(width + 1).top(most), fact.style))
    }
    return min(y, region.height)
  }

  /// A whole stage: what ends it, what to hold to, what its gate still wants, how long it took.
  static func draw(
    _ stage: Stage, _ progress: DealerProgress, isFocused: Bool, into grid: inout CellGrid, in frame: Region, desk: Desk
  ) {
    let guide = desk.handbook.guide(stage)
    grid.box(frame, title: StyledLine(desk.say(guide.name), .title), focused: isFocused)
    grid.fill(frame.inner)
    let inner = frame.inner.inset(columns: 1, rows: 0)
    var facts: [(String, String, Style)] = [(desk.language.pick(zh: "完成条件", en: "Done when"), desk.say(guide.exit), .plain)]
    for principle in guide.principles { facts.append((desk.language.pick(zh: "原则", en: "Hold to"), desk.say(principle), .plain)) }
    for time in progress.earlier where time.stage == stage {
      let days = time.workdays.map { desk.language.pick(zh: "\($0) 工作日", en: "\($0) working days") } ?? "?"
      facts.append((desk.language.pick(zh: "用时", en: "Took"), (time.from?.description ?? "?") + " – " + time.through.description + "  " + days, .muted))
    }
    if stage == progress.dealer.stage, progress.dealer.standing == .open {
      if progress.gate.isEmpty {
        facts.append((desk.language.pick(zh: "过关", en: "Gate"), desk.language.pick(zh: "已满足，按 > 进入下一阶段", en: "open: press > for the next stage"), .good))
      } else {
        for item in progress.gate {
          let why = DossierWords.why(item, desk: desk).map { "  " + desk.say($0) } ?? ""
          facts.append((desk.language.pick(zh: "还缺", en: "Missing"), desk.say(DossierWords.name(item, desk: desk)) + why, .warning))
        }
      }
    }
    _ = draw(facts, most: 3, into: &grid, in: inner)
  }
}
