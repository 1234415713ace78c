/// A column of a board: its title and its cards, two lines each.
public struct BoardColumn: Hashable, Sendable {
  public struct Card: Hashable, Sendable {
    public var title: StyledLine
    public var note: StyledLine
    public init(_ title: StyledLine, note: StyledLine = "") {
      self.title = title
      self.note = note
    }
  }
  public var title: StyledLine
  public var cards: [Card]

  public init(_ title: StyledLine, cards: [Card]) {
    self.title = title
    self.cards = cards
  }
}

/// Columns of cards side by side, one card selected; as many columns as fit around the selected one.
public struct BoardPart: Hashable, Sendable {
  public let name: String
  public var column = 0
  public var card = 0

  public init(_ name: String = "board") { self.name = name }

  /// Takes a key of moving; false when it is none. `counts` are the cards of each column.
  @discardableResult
  public mutating func press(_ key: Key, counts: [Int]) -> Bool {
    switch key {
    case .left, "h": column -= 1
    case .right, "l": column += 1
    case .up, "k": card -= 1
    case .down, "j": card += 1
    case .pageUp: card -= 5
    case .pageDown: card += 5
    case .home, "g": card = 0
    case .end, "G": card = .max - 1
    default: return false
    }
    settle(counts: counts)
    return true
  }

  public mutating func settle(counts: [Int]) {
    column = min(max(0, column), max(0, counts.count - 1))
    card = min(max(0, card), max(0, (counts.isEmpty ? 0 : counts[column]) - 1))
  }

  /// The number that the mouse gives for a card: `column * 100_000 + card`.
  public static func index(column: Int, card: Int) -> Int { column * 100_000 + card }

  /// Selects what the mouse pressed.
  public mutating func select(index: Int) {
    column = index / 100_000
    card = index % 100_000
  }

  public func draw(into grid: inout CellGrid, in region: Region, columns: [BoardColumn], minimum: Int = 18) {
    guard !region.isEmpty, !columns.isEmpty else { return }
    grid.fill(region)
    let count = max(1, min(columns.count, region.width / minimum))
    let first = min(max(0, column - count / 2), columns.count - count)
    let parts = region.columns(Array(repeating: .share(1), count: count))
    for (place, part) in parts.enumerated() {
      let number = first + place
      let content = columns[number]
      grid.box(
        part, title: content.title, note: StyledLine(String(content.cards.count), .muted), focused: number == column)
      let inner = part.inner
      let shown = Scroll.window(
        count: content.cards.count, height: inner.height / 2, selection: number == column ? card : 0)
      for (line, cardNumber) in shown.enumerated() {
        let card = content.cards[cardNumber]
        let top = inner.row(line * 2)
        let low = inner.row(line * 2 + 1)
        grid.put(card.title, in: top.droppingLeft(1))
        grid.put(card.note, in: low.droppingLeft(1))
        if number == column, cardNumber == self.card {
          grid.select(top)
          grid.select(low)
          for row in [top, low] { grid.put(String(grid.lines.pointer), x: row.x, y: row.y, Style(.key, selected: true)) }
        }
        let both = Region(x: top.x, y: top.y, width: top.width, height: 2)
        grid.mark(both, as: .item(part: name, index: BoardPart.index(column: number, card: cardNumber)))
      }
    }
  }
}
