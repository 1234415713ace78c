import Testing

@testable import Pipeline

@Suite struct PartnerBalanceTests {
  static let terms = PartnerTerms(
    baseRepairRatio: { _ in Ratio("0.5") },
    yield: { _, premium, repair in
      CommissionYield(
        commission: Rate(percent: 10), commissionPaid: premium.times(millionths: 100_000), uncollected: repair - repair)
    })

  @Test func aReferralIsCheckedAsAWhole() throws {
    var mint = IDMint(seconds: 1, salt: 1)
    let stamp = WorkStamp(on: Day("2026-11-20")!, by: "li")
    func refused(_ fields: JSONObject, _ error: ReferralError) {
      #expect(throws: error) { try Referral.add(fields, stamp: stamp, mint: &mint) }
    }
    refused([:], .missing(["plate"]))
    refused(["plate": "吉A1", "date": "2026-11-21"], .dayInFuture(Day("2026-11-21")!, today: stamp.on))
    refused(["plate": "吉A1", "date": "2999-01-01"], .badValue("date", found: "2999-01-01", why: .yearOutOfRange))
    refused(["plate": "吉A1", "result": "arrived"], .noShopRecommended)
    refused(["plate": "吉A1", "shop": "d1", "tries": 3], .triesOutOfRange(3))
    refused(["plate": "吉A1", "shop": "d1", "assessedLoss": "100"], .lossWithoutArrival(.pending))
    refused(
      ["plate": "吉A1", "shop": "d1", "result": "arrived", "assessedLoss": "0"],
      .badValue("assessedLoss", found: "0", why: .amountOutOfRange))
    let change = try Referral.add(["plate": "吉A·1", "shop": "d1"], stamp: stamp, mint: &mint)
    var book = Book()
    book.apply(change.edits)
    let referral = Referral(record: book[.referral].records[0])
    #expect(referral.tries == 1 && referral.result == .pending && referral.plate == "吉A1")
    book.apply(try referral.edited(["tries": 2, "result": "arrived", "assessedLoss": "3000"], stamp: stamp).edits)
    #expect(Referral(record: book[.referral].records[0]).assessedLoss == Money("3000"))
  }

  @Test func aMonthsBalanceCountsPremiumRepairRatesAndWarnings() throws {
    var book = PlayedBook(settings: ["winWin.premium": ["counted": "commercial", "tax": "0.06"]])
    let id = try book.find()
    try book.plan(id, "2026-11")
    try book.contact(id)
    book.apply(
      try book.customers.win(
        id, .motor,
        policies: [book.policy("P1", "950.00", kind: .compulsory), book.policy("P2", "10600.00", kind: .commercial)],
        stamp: book.stamp, mint: &book.mint))
    let own = PlayedBook.geely.rawValue
    let cases: [JSONObject] = [
      ["plate": "A1", "soldThrough": .string(own), "shop": .string(own), "result": "arrived", "assessedLoss": "3000"],
      [
        "plate": "A2", "soldThrough": .string(own), "shop": .string(own), "tries": 2, "result": "arrived",
        "assessedLoss": "1000",
      ],
      ["plate": "A3", "soldThrough": .string(own), "shop": .string(own), "result": "went-elsewhere"],
      ["plate": "A4", "soldThrough": .string(own)],
      ["plate": "A5", "shop": .string(own), "date": "2026-10-30"],
    ]
    for fields in cases { book.apply(try Referral.add(fields, stamp: book.stamp, mint: &book.mint)) }
    let balance = book.customers.balances(of: SalesMonth("2026-11")!, terms: PartnerBalanceTests.terms)[0]
    #expect(balance.premium == Money("10000") && balance.repair == Money("4000"))
    #expect(balance.repairRatio?.perOne == "1:0.40")
    #expect(balance.recommendationRate == Rate("0.75") && balance.successRate == Rate("0.666667"))
    #expect(balance.firstTryRate == Rate("0.333333") && balance.yield?.commissionPaid == Money("1000"))
    #expect(
      balance.warnings == [
        .notAllRecommended(rate: Rate("0.75")!, left: 1),
        .belowBaseline(ratio: Ratio("0.4")!, base: Ratio("0.5")!, shortfall: Money("1000")!),
      ])
  }

  @Test func withoutPremiumTheRatioIsADash() {
    let balance = PartnerBalance(dealer: PlayedBook.geely, month: SalesMonth("2026-11")!)
    #expect(balance.repairRatio == nil && balance.successRate == nil && balance.warnings.isEmpty)
  }

  @Test func aListOfCasesComesOnceAndLaterBringsResults() throws {
    var book = PlayedBook()
    let head = ["出险日期", "车牌号", "出单车商", "推荐网点", "结果", "定损金额"]
    func take(_ rows: [[String]]) throws -> ReferralImport {
      var mint = book.mint
      let list = try #require(
        ReferralImport([head] + rows, file: "x.csv", into: book.customers.book, stamp: book.stamp, mint: &mint))
      book.mint = mint
      book.apply(list.change)
      return list
    }
    let name = "长春吉利通达"
    let first = [
      ["2026/11/1", "吉A·1", name, name, "", ""], ["2026-11-02", "吉A2", "不认识", "", "", ""],
      ["2026-11-02", "吉A3", name, name, "到店", "0"],
    ]
    let list = try take(first)
    #expect(list.added == 1 && list.rejected.map(\.number) == [3, 4])
    #expect(list.rejected[0].outcome == .rejected(.unknownDealer("soldThrough", "不认识")))
    #expect(try take([first[0]]).unchanged == 1)
    let later = try take([["2026-11-01", "吉A1", "", "", "已到店", "1,200.50"]])
    #expect(later.updated == 1)
    let kept = Referral(record: book.customers.book[.referral].records[0])
    #expect(kept.result == .arrived && kept.assessedLoss == Money("1200.5") && kept.shop == PlayedBook.geely)
  }
}
