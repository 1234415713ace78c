import Testing

@testable import Canvas

@Suite struct ChartPartTests {
  @Test func barsNeverLie() {
    func bar(_ value: Int, _ total: Int) -> String { Bars.bar(value, of: total, columns: 10, lines: .unicode).text }
    #expect(bar(12, 30) == "▇▇▇▇▁▁▁▁▁▁")
    #expect(bar(0, 30) == "▁▁▁▁▁▁▁▁▁▁")
    #expect(bar(1, 1000) == "▇▁▁▁▁▁▁▁▁▁")
    #expect(bar(999, 1000) == "▇▇▇▇▇▇▇▇▇▁")
    #expect(bar(30, 30) == "▇▇▇▇▇▇▇▇▇▇")
    #expect(bar(50, 30) == "▇▇▇▇▇▇▇▇▇▇")
    #expect(bar(0, 0) == "▁▁▁▁▁▁▁▁▁▁")
    #expect(Bars.bar(3, of: 6, columns: 4, lines: .ascii).text == "##..")
  }

  @Test func sparklinesAreScaledFromZero() {
    #expect(Bars.sparkline([0, 1, 4, nil, 8], columns: 10, lines: .unicode).text == "▁▁▄ █")
    #expect(Bars.sparkline([1, 2, 3], columns: 2, lines: .unicode).text == "▆█")
    #expect(Bars.sparkline([.nan, 0, 0], columns: 3, lines: .unicode).text == " ▁▁")
    #expect(Bars.sparkline([], columns: 3, lines: .unicode).text == "")
  }

  @Test func aTreeShowsBranchesStateAndProgress() {
    let rows = [
      TreeRow(mark: StyledLine("●", .good), "全面摸底", note: "11-02"), TreeRow(mark: "◐", "洽谈商议"),
      TreeRow(depth: 1, "约见"), TreeRow(depth: 1, "A 决定人", progress: .init(5, of: 7)), TreeRow(depth: 2, "A1"),
      TreeRow(depth: 1, "C 售后", progress: .init(0, of: 5)), TreeRow(mark: "○", "签约合作"),
    ]
    var tree = TreePart()
    tree.index = 3
    var grid = CellGrid(width: 30, height: 7)
    tree.draw(into: &grid, in: grid.bounds, rows: rows)
    #expect(
      grid.text == """
         ● 全面摸底              11-02
         ◐ 洽谈商议
         ├ 约见
        ▌├ A 决定人         5/7 ▇▇▇▇▁▁
         │ └ A1
         └ C 售后           0/5 ▁▁▁▁▁▁
         ○ 签约合作
        """)
    for width in 0..<30 {
      for height in 0..<4 {
        var grid = CellGrid(width: width, height: height)
        tree.draw(into: &grid, in: grid.bounds, rows: rows)
        #expect(grid.faults.isEmpty)
      }
    }
  }

  @Test func aBoardShowsTheSelectedColumn() {
    let columns = ["摸底", "走访", "分类", "政策", "洽谈", "签约"].map { title in
      BoardColumn(
        StyledLine(title), cards: (0..<9).map { .init(StyledLine("\(title) 长春吉利通达汽车 \($0)"), note: "下步 11-26") })
    }
    var board = BoardPart()
    let counts = columns.map(\.cards.count)
    for _ in 0..<4 { board.press(.right, counts: counts) }
    board.press(.end, counts: counts)
    #expect(board.column == 4)
    #expect(board.card == 8)
    for (width, height) in [(60, 14), (80, 22), (200, 58), (10, 3), (1, 1)] {
      var grid = CellGrid(width: width, height: height)
      board.draw(into: &grid, in: grid.bounds, columns: columns)
      #expect(grid.faults.isEmpty)
      if width >= 60 { #expect(grid.text.contains("洽谈 长春")) }
    }
    board.select(index: BoardPart.index(column: 2, card: 3))
    #expect(board.column == 2 && board.card == 3)
    board.settle(counts: [])
    #expect(board.column == 0 && board.card == 0)
  }

  @Test func tabsShowTheOpenOneWithoutColours() {
    var grid = CellGrid(width: 30, height: 1)
    TabsPart.draw([("1", "今日"), ("2", "车商"), ("3", "商机")], open: 1, into: &grid, in: grid.bounds)
    #expect(grid.text == " 1 今日 [2 车商] 3 商机")
    #expect(grid.target(at: Place(10, 0)) == .key("2"))
    var narrow = CellGrid(width: 16, height: 1)
    TabsPart.draw([("1", "今日"), ("2", "车商"), ("3", "商机")], open: 1, into: &narrow, in: narrow.bounds)
    #expect(narrow.text == " 1 [2 车商] 3")
    #expect(narrow.target(at: Place(12, 0)) == .key("3"))
  }
}
