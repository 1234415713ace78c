import Canvas
import Pipeline

/// The six stages of a dealer with their steps, as lines of a tree.
struct DossierTree: Sendable {
  /// What a line stands for.
  enum Node: Hashable, Sendable {
    case stage(Stage)
    case track(Track)
    case step(StepID)
  }

  private(set) var nodes: [Node] = []
  private(set) var part = TreePart("steps")
  private var folded: Set<Track> = []
  private var handbookStages: [StepID: (Stage, Track?)] = [:]

  var selected: Node? { nodes.indices.contains(part.index) ? nodes[part.index] : nil }

  /// The lines for a dealer; the selection stays on its node.
  mutating func follow(_ progress: DealerProgress, desk: Desk) {
    let selected = self.selected
    let isFirst = nodes.isEmpty
    if isFirst, progress.dealer.stage != .negotiate || progress.dealer.standing != .open { folded = Set(Track.allCases) }
    let form = progress.dealer.text("signForm").flatMap { desk.handbook.choice("forms", $0)?.id }
    var nodes: [Node] = []
    for guide in desk.handbook.stages {
      let steps = desk.handbook.steps(of: guide.stage).filter { $0.form == nil || form == nil || $0.form == form }
      if steps.count == 1, guide.stage != .sign {
        nodes.append(.step(steps[0].id))
        continue
      }
      nodes.append(.stage(guide.stage))
      nodes += steps.filter { $0.track == nil }.map { .step($0.id) }
      for track in Track.allCases {
        let own = steps.filter { $0.track == track }
        guard !own.isEmpty else { continue }
        nodes.append(.track(track))
        if !folded.contains(track) { nodes += own.map { .step($0.id) } }
      }
    }
    self.nodes = nodes
    handbookStages = Dictionary(desk.handbook.steps.map { ($0.id, ($0.stage, $0.track)) }, uniquingKeysWith: { a, _ in a })
    if let selected { select(selected) }
    part.selection.settle(count: nodes.count)
  }

  /// Selects a node; a step of a folded track opens its track, which `follow` then lists.
  mutating func select(_ node: Node) {
    if let place = nodes.firstIndex(of: node) {
      part.index = place
    } else if case .step(let id) = node, let (stage, track) = handbookStages[id] {
      if let track, folded.contains(track) {
        folded.remove(track)
        if let place = nodes.firstIndex(of: .track(track)) {
          let own = handbookStages.filter { $0.value.1 == track }.map(\.key)
          // In the order of work, as `follow` would list them.
          let order = own.sorted { $0.rawValue < $1.rawValue }
          nodes.insert(contentsOf: order.map { .step($0) }, at: place + 1)
          part.index = nodes.firstIndex(of: node) ?? place
        }
      } else if let place = nodes.firstIndex(of: .stage(stage)) {
        part.index = place
      }
    }
  }

  mutating func press(_ key: Key) { part.press(key, count: nodes.count) }
  mutating func select(index: Int) { if nodes.indices.contains(index) { part.index = index } }

  /// Opens or closes the track under the cursor; false when there is none. `follow` lists the lines anew.
  mutating func fold(_ shut: Bool?) -> Bool {
    let track: Track?
    switch selected {
    case .track(let own): track = own
    case .step(let id): track = handbookStages[id]?.1
    default: track = nil
    }
    guard let track else { return false }
    let isShut = folded.contains(track)
    guard shut != isShut else { return false }
    if isShut { folded.remove(track) } else { folded.insert(track) }
    if !isShut, let place = nodes.firstIndex(of: .track(track)) { part.index = place }
    return true
  }

  // MARK: Drawing

  func rows(_ progress: DealerProgress, drafts: Set<StepID>, desk: Desk) -> [TreeRow] {
    nodes.map { node in
      switch node {
      case .stage(let stage):
        return TreeRow(
          mark: DossierTree.mark(stage, progress, desk), StyledLine(DossierWords.stage(stage, desk: desk), DossierTree.style(stage, progress)),
          note: DossierTree.note(stage, progress, desk))
      case .track(let track):
        let own = progress.tracks.first { $0.track == track }
        return TreeRow(
          depth: 1, StyledLine(desk.say(Words.track(track)), .label),
          progress: own.map { TreeRow.Progress($0.done + $0.skipped, of: $0.total) })
      case .step(let id):
        guard let step = progress.step(id) else { return TreeRow("") }
        let isStage = desk.handbook.steps(of: step.step.stage).count == 1
        let depth = isStage ? 0 : step.step.track == nil ? 1 : 2
        var text = StyledLine(DossierWords.step(step.step, desk: desk), isStage ? DossierTree.style(step.step.stage, progress) : .plain)
        if drafts.contains(id) { text.append(" *", .due) }
        if progress.nextStep?.id == id { text.append(" " + String(desk.lines.left), .due) }
        return TreeRow(depth: depth, mark: DossierWords.mark(step.state, lines: desk.lines), text, note: DossierTree.note(step, progress, desk))
      }
    }
  }

  private static func mark(_ stage: Stage, _ progress: DealerProgress, _ desk: Desk) -> StyledLine {
    let dealer = progress.dealer
    if dealer.standing == .partner || stage < dealer.stage { return StyledLine(String(desk.lines.done), .good) }
    return stage == dealer.stage ? StyledLine(String(desk.lines.partial), .due) : StyledLine(String(desk.lines.open), .muted)
  }

  private static func style(_ stage: Stage, _ progress: DealerProgress) -> Style {
    stage == progress.dealer.stage ? .heading : stage < progress.dealer.stage ? .plain : .muted
  }

  /// When the stage was left.
  private static func note(_ stage: Stage, _ progress: DealerProgress, _ desk: Desk) -> StyledLine {
    guard let left = progress.dealer.moves.last(where: { $0.from == stage && ($0.to > stage || $0.kind == .sign) }),
      stage < progress.dealer.stage || progress.dealer.standing == .partner
    else { return "" }
    return StyledLine((left.override ? String(desk.lines.stuck) + " " : "") + DossierWords.day(left.on, desk: desk), left.override ? .warning : .muted)
  }

  private static func note(_ step: StepProgress, _ progress: DealerProgress, _ desk: Desk) -> StyledLine {
    if step.step.fields.contains("class"), step.state == .done, let id = progress.dealer.text("class") {
      let name = desk.handbook.choice("classes", id).map { desk.say($0.name) } ?? id
      return StyledLine(CellWidth.shortened(name, columns: 12), .good)
    }
    guard let on = step.on, step.state == .done || step.state == .skipped else { return "" }
    let times = step.times > 1 ? "x\(step.times) " : ""
    return StyledLine(times + DossierWords.day(on, desk: desk), .muted)
  }
}
