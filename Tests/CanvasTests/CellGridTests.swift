import Testing

@testable import Canvas

@Suite struct CellGridTests {
  @Test func aWideCharacterTakesTwoCells() {
    var grid = CellGrid(width: 6, height: 1)
    let result10 = grid.put("a中b", x: 0, y: 0)
    #expect(result10 == 4)
    #expect(grid[1, 0].width == 2)
    #expect(grid[2, 0].isContinuation)
    #expect(grid.text(row: 0) == "a中b  ")
  }

  @Test func overwritingAHalfClearsTheOther() {
    var grid = CellGrid(width: 6, height: 1)
    grid.put("中国人", x: 0, y: 0)
    grid.put("x", x: 1, y: 0)
    #expect(grid.text == " x国人")
    grid.put("y", x: 2, y: 0)
    #expect(grid.text == " xy 人")
    grid.put("中", x: 3, y: 0)
    #expect(grid.text == " xy中")
    #expect(grid.faults.isEmpty)
  }

  @Test func aWideCharacterAtTheEdgeIsLeftOut() {
    var grid = CellGrid(width: 3, height: 1)
    let result11 = grid.put("中国", x: 0, y: 0)
    #expect(result11 == 3)
    #expect(grid.text(row: 0) == "中 ")
    grid.put("国", x: -1, y: 0)
    #expect(grid.text(row: 0) == "   ")
    grid.put("国中", x: -1, y: 0)
    #expect(grid.text(row: 0) == " 中")
    let result12 = grid.put("中", x: 3, y: 0)
    #expect(result12 == 0)
    let result13 = grid.put("中", x: 0, y: 1)
    #expect(result13 == 0)
    let result14 = grid.put("中", x: 0, y: -1)
    #expect(result14 == 0)
  }

  @Test func marksJoinTheirBaseUpToFour() {
    var grid = CellGrid(width: 4, height: 1)
    grid.put("e\u{301}x", x: 0, y: 0)
    #expect(grid[0, 0].text == "e\u{301}")
    grid.put("a" + String(repeating: "\u{301}", count: 5_000) + "b", x: 0, y: 0)
    #expect(grid[0, 0].marks.all.count == 4)
    #expect(grid[1, 0].text == "b")
    grid.put("\u{301}\u{301}", x: 2, y: 0)
    #expect(grid[2, 0].text == " ")
  }

  @Test func escapesAndOverridesNeverEnter() {
    var grid = CellGrid(width: 20, height: 1)
    grid.put("a\u{1B}[31m\u{202E}b\u{0}\u{9B}\n\tc", x: 0, y: 0)
    #expect(grid.text == "a\u{FFFD}[31mb\u{FFFD}\u{FFFD}  c")
  }

  @Test func aLongLineEndsInAnEllipsisWithinItsRegion() {
    var grid = CellGrid(width: 12, height: 1)
    grid.put(".", x: 7, y: 0)
    grid.put("长春吉利通达", in: Region(x: 0, y: 0, width: 7, height: 1))
    #expect(grid.text == "长春吉….")
    var mixed = CellGrid(width: 8, height: 1)
    mixed.put(StyledLine("逾期 ", .overdue) + "长春吉利", in: mixed.bounds)
    #expect(mixed.text == "逾期 长…")
    #expect(mixed.roles(row: 0) == "ooooo...")
  }

  @Test func numbersStandAtTheRight() {
    var grid = CellGrid(width: 10, height: 1)
    grid.put("1,143.00", in: grid.bounds, .plain, .right)
    #expect(grid.text == "  1,143.00")
  }

  @Test func boxesAreStraightWhateverTheirTitle() {
    for width in 0..<30 {
      for title in ["", "待办 14", "长春吉利通达汽车销售服务有限公司"] {
        var grid = CellGrid(width: 30, height: 4)
        grid.fill(grid.bounds)
        grid.box(Region(x: 0, y: 0, width: width, height: 4), title: StyledLine(title), note: "3/9")
        #expect(grid.faults.isEmpty)
        guard width >= 2 else { continue }
        #expect(grid[width - 1, 0].text == "┐")
        #expect(grid[width - 1, 3].text == "┘")
        #expect(grid[0, 1].text == "│" && grid[width - 1, 2].text == "│")
      }
    }
  }

  @Test func selectingKeepsTextAndRoles() {
    var grid = CellGrid(width: 6, height: 2)
    grid.put(StyledLine("逾", .overdue) + "ab", in: grid.bounds)
    grid.select(grid.bounds.top(1))
    #expect(grid.roles(row: 0) == "OO####")
    #expect(grid.roles(row: 1) == "......")
    #expect(grid.snapshot == "逾ab\n\n-- roles\n 0 OO####\n")
  }

  /// Whatever is put where, in whatever order: every row has exactly its width and no half character.
  @Test func anySequenceOfWritesLeavesWholeRows() {
    var random = Chance(seed: 7)
    let pieces = ["a", "中", "长春吉利", "e\u{301}", "👨‍👩‍👧", "\u{1B}[2J", "🇨🇳", "…", "\u{200B}", "　", "BYD 汽车", "\u{302}", "𠮷x"]
    for _ in 0..<300 {
      var grid = CellGrid(width: Int(random.next(40)), height: Int(random.next(6)))
      for _ in 0..<40 {
        let x = Int(random.next(60)) - 10
        let y = Int(random.next(8)) - 1
        let region = Region(x: x, y: y, width: Int(random.next(30)), height: Int(random.next(5)))
        let text = (0..<random.next(5)).map { _ in pieces[Int(random.next(UInt64(pieces.count)))] }.joined()
        switch random.next(8) {
        case 0: grid.fill(region, .muted)
        case 1: grid.box(region, title: StyledLine(text), note: "1/2", focused: true)
        case 2: grid.restyle(region) { $0.selected() }
        case 3: grid.put(StyledLine(text, .overdue) + StyledLine(text), in: region, .right)
        case 4: grid.putParagraph(text + text, in: region)
        case 5: grid.rule(region, heading: StyledLine(text))
        default: grid.put(text, x: x, y: y, .title, columns: Int(random.next(20)))
        }
      }
      #expect(grid.faults.isEmpty)
    }
  }
}

/// Numbers that are the same in every run.
struct Chance {
  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  /// From 0 up to, not including, `limit`; 0 for a limit of 0.
  mutating func next(_ limit: UInt64) -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return limit == 0 ? 0 : state % limit
  }
}
