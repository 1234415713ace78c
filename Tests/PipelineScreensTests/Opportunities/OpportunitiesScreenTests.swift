import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct OpportunitiesScreenTests {
  func walk(_ screen: any Screen = OpportunitiesScreen(), _ language: Wording.Language = .zh, _ columns: Int = 120, _ rows: Int = 40, today: String = "2026-11-24") throws -> Walk {
    Walk(desk: try MonthBook.desk(language, today: today), screen: screen, columns: columns, rows: rows)
  }

  @Test func theTableShowsLinesBandsAndDealers() throws {
    expectScreen(try walk(OpportunitiesScreen(), .zh, 120, 24), named: "opportunities-120x24-zh")
    expectScreen(try walk(OpportunitiesScreen(), .en, 200, 40), named: "opportunities-200x40-en")
    expectScreen(try walk(OpportunitiesScreen(), .zh, 60, 16), named: "opportunities-60x16-zh")
    expectFitsEverySize(try walk())
  }

  @Test(arguments: [("李", 1), ("类型:存量", 4), ("险种:意外", 1), ("意愿:不愿意", 2), ("到期:15-0", 1), ("12341", 1), ("type:new", 1)])
  func theFilterFinds(_ typed: String, _ count: Int) throws {
    var walk = try walk()
    walk.type("/", Stroke(stringLiteral: typed), .enter)
    #expect(walk.front(OpportunitiesScreen.self)?.shown.count == count)
  }

  @Test func aNewCustomerIsNotedAtAPartner() throws {
    var walk = try walk()
    walk.type("n")
    #expect(walk.screens.last == "customer-new")
    expectFitsEverySize(walk)
    walk.type("钱女士", .enter, " ", .enter, .enter, "139", .control("s"))
    #expect(walk.screens.last == "customer-new")
    #expect(walk.text.contains("至少 7 位数字"))
    walk.type("00001111", .control("s"))
    #expect(walk.screens == ["opportunities"])
    #expect(walk.book[.opportunity].count == 8)
    walk.type("u")
    #expect(walk.book[.opportunity].count == 7)
  }

  @Test func aBarredCustomerIsInNoPlanUntilLifted() throws {
    var walk = try walk()
    walk.type("/", "李先生", .enter, "b", "别再打电话", .enter)
    #expect(walk.notice == "已设为不再联系")
    walk.type("c")
    #expect(walk.notice?.contains("不再联系") == true)
    walk.type("p")
    #expect(walk.notice?.contains("不再联系") == true)
    walk.type("b", "客户又来了", .enter)
    #expect(walk.notice == "又可以联系了")
  }

  @Test func aContactIsLoggedAndShown() throws {
    var walk = try walk()
    walk.type("/", "周先生", .enter, "p", .control("s"))
    #expect(walk.notice?.contains("已列入") == true)
    walk.type("c", .enter, .enter, .enter, "要两份报价", .enter, " ", .enter, "+5", .control("s"))
    #expect(walk.notice == "已记录接触")
    walk.type(.enter)
    #expect(walk.screens == ["opportunities", "customer"])
    #expect(walk.text.contains("要两份报价"))
    expectFitsEverySize(walk)
    expectScreen(walk, named: "customer-120x40-zh")
  }

  @Test func theClosingStepsAreTickedAndTheKitCounted() throws {
    var walk = try walk()
    walk.type("/", "李先生", .enter, "k", " ", "j", " ")
    #expect(walk.screens.last == "closing")
    let id = try #require(walk.front(ClosingScreen.self)?.id)
    let customer = try #require(CustomerBook(walk.book).opportunity(id))
    #expect(customer.closingSteps(of: customer.line(.motor)!).count == 2)
    expectScreen(walk, named: "closing-120x40-zh")
    walk.type(.end, " ", "r")
    #expect(CustomerBook(walk.book).opportunity(id)?.receptions.count == 1)
    expectFitsEverySize(walk)
  }

  @Test func renewalsStandByBandWithTheirMisses() throws {
    let walk = try walk(RenewalsScreen(), .zh, 100, 24)
    #expect(walk.text.contains("30–16 天"))
    expectScreen(walk, named: "renewals-100x24-zh")
    expectFitsEverySize(walk)
    // Where there is room the customer stands beside the list.
    let wide = try self.walk(RenewalsScreen(), .en, 200, 30)
    #expect(wide.text.contains("Contacts") && wide.text.contains("1380000"))
  }

  /// The day of somebody who closed every day before it.
  func day(_ today: String) throws -> Walk {
    var desk = try MonthBook.desk(.zh, today: today)
    var mint = IDMint(seconds: 3, salt: 3)
    func missed() -> Day? {
      DayClose.missing(through: desk.today, by: desk.by, in: desk.book) { desk.library.calendar.isWorkday($0) }.last
    }
    while let missed = missed() {
      let change = try DayClose.close(missed, note: nil, in: desk.customers, rows: desk.months.rows, stamp: desk.stamp, mint: &mint)
      desk.book.apply(change.edits)
    }
    return Walk(desk: desk, screen: DayScreen(), columns: 100, rows: 24)
  }

  @Test func theDayHasCallsBeforeNoonAndClosesOnce() throws {
    var walk = try day("2026-11-24")
    expectScreen(walk, named: "day-100x24-zh")
    expectFitsEverySize(walk)
    let before = walk.book[.dayClose].count
    walk.type("l", .control("s"))
    #expect(walk.book[.activity].count == 1)
    walk.type("z", "顺利", .control("s"))
    #expect(walk.book[.dayClose].count == before + 1)
    walk.type("z")
    #expect(walk.notice == "今天已日结")
  }

  /// Three days: the first is closed with an item undone, the second stays open, the third tells both.
  @Test func theDayTellsWhatWaitedAndWhichDayWasNotClosed() throws {
    var walk = try day("2026-11-26")
    #expect(walk.text.contains("孙女士") && !walk.text.contains("11-26 转来"))
    walk.type("z")
    #expect(walk.text.filter { $0 != " " }.contains("未做") && walk.text.contains("转到明天"))
    walk.type("累", .enter, "先找孙女士", .control("s"))
    #expect(walk.text.contains("今天已日结"))
    walk.loop.renew { $0.today = Day("2026-11-27")! }
    #expect(walk.text.contains("11-26 转来") && walk.text.contains("先找孙女士") && !walk.text.contains("没有日结"))
    expectFitsEverySize(walk)
    walk.loop.renew { $0.today = Day("2026-11-30")! }
    #expect(walk.text.contains("1 天没有日结（2026-11-27）"))
    expectScreen(walk, named: "day-missed-100x24-zh")
    // The missed day is closed afterwards, with its own date.
    walk.type("z", .enter, .enter, "2026-11-27", .control("s"))
    #expect(DayClose.all(in: walk.book).map(\.on.description).suffix(2) == ["2026-11-26", "2026-11-27"])
    #expect(!walk.text.contains("没有日结") && !walk.text.contains("今天已日结"))
  }

  @Test func theBriefFitsEverySize() throws {
    expectFitsEverySize(try walk(VisitBriefScreen(MonthBook.partner)))
  }

  @Test func todayShowsCustomersWithTheirReasonsAndCounters() throws {
    let walk = Walk(
      desk: try MonthBook.desk(.zh, today: "2026-11-30"), screen: TodayScreen(providers: [.opportunities, .dealers]), columns: 120, rows: 30)
    #expect(walk.text.contains("月末检视 2026-11"))
    #expect(walk.text.contains("本月促成 1 件"))
    expectScreen(walk, named: "today-month-120x30-zh")
    expectFitsEverySize(walk)
  }

  @Test func theIndicesFollowAChange() throws {
    var walk = try walk()
    walk.type("/", "李先生", .enter, "b", "别打", .enter)
    let followed = walk.loop.desk.months
    let anew = MonthLookups(walk.book)
    #expect(Set(followed.rows.map(\.id)) == Set(anew.rows.map(\.id)))
    #expect(followed.rows.first { $0.isBarred } == anew.rows.first { $0.isBarred })
    let today = Day("2026-11-24")!
    #expect(followed.review(MonthBook.november, today: today).figures == anew.review(MonthBook.november, today: today).figures)
    #expect(followed.customers.index.openRows.keys.sorted() == anew.customers.index.openRows.keys.sorted())
  }
}
