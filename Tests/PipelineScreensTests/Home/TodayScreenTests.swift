import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct TodayScreenTests {
  func walk(_ book: Book = .dealersAtWork, _ language: Wording.Language = .zh, _ columns: Int = 100, _ rows: Int = 30) -> Walk {
    Walk(desk: .shipped(book, language: language), screen: TodayScreen(), columns: columns, rows: rows)
  }

  @Test func whatIsMostPressingStandsFirst() {
    expectScreen(walk(), named: "today-100x30-zh")
    expectScreen(walk(.dealersAtWork, .en), named: "today-100x30-en")
    expectScreen(walk(.dealersAtWork, .zh, 60, 16), named: "today-60x16-zh")
    expectScreen(walk(.dealersAtWork, .en, 200, 60), named: "today-200x60-en")
  }

  @Test func itFitsEverySize() {
    expectFitsEverySize(walk())
    var facts = walk()
    facts.type(.tab)
    expectFitsEverySize(facts)
  }

  @Test func enterLandsOnTheStepThatIsDue() {
    var walk = walk()
    walk.type(.enter)
    #expect(walk.screens == ["today", "dealer"])
  }

  @Test func aNewNextDateTakesADealerOffTheListAndUndoBringsItBack() {
    var walk = walk()
    #expect(walk.text.contains("逾期"))
    walk.type("d", .control("u"), "+3 送资料", .enter)
    let dealer = walk.book.dealer(RecordID(rawValue: "d0000000000000"))
    #expect(dealer?.text("nextDate") == "2026-11-27")
    #expect(dealer?.text("nextNote") == "送资料")
    #expect(!walk.text.contains("逾期"))
    walk.type("u")
    #expect(walk.text.contains("逾期"))
    #expect(walk.notice?.contains("已撤销") == true)
  }

  @Test func aWrongDateIsSaidAndChangesNothing() {
    var walk = walk()
    let before = walk.book
    walk.type("d", .control("u"), "31月", .enter)
    #expect(walk.book == before)
    #expect(walk.notice?.contains("不是日期") == true)
    // What was typed waits to be put right.
    #expect(walk.screens.last == "prompt" && walk.text.contains("31月"))
  }

  @Test func theWordsTellWhatToDoWhenThereIsNothing() {
    #expect(walk(Book()).text.contains("导入厂家名单"))
    #expect(walk(.manyDealers(3)).text.contains("开始摸底走访"))
  }

  @Test func keysWithoutAnItemSayWhy() {
    var walk = walk(Book())
    walk.type("d")
    #expect(walk.notice == "今天没有事项")
  }

  @Test(arguments: [
    ("2026-12-01", "2026-12-01"), ("12-1", "2026-12-01"), ("1-5", "2027-01-05"), ("12月3日", "2026-12-03"), ("+3", "2026-11-27"),
    ("30", "2026-11-30"), ("1", "2026-12-01"), ("明天", "2026-11-25"),
  ])
  func daysAreTypedAsPeopleSayThem(_ typed: String, _ expected: String) {
    #expect(DayWords.parse(typed, today: Day(2026, 11, 24)!)?.description == expected)
  }

  @Test(arguments: ["", "2026-02-30", "13-1", "+", "abc", "0", "99"])
  func whatIsNoDayIsNone(_ typed: String) {
    #expect(DayWords.parse(typed, today: Day(2026, 11, 24)!) == nil)
  }
}
