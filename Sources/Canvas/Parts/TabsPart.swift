/// Names in a row, one of them open: `[1 今日] 2 车商  3 商机`.
public enum TabsPart {
  /// Draws the tabs and gives the columns used; a press on one is a press of its key. The open one is in brackets, so
  /// that it can be told without colours.
  @discardableResult
  public static func draw(
    _ tabs: [(key: Key?, title: String)], open: Int?, into grid: inout CellGrid, in region: Region
  ) -> Int {
    var x = region.x
    for (number, tab) in tabs.enumerated() {
      let words = (tab.key.map { $0.label + " " } ?? "") + tab.title
      let text = number == open ? "[" + words + "]" : " " + words + " "
      let columns = CellWidth.columns(of: text)
      guard x + columns <= region.right else { break }
      grid.put(text, x: x, y: region.y, number == open ? Style(.tab, selected: true) : .tab)
      if let key = tab.key { grid.mark(Region(x: x, y: region.y, width: columns, height: 1), as: .key(key)) }
      x += columns
    }
    return x - region.x
  }
}
