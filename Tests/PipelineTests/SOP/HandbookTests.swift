import Testing

@testable import Pipeline

@Suite struct HandbookTests {
  let book: Handbook
  init() throws { book = try ShippedHandbook.load() }

  @Test func theShippedFilesDecodeAndTheirStagesAreTheEnums() {
    #expect(book.stages.map(\.stage) == Stage.allCases)
    #expect(book.steps(of: .negotiate).filter { $0.track == nil }.count == 3)
    #expect(book.steps.filter { $0.id.rawValue.hasPrefix("prep-") }.count == 8)
    #expect(Track.allCases.map { book.steps(of: $0).count } == [7, 6, 5])
    #expect(book.steps(of: .sign).compactMap(\.form) == ["press-conference", "simple-ceremony", "written"])
    #expect(book.choices["modes"]?.map(\.id) == ["traditional", "strategic", "win-win"])
    #expect(book.choices["products"]?.count == 3)
    #expect(book.choices["valueServices"]?.count == 5)
    #expect(book.choices["roles"]?.count == 21)
  }

  @Test func onlyStepsOfTracksBAndCMayBeSkipped() {
    for step in book.steps { #expect(step.skippable == (step.track == .insuranceHead || step.track == .aftersalesHead)) }
  }

  @Test func limitsAreTheDefaultsOfTheData() {
    #expect(Stage.allCases.map { book.steps(of: $0).first?.stuckLimit } == [10, 10, 5, 10, 15, 10])
    #expect(book.defaults.pressGuests == 50)
    #expect(book.defaults.verifiedKinds == 2)
    #expect(book.defaults.large == .cityMedian)
  }

  /// Everything that is a phrase, in every shipped file, says something in both languages.
  @Test func everyPhraseSpeaksBothLanguages() throws {
    var seen = 0
    func check(_ value: JSONValue) {
      switch value {
      case .object(let members):
        if let zh = members["zh"]?.string {
          seen += 1
          #expect(!zh.isEmpty && zh.unicodeScalars.contains { $0.value >= 0x4E00 && $0.value < 0xA000 }, "\(zh)")
          let en = members["en"]?.string ?? ""
          #expect(!en.isEmpty && en.unicodeScalars.allSatisfy { $0.value < 0x3000 }, "\(en)")
        }
        members.values.forEach(check)
      case .array(let values): values.forEach(check)
      default: break
      }
    }
    for bytes in try ShippedHandbook.parts().values { check(try JSONValue.parse(bytes)) }
    #expect(seen > 400)
  }

  @Test func everyFaultOfABranchsFileIsNamedAtOnce() throws {
    var parts = try ShippedHandbook.parts()
    let talk = #"{"topics":[{"id":"t","topic":{"zh":"问","en":" "},"points":[],"steps":["nowhere"]}]}"#
    parts[.talk] = Array(talk.utf8)
    parts[.stages] = Array(#"{"stages":[{"id":"visit","name":{"zh":"a","en":"a"},"exit":{"zh":"a","en":"a"}}]}"#.utf8)
    parts[.defaults] = nil
    let error = #expect(throws: HandbookError.self) { try Handbook(parts: parts) }
    let faults = error?.faults ?? []
    #expect(faults.contains(HandbookFault(part: .defaults, path: "", what: .missingFile)))
    #expect(faults.contains { $0.what == .emptyPhrase(language: "en") && $0.path == "topics[0].topic" })
    #expect(faults.contains { $0.what == .unknown(kind: "step", name: "nowhere") })
    #expect(faults.contains { $0.what == .stages(found: ["visit"]) })
    #expect(faults.contains { $0.part == .fields && $0.what == .unknown(kind: "setting", name: "pressGuests") })
  }

  @Test func aStepThatMayNotBeSkippedCannotBeMadeSoByData() throws {
    var parts = try ShippedHandbook.parts()
    let text = String(decoding: parts[.steps] ?? [], as: UTF8.self)
    let changed = text.replacing(#""id": "prep-survey","#, with: #""id": "prep-survey", "skippable": true,"#)
    #expect(changed != text)
    parts[.steps] = Array(changed.utf8)
    let error = #expect(throws: HandbookError.self) { try Handbook(parts: parts) }
    #expect(error?.faults.map(\.what) == [.notSkippable])
  }

  @Test func aStepIsFoundByIdStartOrName() {
    #expect(book.findSteps("b6").map(\.id) == ["b6-fee-policy"])
    #expect(book.findSteps("初步走访").map(\.id) == ["prep-visit"])
    #expect(book.findSteps("人员介绍").count == 3)
    #expect(book.findSteps("zz").isEmpty)
  }
}

extension HandbookTests {
  @Test func aScriptLearnsEveryFieldOfAStepWithItsType() throws {
    let json = book.json(of: try #require(book.step("prep-visit")))
    let fields = json["fields"]?.array ?? []
    #expect(fields.count == 14 && fields.allSatisfy { $0["type"]?.string != nil && $0["required"]?.bool != nil })
    let shares = fields.first { $0["id"] == "insurerShares" }
    #expect(shares?["fields"]?.array?.compactMap { $0["type"]?.string } == ["text", "rate"])
    #expect(fields.first { $0["id"] == "willingness" }?["choices"]?.array?.count == 3)
    #expect(book.outline["stages"]?.array?.compactMap { $0["id"]?.string } == Stage.allCases.map(\.rawValue))
  }

  @Test func everyTopicHelpsSomewhere() {
    #expect(book.talk.count == 9 && book.talk.allSatisfy { !$0.steps.isEmpty })
    #expect(book.step("b6-fee-policy").map { book.talk(at: $0).map(\.id) } == ["talk-commission-1", "talk-price"])
  }

  /// A random member taken out of a random file, or its value replaced: the handbook loads or names faults.
  @Test func aDamagedFileIsNamedNeverFatal() throws {
    var dice = SOPPropertyTests.Dice(state: 4711)
    func damaged(_ value: JSONValue, depth: Int) -> JSONValue {
      switch value {
      case .object(var members) where !members.isEmpty:
        let place = Int.random(in: 0..<members.count, using: &dice)
        let key = members.keys[place]
        if depth == 0 || Int.random(in: 0..<4, using: &dice) == 0 {
          members[key] = [nil, .number("-9223372036854775808"), "x", [], [:]].randomElement(using: &dice) ?? nil
        } else {
          members[key] = members[key].map { damaged($0, depth: depth - 1) }
        }
        return .object(members)
      case .array(var items) where !items.isEmpty:
        let place = Int.random(in: 0..<items.count, using: &dice)
        if Int.random(in: 0..<5, using: &dice) == 0 { items.append(items[place]) } else { items[place] = damaged(items[place], depth: depth - 1) }
        return .array(items)
      default: return .null
      }
    }
    let shipped = try ShippedHandbook.parts()
    var refused = 0
    for _ in 0..<20 {
      var parts = shipped
      let part = HandbookPart.allCases.randomElement(using: &dice) ?? .steps
      parts[part] = damaged(try JSONValue.parse(shipped[part] ?? []), depth: 3).utf8
      do {
        _ = try Handbook(parts: parts)
      } catch {
        refused += 1
        #expect(!error.faults.isEmpty)
      }
    }
    #expect(refused > 5)
  }
}
