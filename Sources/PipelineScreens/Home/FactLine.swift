import Canvas

/// A named fact of a pane: its name stands in a column of its own, its text is wrapped beside it.
public struct FactLine: Hashable, Sendable {
  public var label: Wording
  public var text: String
  public var style: Style
  /// A line across the pane with a name in it; no text.
  public var isHeading = false

  public init(_ label: Wording, _ text: String, _ style: Style = .plain) {
    self.label = label
    self.text = text
    self.style = style
  }

  public init(zh: String, en: String, _ text: String, _ style: Style = .plain) {
    self.init(Wording(zh: zh, en: en), text, style)
  }

  public static func heading(zh: String, en: String) -> FactLine {
    var line = FactLine(zh: zh, en: en, "", .heading)
    line.isHeading = true
    return line
  }

  /// Draws facts one below the other and returns the rows used. Facts without a text are left out.
  /// - Parameter labels: further names for which the column of names shall have room.
  @discardableResult
  public static func draw(
    _ facts: [FactLine], labels: [Wording] = [], into grid: inout CellGrid, in region: Region, desk: Desk
  ) -> Int {
    let facts = facts.filter { $0.isHeading || !$0.text.isEmpty }
    let names = facts.filter { !$0.isHeading }.map(\.label) + labels
    let width = min(names.map { CellWidth.columns(of: desk.say($0)) }.max() ?? 0, region.width / 3)
    var y = 0
    for fact in facts where y < region.height {
      if fact.isHeading {
        if y > 0, y + 1 < region.height { y += 1 }
        grid.rule(region.row(y), heading: StyledLine(desk.say(fact.label), .heading))
        y += 1
        continue
      }
      grid.put(desk.say(fact.label), in: region.row(y).left(width), .label)
      let rest = region.droppingTop(y).droppingLeft(width + 2)
      y += max(1, grid.putParagraph(fact.text, in: rest, fact.style))
    }
    return min(y, region.height)
  }
}
