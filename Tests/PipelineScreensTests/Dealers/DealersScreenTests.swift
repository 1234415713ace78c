import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct DealersScreenTests {
  func walk(_ book: Book = .dealersAtWork, _ language: Wording.Language = .zh, _ columns: Int = 120, _ rows: Int = 24) -> Walk {
    Walk(desk: .shipped(book, language: language), screen: DealersScreen(), columns: columns, rows: rows)
  }

  func names(_ walk: Walk) -> [String] {
    guard let screen = walk.front(DealersScreen.self) else { return [] }
    return screen.shown.map { screen.rows[$0].name }
  }

  @Test func theTableInItsSizes() {
    expectScreen(walk(), named: "dealers-120x24-zh")
    expectScreen(walk(.dealersAtWork, .en), named: "dealers-120x24-en")
    expectScreen(walk(.dealersAtWork, .zh, 60, 16), named: "dealers-60x16-zh")
    expectScreen(walk(.dealersAtWork, .en, 60, 16), named: "dealers-60x16-en")
    expectScreen(walk(.dealersAtWork, .zh, 200, 30), named: "dealers-200x30-zh")
  }

  @Test func theBoardHasAColumnPerStage() {
    var walk = walk()
    walk.type("b")
    expectScreen(walk, named: "dealers-board-zh")
    expectFitsEverySize(walk)
  }

  @Test func everythingFitsEverySize() {
    for keys: [Stroke] in [[], ["/", "长春"], [.tab], ["s"], ["v"], ["x"], [" ", " "], ["n"], ["e"], ["m"], ["i"], [.enter]] {
      var walk = walk()
      for key in keys { walk.type(key) }
      expectFitsEverySize(walk)
    }
  }

  @Test(arguments: [
    ("吉利通达", 1), ("jltd", 1), ("cangzhou", 1), ("88880002", 1), ("c103", 1), ("长春 吉利", 1), ("河北 廊坊", 1), ("nothing-like-it", 0),
  ])
  func aFilterFindsBy(_ query: String, _ count: Int) {
    var walk = walk()
    walk.type("/", .paste(query))
    #expect(names(walk).count == count, "\(query): \(names(walk))")
  }

  @Test(arguments: [
    ("stage:negotiate", 1), ("阶段:洽谈", 1), ("class:key", 1), ("类别：一般", 1), ("city:changchun", 2), ("城市:长春", 1), ("brand:吉利", 3),
    ("is:partner", 1), ("is:worked", 4), ("is:stuck", 1), ("owner:王芳", 1), ("brand:吉利 is:partner", 1), ("province:河北", 2),
  ])
  func termsNarrowTheList(_ query: String, _ count: Int) {
    var walk = walk()
    walk.type("/", .paste(query))
    #expect(names(walk).count == count, "\(query): \(names(walk))")
  }

  @Test func escapeClearsTheFilterAndThePointerStays() {
    var walk = walk()
    walk.type("/", "禾美", .enter)
    #expect(names(walk) == ["禾美汽车"])
    walk.type(.escape)
    #expect(names(walk).count == 7)
    #expect(walk.front(DealersScreen.self)?.selected?.name == "禾美汽车")
  }

  @Test func aBulkDeedIsOneUndoStep() {
    var walk = walk()
    let before = walk.book
    walk.type("/", "brand:吉利", .enter, "a", "x", "1", .control("u"), "李雷", .enter)
    #expect(walk.book[.dealer].records.filter { $0["owner"] == .string("李雷") }.count == 3)
    #expect(walk.notice?.contains("3 家") == true)
    walk.type("u")
    #expect(walk.book == before)
    #expect(walk.notice?.contains("负责人") == true)
  }

  @Test func droppingWantsAReasonAndKeepsIt() {
    var walk = walk()
    walk.type("/", "禾美", .enter, "x", "4", .enter)
    #expect(walk.screens.last == "prompt")
    walk.type("老板换人", .enter)
    let dealer = walk.book.dealer(RecordID(rawValue: "d0000000000002"))
    #expect(dealer?.standing == .dropped)
    #expect(dealer?.moves.last?.reason == "老板换人")
  }

  @Test func deletedDealersAreListedAndRestored() {
    var walk = walk()
    walk.type("/", "禾美", .enter, "D", .escape)
    #expect(!names(walk).contains("禾美汽车"))
    walk.type("v", "9")
    #expect(names(walk) == ["禾美汽车"])
    walk.type("r", .escape)
    #expect(names(walk).contains("禾美汽车"))
  }

  @Test func aViewKeepsFilterOrderAndLayout() {
    var walk = walk()
    walk.type("/", "吉利", .enter, "s", "6", "v", "a", "我的吉利", .enter)
    #expect(walk.book[DealerView.kind].records.count == 1)
    walk.type(.escape, "v", .end, .enter)
    #expect(walk.front(DealersScreen.self)?.filter.text == "吉利")
    #expect(walk.front(DealersScreen.self)?.order == .city)
    walk.type("v", .end, "D")
    #expect(walk.book[DealerView.kind].records.isEmpty)
  }

  @Test func aNewDealerIsWrittenAndAWrongPhoneIsSaidAtItsField() {
    var walk = walk()
    walk.type("n", .control("s"))
    #expect(walk.notice?.contains("名称") == true)
    walk.type("四平红旗", .times(8, .down), "abc", .control("s"))
    #expect(walk.screens.last == "dealer-new")
    #expect(walk.text.contains("不是电话"))
    walk.type(.control("u"), "0434-5551234", .control("s"))
    #expect(walk.screens.last == "dealers")
    #expect(names(walk).contains("四平红旗"))
  }

  @Test func anEditOfTheDirectoryIsRemembered() {
    var walk = walk()
    walk.type("/", "禾美", .enter, "e", .control("u"), "禾美汽车城", .control("s"))
    #expect(walk.book.dealer(RecordID(rawValue: "d0000000000002"))?.name == "禾美汽车城")
    walk.type("u")
    #expect(walk.book.dealer(RecordID(rawValue: "d0000000000002"))?.name == "禾美汽车")
  }

  @Test func twoRecordsOfOneDealerAreMergedAndUndone() {
    var book = Book.dealersAtWork
    var twin = Record(id: RecordID(rawValue: "d0000000000009"))
    twin["name"] = "禾美汽车销售有限公司"
    twin["city"] = "沈阳"
    twin["phones"] = .array(["0431-88880002", "024-11112222"])
    book.apply([RecordEdit(.dealer, twin.id, Change.difference(from: Record(id: twin.id), to: twin))])
    var walk = walk(book)
    walk.type("m")
    expectScreen(walk, named: "duplicates-120x24-zh")
    expectFitsEverySize(walk)
    walk.type(.enter)
    #expect(walk.book.dealer(twin.id)?.isGone == true)
    #expect(walk.book.dealer(RecordID(rawValue: "d0000000000002"))?.phones.contains("024-11112222") == true)
    walk.type("u")
    #expect(walk.book == book)
  }

  @Test func everyKeyNamesItsCommandOrTheReason() {
    var walk = walk()
    for keys: Stroke in ["b", "b", "/", .escape, "v", .escape, "x", .escape, "i", .escape, "m"] {
      walk.type(keys)
      for hint in walk.loop.stack.last?.screen.hints(desk: walk.loop.desk) ?? [] {
        #expect(!hint.hint.zh.isEmpty && !hint.hint.en.isEmpty)
        switch hint.command {
        case .line(let line): #expect(!line.isEmpty)
        case .none(let reason): #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
        }
        // A letter that acts does more than move.
        if let rank = hint.rank, rank < 20, let letter = hint.keys.first?.typed, letter != "q" {
          #expect(hint.command != .onlyMoves, "\(hint.hint.zh)")
        }
      }
    }
  }
}
