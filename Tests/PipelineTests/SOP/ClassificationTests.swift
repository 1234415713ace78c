import Testing

@testable import Pipeline

@Suite struct ClassificationTests {
  let handbook: Handbook
  init() throws { handbook = try ShippedHandbook.load() }

  func classify(_ fields: JSONObject, median: Int? = 1000) -> Classification {
    handbook.classify(Dealer(record: Record(id: RecordID(rawValue: "d"), fields: fields)), cityMedian: median)
  }

  static let rows: [(String, String, JSONObject)] = [
    ("R1", "key", ["quality": "good", "scale": "large"]),
    ("R2", "key", ["quality": "unknown", "scale": "small", "newlyFounded": true, "mainstreamBrand": true]),
    ("R3", "secondary-key", ["quality": "good", "scale": "small", "newlyFounded": false]),
    ("R4", "general", ["quality": "poor", "canChangeTerms": true, "canSelectBusiness": false]),
    ("R5", "excluded", ["quality": "poor", "canChangeTerms": false, "canSelectBusiness": false]),
    ("R6", "pending", ["quality": "unknown", "newlyFounded": true, "mainstreamBrand": false]),
  ]

  @Test(arguments: rows)
  func eachRuleFires(rule: String, expected: String, fields: JSONObject) {
    let found = classify(fields)
    #expect(found.rule == rule && found.class == expected)
    #expect(found.reasons.contains { if case .rule = $0 { true } else { false } })
  }

  @Test func theFirstRuleThatFitsWins() {
    // Good, large and new: R1 stands before R2.
    #expect(classify(["quality": "good", "scale": "large", "newlyFounded": true, "mainstreamBrand": true]).rule == "R1")
    // Good, small and new mainstream: R2 stands before R3, so it stays key.
    #expect(classify(["quality": "good", "scale": "small", "newlyFounded": true, "mainstreamBrand": true]).rule == "R2")
    // Poor quality shuts R2 even for a new mainstream dealer.
    #expect(
      classify(["quality": "poor", "newlyFounded": true, "mainstreamBrand": true, "canSelectBusiness": true]).rule == "R4")
  }

  @Test func withoutAScaleTheCitysMedianDecides() {
    let large = classify(["quality": "good", "salesVolume": 1000])
    #expect(large.rule == "R1")
    #expect(large.reasons.contains(.scaleFromMedian("large", volume: 1000, median: 1000)))
    #expect(classify(["quality": "good", "salesVolume": 999]).rule == "R3")
    #expect(classify(["quality": "good", "salesVolume": 1, "scale": "large"]).rule == "R1")
  }

  @Test func whatTheTableNeededAndLackedIsNamed() {
    let noScale = classify(["quality": "good"])
    #expect(noScale.class == "pending" && noScale.reasons.contains(.missing("scale")))
    let noAnswer = classify(["quality": "poor", "canChangeTerms": false])
    #expect(noAnswer.class == "pending" && noAnswer.reasons.contains(.missing("canSelectBusiness")))
    #expect(!noAnswer.reasons.contains(.missing("canChangeTerms")))
    #expect(classify([:]).reasons.contains(.missing("quality")))
  }

  @Test func withinAClassResourcesThenConnectionsThenVolumeThenName() {
    func order(_ fields: JSONObject) -> WorkOrder {
      WorkOrder(Dealer(record: Record(id: RecordID(rawValue: "d"), fields: fields)), handbook: handbook)
    }
    let ranked = [
      order(["class": "key", "repairResourceEnough": true]),
      order(["class": "key", "relationship": "strong", "salesVolume": 10]),
      order(["class": "key", "relationship": "some", "salesVolume": 900]),
      order(["class": "key", "relationship": "some", "salesVolume": 10, "name": "a"]),
      order(["class": "key", "relationship": "some", "salesVolume": 10, "name": "b"]),
      order(["class": "secondary-key", "repairResourceEnough": true, "salesVolume": 9000]), order([:]),
    ]
    #expect(ranked.reversed().sorted() == ranked)
  }

  @Test func aVisitThatChangesAnInputChangesTheClass() throws {
    var walk = try SOPWalk()
    try walk.reach(.policy)
    #expect(walk.dealer.text("class") == "key" && walk.dealer.text("classRule") == "R1")
    let visit = VisitReport(date: walk.day, visitor: "王芳", metWith: ["赵经理"])
    walk.take(try walk.work.recordVisit(visit, values: SOPWalk.values(["quality=poor", "canSelectBusiness=yes"]), mint: &walk.mint))
    #expect(walk.dealer.text("class") == "general" && walk.dealer.text("classRule") == "R4")
    try walk.save("relationship=strong")
    #expect(walk.dealer.flag("priority") == true)
  }

  @Test func anEarlierVerdictOnSizeOutlivesAnUnknownMedian() throws {
    var walk = try SOPWalk()
    try walk.reach(.policy)
    walk.cityMedian = nil
    try walk.save("salesVolume=1300")
    #expect(walk.dealer.text("class") == "key")
  }

  @Test func theMedianOfACityIsThatOfItsDealers() {
    let volumes = CityVolumes([("长春", 100), ("长春", 300), ("长春", 200), ("吉林", 10), ("吉林", 21)])
    #expect(volumes.median(of: "长春") == 200 && volumes.median(of: "吉林") == 16)
    #expect(volumes.median(of: "沈阳") == nil && volumes.median(of: nil) == nil)
  }

  @Test func repairResourcesAreWhatTheBookYieldsLessWhatWasPromised() {
    let resources = RepairResources(
      expected: ["吉利": Money(yuan: 500_000), "奥迪": Money(yuan: 10)], promised: ["吉利": Money(yuan: 100_000), "奥迪": Money(yuan: 50)])
    #expect(resources.available("吉利") == Money(yuan: 400_000) && resources.available("奥迪") == Money(yuan: -40))
    #expect(resources.suffice(brands: ["吉利", "奥迪", "吉利"], demand: Ratio("1:0.5")!, premium: Money(yuan: 800_000)))
    #expect(!resources.suffice(brands: ["吉利"], demand: Ratio("1:0.5")!, premium: Money(fen: 80_000_100)))
  }
}
