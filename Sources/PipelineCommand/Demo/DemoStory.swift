import Pipeline

/// Who did what with which of the demo dealers, in days before today.
enum DemoStory {
  static let specialists = ["王芳", "李明"]

  /// How far one dealer has come: days before today on which it left each stage, in order.
  private struct Path {
    let dealer: Int
    let begun: Int
    let left: [Int]
    var form = "written"
    var mode = "strategic"
  }

  private static let paths: [Path] = [
    Path(dealer: 0, begun: 120, left: [116, 110, 107, 100, 82, 74], form: "press-conference", mode: "win-win"),
    Path(dealer: 1, begun: 119, left: [114, 108, 105, 97, 80, 71], form: "simple-ceremony"),
    Path(dealer: 2, begun: 122, left: [118, 113, 110, 103, 88, 80], form: "written", mode: "traditional"),
    Path(dealer: 3, begun: 62, left: [58, 51, 48, 40, 8]),
    Path(dealer: 4, begun: 60, left: [55, 49, 46, 38, 11], form: "press-conference"),
    Path(dealer: 5, begun: 55, left: [50, 44, 41, 26]),
    Path(dealer: 6, begun: 52, left: [47, 42, 39, 12]),
    Path(dealer: 7, begun: 48, left: [43, 38, 35, 5]),
    Path(dealer: 8, begun: 50, left: [45, 36, 30]),
    Path(dealer: 9, begun: 40, left: [35, 28, 9]),
    Path(dealer: 10, begun: 38, left: [33, 25, 4]),
    Path(dealer: 11, begun: 36, left: [30, 22]),
    Path(dealer: 12, begun: 30, left: [24, 4]),
    Path(dealer: 13, begun: 33, left: [28]),
    Path(dealer: 14, begun: 20, left: [12]),
    Path(dealer: 15, begun: 14, left: [6]),
    Path(dealer: 16, begun: 9, left: [3]),
    Path(dealer: 17, begun: 32, left: [27, 20, 18]),
    Path(dealer: 18, begun: 45, left: []),
    Path(dealer: 19, begun: 8, left: []),
    Path(dealer: 20, begun: 2, left: []),
  ]

  static func scenes(today: Day) -> [DemoBook.Scene] {
    var scenes: [DemoBook.Scene] = []
    for path in paths { scenes += play(path, today) }
    scenes += DemoTalks.scenes(today: today)
    scenes += loose(today)
    return scenes
  }

  private static func values(_ texts: [String]) throws -> [FieldAssignment] {
    try texts.map { text throws(ValueFault) in try FieldAssignment.set(text) }
  }

  static func save(_ dealer: Int, _ day: Day, _ texts: String...) -> DemoBook.Scene {
    DemoBook.Scene(day: day, dealer: dealer, by: specialists[dealer % 2]) { work, mint in
      try work.save(values(texts), mint: &mint)
    }
  }

  static func complete(_ dealer: Int, _ day: Day, _ step: StepID, _ texts: [String] = []) -> DemoBook.Scene {
    DemoBook.Scene(day: day, dealer: dealer, by: specialists[dealer % 2]) { work, mint in
      try work.complete(step, values: values(texts), mint: &mint)
    }
  }

  static func advance(_ dealer: Int, _ day: Day) -> DemoBook.Scene {
    DemoBook.Scene(day: day, dealer: dealer, by: specialists[dealer % 2]) { work, mint in try work.advance(mint: &mint) }
  }

  private static func play(_ path: Path, _ today: Day) -> [DemoBook.Scene] {
    let n = path.dealer
    let who = specialists[n % 2]
    let commission = 16 + n % 4
    var scenes = [save(n, today - path.begun, "sources=door-to-door")]
    func leave(_ stage: Stage, _ steps: [(StepID, [String])]) {
      guard path.left.count > stage.index else { return }
      let day = today - path.left[stage.index]
      for (step, texts) in steps { scenes.append(complete(n, day, step, texts)) }
      scenes.append(advance(n, day))
    }
    func onDay(_ stage: Stage) -> Day { today - (path.left.count > stage.index ? path.left[stage.index] : 0) }
    leave(.survey, [("prep-survey", [])])
    leave(.visit, [
      ("prep-visit", [
        "visitDate=\(onDay(.visit))", "visitor=\(who)", "metWith=保险部负责人,销售经理", "newCarInsuredRate=\(58 + n)%",
        "renewalRate=\(34 + n)%", "repairDemand=1:0.\(4 + n % 4)", "repairBrands=本品牌,各品牌",
        "keyPeople[+]={name:\(surname(n))总,post:总经理,influence:decides}",
        "keyPeople[+]={name:\(surname(n + 5))经理,post:保险部经理,influence:influences}",
        "insurerShares=甲保险:\(40 - n % 7)%,乙保险:\(25 + n % 5)%", "willingness=\(["high", "medium", "low"][n % 3])",
        "agencyLicence=\(n % 6 == 4 ? "unknown" : "licensed")", "messagePassed=yes",
      ])
    ])
    leave(.classify, [
      ("prep-classify", [
        "quality=good", "newlyFounded=\(n % 5 == 1 ? "yes" : "no")", "mainstreamBrand=yes",
        "repairResourceEnough=\(n % 3 == 0 ? "yes" : "no")", "relationship=\(["strong", "some", "none"][n % 3])",
        "lossRatio=\(48 + n)%",
      ])
    ])
    leave(.policy, [
      ("prep-policy", [
        "feePolicy.baseCommission=\(commission)%", "feePolicy.byScaleQuality=scale:≥ 100 台/月:1%,quality:赔付率 ≤ 60 %:0.5%",
        "underwritingPolicy=营运车不收，老旧车逐单报", "repairPolicy.baseRepairRatio=1:0.5", "repairPolicy.repairBrands=本品牌",
        "repairPolicy.partsPriceRule=厂家指导价", "repairPolicy.labourRateRule=当地市场价",
        "competitorTerms[+]={insurer:甲保险,commission:\(commission + 2)%,repairRatio:0.4}", "edge=送修足额兑现，理赔员驻店",
      ]),
      ("prep-strategy", [
        "decisionMakers[+]={name:\(surname(n))总,post:总经理,interests:钓鱼}", "ourAdvantages=足额送修,驻店理赔",
        "expectedSituations[+]={situation:只谈手续费,action:算总账,script:先看全年修车和佣金合起来多少}",
        "bottomLine.maxCommission=\(commission + 2)%", "bottomLine.maxRepairRatio=1:0.7",
      ]),
    ])
    leave(.negotiate, [
      ("prep-appointment", DemoTalks.appointment(n, onDay(.negotiate) - 6)), ("prep-team", DemoTalks.team(who)),
      ("prep-materials", DemoTalks.materials),
      ("a5-set-mode", ["mode=\(path.mode)", "products=traditional-new-car,telesales-renewal"] + DemoTalks.modeTerms(path.mode)),
      ("a7-agree-intent", [
        "signDate=\(onDay(.negotiate) + 7)", "signForm=\(path.form)", "communicationMechanism=每周一上午通一次电话",
      ]),
      ("b6-fee-policy", []), ("c5-repair-policy", []),
    ])
    leave(.sign, [(StepID(path.form), DemoTalks.contract(n, path.form, path.mode, commission, signed: onDay(.sign)))])
    return scenes
  }

  static func surname(_ n: Int) -> String { ["赵", "钱", "孙", "周", "吴", "郑", "冯", "陈", "褚", "卫", "蒋", "沈", "韩"][n % 13] }

  /// Dates ahead and behind, an override, one given up, one taken back.
  private static func loose(_ today: Day) -> [DemoBook.Scene] {
    var scenes: [DemoBook.Scene] = []
    for (dealer, days, note) in [
      (5, -3, "等对方回复手续费"), (6, 0, "下午两点到店谈送修"), (9, 2, "送政策稿"), (13, -6, "补访总经理"), (14, 0, "电话约时间"),
      (15, 4, "第二次走访"), (4, 5, "核对来宾名单"), (18, -9, "问销量"),
    ] {
      scenes.append(save(dealer, today + min(0, days) - 2, "nextDate=\(today + days)", "nextNote=\(note)"))
    }
    scenes.append(
      DemoBook.Scene(day: today - 14, dealer: 11, by: specialists[1]) { work, mint in
        try work.advance(overridingBecause: "总经理催着要方案，类别随后补", mint: &mint)
      })
    scenes.append(
      DemoBook.Scene(day: today - 10, dealer: 17, by: specialists[1]) { work, mint in
        try work.drop(reason: "已同别家签了三年独家", mint: &mint)
      })
    scenes.append(
      DemoBook.Scene(day: today - 2, dealer: 10, by: specialists[0]) { work, mint in
        try work.goBack(to: .classify, reason: "赔付数据有误，重新核", mint: &mint)
      })
    return scenes
  }
}
