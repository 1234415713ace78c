import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

/// A partner's month on the screen: premium against repair money, and the cases behind it.
@Suite struct PartnersScreenTests {
  func desk(_ language: Wording.Language = .zh) throws -> Desk {
    var desk = try MonthBook.desk(language)
    var mint = IDMint(seconds: 5, salt: 5)
    let own = JSONValue.string(MonthBook.partner.rawValue)
    let dealer = try #require(desk.book.record(.dealer, MonthBook.partner))
    desk.book.apply([RecordEdit(.dealer, MonthBook.partner, [FieldEdit("repairPolicy.baseRepairRatio", was: dealer["repairPolicy.baseRepairRatio"], to: "0.8")])])
    for fields in [
      ["plate": "吉A1", "soldThrough": own, "shop": own, "result": "arrived", "assessedLoss": "3000", "brand": "吉利", "date": "2026-11-10"],
      ["plate": "吉A2", "soldThrough": own, "date": "2026-11-11"], ["plate": "吉A3", "soldThrough": own, "shop": own, "date": "2026-11-12"],
    ] as [JSONObject] {
      desk.book.apply(try Referral.add(fields, stamp: MonthBook.stamp("2026-11-20"), mint: &mint).edits)
    }
    return desk
  }

  func walk(_ screen: any Screen = PartnersScreen(), _ language: Wording.Language = .zh, _ columns: Int = 120, _ rows: Int = 24) throws -> Walk {
    Walk(desk: try desk(language), screen: screen, columns: columns, rows: rows)
  }

  @Test func premiumStandsAgainstRepairMoneyWithTheWarnings() throws {
    var walk = try walk(PartnersScreen(), .zh, 160, 24)
    let desk = walk.loop.desk
    let balance = try #require(desk.customers.balances(of: MonthBook.november, terms: .winWin(desk.handbook.defaults)).first)
    for text in [balance.premium.grouped, balance.repair.grouped, balance.repairRatio?.perOne ?? "?", "1:0.8", "▲"] { #expect(walk.text.contains(text), "\(text)") }
    #expect(balance.recommendedBack == 2 && balance.accidents == 3 && walk.text.contains("66.7 %"))
    for warning in balance.warnings { #expect(walk.text.filter { !" │\n".contains($0) }.contains(desk.say(Words.warning(warning)).prefix(8).filter { $0 != " " })) }
    expectScreen(walk, named: "partners-160x24-zh")
    expectScreen(try self.walk(PartnersScreen(), .en, 80, 24), named: "partners-80x24-en")
    expectFitsEverySize(walk)
    walk.type(.tab)
    expectFitsEverySize(walk)
    walk.type(.left, .left)
    #expect(walk.text.contains("没有保费"))
  }

  @Test func aCaseIsRecordedCorrectedAndCounted() throws {
    var walk = try walk()
    walk.type(.enter)
    #expect(walk.screens == ["partners", "referrals"] && walk.text.contains("3 起，待定 1") && walk.text.contains("未推荐"))
    expectScreen(walk, named: "referrals-120x24-zh")
    expectFitsEverySize(walk)
    let before = walk.book
    // The loss comes with the car: the form keeps what was typed and says what is wrong.
    walk.type(.enter)
    #expect(walk.screens.last == "fields" && walk.text.contains("吉A3"))
    walk.type(.end, .down, .down, .down, .down, .down, .down, .down, "4,200.50", .control("s"))
    #expect(walk.screens.last == "fields" && walk.text.contains("4,200.50") && walk.text.contains("到店的才有") && walk.book == before)
    walk.type(.up, " ", .control("s"))
    #expect(walk.screens == ["partners", "referrals"], "\(walk.text)")
    #expect(walk.text.contains("4,200.50") && walk.text.contains("待定 0"), "\(walk.text)")
    walk.type("n", "吉A·999", .control("s"))
    #expect(walk.text.contains("吉A999") && walk.text.contains("4 起"), "\(walk.text)")
    walk.type("n", .control("s"))
    #expect(walk.screens.last == "fields" && walk.text.contains("请填写"))
    walk.type("吉A5", .enter, "2999-01-01", .control("s"))
    #expect(walk.screens.last == "fields" && walk.text.contains("2999-01-01") && walk.text.contains("1950 到 2100"))
  }
}
