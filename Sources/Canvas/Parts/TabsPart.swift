/// Names in a row, one of them open: `[1 今日] 2 车商  3 商机`.
public enum TabsPart {
  /// Draws the tabs and gives the columns used; a press on one is a press of its key. The open one is in brackets, so
  /// that it can be told without colours. Where there is no room for all names, the others are only their keys.
  @discardableResult
  public static func draw(
    _ tabs: [(key: Key?, title: String)], open: Int?, into grid: inout CellGrid, in region: Region
  ) -> Int {
    func texts(short: Bool) -> [String] {
      tabs.enumerated().map { number, tab in
        let label = tab.key?.label
        if short, number != open, let label { return " " + label + " " }
        let words = (label.map { $0 + " " } ?? "") + tab.title
        return number == open ? "[" + words + "]" : " " + words + " "
      }
    }
    let full = texts(short: false)
    let isTight = full.reduce(0) { $0 + CellWidth.columns(of: $1) } > region.width
    var x = region.x
    for (number, text) in (isTight ? texts(short: true) : full).enumerated() {
      let columns = CellWidth.columns(of: text)
      guard x + columns <= region.right else { break }
      grid.put(text, x: x, y: region.y, number == open ? Style(.tab, selected: true) : .tab)
      if let key = tabs[number].key {
        grid.mark(Region(x: x, y: region.y, width: columns, height: 1), as: .key(key))
      }
      x += columns
    }
    return x - region.x
  }
}
