import Testing

@testable import Pipeline

/// Walks one dealer through the SOP in tests: each deed is applied at once, and remembered for taking back.
struct SOPWalk {
  let handbook: Handbook
  var dealer: Dealer
  var day: Day
  var mint = IDMint(seconds: 1, salt: 0)
  var changes: [Change] = []
  var cityMedian: Int? = 1000

  init(_ fields: JSONObject = ["name": "长春吉利通达"], day: Day = Day(2026, 11, 2)!) throws {
    handbook = try ShippedHandbook.load()
    dealer = Dealer(record: Record(id: RecordID(rawValue: "d1"), fields: fields))
    self.day = day
  }

  var work: DealerWork { DealerWork(dealer, handbook: handbook, day: day, by: "王芳", cityMedian: cityMedian) }

  mutating func take(_ change: Change) {
    changes.append(change)
    dealer = SOPWalk.applying(change.edits, to: dealer)
  }

  static func applying(_ edits: [RecordEdit], to dealer: Dealer) -> Dealer {
    var record = dealer.record
    for edit in edits { for field in edit.fields { record[field.key] = field.to } }
    return Dealer(record: record)
  }

  static func values(_ texts: [String]) throws -> [FieldAssignment] {
    try texts.map { text throws(ValueFault) in try FieldAssignment.set(text) }
  }

  mutating func complete(_ step: StepID, _ texts: String...) throws {
    take(try work.complete(step, values: SOPWalk.values(texts), mint: &mint))
  }
  mutating func save(_ texts: String...) throws { take(try work.save(SOPWalk.values(texts), mint: &mint)) }
  mutating func advance() throws { take(try work.advance(mint: &mint)) }

  static let survey = [
    "name=长春吉利通达", "address=人民大街 1 号", "mainModels=帝豪,博越", "salesVolume=1200", "contactName=赵经理",
    "contactPhone=0431-8888888", "sources=internet,media",
  ]
  static let visit = [
    "visitDate=2026-11-02", "visitor=王芳", "metWith=赵经理", "newCarInsuredRate=60%", "renewalRate=0.42",
    "repairDemand=1:0.5", "repairBrands=吉利", "keyPeople[+]={name:陈总,post:总经理,influence:拍板}",
    "insurerShares=平安:40%,人保:30%", "willingness=强", "agencyLicence=licensed",
  ]
  static let classify = ["quality=good", "newlyFounded=否", "mainstreamBrand=yes"]
  static let policy = [
    "feePolicy.baseCommission=18%", "feePolicy.byScaleQuality=scale:≥ 100 台/月:1%", "underwritingPolicy=不收营运",
    "repairPolicy.baseRepairRatio=1:0.5", "repairPolicy.repairBrands=吉利", "repairPolicy.partsPriceRule=市场价",
    "repairPolicy.labourRateRule=市场价", "edge=送修比胜过人保",
  ]
  static let strategy = ["decisionMakers[+]={name:陈总}", "ourAdvantages=双调度", "expectedSituations[+]={situation:问手续费}"]
  static let appointment = [
    "appointment.date=2026-11-20", "appointment.place=店里", "appointment.agenda=合作", "invitees[+]={name:陈总,role:decisive}",
  ]
  static let team = ["team=王芳:lead-negotiator,李明:surveyor"]
  static let materials = ["materials=policy-draft,cooperation-proposal"]
  static let contract = [
    "contract.number=HT-1", "contract.sealedByUs=是", "contract.sealedByDealer=是", "contract.inForce=2026-12-01",
    "contract.ends=2027-11-30", "contract.commission=18%", "contract.repairRatio=0.5",
  ]

  mutating func save(_ texts: [String]) throws { take(try work.save(SOPWalk.values(texts), mint: &mint)) }
  mutating func complete(_ step: StepID, _ texts: [String]) throws {
    take(try work.complete(step, values: SOPWalk.values(texts), mint: &mint))
  }

  /// As far as the beginning of `stage`.
  mutating func reach(_ stage: Stage, form: String = "written") throws {
    while dealer.stage < stage {
      switch dealer.stage {
      case .survey: try complete("prep-survey", SOPWalk.survey)
      case .visit: try complete("prep-visit", SOPWalk.visit)
      case .classify: try complete("prep-classify", SOPWalk.classify)
      case .policy:
        try complete("prep-policy", SOPWalk.policy)
        try complete("prep-strategy", SOPWalk.strategy)
      case .negotiate:
        try complete("prep-appointment", SOPWalk.appointment)
        try complete("prep-team", SOPWalk.team)
        try complete("prep-materials", SOPWalk.materials)
        try complete("a5-set-mode", ["mode=strategic", "products=telesales-renewal"])
        try complete("a7-agree-intent", ["signDate=2026-12-01", "signForm=" + form, "communicationMechanism=每周一电话"])
        try complete("b6-fee-policy")
        take(try work.skip("c5-repair-policy", reason: "售后归保险部管"))
      case .sign: break
      }
      try advance()
    }
  }
}
