import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct ReviewScreenTests {
  func walk(_ language: Wording.Language = .zh, _ columns: Int = 100, _ rows: Int = 24, today: String = "2026-11-30") throws -> Walk {
    Walk(desk: try MonthBook.desk(language, today: today), screen: ReviewScreen(month: MonthBook.november), columns: columns, rows: rows)
  }

  @Test func undecidedRowsStandFirstAndFiguresBesideTheMonthsBefore() throws {
    expectScreen(try walk(), named: "review-100x24-zh")
    expectScreen(try walk(.en), named: "review-100x24-en")
    expectScreen(try walk(.zh, 60, 16), named: "review-60x16-zh")
    expectScreen(try walk(.en, 200, 60), named: "review-200x60-en")
    expectFitsEverySize(try walk())
    var pane = try walk()
    pane.type(.tab)
    expectFitsEverySize(pane)
  }

  @Test func theFiguresOnTheScreenAreTheReviews() throws {
    var walk = try walk(.zh, 120, 40)
    let customers = CustomerBook(walk.book)
    let review = MonthReview(MonthBook.november, in: customers, today: Day("2026-11-30")!)
    let f = review.figures
    #expect(f.planned == 5 && f.undecided == 3 && f.won == 1)
    let head = "计划 \(f.planned)  接触 \(f.contacted)  促成 \(f.won)  无意愿 \(f.noInterest)  结转 \(f.carried)  未做 \(f.notDone)  未定 \(f.undecided)"
    #expect(walk.text.contains(head))
    #expect(walk.text.contains("成功率 \(MonthLooks.shortRate(f.successRate))（上月 \(MonthLooks.shortRate(review.lastMonth.successRate)) ↓）"))
    #expect(walk.text.contains(f.totalPremium.grouped))
    walk.type("j")
    #expect(walk.text.contains(head))
  }

  /// The month end typed as keys: decide every row, seal, plan the next month.
  @Test func aMonthEndByKeys() throws {
    var walk = try walk(.zh, 120, 40)
    // By day: the haulier and 李先生 of the 18th, then 孙女士 of the 26th.
    #expect(walk.front(ReviewScreen.self)?.selected?.customer?.customerName == "李先生")
    walk.type("S")
    #expect(walk.notice?.contains("还有 3 行未定") == true)
    // Won with two policies.
    walk.type("w")
    #expect(walk.screens == ["review", "fields"])
    walk.type("PDZA1", .enter, "950", .enter, "PDAA2", .enter, "3,370.50", .control("s"))
    #expect(walk.screens == ["review"])
    #expect(walk.text.contains("4,320.50"))
    // The next undecided row is selected.
    #expect(walk.front(ReviewScreen.self)?.selected?.customer?.customerName == "长春鼎盛物流有限公司")
    walk.type("n", "没有预算", .control("s"))
    #expect(walk.front(ReviewScreen.self)?.selected?.customer?.customerName == "孙女士")
    // Not contacted: neither won nor carried, but not done.
    walk.type("w")
    #expect(walk.notice?.contains("还没有接触") == true)
    walk.type("c")
    #expect(walk.notice?.contains("未做") == true)
    walk.type("x")
    #expect(walk.front(ReviewScreen.self)?.review?.figures.undecided == 0)
    walk.type("S", "y")
    #expect(CustomerBook(walk.book).seal(of: MonthBook.november) != nil)
    #expect(walk.notice?.contains("已封存") == true)
    walk.type("w")
    #expect(walk.notice?.contains("封存") == true)
    walk.type(">")
    #expect(walk.screens == ["review", "plan"])
    let proposed = walk.front(PlanScreen.self)?.proposals.count ?? 0
    #expect(proposed > 0)
    walk.type("a", .enter)
    let december = CustomerBook(walk.book).rows(of: SalesMonth("2026-12")!)
    #expect(december.count == proposed + 1)
    #expect(walk.front(PlanScreen.self)?.proposals.isEmpty == true)
    let reviewed = MonthReview(MonthBook.november, in: CustomerBook(walk.book), today: Day("2026-11-30")!)
    #expect(reviewed.figures.won == 2 && reviewed.figures.noInterest == 2 && reviewed.figures.notDone == 1)
  }

  /// The review is carried along from decision to decision; what it shows is what a new one would show.
  @Test func theReviewThatFollowsItsDecisionsIsTheOneMadeAnew() throws {
    var walk = try walk(.zh, 120, 40)
    let steps: [[Stroke]] = [
      ["w", "PDZA1", .enter, "950", .enter, "PDAA2", .enter, "3,370.50", .control("s")], ["u"], [.control("r")],
      ["n", "没有预算", .control("s")], ["t", .control("s")], ["c", "等奖金", .control("s")], ["S", "y"],
    ]
    for step in steps {
      for stroke in step { walk.type(stroke) }
      let customers = CustomerBook(walk.book)
      let shown = try #require(walk.front(ReviewScreen.self)?.review)
      let anew = MonthReview(MonthBook.november, in: customers, today: Day("2026-11-30")!)
      #expect(MonthReport.make(shown, in: customers) == MonthReport.make(anew, in: customers))
      #expect(shown.undecided.map(\.row.id) == anew.undecided.map(\.row.id))
      #expect(shown.decided.map(\.row.id) == anew.decided.map(\.row.id))
      #expect(shown.undecided.map { $0.customer?.contacts.count } == anew.undecided.map { $0.customer?.contacts.count })
    }
    #expect(walk.front(ReviewScreen.self)?.review?.figures.undecided == 0)
  }

  @Test func aWinWithoutAPolicyIsRefusedAtItsField() throws {
    var walk = try walk(.zh, 120, 40)
    let before = walk.book
    walk.type("w", .control("s"))
    #expect(walk.screens == ["review", "fields"])
    #expect(walk.text.contains("至少要有一张保单"))
    expectScreen(walk, named: "review-win-120x40-zh")
    walk.type("P1", .enter, "0", .control("s"))
    #expect(walk.text.contains("保费"))
    walk.type(.escape)
    #expect(walk.book == before)
  }

  @Test func aSecondCarryAsksForADate() throws {
    var walk = try walk(.zh, 120, 40)
    walk.type("c", "等奖金", .control("s"))
    #expect(walk.notice == "已结转")
    var desk = walk.loop.desk
    desk.today = Day("2026-12-31")!
    let id = try #require(CustomerBook(desk.book).rows(of: SalesMonth("2026-12")!).first?.opportunity)
    var mint = IDMint(seconds: 9, salt: 9)
    let contact = CustomerContact(on: Day("2026-12-20")!, by: "王芳", method: .phone, lines: [.motor], result: "再等")
    let talk = try CustomerBook(desk.book).logContact(id, contact, stamp: WorkStamp(on: desk.today, by: "王芳"), mint: &mint)
    desk.book.apply(talk.edits)
    var later = Walk(desk: desk, screen: ReviewScreen(month: SalesMonth("2026-12")!), columns: 120, rows: 40)
    later.type("c", "再等等", .control("s"))
    #expect(later.screens == ["review", "fields"])
    later.type("+20", .control("s"))
    #expect(later.screens == ["review"])
    #expect(CustomerBook(later.book).rows(of: SalesMonth("2027-01")!).first?.carries == 2)
  }

  @Test func aSealedMonthShowsItsCorrectionsAndReopensWithAReason() throws {
    var walk = Walk(desk: try MonthBook.desk(), screen: ReviewScreen(month: SalesMonth("2026-10")!), columns: 120, rows: 40)
    #expect(walk.text.contains("已封存"))
    walk.type("R", "补一份保单", .enter)
    #expect(walk.notice?.contains("已重开") == true)
    #expect(CustomerBook(walk.book).seal(of: SalesMonth("2026-10")!) == nil)
  }

  @Test func aMonthWithoutAPlanIsShownAndOtherMonthsAreOneKeyAway() throws {
    var walk = try walk(.zh, 100, 24)
    walk.type(.left, .left)
    #expect(walk.text.contains("2026-09"))
    #expect(walk.text.contains("没有计划"))
    expectFitsEverySize(walk)
    walk.type(.right, .right)
    #expect(walk.front(ReviewScreen.self)?.month == MonthBook.november)
  }

  @Test func everyKeyNamesItsCommandAndBothLanguages() throws {
    let desk = try MonthBook.desk()
    let screens: [any Screen] = [ReviewScreen(), PlanScreen(month: MonthBook.november), OpportunitiesScreen(), RenewalsScreen(), DayScreen(), ReportsScreen()]
    for screen in screens {
      for hint in screen.hints(desk: desk) { #expect(!hint.hint.zh.isEmpty && !hint.hint.en.isEmpty, "\(screen.name)") }
    }
  }
}
