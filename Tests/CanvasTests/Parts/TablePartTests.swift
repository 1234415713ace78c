import Testing

@testable import Canvas

@Suite struct TablePartTests {
  static let columns = [
    TableColumn("名称", .flexible(minimum: 16, maximum: 52)), TableColumn("城市", .fixed(8), priority: 2),
    TableColumn("Stage", .fixed(10), priority: 1), TableColumn("天", .fixed(4), priority: 3, right: true),
    TableColumn("地址", .flexible(minimum: 10, maximum: 60), priority: 4),
  ]
  static let names = [
    "内蒙古自治区呼和浩特市赛罕区别克汽车销售服务中心一店", "BYD 汽车 (Changchun) Flagship Store No. 1", "A", "长春吉利通达",
    "Shanghai 上汽大众 Volkswagen 4S (浦东) 店 — 北蔡",
  ]

  private func row(_ number: Int) -> TableRow {
    TableRow(
      [
        StyledLine(Self.names[number % 5]), "呼和浩特市", StyledLine("● 洽谈", .due), StyledLine(String(number)),
        "人民大街 1234 号 Building B",
      ],
      marked: number % 3 == 0)
  }

  @Test(arguments: [60, 80, 120, 200])
  func mixedRowsFitEveryWidth(width: Int) {
    #expect(CellWidth.columns(of: Self.names[0]) == 52)
    var table = TablePart("t")
    table.index = 7
    table.sortColumn = 0
    var grid = CellGrid(width: width, height: 12)
    grid.box(grid.bounds)
    table.draw(into: &grid, in: grid.bounds.inner, columns: Self.columns, count: 40, row: row)
    #expect(grid.faults.isEmpty)
    for y in 0..<12 { #expect(["│", "┐", "┘"].contains(grid[width - 1, y].text)) }
    #expect(grid.text(row: 1).contains("名称 ↑"))
    #expect(grid.text.contains("▌"))
    #expect(grid.target(at: Place(5, 3)) == .item(part: "t", index: 4))
    if width == 200 { #expect(grid.text.contains(Self.names[0])) }
  }

  @Test func everyWidthAndHeightIsWhole() {
    for width in 0..<90 {
      for height in [0, 1, 2, 5] {
        var grid = CellGrid(width: width, height: height)
        TablePart().draw(into: &grid, in: grid.bounds, columns: Self.columns, count: 9, row: row)
        #expect(grid.faults.isEmpty)
        let places = TablePart.layout(Self.columns, width: width)
        #expect(places.allSatisfy { $0.x + $0.width <= width })
      }
    }
  }

  @Test func columnsGiveWayByPriority() {
    func kept(_ width: Int) -> [Int] { TablePart.layout(Self.columns, width: width).map(\.column) }
    #expect(kept(60) == [0, 1, 2, 3, 4])
    #expect(kept(50) == [0, 1, 2, 3])
    #expect(kept(37) == [0, 1, 2])
    #expect(kept(30) == [0, 2])
    #expect(kept(20) == [0])
  }

  @Test func theSelectionStaysInTheWindowAndOffHeadings() {
    #expect(Scroll.window(count: 100, height: 10, selection: 0) == 0..<10)
    #expect(Scroll.window(count: 100, height: 10, selection: 50) == 45..<55)
    #expect(Scroll.window(count: 100, height: 10, selection: 99) == 90..<100)
    #expect(Scroll.window(count: 3, height: 10, selection: 2) == 0..<3)
    #expect(Scroll.window(count: 0, height: 10, selection: 0).isEmpty)
    var selection = Selection()
    let isHeading: (Int) -> Bool = { $0 == 0 || $0 == 3 }
    selection.settle(count: 6, isHeading: isHeading)
    #expect(selection.index == 1)
    selection.press(.down, count: 6, isHeading: isHeading)
    selection.press("j", count: 6, isHeading: isHeading)
    #expect(selection.index == 4)
    selection.press(.up, count: 6, isHeading: isHeading)
    #expect(selection.index == 2)
    selection.press(.home, count: 6, isHeading: isHeading)
    #expect(selection.index == 1)
    selection.press(.pageDown, count: 6, isHeading: isHeading)
    #expect(selection.index == 5)
    selection.press(.up, count: 0)
    #expect(selection.index == 0)
  }
}
