import Canvas
import Pipeline

extension DossierScreen {
  /// One pane below 80 columns, the form with its neighbour below 100, all three from there on (product 2).
  func panes(columns: Int) -> [Pane] {
    if columns < 80 { return [pane] }
    if columns < 100 { return pane == .info ? [.form, .info] : [.tree, .form] }
    return Pane.allCases
  }

  private func width(of pane: Pane, columns: Int, shown: Int) -> Region.Share {
    if shown == 1 { return .share(1) }
    switch pane {
    case .tree: return .fixed(columns >= 160 ? 42 : columns >= 120 ? 34 : 29)
    case .form: return .share(1)
    case .info: return .fixed(columns >= 160 ? 56 : columns >= 120 ? 36 : columns >= 100 ? 29 : 36)
    }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    grid.fill(grid.content)
    guard let progress else {
      grid.putParagraph(desk.say(DossierWords.gone), in: grid.content.inset(columns: 2, rows: 1), .muted)
      return
    }
    if showsTracks {
      TracksView.draw(progress, selected: trackStep, into: &grid, in: grid.content, isFocused: true, desk: desk)
      return
    }
    var region = grid.content
    // A wide and high screen has room for the three talks below, as long as they are what it is about.
    if region.width >= 140, region.height >= 40, progress.dealer.stage == .negotiate, progress.dealer.standing == .open {
      let strip = region.bottom(11)
      region = region.droppingBottom(11)
      TracksView.draw(progress, selected: openStep?.step.id, into: &grid, in: strip, isFocused: false, desk: desk)
    }
    let panes = panes(columns: region.width)
    let parts = region.columns(panes.map { width(of: $0, columns: region.width, shown: panes.count) })
    for (pane, part) in zip(panes, parts) { draw(pane, progress, into: &grid, in: part, desk: desk) }
  }

  private func draw(_ pane: Pane, _ progress: DealerProgress, into grid: inout CellGrid, in part: Region, desk: Desk) {
    let isFocused = pane == self.pane
    switch pane {
    case .tree:
      let form = progress.dealer.text("signForm")
      // Of the three signing forms one is signed.
      let own = progress.steps.filter { $0.step.form == nil || $0.step.form == form }
      let done = own.count { $0.state == .done || $0.state == .skipped }
      grid.box(
        part, title: StyledLine(desk.language.pick(zh: "步骤", en: "Steps"), .title), note: StyledLine("\(done)/\(own.count + (own.count == progress.steps.count { $0.step.form == nil } ? 1 : 0))", .muted),
        focused: isFocused)
      tree.part.draw(into: &grid, in: part.inner, rows: tree.rows(progress, drafts: drafts(desk: desk), desk: desk), isFocused: isFocused)
    case .form:
      if let step = openStep, let sheet = sheets[step.step.id] {
        StepPane.draw(step, sheet: sheet, missing: missing, gate: progress.gate, isFocused: isFocused, into: &grid, in: part, desk: desk)
      } else if case .stage(let stage)? = tree.selected {
        StepPane.draw(stage, progress, isFocused: isFocused, into: &grid, in: part, desk: desk)
      } else if case .track(let track)? = tree.selected {
        drawTrack(track, progress, isFocused: isFocused, into: &grid, in: part, desk: desk)
      }
    case .info:
      info.draw(into: &grid, in: part, isFocused: isFocused, warnings: progress.warnings.count, desk: desk)
    }
  }

  /// A whole track: how far it is, and its steps with what each is for.
  private func drawTrack(
    _ track: Track, _ progress: DealerProgress, isFocused: Bool, into grid: inout CellGrid, in frame: Region, desk: Desk
  ) {
    let state = progress.tracks.first { $0.track == track }
    grid.box(
      frame, title: StyledLine(desk.say(Words.track(track)), .title), note: StyledLine("\(state?.percent ?? 0) %", .muted), focused: isFocused)
    grid.fill(frame.inner)
    let facts = progress.steps.filter { $0.step.track == track }.map { step in
      (
        label: DossierWords.mark(step.state, lines: grid.lines).text + " " + DossierWords.step(step.step, desk: desk), text: desk.say(step.step.purpose),
        style: Style.plain
      )
    }
    _ = StepPane.draw(facts, most: 2, into: &grid, in: frame.inner.inset(columns: 1, rows: 0))
  }
}
