import Pipeline
import Testing

/// The whole way of one dealer by commands, and what stands in its way.
@Suite struct SOPCommandTests {
  static let visit = [
    "visitDate=2026-11-24", "visitor=王芳", "metWith=赵经理", "newCarInsuredRate=60%", "renewalRate=0.42", "repairDemand=1:0.5",
    "repairBrands=吉利", "keyPeople[+]={name:陈总,post:总经理,influence:decides}", "insurerShares=平安:40%,人保:30%",
    "willingness=high", "agencyLicence=licensed",
  ]
  static let policy = [
    "feePolicy.baseCommission=18%", "feePolicy.byScaleQuality=scale:≥ 100 台/月:1%", "underwritingPolicy=不收营运",
    "repairPolicy.baseRepairRatio=1:0.5", "repairPolicy.repairBrands=吉利", "repairPolicy.partsPriceRule=市场价",
    "repairPolicy.labourRateRule=市场价", "edge=送修比胜过同业",
  ]
  static let contract = [
    "contract.number=HT-1", "contract.sealedByUs=yes", "contract.sealedByDealer=yes", "contract.inForce=2026-12-01",
    "contract.ends=2027-11-30", "contract.commission=18%", "contract.repairRatio=1:0.5",
  ]

  /// Completes a step with values; returns the answer.
  @discardableResult
  static func complete(_ book: CommandBook, _ dealer: String, _ step: String, _ values: [String] = []) throws -> JSONValue {
    let outcome = try book.run(["step", "complete", dealer, step, "--json"] + values.flatMap { ["--set", $0] })
    #expect(outcome.status == 0, "\(step): \(outcome.err)")
    return outcome.json
  }

  @Test func aGeelyDealerOfJilinIsLedToASignedContract() throws {
    let book = try CommandBook()
    try book.json("import", "dealers", Fixtures.list("geely_20200403.xlsx"))
    let empty = try book.state()
    let found = try book.json("dealers", "list", "--query", "吉林", "--brand", "吉利", "--limit", "100")
    let pinyin = try book.json("dealers", "list", "--query", "jilin", "--brand", "geely", "--limit", "100")
    #expect(found["total"] == pinyin["total"])
    let dealer = try #require(found["dealers"]?.array?.first?["code"]?.string)
    let id = try #require(found["dealers"]?.array?.first?["id"]?.string)

    var answer = try Self.complete(book, dealer, "prep-survey", ["mainModels=帝豪,博越", "salesVolume=1200", "contactName=赵经理", "contactPhone=0431-8888888"])
    #expect(answer["schema"] == "cheshang.step/1" && answer["stage"] == "survey" && answer["missing"]?.array?.isEmpty == true)
    #expect(answer["dealer"]?.string == id)
    #expect(try book.json("advance", dealer)["stage"] == "visit")
    let shut = try book.refused(1, "advance", dealer)
    #expect(shut["error"] == "gate-shut")
    #expect(shut["missing"]?.array?.contains { $0["step"] == "prep-visit" && $0["field"] == "renewalRate" } == true)
    try Self.complete(book, dealer, "prep-visit", Self.visit)
    try book.json("advance", dealer)
    answer = try Self.complete(book, dealer, "prep-classify", ["quality=good", "newlyFounded=no", "mainstreamBrand=yes"])
    #expect(answer["class"]?.string != nil && answer["classRule"]?.string != nil)
    try book.json("advance", dealer)
    try Self.complete(book, dealer, "prep-policy", Self.policy)
    try Self.complete(book, dealer, "prep-strategy", ["decisionMakers[+]={name:陈总}", "ourAdvantages=双调度", "expectedSituations[+]={situation:问手续费}"])
    try book.json("advance", dealer)
    try Self.complete(book, dealer, "prep-appointment", ["appointment.date=2026-11-30", "appointment.place=店里", "appointment.agenda=合作", "invitees[+]={name:陈总,role:decisive}"])
    try Self.complete(book, dealer, "prep-team", ["team=王芳:lead-negotiator"])
    try Self.complete(book, dealer, "prep-materials", ["materials=policy-draft,cooperation-proposal"])
    try book.json("session", dealer, "--track", "A", "--who", "陈总", "--our-commission", "18%", "--their-commission", "22%", "--next", "2026-11-30")
    try Self.complete(book, dealer, "a5", ["mode=strategic", "products=telesales-renewal"])
    try Self.complete(book, dealer, "a7", ["signDate=2026-12-01", "signForm=written", "communicationMechanism=每周一电话"])
    try Self.complete(book, dealer, "b6")
    #expect(try book.json("step", "skip", dealer, "c5", "--reason", "售后归保险部管")["missing"]?.array?.isEmpty == true)
    try book.json("advance", dealer)
    try Self.complete(book, dealer, "written", Self.contract)
    #expect(try book.json("advance", dealer)["standing"] == "partner")

    let shown = try book.json("dealers", "show", dealer)
    #expect(shown["standing"] == "partner" && shown["dealer"]?["contract.number"] == "HT-1")
    #expect(shown["steps"]?.array?.filter { $0["state"] == "done" }.count ?? 0 >= 12)
    var steps = 0
    while steps < 40, try book.state() != empty, try book.run("undo").status == 0 { steps += 1 }
    #expect(try book.state() == empty)
    #expect(steps >= 20)
  }

  @Test func whatARuleRefusesNamesReasonAndPlace() throws {
    let book = try CommandBook()
    let id = try #require(try book.json("dealers", "add", "长春示例车行", "--set", "city=长春市")["id"]?.string)
    let later = try book.refused(1, "step", "complete", id, "prep-policy")
    #expect(later["error"] == "later-stage" && later["stepStage"] == "policy")
    #expect(try book.refused(66, "step", "complete", id, "prep-nothing")["error"] == "unknown-step")
    #expect(try book.refused(1, "step", "skip", id, "prep-survey", "--reason", "不用")["error"] == "not-skippable")
    #expect(try book.refused(64, "drop", id)["error"] == "reason-needed")
    #expect(try book.refused(64, "advance", id, "--override")["error"] == "reason-needed")
    #expect(try book.refused(64, "return", id, "nowhere", "--reason", "x")["error"] == "unknown-stage")
    #expect(try book.refused(1, "return", id, "visit", "--reason", "x")["error"] == "not-earlier")
    for wrong in [
      "renewalRate=142%", "renewalRate=18", "insurerShares=甲:60%,乙:50%", "visitDate=2026-02-30", "salesVolume=many",
      "willingness=perhaps", "nonsense=1", "keyPeople[9].phone=13900000000",
    ] {
      let refusal = try book.refused(65, "step", "save", id, "--set", wrong)
      #expect(refusal["error"] == "bad-value" && refusal["faults"]?.array?.count == 1, "\(wrong)")
    }
    #expect(try book.refused(64, "step", "save", id, "--set", "no-equals-sign")["error"] == "bad-value")
    #expect(try book.json("step", "save", id, "--set", "insurerShares=甲:60%,乙:40%")["dealer"]?.string == id)
  }

  @Test func anOverrideKeepsItsReasonAndAReturnGoesBack() throws {
    let book = try CommandBook()
    let id = try #require(try book.json("dealers", "add", "长春示例车行")["id"]?.string)
    let passed = try book.json("advance", id, "--override", "--reason", "总经理催")
    #expect(passed["stage"] == "visit")
    let moves = try book.json("dealers", "show", id)["dealer"]?["moves"]?.array
    #expect(moves?.first?["override"] == true && moves?.first?["reason"] == "总经理催")
    #expect(try book.json("return", id, "survey", "--reason", "补资料")["stage"] == "survey")
    #expect(try book.json("drop", id, "--reason", "不做了")["standing"] == "dropped")
    #expect(try book.refused(1, "advance", id)["error"] == "standing")
    #expect(try book.json("resume", id)["standing"] == "open")
  }

  @Test func valuesComeFromAFileAndAreTakenAway() throws {
    let book = try CommandBook()
    let id = try #require(try book.json("dealers", "add", "长春示例车行")["id"]?.string)
    let file = book.file("values.json", #"{"renewalRate":"42%","keyPeople":[{"name":"王","post":"经理"}],"salesVolume":300}"#)
    try book.json("step", "save", id, "--from", file)
    var whole = try book.json("dealers", "show", id)["dealer"]
    #expect(whole?["renewalRate"] == "0.42" && whole?["salesVolume"]?.int == 300 && whole?["keyPeople"]?.array?.count == 1)
    try book.json("dealers", "edit", id, "--set", "keyPeople[1].phone=13900000000", "--unset", "renewalRate", "--set", "city=吉林市")
    whole = try book.json("dealers", "show", id)["dealer"]
    #expect(whole?["renewalRate"] == nil && whole?["city"] == "吉林市" && whole?["keyPeople"]?.array?.first?["phone"] == "13900000000")
    #expect(try book.refused(66, "step", "save", id, "--from", book.folder + "/none.json")["error"] == "no-such-file")
    #expect(try book.refused(65, "step", "save", id, "--from", book.file("broken.json", "{"))["error"] == "not-json")
  }

  @Test func winWinWorksOutToTheFen() throws {
    let book = try CommandBook()
    let deal = try book.json(
      "winwin", "--premium", "1000000", "--repair", "800000", "--base-ratio", "1:0.5", "--base-commission", "18%", "--margin", "30%",
      "--share", "50%")
    #expect(deal["repairRatio"] == "0.8" && deal["extraRepair"] == "300000.00" && deal["extraProfit"] == "90000.00")
    #expect(deal["insurerGain"] == "45000.00" && deal["commission"] == "0.135" && deal["commissionPaid"] == "135000.00")
    #expect(try book.refused(65, "winwin", "--premium", "1", "--repair", "1", "--base-ratio", "0.5", "--base-commission", "110%", "--margin", "30%", "--share", "50%")["error"] != nil)
  }

  @Test func sopListsEveryStepAndOneStepItsFields() throws {
    let book = try CommandBook()
    let stages = try book.json("sop")["stages"]?.array
    #expect(stages?.compactMap { $0["id"]?.string } == Stage.allCases.map(\.rawValue))
    #expect(stages?.flatMap { $0["steps"]?.array ?? [] }.count ?? 0 == 29)
    let step = try book.json("sop", "b6")
    #expect(step["fields"]?.array?.first?["id"] == "feePolicy.baseCommission" && step["fields"]?.array?.first?["type"] == "rate")
    #expect(try book.refused(66, "sop", "z9")["error"] == "unknown-step")
  }
}
