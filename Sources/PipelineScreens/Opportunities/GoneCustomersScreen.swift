import Canvas
import Pipeline

/// Customers that were deleted: nothing is destroyed, Enter brings one back.
public struct GoneCustomersScreen: Screen {
  var table = TablePart("gone")
  private(set) var rows: [Opportunity] = []

  public init() {}
  public enum Message { case move(Key), select(Int), restore }

  public var name: String { "customers-gone" }
  public func title(desk: Desk) -> Wording { Wording(zh: "已删除的客户", en: "Deleted customers") }
  public func status(desk: Desk) -> StyledLine { StyledLine(String(rows.count), .title) }

  public mutating func refresh(desk: Desk) {
    rows = desk.customers.gone
    table.selection.settle(count: rows.count)
  }

  var selected: Opportunity? { rows.indices.contains(table.index) ? rows[table.index] : nil }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = selected == nil ? Wording(zh: "没有删除的客户", en: "nobody was deleted") : nil
    return KeyTable(
      [.init(.enter, "r", hint: Wording(zh: "恢复", en: "restore"), message: .restore, unavailable: none, rank: 1, command: .line("opportunities restore OPP"))]
        + Selection.bindings(Message.move), pointing: { part, index in part == "gone" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: rows.count)
    case .select(let index): table.index = index
    case .restore:
      guard let selected else { return [] }
      return OpportunityDeeds.effects(desk, Wording(zh: "已恢复；要推进请重新列计划", en: "Restored; plan the customer again to push")) {
        book, _ throws(MonthError) in try book.restore(selected.id, stamp: desk.stamp)
      }
    }
    return []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), note: StyledLine(table.position(of: rows.count), .muted), focused: true)
    let columns = [
      TableColumn("", .flexible(minimum: 14, maximum: 40, weight: 2)), TableColumn("", .fixed(10)), TableColumn("", .fixed(8), priority: 2),
      TableColumn("", .flexible(minimum: 10, weight: 2), priority: 1),
    ]
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: rows.count,
      empty: desk.language.pick(zh: "没有删除的客户。", en: "Nobody was deleted.")
    ) { number in
      let gone = rows[number].record["gone"]
      return TableRow([
        StyledLine(Words.plain(OpportunityDeeds.name(rows[number]))), StyledLine(gone?["on"]?.string ?? "", .muted),
        StyledLine(Words.plain(gone?["by"]?.string ?? ""), .muted), StyledLine(Words.plain(gone?["reason"]?.string ?? "")),
      ])
    }
  }
}
