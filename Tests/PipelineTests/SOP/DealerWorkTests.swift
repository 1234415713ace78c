import Testing

@testable import Pipeline

@Suite struct DealerWorkTests {
  @Test func theWholeWalkFromAListToASignedContract() throws {
    var walk = try SOPWalk()
    try walk.reach(.sign)
    try walk.complete("written", SOPWalk.contract)
    try walk.advance()
    #expect(walk.dealer.standing == .partner)
    #expect(walk.dealer.moves.map(\.kind) == [.advance, .advance, .advance, .advance, .advance, .sign])
    #expect(walk.dealer.record.entries(of: "visits").count == 1)
    #expect(walk.changes.last?.deed.verb == "contract.sign")
  }

  @Test func aDraftIsSavedWithoutCompletingAnything() throws {
    var walk = try SOPWalk([:])
    try walk.save("name=甲")
    #expect(walk.dealer.stepState("prep-survey") == nil && walk.dealer.stageSince == walk.day)
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    #expect(progress.step("prep-survey")?.state == .inProgress && progress.step("prep-visit")?.state == .open)
    #expect(progress.nextStep?.id == "prep-survey" && progress.nextField == "address")
  }

  @Test func aStepOfALaterStageIsRefusedWithBothStages() throws {
    var walk = try SOPWalk()
    #expect(throws: SOPError.laterStage(step: "b6-fee-policy", stepStage: .negotiate, dealerStage: .survey)) {
      try walk.work.complete("b6-fee-policy", mint: &walk.mint)
    }
    #expect(throws: SOPError.laterStage(step: "b1-introductions", stepStage: .negotiate, dealerStage: .survey)) {
      try walk.work.skip("b1-introductions", reason: "x")
    }
    #expect(throws: SOPError.unknownStep("b7")) { try walk.work.complete("b7", mint: &walk.mint) }
  }

  @Test func aStepWithoutItsFieldsIsNotDone() throws {
    var walk = try SOPWalk()
    try walk.reach(.visit)
    let error = #expect(throws: SOPError.self) {
      try walk.work.complete("prep-visit", values: SOPWalk.values(["willingness=high"]), mint: &walk.mint)
    }
    guard case .incomplete(step: "prep-visit", let missing)? = error else { Issue.record("other error"); return }
    #expect(missing.count == 10 && !missing.contains { $0.field == "willingness" })
  }

  @Test func anEarlierStepMayBeRepeatedAndAddsItsRecord() throws {
    var walk = try SOPWalk()
    try walk.reach(.policy)
    walk.day = Day(2026, 11, 5)!
    try walk.complete("prep-visit", "visitDate=2026-11-05", "metWith=陈总")
    #expect(walk.dealer.record.entries(of: "visits").count == 2)
    #expect(walk.dealer.record["steps/prep-visit"]?["times"] == 2)
    // The same visit told twice is one visit.
    try walk.complete("prep-visit")
    #expect(walk.dealer.record.entries(of: "visits").count == 2)
  }

  @Test func onlyStepsOfBAndCAreSkippedAndOnlyWithAReason() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    #expect(throws: SOPError.notSkippable("a1-introductions")) { try walk.work.skip("a1-introductions", reason: "x") }
    #expect(throws: SOPError.reasonNeeded(deed: "skip")) { try walk.work.skip("b1-introductions", reason: " ") }
    walk.take(try walk.work.skip("b1-introductions", reason: "认识"))
    #expect(throws: SOPError.stepIs("b1-introductions", .skipped)) { try walk.work.skip("b1-introductions", reason: "x") }
    try walk.complete("b1-introductions")
    #expect(throws: SOPError.stepIs("b1-introductions", .done)) { try walk.work.skip("b1-introductions", reason: "x") }
  }

  @Test func reopeningKeepsTheValues() throws {
    var walk = try SOPWalk()
    #expect(throws: SOPError.stepIs("prep-survey", .open)) { try walk.work.reopen("prep-survey") }
    try walk.complete("prep-survey", SOPWalk.survey)
    walk.take(try walk.work.reopen("prep-survey", reason: "电话换了"))
    #expect(walk.dealer.salesVolume == 1200 && walk.dealer.stepState("prep-survey") == "open")
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    #expect(progress.step("prep-survey")?.state == .inProgress && progress.step("prep-survey")?.times == 1)
  }

  @Test func anOverrideNeedsAReasonAndKeepsWhatWasMissingForTheMonth() throws {
    var walk = try SOPWalk()
    #expect(throws: SOPError.reasonNeeded(deed: "override")) {
      try walk.work.advance(overridingBecause: "", mint: &walk.mint)
    }
    walk.take(try walk.work.advance(overridingBecause: "老总已点头", mint: &walk.mint))
    #expect(walk.dealer.stage == .visit)
    let overrides = walk.dealer.overrides(in: SalesMonth("2026-11")!)
    #expect(overrides.first?.reason == "老总已点头" && overrides.first?.kind == .override)
    #expect(overrides.first?.missing.compactMap(\.field).contains("address") == true)
    #expect(walk.dealer.overrides(in: SalesMonth("2026-12")!).isEmpty)
    #expect(walk.dealer.stepState("prep-survey") == nil)
  }

  @Test func backDroppedAndTakenUpAgain() throws {
    var walk = try SOPWalk()
    try walk.reach(.policy)
    #expect(throws: SOPError.notEarlier(asked: .policy, present: .policy)) {
      try walk.work.goBack(to: .policy, reason: "x", mint: &walk.mint)
    }
    #expect(throws: SOPError.reasonNeeded(deed: "return")) { try walk.work.goBack(to: .visit, reason: "", mint: &walk.mint) }
    walk.take(try walk.work.goBack(to: .visit, reason: "数据不实", mint: &walk.mint))
    #expect(walk.dealer.stage == .visit && walk.dealer.text("edge") == nil && walk.dealer.text("class") == "key")
    #expect(throws: SOPError.reasonNeeded(deed: "drop")) { try walk.work.drop(reason: "", mint: &walk.mint) }
    walk.take(try walk.work.drop(reason: "停业", mint: &walk.mint))
    #expect(throws: SOPError.standing(found: .dropped, allowed: [.open])) { try walk.work.advance(mint: &walk.mint) }
    #expect(throws: SOPError.standing(found: .dropped, allowed: [.open, .partner])) {
      try walk.work.complete("prep-survey", mint: &walk.mint)
    }
    walk.take(try walk.work.takeUpAgain(mint: &walk.mint))
    #expect(walk.dealer.standing == .open && walk.dealer.stage == .visit)
    #expect(throws: SOPError.standing(found: .open, allowed: [.dropped, .ended])) { try walk.work.takeUpAgain(mint: &walk.mint) }
  }

  @Test func aContractIsRenewedOrEnded() throws {
    var walk = try SOPWalk()
    #expect(throws: SOPError.standing(found: .open, allowed: [.partner])) { try walk.work.endContract(reason: "x", mint: &walk.mint) }
    try walk.reach(.sign)
    try walk.save(SOPWalk.contract)
    try walk.advance()
    walk.day = Day(2027, 12, 5)!
    #expect(!walk.dealer.isPartner(on: walk.day))
    #expect(throws: SOPError.self) { try walk.work.renewContract(SOPWalk.values(["contract.number=HT-2"]), mint: &walk.mint) }
    let terms = ["contract.number=HT-2", "contract.sealedByUs=yes", "contract.sealedByDealer=yes", "contract.inForce=2027-12-01"]
    #expect(throws: SOPError.contractAlreadyOver(ends: Day(2027, 12, 4)!, today: walk.day)) {
      try walk.work.renewContract(SOPWalk.values(terms + ["contract.ends=2027-12-04"]), mint: &walk.mint)
    }
    walk.take(try walk.work.renewContract(SOPWalk.values(terms + ["contract.ends=2028-11-30"]), mint: &walk.mint))
    #expect(walk.dealer.isPartner(on: walk.day) && walk.dealer.text("contract.commission") == "0.18")
    #expect(walk.dealer.record.entries(of: "contracts").first?.value["number"] == "HT-1")
    walk.take(try walk.work.endContract(reason: "换了老板", mint: &walk.mint))
    #expect(walk.dealer.standing == .ended && walk.dealer.record["contract.number"] == nil)
    walk.take(try walk.work.takeUpAgain(mint: &walk.mint))
    #expect(throws: SOPError.self) { try walk.work.advance(mint: &walk.mint) }
  }

  @Test func aSessionKeepsOffersAndCompletesItsSteps() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    try walk.save("bottomLine.maxCommission=20%")
    var session = SessionReport(
      date: walk.day, track: .insuranceHead, steps: ["b1-introductions", "b6-fee-policy"], who: ["王芳"],
      offers: [OfferReport(side: .us, commission: Rate("18%")), OfferReport(side: .dealer, commission: Rate("22%"))],
      openPoints: ["年终返点"], nextDate: Day(2026, 11, 20)!, nextNote: "再谈")
    walk.take(try walk.work.recordSession(session, mint: &walk.mint))
    let entry = walk.dealer.record.entries(of: "sessions").first?.value
    #expect(entry?["offers"]?.array?.count == 2 && entry?["openPoints"] == ["年终返点"])
    #expect(walk.dealer.stepState("b6-fee-policy") == "done" && walk.dealer.nextDate == Day(2026, 11, 20)!)
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    let crossings = progress.warnings.compactMap { warning -> String? in
      if case .overBottomLine(_, let side, _, let offered, let limit) = warning { side + offered + ">" + limit } else { nil }
    }
    #expect(crossings == ["dealer0.22>0.2"])
    #expect(progress.tracks.map(\.percent) == [0, 33, 0])
    session.steps = ["c1-introductions"]
    #expect(throws: SOPError.otherTrack(step: "c1-introductions", track: .insuranceHead)) {
      try walk.work.recordSession(session, mint: &walk.mint)
    }
    session.steps = ["b6-fee-policy"]
    session.date = walk.day + 1
    #expect(throws: SOPError.dayAhead(walk.day + 1, today: walk.day)) { try walk.work.recordSession(session, mint: &walk.mint) }
    #expect(throws: SOPError.emptyOffer) {
      try walk.work.recordOffer(OfferReport(side: .us), date: walk.day, mint: &walk.mint)
    }
  }

  @Test func nothingChangesTwiceAndNothingForTheDeleted() throws {
    var walk = try SOPWalk(["name": "a", "gone": ["on": "2026-11-01", "by": "x"]])
    #expect(throws: SOPError.gone) { try walk.work.save(SOPWalk.values(["name=b"]), mint: &walk.mint) }
    walk = try SOPWalk()
    #expect(throws: SOPError.nothingToDo) { try walk.work.save(SOPWalk.values(["name=长春吉利通达"]), mint: &walk.mint) }
  }

  @Test func daysInStageAreWorkingDaysAndTooManyAreStuck() throws {
    let calendar = try HolidayCalendar(files: [ShippedHandbook.shelf.bytes(.holidays)])
    var walk = try SOPWalk(day: Day(2026, 2, 12)!)
    try walk.complete("prep-survey", SOPWalk.survey)
    try walk.advance()
    func progress(_ day: Day) -> DealerProgress {
      DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: calendar, today: day)
    }
    #expect(progress(Day(2026, 2, 28)!).daysInStage == 7 && progress(Day(2026, 2, 28)!).stuckBy == nil)
    #expect(progress(Day(2026, 3, 4)!).daysInStage == 10 && progress(Day(2026, 3, 4)!).stuckBy == nil)
    #expect(progress(Day(2026, 3, 5)!).stuckBy == 1)
    #expect(progress(Day(2026, 3, 5)!).earlier.map(\.workdays) == [0])
    #expect(progress(Day(2027, 1, 5)!).warnings.contains(.unknownYears([2027])))
  }

  @Test func aLicenceThatIsNotThereIsWarnedOfButShutsNoGate() throws {
    var walk = try SOPWalk()
    try walk.reach(.visit)
    try walk.save(SOPWalk.visit + ["agencyLicence=无代理资质"])
    try walk.advance()
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    #expect(progress.warnings.contains(.licence("none")))
    #expect(!progress.warnings.contains { if case .unverified = $0 { true } else { false } })
  }

  @Test func aCorrectionOfTheDirectoryDoesNotBeginTheWork() throws {
    var walk = try SOPWalk()
    walk.take(try walk.work.save(SOPWalk.values(["city=长春市"]), touching: false, mint: &walk.mint))
    #expect(walk.dealer.city == "长春市" && !DealerAgenda.isWorkedOn(walk.dealer.record))
    try walk.save("nextDate=2026-11-20")
    #expect(DealerAgenda.isWorkedOn(walk.dealer.record))
  }

  @Test func noTalkOfATrackBeforeTheNegotiation() throws {
    var walk = try SOPWalk()
    try walk.reach(.policy)
    #expect(throws: SOPError.laterStage(step: "b1-introductions", stepStage: .negotiate, dealerStage: .policy)) {
      try walk.work.recordSession(SessionReport(date: walk.day, track: .insuranceHead), mint: &walk.mint)
    }
  }

  @Test func aVisitMeetsTheNextDateAndSetsANewOne() throws {
    var walk = try SOPWalk()
    try walk.save("nextDate=2026-11-02", "nextNote=首访")
    walk.take(try walk.work.recordVisit(VisitReport(date: walk.day, visitor: "王芳", metWith: ["前台"]), mint: &walk.mint))
    #expect(walk.dealer.nextDate == nil && walk.dealer.text("visitor") == "王芳")
    let older = VisitReport(date: walk.day - 9, visitor: "李明", metWith: ["前台"], nextDate: Day(2026, 11, 9)!)
    walk.take(try walk.work.recordVisit(older, mint: &walk.mint))
    #expect(walk.dealer.nextDate == Day(2026, 11, 9)! && walk.dealer.text("visitor") == "王芳")
    #expect(walk.dealer.record.entries(of: "visits").count == 2)
  }

  @Test func timeInEarlierStagesIsKeptAndTimeWhileGivenUpIsNot() throws {
    let calendar = try HolidayCalendar(files: [ShippedHandbook.shelf.bytes(.holidays)])
    var walk = try SOPWalk(day: Day(2026, 11, 2)!)
    try walk.save("city=长春市")
    walk.day = Day(2026, 11, 4)!
    walk.take(try walk.work.drop(reason: "停业", mint: &walk.mint))
    walk.day = Day(2026, 11, 16)!
    walk.take(try walk.work.takeUpAgain(reason: "复业", mint: &walk.mint))
    walk.day = Day(2026, 11, 17)!
    try walk.complete("prep-survey", SOPWalk.survey)
    try walk.advance()
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: calendar, today: Day(2026, 11, 19)!)
    #expect(progress.earlier.map(\.stage) == [.survey, .survey] && progress.earlier.map(\.workdays) == [2, 1])
    #expect(progress.daysInStage == 2)
  }

  @Test func ofTheThreeFormsOnlyTheAgreedOneIsMissingAnything() throws {
    var walk = try SOPWalk()
    try walk.reach(.sign, form: "simple-ceremony")
    let progress = DealerProgress(dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    #expect(Set(progress.missing(in: .sign).map(\.step)) == ["simple-ceremony"])
    #expect(progress.missing(in: .sign) == progress.gate && progress.nextStep?.id == "simple-ceremony")
    // Signing in another form than was agreed makes that form the agreed one.
    try walk.complete("written", SOPWalk.contract)
    #expect(walk.dealer.text("signForm") == "written")
    try walk.advance()
    #expect(walk.dealer.standing == .partner)
  }
}
