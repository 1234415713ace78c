import Canvas

extension Loop {
  /// The least room in which every screen fits.
  public static let leastColumns = 60
  public static let leastRows = 16

  /// Draws what there is at that size: the head line, the screens from the last full one up, and the foot line with
  /// the notice or the keys. It remembers what lies where, for the mouse.
  public mutating func frame(columns: Int, rows: Int) -> CellGrid {
    freshen()
    var grid = CellGrid(width: columns, height: rows, lines: desk.lines)
    guard columns >= Loop.leastColumns, rows >= Loop.leastRows else {
      let words = Wording(
        zh: "窗口太小：需要 60×16，现在 \(columns)×\(rows)", en: "Too small: needs 60x16, is \(columns)x\(rows)")
      grid.putParagraph(desk.say(words), in: grid.bounds, .warning)
      lastFrame = grid
      return grid
    }
    grid.content = Region(x: 0, y: 1, width: columns, height: rows - 2)
    drawHead(into: &grid)
    let first = stack.lastIndex { !$0.screen.isOverlay } ?? stack.startIndex
    for layer in stack[first...] { layer.screen.view(desk: desk, into: &grid) }
    drawFoot(into: &grid)
    lastFrame = grid
    prepare()
    return grid
  }

  /// Once a book is on the screen, what its lists will need is made beside the loop; a book that was changed meanwhile
  /// is no longer worth it.
  private func prepare() {
    guard desk.lookups.beginsWarming() else { return }
    jobs.prepare { [weak lookups = desk.lookups] in lookups?.warm() }
  }

  private func drawHead(into grid: inout CellGrid) {
    let row = grid.bounds.top(1)
    let full = stack.filter { !$0.screen.isOverlay }
    let status = full.last?.screen.status(desk: desk) ?? ""
    if full.count <= 1, let openMain {
      // The ways to the other screens come first, the status has what they leave.
      let left = row.droppingLeft(1)
      let used = grid.put(desk.language.pick(zh: "车商 ", en: "cheshang "), in: left, .title)
      let tabs = mains.enumerated().map { place, main -> (key: Key?, title: String) in
        (.character(Character(String(place + 1))), desk.say(main.title))
      }
      let taken = used + TabsPart.draw(tabs, open: openMain, into: &grid, in: left.droppingLeft(used))
      let rest = left.droppingLeft(taken + 1).droppingRight(1)
      if rest.width >= 5 { grid.put(status, in: rest, .right) }
      return
    }
    let room = status.isEmpty ? 0 : min(status.columns + 2, row.width / 2)
    var trail = StyledLine()
    for (place, layer) in full.enumerated() {
      let isLast = place == full.count - 1
      if place > 0 { trail += StyledLine(" " + String(grid.lines.crumb) + " ", .muted) }
      trail += StyledLine(desk.say(layer.screen.title(desk: desk)), isLast ? .title : .muted)
    }
    grid.put(trail, in: row.droppingLeft(1).droppingRight(room))
    if room > 0 { grid.put(status, in: row.right(room).droppingRight(1), .right) }
  }

  private func drawFoot(into grid: inout CellGrid) {
    let row = grid.bounds.bottom(1)
    if let notice {
      let (mark, style): (Character, Style) =
        switch notice.tone {
        case .done: (grid.lines.check, .good)
        case .info: (grid.lines.bullet, .notice)
        case .warning: (grid.lines.stuck, .warning)
        case .error: (grid.lines.cross, .error)
        }
      grid.put(
        StyledLine(String(mark) + " " + desk.say(notice.wording), style), in: row.droppingLeft(1).droppingRight(1))
      return
    }
    if let job = running.last {
      var line = StyledLine(desk.say(job.title) + " ", .notice)
      if job.total > 0 {
        line += Bars.bar(job.done, of: job.total, columns: 20, lines: grid.lines)
        line.append(" \(job.done)/\(job.total)", .muted)
      }
      grid.put(line, in: row.droppingLeft(1))
      return
    }
    guard let front = stack.last else { return }
    var hints = front.screen.hints(desk: desk)
    if !front.screen.isOverlay, !front.screen.isTyping(desk: desk) {
      hints += Loop.unused(Globals.table(mains: mains).hints, in: hints)
    }
    FooterPart.draw(hints, into: &grid, in: row, language: desk.language)
  }

  /// Hints whose first key the screen does not use for itself.
  static func unused(_ globals: [KeyHint], in own: [KeyHint]) -> [KeyHint] {
    let taken = Set(own.flatMap(\.keys))
    return globals.compactMap { hint in
      let keys = hint.keys.filter { !taken.contains($0) }
      if keys.isEmpty { return nil }
      return KeyHint(keys: keys, hint: hint.hint, unavailable: hint.unavailable, rank: hint.rank, command: hint.command)
    }
  }

  // MARK: Help and palette

  var helpPage: HelpScreen {
    let hints = stack.last?.screen.hints(desk: desk) ?? []
    let globals = Loop.unused(Globals.table(mains: mains).hints, in: hints)
    return HelpScreen(of: stack.last?.screen.title(desk: desk) ?? Wording(""), hints: hints, globals: globals)
  }

  /// Everything that can be done: the keys of the front screen, the actions of the others, what works everywhere. Keys
  /// of mere moving inside a list or a field are left out.
  public var palette: [PaletteEntry] {
    let hints = (stack.last?.screen.hints(desk: desk) ?? []).filter { !($0.rank == nil && $0.command == .onlyMoves) }
    let globals = Loop.unused(Globals.table(mains: mains).hints, in: hints).filter { !$0.keys.contains(":") }
    let own = (hints + globals).compactMap { hint in
      hint.keys.first.map {
        PaletteEntry(
          name: hint.hint, key: $0, command: hint.command, unavailable: hint.unavailable,
          effects: { [key = $0] _ in [.press(key)] })
      }
    }
    let offered = actions.map {
      PaletteEntry(name: $0.name, key: $0.key, command: $0.command, unavailable: nil, effects: $0.effects)
    }
    let other = desk.language == .zh ? Wording.Language.en : .zh
    let speak = PaletteEntry(
      name: Wording(zh: "切换语言：English", en: "Switch language: 中文"), key: nil,
      command: .none(because: Wording(zh: "命令用 --lang", en: "commands take --lang")), unavailable: nil,
      effects: { _ in [.speak(other)] })
    return own + offered + [speak]
  }
}
