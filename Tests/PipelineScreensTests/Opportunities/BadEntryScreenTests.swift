import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

/// Every bad input that a month can get, typed: the form stays with what was typed, says the reason and the remedy in
/// keys and fields rather than in options of the command line, and the book is as it was.
@Suite struct BadEntryScreenTests {
  static let languages: [Wording.Language] = [.zh, .en]

  private func review(_ language: Wording.Language, _ month: SalesMonth = MonthBook.november) throws -> Walk {
    Walk(desk: try MonthBook.desk(language), screen: ReviewScreen(month: month), columns: 120, rows: 40)
  }

  private func customers(_ language: Wording.Language, today: String = "2026-11-24") throws -> Walk {
    Walk(desk: try MonthBook.desk(language, today: today), screen: OpportunitiesScreen(), columns: 120, rows: 40)
  }

  /// What the screen and its foot line say, the line breaks of paragraphs taken out.
  private func said(_ walk: Walk) -> String {
    let lines = walk.text.split(separator: "\n").map { $0.filter { !"│┌┐└┘─".contains($0) } }
    return (lines.joined() + (walk.notice ?? "")).filter { $0 != " " }
  }

  private func expectRefused(
    _ walk: Walk, on screen: String, before: Book, keeps: [String] = [], says: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    #expect(walk.screens.last == screen, sourceLocation: sourceLocation)
    #expect(walk.book == before, sourceLocation: sourceLocation)
    let said = said(walk)
    for part in keeps + says {
      #expect(said.contains(part.filter { $0 != " " }), "\(part) is missing:\n\(walk.text)\n\(walk.notice ?? "")", sourceLocation: sourceLocation)
    }
    // An option of the command line helps nobody who sits before a form.
    #expect(!said.contains("--"), "\(walk.text)\n\(walk.notice ?? "")", sourceLocation: sourceLocation)
  }

  @Test(arguments: languages) func aWinWantsNumberAndPremium(_ language: Wording.Language) throws {
    let zh = language == .zh
    var walk = try review(language)
    let before = walk.book
    walk.type("w", .control("s"))
    expectRefused(walk, on: "fields", before: before, says: [zh ? "至少要有一张保单的号码和保费" : "at least one policy with its number and premium"])
    walk.type(.down, "950", .control("s"))
    expectRefused(walk, on: "fields", before: before, keeps: ["950"], says: [zh ? "请填写保单号" : "give the policy's number"])
    for amount in ["0", "10000000000"] {
      walk = try review(language)
      walk.type("w", "PDAA1", .enter, Stroke(stringLiteral: amount), .control("s"))
      expectRefused(
        walk, on: "fields", before: before, keeps: ["PDAA1", amount], says: zh ? ["保费", "大于 0", "单位"] : ["premium", "above 0", "Check the unit"])
    }
    walk = try review(language)
    walk.type("w", "PDAA1", .enter, "百元", .control("s"))
    expectRefused(walk, on: "fields", before: before, keeps: ["PDAA1", "百元"], says: [zh ? "不是金额" : "no amount"])
  }

  @Test(arguments: languages) func aCoverEndsInAYearThatCanBe(_ language: Wording.Language) throws {
    for (expiry, reason) in [("1900-01-01", language == .zh ? "不早于" : "not before"), ("2999-01-01", "2100")] {
      var walk = try review(language)
      let before = walk.book
      walk.type("w", "PDAA1", .enter, "950", .enter, .enter, .enter, .enter, Stroke(stringLiteral: expiry), .control("s"))
      expectRefused(walk, on: "fields", before: before, keeps: ["PDAA1", "950", expiry], says: [reason])
    }
  }

  @Test(arguments: languages) func aLossWantsAReason(_ language: Wording.Language) throws {
    var walk = try review(language)
    let before = walk.book
    walk.type("j")
    #expect(walk.front(ReviewScreen.self)?.selected?.customer?.customerName == "长春鼎盛物流有限公司")
    for typed in ["", "   "] {
      walk.type("n", Stroke(stringLiteral: typed), .control("s"))
      expectRefused(walk, on: "fields", before: before, says: [language == .zh ? "请填写" : "please fill this in"])
      walk.type(.escape)
    }
  }

  @Test(arguments: languages) func aSecondCarryWantsADateAhead(_ language: Wording.Language) throws {
    let zh = language == .zh
    var first = try review(language)
    first.type("c", "等奖金", .control("s"))
    var desk = first.loop.desk
    desk.today = Day("2026-12-31")!
    let id = try #require(desk.customers.rows(of: SalesMonth("2026-12")!).first?.opportunity)
    var mint = IDMint(seconds: 9, salt: 9)
    let contact = CustomerContact(on: Day("2026-12-20")!, by: "王芳", method: .phone, lines: [.motor], result: "再等")
    desk.book.apply(try desk.customers.logContact(id, contact, stamp: WorkStamp(on: desk.today, by: "王芳"), mint: &mint).edits)
    var walk = Walk(desk: desk, screen: ReviewScreen(month: SalesMonth("2026-12")!), columns: 120, rows: 40)
    let before = walk.book
    walk.type("c", "再等等", .control("s"))
    expectRefused(
      walk, on: "fields", before: before, keeps: ["再等等"], says: zh ? ["已结转 1 次", "请填写"] : ["Carried once", "please fill this in"])
    walk.type("2026-12-01", .control("s"))
    expectRefused(walk, on: "fields", before: before, keeps: ["再等等", "2026-12-01"], says: [zh ? "要在今天（2026-12-31）之后" : "must lie after today"])
  }

  @Test(arguments: languages) func aSealedMonthTellsTheKeyThatReopensIt(_ language: Wording.Language) throws {
    let zh = language == .zh
    let sealed = zh ? ["2026-10", "封存", "按 R"] : ["2026-10", "sealed", "R opens it"]
    for key in ["w", "n", "c", "d", "x", "t", "X", "S"] as [Stroke] {
      var walk = try review(language, SalesMonth("2026-10")!)
      let before = walk.book
      walk.type(key)
      expectRefused(walk, on: "review", before: before, says: sealed)
    }
    var month = try MonthBook.played()
    for row in month.customers.rows(of: MonthBook.november) where row.isUndecided {
      month.customers.apply(
        try month.customers.decide(
          row.id, row.contacted == nil ? .notDone(note: nil) : .carried(note: "-", next: nil), stamp: MonthBook.stamp("2026-11-30"), mint: &month.mint))
    }
    month.customers.apply(try month.customers.seal(MonthBook.november, stamp: MonthBook.stamp("2026-11-30")).change)
    var desk = Desk.shipped(month.customers.book, language: language)
    desk.today = Day("2026-11-30")!
    for key in [.enter, "e", "x", "s"] as [Stroke] {
      var walk = Walk(desk: desk, screen: PlanScreen(month: MonthBook.november), columns: 120, rows: 40)
      let before = walk.book
      walk.type(key)
      expectRefused(walk, on: "plan", before: before, says: zh ? ["2026-11", "封存", "按 R"] : ["2026-11", "sealed", "R opens it"])
    }
  }

  @Test(arguments: languages) func aBarredCustomerIsPlannedByNoKey(_ language: Wording.Language) throws {
    var walk = try customers(language)
    walk.type("/", "周先生", .enter, "b", "本人要求", .enter)
    let before = walk.book
    for key in ["p", "c"] as [Stroke] {
      walk.type(key)
      expectRefused(walk, on: "opportunities", before: before, says: language == .zh ? ["不再联系", "本人要求", "按 b"] : ["not to be contacted", "本人要求", "b allows it"])
    }
    var plan = Walk(desk: walk.loop.desk, screen: PlanScreen(month: SalesMonth("2026-12")!), columns: 120, rows: 40)
    plan.type("a", .enter)
    let id = try #require(walk.book[.opportunity].records.first { $0["customerName"] == "周先生" }?.id)
    #expect(!CustomerBook(plan.book).rows(of: SalesMonth("2026-12")!).isEmpty)
    #expect(!CustomerBook(plan.book).rows(of: SalesMonth("2026-12")!).contains { $0.opportunity == id })
  }

  @Test(arguments: languages) func theArchiveRefusesExpiriesAndTelephonesThatCannotBe(_ language: Wording.Language) throws {
    let zh = language == .zh
    // Customer, type, lines, telephones, model, plate, expiry.
    for (phone, expiry, says) in [
      ("123", "2026-12-20", zh ? ["123", "至少 7 位数字"] : ["123", "at least 7 digits"]),
      ("13800007777", "1900-01-01", zh ? ["1950 到 2100"] : ["between 1950 and 2100"]),
      ("13800007777", "2999-01-01", zh ? ["1950 到 2100"] : ["between 1950 and 2100"]),
    ] {
      var walk = try customers(language)
      let before = walk.book
      walk.type(
        "n", "钱女士", .enter, " ", .enter, .enter, Stroke(stringLiteral: phone), .enter, "朗逸", .enter, .enter, Stroke(stringLiteral: expiry),
        .control("s"))
      expectRefused(walk, on: "customer-new", before: before, keeps: ["钱女士", phone, "朗逸", expiry], says: says)
    }
  }

  @Test(arguments: languages) func aMonthThatIsNoneIsNoDayOfAPlan(_ language: Wording.Language) throws {
    var walk = try customers(language)
    let before = walk.book
    walk.type("/", "周先生", .enter, "p", .enter, .enter, .control("u"), "2026-13-05", .control("s"))
    expectRefused(walk, on: "fields", before: before, keeps: ["2026-13-05"], says: [language == .zh ? "不是日期：写 2026-12-01" : "no date: write 2026-12-01"])
  }
}
