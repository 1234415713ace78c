import Testing

@testable import Pipeline

@Suite struct WinWinTests {
  static func terms(_ c: String, _ m: String, _ s: String, floor: String = "0", trigger: String = "0") -> WinWinTerms {
    WinWinTerms(
      baseRepairRatio: Ratio("0.5")!, baseCommission: Rate(c)!, repairMargin: Rate(m)!, insurerShare: Rate(s)!,
      commissionFloor: Rate(floor)!, trigger: Ratio(trigger)!)
  }

  @Test func aboveTheBaselineBothSidesGain() throws {
    let w = try WinWin(Self.terms("18%", "30%", "50%"), premium: Money(yuan: 2_000_000), repair: Money(yuan: 1_600_000))
    #expect(w.repairRatio?.description == "0.8")
    #expect(w.extraRepair == Money(yuan: 600_000) && w.extraProfit == Money(yuan: 180_000))
    #expect(w.insurerGain == Money(yuan: 90_000) && w.commission.percent == "13.50 %")
    #expect(w.commissionPaid == Money(yuan: 270_000) && w.commissionAtBase == Money(yuan: 360_000))
    #expect(w.dealerTotal == Money(yuan: 750_000) && w.dealerTotalAtBase == Money(yuan: 660_000))
    #expect(w.dealerGain == Money(yuan: 90_000) && w.uncollected == .zero && w.shortfall == .zero)
  }

  @Test func belowTheBaselineNothingMovesAndTheShortfallIsTold() throws {
    let w = try WinWin(Self.terms("15%", "30%", "50%"), premium: Money(yuan: 800_000), repair: Money(yuan: 360_000))
    #expect(w.repairRatio?.description == "0.45" && w.extraRepair == .zero && w.insurerGain == .zero)
    #expect(w.commission.percent == "15.00 %" && w.commissionPaid == Money(yuan: 120_000))
    #expect(w.dealerTotal == Money(yuan: 228_000) && w.dealerGain == Money(yuan: -12_000))
    #expect(w.shortfall == Money(yuan: 40_000))
  }

  @Test func theFloorBitesAndTheRestIsUncollected() throws {
    let w = try WinWin(Self.terms("8%", "35%", "60%", floor: "4%"), premium: Money(yuan: 500_000), repair: Money(yuan: 700_000))
    #expect(w.extraRepair == Money(yuan: 450_000) && w.extraProfit == Money(yuan: 157_500))
    #expect(w.insurerGain == Money(yuan: 94_500) && w.commission.percent == "4.00 %")
    #expect(w.commissionPaid == Money(yuan: 20_000) && w.commissionAtBase == Money(yuan: 40_000))
    #expect(w.dealerTotal == Money(yuan: 265_000) && w.dealerTotalAtBase == Money(yuan: 127_500))
    #expect(w.uncollected == Money(yuan: 74_500) && w.floorBites)
  }

  @Test func theTriggerIsACliff() throws {
    let terms = Self.terms("18%", "30%", "50%", trigger: "0.1")
    let at = try WinWin(terms, premium: Money(yuan: 1_000_000), repair: Money(yuan: 600_000))
    #expect(at.extraRepair == .zero && at.commission.percent == "18.00 %")
    let above = try WinWin(terms, premium: Money(yuan: 1_000_000), repair: Money(fen: 60_000_001))
    #expect(above.extraRepair == Money(fen: 10_000_001))
    #expect(above.commission.percent == "16.50 %")
  }

  @Test func withoutPremiumThereIsNoRatioAndNoReduction() throws {
    let w = try WinWin(Self.terms("18%", "30%", "50%"), premium: .zero, repair: Money(yuan: 100_000))
    #expect(w.repairRatio == nil && w.commission == Rate(percent: 18) && w.commissionPaid == .zero && w.extraRepair == .zero)
  }

  @Test func theCommissionIsRoundedToAHundredthOfAPointAndPaidFromThat() throws {
    // E 100.01, π 33.00, G 16.50; 16.50 ÷ 777.77 = 2.1214… % → 15.88 %; 777.77 × 15.88 % = 123.51
    let w = try WinWin(Self.terms("18%", "33%", "50%"), premium: Money("777.77")!, repair: Money("488.90")!)
    #expect(w.extraRepair.description == "100.01" && w.extraProfit.description == "33.00")
    #expect(w.insurerGain.description == "16.50" && w.commission.percent == "15.88 %")
    #expect(w.commissionPaid.description == "123.51")
  }

  @Test func termsOutOfRangeAreRefused() {
    let p = Money(yuan: 1)
    #expect(throws: WinWinFault.floorAboveBase(floor: Rate("9%")!, base: Rate("8%")!)) {
      try WinWin(Self.terms("8%", "30%", "50%", floor: "9%"), premium: p, repair: p)
    }
    #expect(throws: WinWinFault.rateOutOfRange(term: "repairMargin", Rate("101%")!)) {
      try WinWin(Self.terms("8%", "101%", "50%"), premium: p, repair: p)
    }
    #expect(throws: WinWinFault.amountOutOfRange(term: "repair", Money(fen: -1))) {
      try WinWin(Self.terms("8%", "30%", "50%"), premium: p, repair: Money(fen: -1))
    }
    #expect(throws: WinWinFault.amountOutOfRange(term: "repair", Money(yuan: 1_000_000_000_000))) {
      try WinWin(Self.terms("8%", "30%", "50%"), premium: Money(fen: 1), repair: Money(yuan: 1_000_000_000_000))
    }
    #expect(throws: WinWinFault.ratioOutOfRange(term: "trigger", Ratio("-0.1")!)) {
      try WinWin(Self.terms("8%", "30%", "50%", trigger: "-0.1"), premium: p, repair: p)
    }
  }

  @Test func theBaselineStandsFirstAmongTheScenarios() throws {
    let terms = Self.terms("18%", "30%", "50%")
    let premium = Money(yuan: 2_000_000)
    let columns = try WinWin.scenarios(terms, premium: premium, repairs: WinWin.usualRepairs(terms, premium: premium))
    #expect(columns.map(\.repair) == [1_000_000, 800_000, 1_500_000, 2_000_000].map { Money(yuan: $0) })
    #expect(columns[0].dealerGain == .zero && columns[0].commission == Rate(percent: 18))
  }
}
