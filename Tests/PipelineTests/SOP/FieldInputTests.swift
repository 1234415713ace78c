import Testing

@testable import Pipeline

@Suite struct FieldInputTests {
  let handbook: Handbook
  init() throws { handbook = try ShippedHandbook.load() }

  func parse(_ field: FieldKey, _ text: String) throws -> JSONValue {
    try FieldInput(#require(handbook.field(field))).parse(text)
  }
  func allowed(_ field: FieldKey, _ text: String) -> ValueFault.Allowed? {
    do { _ = try parse(field, text); return nil } catch { return (error as? ValueFault)?.allowed }
  }

  @Test func ratesWantAPercentSignOrAFraction() throws {
    #expect(try parse("renewalRate", "18%") == "0.18")
    #expect(try parse("renewalRate", " 18.5 ％ ") == "0.185")
    #expect(try parse("renewalRate", "0.18") == "0.18")
    #expect(allowed("renewalRate", "18") == .rateWithPercentSign(number: "18"))
    #expect(allowed("renewalRate", "100.01%") == .rate(maximum: .whole))
    #expect(allowed("renewalRate", "-1%") == .rate(maximum: .whole))
    #expect(allowed("renewalRate", "x") == .rate(maximum: .whole))
  }

  @Test func everyTypeReadsWhatPeopleType() throws {
    #expect(try parse("repairDemand", "1：0.5") == "0.5")
    #expect(try parse("salesVolume", "１,２００") == 1200)
    #expect(allowed("salesVolume", "-1") == .wholeNumber(minimum: 0, maximum: 1_000_000))
    #expect(try parse("contactPhone", "0431-8888888") == "0431-8888888")
    #expect(allowed("contactPhone", "打前台") == .phone)
    #expect(try parse("willingness", "强") == "high")
    #expect(try parse("willingness", "High") == "high")
    #expect(allowed("willingness", "huge") == .oneOf(handbook.choices["willingnesses"] ?? []))
    #expect(try parse("signDate", "2026-12-01") == "2026-12-01")
    #expect(allowed("signDate", "2026-02-30") == .date)
    #expect(try parse("newlyFounded", "是") == true)
    #expect(allowed("newlyFounded", "perhaps") == .yesOrNo)
    #expect(try parse("repairVolume", "1,200.5元") == "1200.50")
    #expect(allowed("repairVolume", "1.005") == .money)
    #expect(try parse("lon", "125.32") == .number("125.32"))
    #expect(allowed("lat", "91") == .degrees(limit: 90))
    #expect(try parse("mainModels", "帝豪、博越;缤越") == ["帝豪", "博越", "缤越"])
    #expect(allowed("mainModels", "帝豪,帝豪") == .onlyOnce)
    #expect(try parse("products", "电销续保合作, new-product") == ["telesales-renewal", "new-product"])
    #expect(allowed("edge", "  ") == .text)
    #expect(try parse("address", "人民\u{1B}[31m大街\n1 号") == "人民[31m大街 1 号")
  }

  @Test func whatIsWrittenToEditReadsBackAsTheSame() throws {
    let texts: [(FieldKey, String)] = [
      ("renewalRate", "12.3456%"), ("repairDemand", "0.333"), ("salesVolume", "7"), ("mainModels", #""a,b",c"#),
      ("mainModels", #""说""好""",x{1}"#), ("products", "new-product"), ("newlyFounded", "no"), ("signDate", "2026-12-01"),
      ("repairVolume", "3.5"), ("lat", "-12.5"), ("willingness", "弱"),
      ("keyPeople", #"{name:"王,芳",post:经理: 二,phone:13900000000}"#), ("insurerShares", "平安:40%"),
    ]
    for (field, text) in texts {
      let input = FieldInput(try #require(handbook.field(field)))
      let value = try input.parse(text)
      #expect(try input.parse(input.text(of: value)) == value, "\(input.text(of: value))")
    }
  }

  @Test func entriesAreAddedChangedAndRemovedByNumber() throws {
    var walk = try SOPWalk()
    try walk.save("keyPeople[+]={name:王,post:经理}", "keyPeople[+]={姓名：陈总，影响力：拍板}")
    try walk.save("keyPeople[2].phone=13900000000")
    var people = walk.dealer.record.entries(of: "keyPeople").map(\.value)
    #expect(people == [["name": "王", "post": "经理"], ["name": "陈总", "influence": "decides", "phone": "13900000000"]])
    walk.take(try walk.work.save([.unset("keyPeople[1]"), .unset("keyPeople[1].phone")], mint: &walk.mint))
    people = walk.dealer.record.entries(of: "keyPeople").map(\.value)
    #expect(people == [["name": "陈总", "influence": "decides"]])
    try walk.save("keyPeople={name:李},{name:赵}")
    #expect(walk.dealer.record.entries(of: "keyPeople").compactMap { $0.value["name"]?.string } == ["李", "赵"])
  }

  @Test func sharesOfInsurersSumToTheWholeAtMost() throws {
    var walk = try SOPWalk()
    try walk.save("insurerShares=平安:60%,人保:40%")
    let fault = ValueFault(field: "insurerShares", given: "太保:10%", allowed: .sumAtMostWhole(found: Rate("1.1") ?? Rate(percent: 110)))
    #expect(throws: SOPError.values([fault])) {
      try walk.work.save(SOPWalk.values(["insurerShares[+]=太保:10%"]), mint: &walk.mint)
    }
  }

  @Test func everyFaultNamesFieldAndGivenAndAllComeAtOnce() throws {
    var walk = try SOPWalk()
    let error = #expect(throws: SOPError.self) {
      try walk.work.save(
        SOPWalk.values(["renewalRate=18", "nosuch=1", "keyPeople[3].phone=139", "class=key", "keyPeople[+]={post:x}", "salesVolume[1]=3"]),
        mint: &walk.mint)
    }
    guard case .values(let faults)? = error else { Issue.record("no faults"); return }
    #expect(faults.map(\.field) == ["renewalRate", "nosuch", "keyPeople[3]", "class", "keyPeople", "salesVolume"])
    #expect(faults.map(\.given).prefix(3) == ["18", "nosuch", "3"])
    #expect(faults[2].allowed == .entryUpTo(0) && faults[3].allowed == .computed)
    #expect(faults[0].json == ["field": "renewalRate", "given": "18", "allowed": "rate-with-percent-sign"])
    #expect(faults[2].json["limit"] == 0 && faults[1].json["fields"]?.array?.count == handbook.fields.count)
    #expect(throws: ValueFault.self) { try FieldAssignment.set("novalue") }
    #expect(throws: ValueFault.self) { try FieldAssignment.set("keyPeople[0]=x") }
  }

  @Test func aJSONFileIsReadLikeTypedText() throws {
    var walk = try SOPWalk()
    let json = try JSONValue.parse(
      #"{"renewalRate":"42%","newlyFounded":true,"salesVolume":12,"edge":null,"mainModels":["a,b","c"],"keyPeople":[{"name":"王,芳","phone":"13900000000"}]}"#)
    try walk.save("edge=x")
    walk.take(try walk.work.save(FieldAssignment.fromJSON(json), mint: &walk.mint))
    #expect(walk.dealer.record["mainModels"] == ["a,b", "c"] && walk.dealer.record["edge"] == nil)
    #expect(walk.dealer.record.entries(of: "keyPeople").first?.value == ["name": "王,芳", "phone": "13900000000"])
    #expect(walk.dealer.salesVolume == 12 && walk.dealer.flag("newlyFounded") == true)
  }

  @Test func sourcesByHandAreDatedAndForgetNoImport() throws {
    var walk = try SOPWalk(["name": "a", "sources/internet:geely": ["kind": "internet", "list": "geely", "dated": "2020-04-03"]])
    try walk.save("sources=媒体,internet")
    #expect(walk.dealer.sourceKinds == ["internet", "media"])
    #expect(walk.dealer.record["sources/media"]?["dated"] == "2026-11-02")
    #expect(walk.dealer.record["sources/internet:geely"]?["dated"] == "2020-04-03")
  }

  @Test func whateverIsTypedIsReadOrRefusedAndNeverReachesTheBookRaw() throws {
    var dice = SOPPropertyTests.Dice(state: 77)
    let letters = Array("0123456789.,:;{}[]=+-%％\"“：，、 \n\u{1B}\u{202E}é王😀是xyeno元")
    for _ in 0..<4000 {
      let text = String((0..<Int.random(in: 0...24, using: &dice)).compactMap { _ in letters.randomElement(using: &dice) })
      let field = try #require(handbook.fields.randomElement(using: &dice))
      let input = FieldInput(field)
      do {
        let value = try input.parse(text)
        #expect(!value.text.contains("\u{1B}") && !value.text.contains("\u{202E}"))
        #expect(try input.parse(input.text(of: value)) == value, "\(field.id): \(text) -> \(value.text) -> \(input.text(of: value))")
      } catch {
        #expect(!error.given.contains("\u{1B}"), "\(field.id): \(error)")
      }
    }
  }

  @Test func aTextWithoutEndIsRefused() {
    #expect(allowed("name", String(repeating: "长", count: 100_000)) == .textUpTo(500))
    #expect(allowed("edge", String(repeating: "长", count: 10_001)) == .textUpTo(10_000))
    #expect(allowed("repairDemand", "1:1001") == .ratio)
  }
}
