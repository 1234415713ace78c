import Canvas
import Pipeline

/// One thing in the right-hand pane: a heading line, a text wrapped below it, and what Enter leads to.
struct InfoItem: Sendable {
  enum Target: Sendable {
    case entry(FieldKey, entry: String)
    case field(StepID, FieldKey)
    case step(StepID)
  }
  var head: StyledLine
  var body: String = ""
  var target: Target?
}

/// The right-hand pane of the dossier: what to say, whom to know, what happened, what to watch.
struct InfoPane: Sendable {
  enum Tab: Int, CaseIterable, Sendable {
    case talk, people, history, warnings

    var name: Wording {
      switch self {
      case .talk: Words.say("答法", "Talk")
      case .people: Words.say("人物", "People")
      case .history: Words.say("历史", "History")
      case .warnings: Words.say("警示", "Alerts")
      }
    }
    var key: Key {
      switch self {
      case .talk: "t"
      case .people: "p"
      case .history: "h"
      case .warnings: "!"
      }
    }
  }

  var tab = Tab.talk
  private(set) var items: [InfoItem] = []
  private var selection = Selection()

  var selected: InfoItem? { items.indices.contains(selection.index) ? items[selection.index] : nil }

  mutating func open(_ tab: Tab) {
    if tab != self.tab { selection = Selection() }
    self.tab = tab
  }

  /// To the tab beside; false at the end.
  mutating func turn(_ step: Int) {
    if let next = Tab(rawValue: tab.rawValue + step) { open(next) }
  }

  mutating func press(_ key: Key) { selection.press(key, count: items.count) }
  mutating func select(_ index: Int) { if items.indices.contains(index) { selection.index = index } }

  mutating func follow(_ progress: DealerProgress, step: SOPStep?, desk: Desk) {
    items =
      switch tab {
      case .talk: InfoItem.talk(step, progress, desk: desk)
      case .people: InfoItem.people(progress.dealer, desk: desk)
      case .history: InfoItem.history(progress, desk: desk)
      case .warnings: InfoItem.warnings(progress, desk: desk)
      }
    selection.settle(count: items.count)
  }

  func draw(into grid: inout CellGrid, in frame: Region, isFocused: Bool, warnings: Int, desk: Desk) {
    grid.box(frame, focused: isFocused)
    grid.fill(frame.inner)
    drawTabs(into: &grid, in: frame, warnings: warnings, desk: desk)
    let region = frame.inner
    if items.isEmpty {
      grid.putParagraph(desk.say(empty), in: region.inset(columns: 1, rows: 0), .muted)
      return
    }
    let width = max(1, region.width - 2)
    let bodies = items.map { item in item.body.isEmpty ? [] : TextWrap.lines(item.body, columns: width) }
    let heads = items.map { InfoPane.headRows($0, width) }
    let heights = items.indices.map { heads[$0].count + bodies[$0].count + (tab == .talk ? 1 : 0) }
    // As little above the selection as lets it be seen whole, or from its first row.
    var first = 0
    var total = heights[...min(selection.index, heights.count - 1)].reduce(0, +)
    while total > region.height, first < selection.index {
      total -= heights[first]
      first += 1
    }
    var y = 0
    for number in first..<items.count where y < region.height {
      let top = y
      for head in heads[number] where y < region.height {
        grid.put(head, in: region.row(y).droppingLeft(1))
        y += 1
      }
      for line in bodies[number] where y < region.height {
        grid.put(line, in: region.row(y).droppingLeft(2))
        y += 1
      }
      if number == selection.index {
        if isFocused { grid.select(Region(x: region.x, y: region.y + top, width: region.width, height: min(heads[number].count, region.height - top))) }
        grid.put(String(grid.lines.pointer), x: region.x, y: region.y + top, Style(.key, selected: isFocused))
      }
      grid.mark(Region(x: region.x, y: region.y + top, width: region.width, height: y - top), as: .item(part: "info", index: number))
      if tab == .talk { y += 1 }
    }
  }

  /// A heading of several pieces stays one line; a plain one is wrapped.
  private static func headRows(_ item: InfoItem, _ width: Int) -> [StyledLine] {
    guard item.head.columns > width, item.head.spans.count == 1, let span = item.head.spans.first else { return [item.head] }
    return TextWrap.lines(span.text, columns: width).map { StyledLine($0, span.style) }
  }

  private func drawTabs(into grid: inout CellGrid, in frame: Region, warnings: Int, desk: Desk) {
    var x = frame.x + 1
    for tab in Tab.allCases {
      let count = tab == .warnings && warnings > 0 ? " \(warnings)" : ""
      var name = desk.say(tab.name) + count
      // Where the pane is narrow the number of warnings is what matters.
      if tab == .warnings, tab != self.tab, x + CellWidth.columns(of: name) + 2 >= frame.right { name = String(desk.lines.stuck) + count.trimmed }
      // The open one stands in brackets, so that it can be told without colours; others give way where there is no room.
      let text = tab == self.tab ? "[" + name + "]" : " " + name + " "
      let columns = CellWidth.columns(of: text)
      guard x + columns < frame.right else { break }
      let style: Style = tab == self.tab ? Style(.tab, selected: true) : tab == .warnings && warnings > 0 ? .warning : .tab
      grid.put(text, x: x, y: frame.y, style)
      grid.mark(Region(x: x, y: frame.y, width: columns, height: 1), as: .key(tab.key))
      x += columns
    }
  }

  private var empty: Wording {
    switch tab {
    case .talk: Words.say("这一步没有备好的答法。", "No answers are prepared for this step.")
    case .people: Words.say("还没有记下人物，按 + 添加。", "Nobody is on record yet: + adds a person.")
    case .history: Words.say("还没有做过什么。", "Nothing has been done yet.")
    case .warnings: Words.say("没有要当心的。", "Nothing to watch.")
    }
  }
}
