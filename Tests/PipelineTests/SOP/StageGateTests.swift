import Testing

@testable import Pipeline

@Suite struct StageGateTests {
  /// For each stage: with everything there the gate opens; without any single required thing it names just that.
  @Test(arguments: Stage.allCases) func everyRequiredFieldShutsTheGateOnItsOwn(stage: Stage) throws {
    var walk = try SOPWalk()
    try walk.reach(stage)
    switch stage {
    case .survey: try walk.save(SOPWalk.survey)
    case .visit: try walk.save(SOPWalk.visit)
    case .classify: try walk.complete("prep-classify", SOPWalk.classify)
    case .policy: try walk.save(SOPWalk.policy + SOPWalk.strategy)
    case .negotiate:
      try walk.save(SOPWalk.appointment + SOPWalk.team + SOPWalk.materials)
      try walk.save("mode=strategic", "products=telesales-renewal", "signForm=written", "signDate=2026-12-01")
      try walk.complete("a7-agree-intent", "communicationMechanism=每周一电话")
      try walk.complete("b6-fee-policy")
      try walk.complete("c5-repair-policy")
    case .sign: try walk.save(SOPWalk.contract)
    }
    #expect(StageGate.missing(of: walk.dealer, handbook: walk.handbook).isEmpty)
    var tried = 0
    let judge = MissingFields(record: walk.dealer.record, handbook: walk.handbook)
    for step in StageGate.steps(of: stage, dealer: walk.dealer, handbook: walk.handbook) {
      for key in judge.required(step) {
        var record = walk.dealer.record
        record[key] = nil
        for (entry, _) in record.entries(of: key.rawValue) { record[.entry(key.rawValue, entry)] = nil }
        let missing = StageGate.missing(of: Dealer(record: record), handbook: walk.handbook)
        #expect(missing.contains { $0.field == key && $0.why == .absent }, "\(key)")
        tried += 1
      }
    }
    #expect(tried >= 4)
  }

  @Test func anEmptyDealerMissesTheSevenFactsOfTheSurvey() throws {
    let walk = try SOPWalk([:])
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    #expect(
      missing.compactMap(\.field).map(\.rawValue)
        == ["name", "address", "mainModels", "salesVolume", "contactName", "contactPhone", "sources"])
    var mint = walk.mint
    #expect(throws: SOPError.gateShut(stage: .survey, missing)) { try walk.work.advance(mint: &mint) }
  }

  @Test func theNegotiationNeedsIntentAndBothTalksDoneOrNotNeeded() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    let open = missing.filter { $0.field == nil }
    #expect(open.map(\.step) == ["a7-agree-intent", "b6-fee-policy", "c5-repair-policy"])
    #expect(open.map(\.why) == [.stepNotDone(orSkipped: false), .stepNotDone(orSkipped: true), .stepNotDone(orSkipped: true)])
  }

  @Test func skippingWaivesNoFieldTheGateRequires() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    walk.take(try walk.work.skip("b6-fee-policy", reason: "同一人"))
    walk.take(try walk.work.save([.unset("feePolicy.baseCommission")], mint: &walk.mint))
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    #expect(missing.contains(Missing(step: "b6-fee-policy", field: "feePolicy.baseCommission", why: .absent)))
  }

  @Test func aWinWinDealWantsItsTermsAndItsPackage() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    try walk.save("mode=共赢模式合作")
    let fields = StageGate.missing(of: walk.dealer, handbook: walk.handbook).compactMap(\.field)
    #expect(fields.contains("winWinTerms.repairMargin") && fields.contains("winWinTerms.insurerShare"))
    #expect(fields.contains("valueServices"))
    try walk.save("mode=traditional")
    #expect(!StageGate.missing(of: walk.dealer, handbook: walk.handbook).compactMap(\.field).contains("valueServices"))
  }

  @Test func onlyADecisivePersonAndExactlyOneLeadWillDo() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    try walk.save("invitees[+]={name:李副理,role:sales-head}", "team=王芳:lead-negotiator,李明:lead-negotiator")
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    #expect(missing.contains { $0.why == .entries(part: "role", value: "decisive", minimum: 1, maximum: nil, have: 0) })
    #expect(missing.contains { $0.why == .entries(part: "role", value: "lead-negotiator", minimum: 1, maximum: 1, have: 2) })
    #expect(throws: SOPError.self) { try walk.work.complete("prep-team", mint: &walk.mint) }
    try walk.save("team[2].role=surveyor")
    try walk.complete("prep-team")
  }

  @Test(arguments: [("pending", "quality=unknown"), ("excluded", "quality=poor")])
  func aClassNotWorthGoingOnWithShutsTheGate(expected: String, quality: String) throws {
    var walk = try SOPWalk()
    try walk.reach(.classify)
    try walk.complete("prep-classify", quality, "newlyFounded=no", "mainstreamBrand=no", "canChangeTerms=no", "canSelectBusiness=no")
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    #expect(missing.map(\.why) == [.notAmong(["key", "secondary-key", "general"], found: expected)])
  }

  // MARK: The three forms

  @Test func eachFormSignsWithItsOwnFields() throws {
    let own = [
      "press-conference": ["signing.date=2026-12-01", "signing.place=店里", "customersInvited=50", "mediaList=长春晚报"],
      "simple-ceremony": ["signing.date=2026-12-01", "signing.attendees=陈总,王芳"], "written": [],
    ]
    for (form, fields) in own {
      var walk = try SOPWalk()
      try walk.reach(.sign, form: form)
      try walk.save(SOPWalk.contract)
      let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
      #expect(missing.compactMap(\.field).map(\.rawValue) == fields.map { String($0.prefix { $0 != "=" }) })
      if !fields.isEmpty { try walk.save(fields) }
      try walk.advance()
      #expect(walk.dealer.standing == .partner && walk.dealer.stage == .sign)
      #expect(walk.dealer.stepState(StepID(form)) == "done")
      #expect(walk.dealer.isPartner(on: Day(2027, 11, 30)!) && !walk.dealer.isPartner(on: Day(2027, 12, 1)!))
    }
  }

  @Test func fortyNineGuestsAreNoPressConference() throws {
    var walk = try SOPWalk()
    try walk.reach(.sign, form: "press-conference")
    try walk.save(SOPWalk.contract + ["signing.date=2026-12-01", "signing.place=店里", "customersInvited=49", "mediaList=晚报"])
    #expect(StageGate.missing(of: walk.dealer, handbook: walk.handbook).map(\.why) == [.tooFew(needed: 50, have: 49)])
    #expect(throws: SOPError.self) { try walk.work.complete("press-conference", mint: &walk.mint) }
  }

  @Test func oneSealIsNoContractAndNeitherAreOtherTermsThanTheAgreed() throws {
    var walk = try SOPWalk()
    try walk.reach(.sign)
    try walk.save(SOPWalk.contract + ["contract.sealedByDealer=no", "contract.commission=20%", "contract.mode=traditional"])
    let missing = StageGate.missing(of: walk.dealer, handbook: walk.handbook)
    #expect(
      missing.map(\.why) == [
        .mustBeYes, .differs(from: "feePolicy.baseCommission", agreed: "0.18", found: "0.2"),
        .differs(from: "mode", agreed: "strategic", found: "traditional"),
      ])
    let progress = DealerProgress(
      dealer: walk.dealer, handbook: walk.handbook, calendar: HolidayCalendar(), today: walk.day)
    #expect(progress.warnings.contains { if case .contractDiffers("contract.commission", _, _, _) = $0 { true } else { false } })
  }

  @Test func aContractThatEndsBeforeItBeginsIsRefused() throws {
    var walk = try SOPWalk()
    try walk.reach(.sign)
    try walk.save(SOPWalk.contract + ["contract.ends=2026-11-30"])
    #expect(throws: SOPError.contractDates(inForce: Day(2026, 12, 1)!, ends: Day(2026, 11, 30)!)) {
      try walk.work.advance(mint: &walk.mint)
    }
  }
}
