import Canvas
import Pipeline

/// One dealer: what the directory knows of it.
public struct DossierScreen: Screen {
  let id: RecordID
  let landing: (step: StepID, field: FieldKey?)?

  /// - Parameter landing: the step, and the field in it, on which the cursor shall stand.
  public init(dealer: RecordID, landingOn landing: (step: StepID, field: FieldKey?)? = nil) {
    id = dealer
    self.landing = landing
  }

  public enum Message { case close }

  public var name: String { "dealer" }
  public func title(desk: Desk) -> Wording { Wording(desk.lookups.dealer(id)?.name ?? id.rawValue) }
  public func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([.init(.escape, "q", hint: Wording(zh: "返回", en: "back"), message: .close)])
  }
  public mutating func update(_ message: Message, desk: Desk) -> [Effect] { [.close] }
  public func view(desk: Desk, into grid: inout CellGrid) {
    grid.fill(grid.content)
    guard let dealer = desk.lookups.dealer(id) else { return }
    grid.box(grid.content, title: StyledLine(dealer.name, .title), focused: true)
    FactLine.draw(DealerFacts.directory(of: dealer, desk: desk), into: &grid, in: grid.content.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
