import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct DossierScreenTests {
  /// In the talks, with an offer over the bottom line.
  static let talking: JSONObject = [
    "offers/a": ["date": "2026-11-20", "side": "dealer", "commission": "0.22", "by": "王芳", "note": "要比平安高"],
    "visits/a": ["date": "2026-11-05", "visitor": "王芳", "metWith": ["赵经理"], "note": "初访"],
    "steps/b1-introductions": ["state": "done", "on": "2026-11-19", "by": "王芳", "times": 1],
  ]

  @Test(arguments: [(60, 16), (80, 24), (100, 30), (200, 60)], Wording.Language.allCases)
  func theDossierInTheTalks(size: (Int, Int), language: Wording.Language) {
    var walk = Walk(
      dossier: Story.book(at: .negotiate, Self.talking), step: "b6-fee-policy", language: language, columns: size.0, rows: size.1)
    expectScreen(walk, named: "dossier-form-\(size.0)x\(size.1)-\(language)")
    walk.type(.escape, "!")
    expectScreen(walk, named: "dossier-alerts-\(size.0)x\(size.1)-\(language)")
  }

  @Test(arguments: Stage.allCases)
  func everyStepAndPaneFitsEverySize(stage: Stage) {
    var walk = Walk(dossier: Story.book(at: stage, Self.talking))
    for tab: Stroke in ["t", "p", "h", "!"] {
      walk.type(tab)
      expectFitsEverySize(walk)
    }
    walk.type(.tab)
    expectFitsEverySize(walk)
    walk.type(.tab)
    expectFitsEverySize(walk)
    walk.type(.escape, "b")
    expectFitsEverySize(walk)
    walk.type(.escape, ">")
    #expect(walk.screens.last == "gate")
    expectFitsEverySize(walk)
  }

  @Test(arguments: ["v", "s", "o", "n", "<", "d", "x"])
  func everyDialogFitsEverySize(key: String) {
    var walk = Walk(dossier: Story.book(at: .negotiate, Self.talking), step: "b2-greetings")
    walk.type(.escape, Stroke(keys: key.map(Key.character)))
    #expect(walk.screens.count == 2)
    expectFitsEverySize(walk)
  }

  @Test func theThreeTalksStandSideBySideAndLeadToAStep() {
    var walk = Walk(dossier: Story.book(at: .negotiate, Self.talking))
    walk.type("b")
    expectScreen(walk, named: "dossier-tracks-100x30-zh")
    walk.type(.right, .down, .enter)
    #expect(walk.dossier?.openStep?.step.track == .insuranceHead)
    #expect(walk.dossier?.showsTracks == false)
  }

  @Test func lettersAreTextInTheFormAndDeedsOutsideIt() {
    var walk = Walk(dossier: Story.book(at: .visit), step: "prep-visit")
    walk.fill("visitor", "xodwvQ:?")
    #expect(walk.screens == ["dealer"])
    walk.type(.escape)
    #expect(walk.dealer.text("visitor") == "xodwvQ:?")
    walk.type("x")
    #expect(walk.notice?.contains("只有 B、C 两线") == true)
  }

  @Test func leavingTheFormSavesADraftThatUndoTakesBack() {
    let book = Story.book(at: .visit)
    var walk = Walk(dossier: book, step: "prep-visit")
    walk.fill("visitor", "王芳")
    walk.fill("visitDate", "昨天")
    walk.fill("renewalRate", "42%")
    walk.type(.escape)
    #expect(walk.dealer.text("visitor") == "王芳")
    #expect(walk.notice?.contains("1 项写得不对") == true)
    #expect(walk.dealer.record["visitDate"] == nil)
    // What is wrong stays to be corrected, through a change of the book as well.
    walk.loop.renew { $0.book = $0.book }
    walk.type(.escape)
    #expect(walk.screens.last == "confirm", "and is not thrown away silently")
    #expect(walk.text.contains("走访日期"))
    walk.type("n", .enter)
    walk.fill("visitDate", .control("u"))
    walk.type("今天", .escape)
    #expect(walk.dealer.text("visitDate") == "2026-11-24")
    walk.type("u", "u")
    #expect(walk.book == book)
  }

  @Test func completingNamesWhatIsMissingAndKeepsWhatWasTyped() {
    var walk = Walk(dossier: Story.book(at: .visit), step: "prep-visit")
    walk.fill("visitor", "王芳")
    walk.type(.control("s"))
    #expect(walk.notice?.contains("还缺") == true)
    #expect(walk.dealer.text("visitor") == "王芳")
    #expect(walk.dossier?.sheet?.focusedField == "visitDate", "the cursor is on the first that is missing")
    #expect(walk.text.contains("必填"))
  }

  @Test func chineseIsTypedAndPastedAndHostileTextIsCleaned() {
    var walk = Walk(dossier: Story.book(at: .visit), step: "prep-visit")
    walk.fill("visitor", "王芳")
    walk.fill("metWith", .paste("赵经理，陈总"))
    walk.fill("licenceNote", .paste("证\u{1b}[31m号\u{202e}\u{200b}12\u{7}"))
    walk.burst("顾问".map(Key.character))
    walk.type(.escape)
    #expect(walk.dealer.texts("metWith") == ["赵经理", "陈总"])
    let note = walk.dealer.text("licenceNote") ?? ""
    #expect(note.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control && $0.properties.generalCategory != .format })
    #expect(note.hasSuffix("顾问"))
    expectFitsEverySize(walk)
  }

  @Test func somebodyElsesChangeIsAskedAboutFieldByField() throws {
    let book = Story.book(at: .visit)
    let memory = MemoryKeeper(book)
    var walk = Walk(
      desk: .shipped(book), mains: [MainScreen(Wording("A")) { _ in DossierScreen(dealer: Book.listedDealer, landingOn: ("prep-visit", nil)) }],
      keeper: memory.keeper, columns: 100, rows: 30)
    walk.fill("visitor", "王芳")
    walk.fill("licenceNote", "我写的")
    let edit = RecordEdit(.dealer, Book.listedDealer, [FieldEdit("licenceNote", was: nil, to: "他写的")])
    let theirs = try memory.keeper.commit(Change(Deed("step.save"), [edit]), walk.loop.desk.today)
    walk.loop.renew { $0.book = theirs }
    walk.type(.up, .down)
    #expect(walk.text.contains("别处已改成 他写的"))
    walk.type(.control("d"))
    #expect(walk.notice?.contains("Ctrl-N") == true)
    #expect(walk.dossier?.sheet?.focusedField == "licenceNote")
    #expect(walk.dealer.text("visitor") == "王芳", "what is not in conflict is saved")
    #expect(walk.dealer.text("licenceNote") == "他写的")
    walk.type(.control("y"))
    #expect(walk.dossier?.sheet?.form["licenceNote"] == "他写的")
  }

  @Test func anOfferOverTheBottomLineIsSaidAtOnce() {
    var walk = Walk(dossier: Story.book(at: .negotiate), step: "b6-fee-policy")
    walk.fill("feePolicy.baseCommission", .control("u"))
    walk.type("22%")
    #expect(walk.text.contains("超过底线 20.00 %"))
    walk.type(.escape, "o", .tab, "23%")
    #expect(walk.text.contains("手续费超过底线 20.00 %"))
    walk.type(.control("s"))
    #expect(walk.dealer.record.entries(of: "offers").first?.value["commission"] == "0.23")
    walk.type("h")
    #expect(walk.text.contains("对方要 23.00 %"))
  }

  @Test func aTalkCompletesItsStepsAndSetsTheNextDate() {
    var walk = Walk(dossier: Story.book(at: .negotiate), step: "b1-introductions")
    walk.type(.escape, "s", .tab, .tab, "赵经理，王芳", .tab, "12", .tab, "18%", .tab, .tab, "22%")
    walk.type(.tab, .tab, "分档没定", .tab, "气氛好", .tab, "+3", .tab, "带分档表", .control("s"))
    #expect(walk.screens == ["dealer"], "\(walk.text)")
    #expect(walk.dealer.stepIsDone("b1-introductions") && walk.dealer.stepIsDone("b2-greetings"))
    #expect(walk.dealer.record.entries(of: "offers").count == 2)
    #expect(walk.dealer.text("nextDate") == "2026-11-27")
  }

  @Test func aDialogAsksBeforeTypedTextIsThrownAway() {
    var walk = Walk(dossier: Story.book(at: .visit))
    walk.type("v", .tab, .tab, "赵经理", .escape)
    #expect(walk.screens.last == "visit" && walk.text.contains("再按 Esc"))
    walk.type(.tab, .tab, "谈得好", .control("s"))
    #expect(walk.dealer.record.entries(of: "visits").count == 1)
  }

  @Test func stepsAreSkippedReopenedAndStagesLeftBackwards() {
    var walk = Walk(dossier: Story.book(at: .negotiate), step: "c2-greetings")
    walk.type(.escape, "x", "同一人", .enter)
    #expect(walk.dealer.record["steps/c2-greetings"]?["state"] == "skipped")
    walk.type("r")
    #expect(walk.dealer.record["steps/c2-greetings"]?["state"] == "open")
    walk.type("<", .tab, "政策要改", .control("s"))
    #expect(walk.dealer.stage == .policy)
    walk.type("d", "店关了", .enter)
    #expect(walk.dealer.standing == .dropped)
    walk.type("o")
    #expect(walk.notice?.contains("已放弃") == true)
    walk.type("d")
    #expect(walk.dealer.standing == .open)
  }

  @Test func peopleAreAddedEditedAndRemoved() {
    var walk = Walk(dossier: Story.book(at: .visit))
    walk.type("p", "+", "陈总", .tab, "总经理", .control("s"))
    walk.type(.enter, .tab, .tab, "13900000000", .control("s"))
    let person = walk.dealer.record.entries(of: "keyPeople").first?.value
    #expect(person?["name"] == "陈总" && person?["phone"] == "13900000000")
    walk.type(.delete)
    #expect(walk.dealer.record.entries(of: "keyPeople").isEmpty)
    walk.type("u")
    #expect(walk.dealer.record.entries(of: "keyPeople").count == 1)
  }

  @Test func sharesOverTheWholeAreRefusedWhereTheyAreTyped() {
    var walk = Walk(dossier: Story.book(at: .visit, ["insurerShares/a": ["insurer": "平安", "share": "0.7"]]), step: "prep-visit")
    walk.go(to: "insurerShares")
    walk.type("+", "人保", .tab, "40%", .control("s"))
    #expect(walk.screens.last == "entry" && walk.text.contains("超过 100 %"), "\(walk.text)")
  }

  @Test func winWinFollowsEveryKeyAndSavesItsTerms() {
    var walk = Walk(dossier: Story.book(at: .negotiate))
    walk.type("w", "20%", .tab, "30%", .tab, .tab, .tab, "1000000", .tab, "800000")
    #expect(walk.text.contains("800,000.00"), "\(walk.text)")
    expectFitsEverySize(walk)
    expectScreen(walk, named: "winwin-100x30-zh")
    walk.type(.control("s"))
    #expect(walk.dealer.rate("winWinTerms.insurerShare") == Rate(percent: 30))
    walk.type(.control("p"))
    #expect(walk.screens.last == "proposal")
    expectFitsEverySize(walk)
    walk.type("y")
    #expect(walk.lastEffects.contains { if case .copy(let text) = $0 { text.contains("18.00 %") } else { false } })
  }

  @Test(arguments: 0..<8)
  func noKeysBreakTheScreen(_ seed: Int) {
    var random = RandomKeysTests.Seeded(state: UInt64(seed) &* 7_919 &+ 3)
    let stage = Stage.allCases[seed % Stage.allCases.count]
    var walk = Walk(dossier: Story.book(at: stage, Self.talking), language: seed % 2 == 0 ? .zh : .en)
    let keys =
      RandomKeysTests.keys + [.control("d"), .control("o"), .control("y"), .control("n"), .control("p"), .insert]
      + "<>+!w".map(Key.character)
    for _ in 0..<120 {
      if Int.random(in: 0..<10, using: &random) == 0 {
        walk.resize(Int.random(in: 50...210, using: &random), Int.random(in: 14...62, using: &random))
      }
      let key = keys.randomElement(using: &random) ?? .enter
      walk.burst([key])
      if walk.loop.isOver { return }
      for fault in walk.grid.faults { Issue.record("seed \(seed), key \(key.label): \(fault)") }
    }
  }

  @Test func everyKeyNamesItsCommandOrWhyThereIsNone() {
    let walk = Walk(dossier: Story.book(at: .negotiate))
    for entry in walk.loop.palette {
      switch entry.command {
      case .line(let line): #expect(!line.isEmpty)
      case .none(let reason): #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
      }
    }
  }
}
