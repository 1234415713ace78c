import Canvas
@testable import Pipeline
import PipelineScreens
import Testing

/// Every error says something in both languages, and never the name of an enum's case.
@Suite struct WordsTests {
  private func speaks(_ wording: Wording, _ subject: String, sourceLocation: SourceLocation = #_sourceLocation) {
    for language in Wording.Language.allCases {
      let text = wording(language)
      #expect(text.count >= 4, "\(subject) in \(language)", sourceLocation: sourceLocation)
      #expect(!text.contains("Pipeline.") && !text.contains("Optional("), "\(subject): \(text)", sourceLocation: sourceLocation)
      if let name = subject.split(separator: "(").first, name.contains(where: \.isUppercase), name.count > 5 {
        #expect(!text.contains(name), "\(subject): \(text)", sourceLocation: sourceLocation)
      }
    }
    #expect(wording.zh.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(subject)", sourceLocation: sourceLocation)
    #expect(!wording.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) }, "\(subject): \(wording.en)", sourceLocation: sourceLocation)
  }

  private let day = Day(2026, 11, 24)!
  private let dealer = RecordID(rawValue: "d0000000000001")

  @Test func theStoresErrors() {
    let fault = FileError(.write, "/b/journal/x.jsonl", code: 28)
    let all: [StoreError] = [
      .noBook(folder: "/b"), .alreadyABook(folder: "/b"), .folderInUse(folder: "/b", names: ["x"]),
      .unreadableBook(file: "/b/book.json", reason: "format"), .newerFormat(found: 2, known: 1), .held(by: nil),
      .held(by: LockHolder(process: 1, command: "cheshang undo")), .conflict([]), .nothingToUndo, .nothingToRedo,
      .reservedField("id"), .noBackup(id: "x"), .journalsIncomplete, .link(path: "/b"), .file(fault), .uncertain(after: fault),
      .encrypted(folder: "/b"), .wrongPassphrase(folder: "/b"), .tooCostly(file: "/b/book.json"), .encryptionChanged(folder: "/b"),
      .alreadyEncrypted(folder: "/b"), .notEncrypted(folder: "/b"),
    ]
    for error in all { speaks(Words.error(error), "\(error)") }
    for call in FileError.Call.allCases { speaks(Words.file(FileError(call, "/b/x", code: 13)), "\(call)") }
    speaks(Words.resource(path: "/x", code: 2), "resource")
    for reason in Finding.Reason.allCases { speaks(Words.finding(Finding(reason, file: "journal/a.jsonl", line: 3, detail: "x")), "\(reason)") }
  }

  @Test func theSOPsErrors() {
    let missing = [
      Missing(step: "prep-visit", field: "renewalRate", why: .absent), Missing(step: "written", field: "contract.sealedByUs", why: .mustBeYes),
      Missing(step: "press-conference", field: "customersInvited", why: .tooFew(needed: 50, have: 3)),
      Missing(step: "prep-materials", field: "materials", why: .lacks(["policy-draft"])),
      Missing(step: "prep-classify", field: "class", why: .notAmong(["key"], found: "excluded")),
      Missing(step: "prep-team", field: "team", why: .entries(part: "role", value: "lead-negotiator", minimum: 1, maximum: 1, have: 0)),
      Missing(step: "written", field: "contract.commission", why: .differs(from: "feePolicy.baseCommission", agreed: "0.18", found: "0.2")),
      Missing(step: "a7-agree-intent", field: nil, why: .stepNotDone(orSkipped: false)),
      Missing(step: "b6-fee-policy", field: nil, why: .stepNotDone(orSkipped: true)),
    ]
    let all: [SOPError] = [
      .unknownStep("x"), .laterStage(step: "prep-policy", stepStage: .policy, dealerStage: .survey), .notSkippable("prep-survey"),
      .stepIs("b1-introductions", .done), .stepIs("b1-introductions", .skipped), .stepIs("b1-introductions", .open),
      .reasonNeeded(deed: "drop"), .incomplete(step: "prep-visit", missing), .gateShut(stage: .visit, missing),
      .standing(found: .dropped, allowed: [.open]), .notEarlier(asked: .sign, present: .visit), .contractDates(inForce: day, ends: day - 1),
      .contractAlreadyOver(ends: day - 1, today: day), .dayAhead(day + 1, today: day), .otherTrack(step: "a1-introductions", track: .insuranceHead),
      .emptyOffer, .values([ValueFault(field: "renewalRate", given: "18", allowed: .rateWithPercentSign(number: "18"))]), .nothingToDo, .gone,
    ]
    for error in all { speaks(Words.error(error), "\(error)") }
    for allowed in [
      ValueFault.Allowed.text, .phone, .wholeNumber(minimum: 0, maximum: 9), .degrees(limit: 90), .rate(maximum: .whole),
      .rateWithPercentSign(number: "18"), .ratio, .money, .date, .yesOrNo, .oneOf([Choice(id: "a", name: Phrase(zh: "甲", en: "a"))]),
      .group([SOPField(id: "name", name: Phrase(zh: "姓名", en: "name"), type: .text(long: false))]),
      .part(SOPField(id: "name", name: Phrase(zh: "姓名", en: "name"), type: .text(long: false))), .sumAtMostWhole(found: Rate(percent: 110)),
      .entryUpTo(0), .entryUpTo(2), .onlyOnce, .computed, .knownField(["renewalRate"]), .assignment,
    ] { speaks(Words.fault(ValueFault(field: "renewalRate", given: "18", allowed: allowed)), "\(allowed)") }
    for fault in [
      WinWinFault.rateOutOfRange(term: "repairMargin", Rate(percent: 120)), .ratioOutOfRange(term: "trigger", Ratio(millionths: -1)),
      .floorAboveBase(floor: Rate(percent: 20), base: Rate(percent: 18)), .amountOutOfRange(term: "premium", Money(yuan: -1)),
    ] { speaks(Words.error(fault), "\(fault)") }
  }

  @Test func theDirectorysAndTheImportsErrors() {
    let directory: [DealerError] = [
      .nameMissing, .nameTooLong(characters: 99, limit: 80), .textTooLong(field: "address", characters: 999, limit: 300), .badPhone("x"),
      .tooManyPhones(20, limit: 12), .badNumber(field: "salesVolume", text: "x"), .outOfRange(field: "lon", text: "200", low: -180, high: 180),
      .badDay(field: "nextDate", text: "x"), .unknownSource("x", allowed: ["media"]), .unknownField("x", known: ["name"]),
      .sameDealer(dealer), .gone(dealer), .notGone(dealer),
    ]
    for error in directory { speaks(Words.error(error), "\(error)") }
    let facts: [ImportError.Fact] = [
      .unreadable(code: 2), .unreadable(code: 13), .notARegularFile, .emptyFile, .notAZip, .oldOrEncryptedWorkbook, .noWorkbook, .truncated,
      .damagedPart("xl/a.xml"), .badXML(part: "xl/a.xml", line: 3), .entityDeclaration(part: "xl/a.xml"), .tooLarge(.rows, limit: 9),
      .emptyWorkbook, .noNameColumn(headings: ["a"]), .noNameColumn(headings: []), .unknownEncoding(offset: 3),
      .unknownHeading("a", headings: ["b"]), .unknownField("a", fields: ["name"]), .badMapping("a"),
    ]
    for fact in facts { speaks(Words.error(ImportError(fact, file: "/x/list.xlsx", sheet: "S1", row: 7)), "\(fact)") }
    #expect(Words.error(ImportError(.emptyFile, file: "/x/list.xlsx", sheet: "S1", row: 7)).zh.hasPrefix("/x/list.xlsx 工作表“S1” 第 7 行"))
    for reason in [
      ImportReason.nameMissing, .nameTooLong(100), .ambiguous([dealer]), .sameAsRow(3), .olderList(than: day), .merged(into: dealer), .deleted,
    ] { speaks(Words.reason(reason), "\(reason)") }
    for warning in [
      ImportWarning.cleaned(.name), .shortened(.address), .oddPhone("x"), .unusable(.salesVolume, "x"), .codeShared("A1"), .makerUnclear(brand: "X"),
    ] { speaks(Words.warning(warning), "\(warning)") }
    for reason in DealerDuplicates.Reason.allCases { speaks(Words.reason(reason), "\(reason)") }
  }

  @Test func theHandbooksErrors() {
    for what in [
      HandbookFault.What.missingFile, .expected("text"), .emptyPhrase(language: "zh"), .unknown(kind: "field", name: "x"), .duplicate("x"),
      .stages(found: ["x"]), .notSkippable,
    ] { speaks(Words.error(HandbookError(faults: [HandbookFault(part: .steps, path: "steps[1]", what: what)])), "\(what)") }
    for fault in [HolidayCalendar.Fault.malformed(path: "years"), .badDay(path: "years.2026", found: "x")] { speaks(Words.error(fault), "\(fault)") }
  }

  @Test func everyDeedHasANameForHistoryAndUndo() {
    for verb in [
      "import.dealers", "dealer.add", "dealer.edit", "dealer.source", "dealer.merge", "dealer.delete", "dealer.restore", "dealer.classify",
      "dealer.drop", "dealer.resume", "step.save", "step.complete", "step.skip", "step.reopen", "stage.advance", "stage.override",
      "stage.return", "contract.sign", "contract.renew", "contract.end", "visit.record", "session.record", "offer.record",
      "opportunity.add", "opportunity.edit", "opportunity.contact", "opportunity.win", "opportunity.lose", "plan.add",
    ] {
      let wording = Words.deed(Deed(verb))
      #expect(wording.zh.count >= 2 && !wording.zh.contains(verb) && !wording.en.contains(verb), "\(verb)")
    }
    let deed = Deed("import.dealers", ["read": 900, "added": 840, "updated": 7])
    #expect(Words.role(.undo(of: EventID(DeviceID(rawValue: "aaaaaaaa"), 1))).zh + Words.deed(deed).zh == "撤销: 导入 847 家车商")
  }

  @Test func theAgendaAndWarnings() {
    for reason in [
      DealerAgenda.Reason.overdue(days: 3), .contractExpired(on: day), .contractRunsOut(on: day, daysLeft: 3), .stuck(days: 12, limit: 7),
      .readyToAdvance(.visit), .noNextDate,
    ] { #expect(!Words.reason(reason).zh.isEmpty && Words.reason(reason).en.count > 4) }
    for warning in [
      DealerWarning.licence("none"), .unverified(kinds: 1, needed: 2),
      .overBottomLine(entry: nil, side: "dealer", what: "bottomLine.maxCommission", offered: "0.22", limit: "0.2"),
      .contractDiffers(field: "contract.commission", agreedIn: "feePolicy.baseCommission", agreed: "0.18", found: "0.2"),
      .contractExpired(on: day), .contractRunsOut(on: day, daysLeft: 3), .complianceOpen, .unknownYears([2031]),
    ] { speaks(Words.warning(warning), "\(warning)") }
  }
}
