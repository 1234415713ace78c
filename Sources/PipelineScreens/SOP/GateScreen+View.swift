import Canvas
import Pipeline

extension GateScreen {
  func view(desk: Desk, into grid: inout CellGrid) {
    guard let dealer, let sheet else { return }
    let guide = desk.handbook.guide(dealer.stage)
    let next = dealer.stage.next.map { DossierWords.stage($0, desk: desk) } ?? desk.language.pick(zh: "合作车商", en: "partner")
    let trail = StyledLine(desk.say(guide.name) + " " + String(grid.lines.right) + " " + next, .title)
    grid.box(grid.content, title: trail, focused: true)
    grid.fill(grid.content.inner)
    let inner = grid.content.inner.inset(columns: 1, rows: 0)
    var head: [(String, String, Style)] = [(desk.language.pick(zh: "完成条件", en: "Done when"), desk.say(guide.exit), .plain)]
    if inner.height >= 20 { for principle in guide.principles { head.append((desk.language.pick(zh: "原则", en: "Hold to"), desk.say(principle), .muted)) } }
    let used = StepPane.draw(head, most: inner.height >= 20 ? 2 : 1, into: &grid, in: inner.top(max(1, inner.height / 3)))
    let foot = inner.bottom(inner.height >= 16 ? 3 : 2)
    let help = sheet.focusedField.flatMap { desk.handbook.field($0) }?.help.map { desk.say($0) } ?? ""
    let rest = missing.isEmpty
      ? desk.language.pick(zh: "都齐了：Ctrl-S 过关", en: "All there: Ctrl-S passes")
      : desk.language.pick(zh: "还缺 ", en: "Missing: ") + desk.say(DossierWords.names(missing, desk: desk, limit: 8))
    if foot.height > 2 { grid.rule(foot.top(1)) }
    grid.put(help, in: foot.row(foot.height - 2), .muted)
    grid.put(rest, in: foot.row(foot.height - 1), missing.isEmpty ? .good : .warning)
    let middle = inner.droppingTop(used + (inner.height >= 20 ? 1 : 0)).droppingBottom(foot.height)
    if sheet.form.fields.isEmpty {
      grid.putParagraph(desk.language.pick(zh: "这一关没有要补的，按 Ctrl-S 过关。", en: "Nothing is missing. Press Ctrl-S to pass."), in: middle, .good)
    } else {
      sheet.form.draw(into: &grid, in: middle)
    }
  }
}
