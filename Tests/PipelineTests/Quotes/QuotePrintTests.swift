import Testing

@testable import Pipeline

@Suite struct QuotePrintTests {
  @Test func everyOutputCarriesBasisEstimateAndDisclaimerInItsLanguage() throws {
    let engine = try QuoteFixtures.engine()
    let words = try QuoteFixtures.words.get()
    let quote = try engine.quote(QuoteFixtures.request())
    for language in QuoteLanguage.allCases {
      let print = QuotePrint(words: words, rules: engine.tables.covers, language: language)
      for output in [print.text(quote), print.markdown(quote), print.csv(quote), print.html(quote)] {
        #expect(
          output.contains(
            words["disclaimer", language].replacing("'", with: output.hasPrefix("<!DOCTYPE") ? "&#39;" : "'")))
        #expect(output.contains(words["way.legacy", language]))
        #expect(output.contains(words.named("legacy-2009 published 吉林", language)))
        // Ids of tables, classes and evidence are the program's own: a reader sees names, and the basis once.
        for id in ["legacy-2009", "published 吉林", "compulsory-2008", "private.lt6", "floating-2020", "vehicle-tax-2012", "U-high"] {
          #expect(!output.contains(id), "\(id)")
        }
        #expect(output.split(separator: words["basis", language] + (language == .zh ? "：" : ": ")).count == 2)
        #expect(output.split(separator: words["way.legacy", language]).count == 2)
      }
    }
    #expect(quote.json(words: words)["disclaimer"]?.string?.isEmpty == false)
    #expect(quote.json(words: words)["packages"]?.array?.count == 3)
    #expect(quote.json(words: words)["basis"]?["way"] == "legacy")
  }

  /// Every form, both languages, every way: what it rests on, each warning, the estimate, the disclaimer, and in a second
  /// round what changed.
  @Test func everyFormOfEveryWayCarriesItsWarningsItsWayAndTheDisclaimer() throws {
    var engine = try QuoteFixtures.engine()
    let words = try QuoteFixtures.words.get()
    let basic = try #require(engine.packages.packages(on: QuoteFixtures.start).first { $0.id == "basic" })
    engine.booklet = Booklet(
      name: "长春手册", validTo: Day(2026, 10, 31)!,
      rows: [.init(series: "朗逸", package: "basic", premiums: [.init(.thirdParty, Money(yuan: 888), limit: basic.lines[0].limit)])])
    for way in QuoteWay.allCases {
      var request = try QuoteRequest(price: "12万", region: "四川", start: QuoteFixtures.start, litres: "2.4", claims: "2 claims")
      request.series = "朗逸"
      request.way = way
      request.benchmarks = [.init(.commercial, Money(yuan: 3000))]
      request.lastYear = .init(premium: Money(yuan: 2800))
      request.assumed.formUnion([.lastNoClaim, .lastCoefficient, .pricingCoefficient])
      let first = try engine.quote(request, packages: ["basic"])
      let second = try engine.quote(request, columns: [way == .legacy ? basic.setting(.thirdParty, limit: Money(yuan: 2_000_000)) : basic], round: 2)
      for language in QuoteLanguage.allCases {
        let print = QuotePrint(words: words, rules: engine.tables.covers, language: language)
        let sentences = words.texts(second.warnings, language, rules: engine.tables.covers)
        #expect(sentences.count >= 3)
        let estimate = words["warning.legacyEstimate", language]
        #expect(sentences.contains(estimate) == (way == .legacy))
        for form in QuoteOutput.Form.allCases {
          let output = try QuoteOutput(form, second, print, comparedTo: first).words
          for sentence in sentences + [words["way.\(way.rawValue)", language], words["disclaimer", language]] {
            #expect(output.contains(form == .md ? sentence.replacing("|", with: "\\|") : sentence), "\(way) \(language) \(form): \(sentence)\n\(output)")
          }
          if way == .legacy, form != .json {
            #expect(output.contains(print.lines(second.compared(to: first)[0]).last ?? "?"), "\(form)")
          }
        }
      }
    }
  }

  @Test func foreignTextStaysText() throws {
    let engine = try QuoteFixtures.engine()
    var request = QuoteFixtures.request()
    request.series = "=cmd|'<script>\u{1B}[2J"
    let quote = try engine.quote(request, packages: ["basic"])
    let print = QuotePrint(words: try QuoteFixtures.words.get(), rules: engine.tables.covers, language: .zh)
    let html = print.html(quote)
    #expect(!html.contains("<script>") && html.contains("&lt;script&gt;"))
    for output in [print.text(quote), print.markdown(quote), print.csv(quote), html] {
      #expect(!output.contains("\u{1B}"))
    }
    #expect(QuotePrint.csv([["=1+1", "-5", "+3", "@x", "a,b"]]) == "'=1+1,-5,+3,'@x,\"a,b\"\r\n")
  }

  @Test func everyWarningAndErrorHasWordsInBothLanguages() throws {
    let keys = try QuoteFixtures.words.get().keys
    for kind in QuoteWarning.Kind.allCases { #expect(keys.contains("warning.\(kind.rawValue)")) }
    for way in QuoteWay.allCases { #expect(keys.contains("way.\(way.rawValue)")) }
    for field in QuoteField.allCases { #expect(keys.contains("field.\(field.rawValue)")) }
    let errors: [QuoteError] = [
      .badInput(.price, given: "", allowed: "", source: ""), .unknownRegion("", table: "", known: []),
      .noTable("", on: Day(number: 0), first: nil),
      .conflicting(table: "", place: "", candidates: []), .noFigure(table: "", place: "", allowed: ""),
      .unknownCover(.damage, known: []),
      .coverMerged(.damage, into: .damage, since: Day(number: 0)), .coverNotYetSold(.damage, from: Day(number: 0)),
      .coverForNewEnergyOnly(.damage),
      .riderAlone(.damage, needs: []), .noPremium(.damage, way: .legacy), .unknownPackage("", known: []),
      .wayNeeds(.reform, .benchmark),
      .badTable(file: "", place: ""), .badTable(file: "", place: "examples"), .badTable(file: "", place: "examples[0].answer"), .notJSON(file: "", line: 1, offset: 0, reason: .badUTF8), .unreadable(file: ""), .missing(.region, allowed: "", source: ""),
      .missing(.tonnes, allowed: "", source: ""), .noColumn(file: "", heading: ""),
      .badCell(file: "", row: 1, heading: "", given: "x", allowed: ""),
      .badCell(file: "", row: 1, heading: "", given: "", allowed: ""), .noRows(file: ""), .isBooklet(file: ""),
      .olderList("", dated: nil, kept: nil), .unknownKept("", known: []),
    ]
    for reason in JSONError.Reason.allCases { #expect(keys.contains("json.\(reason.rawValue)")) }
    let words = try QuoteFixtures.words.get()
    for error in errors {
      #expect(keys.contains("error.\(error.code)"))
      for language in QuoteLanguage.allCases { #expect(!words.text(error, language).contains("{"), "\(error.code)") }
    }
  }

  @Test func everyTableClassAndLevelHasANameInBothLanguages() throws {
    let tables = try QuoteFixtures.tables.get()
    let words = try QuoteFixtures.words.get()
    var ids = tables.compulsory.editions.map(\.table) + tables.compulsory.plans.map(\.table) + tables.noClaim.tables.map { "no-claim " + $0 }
    ids += tables.legacy.variants.map { "legacy " + $0.id } + tables.reform.editions.map(\.table)
    ids += [tables.legacy.table, tables.vehicleTax.table, tables.depreciation.table, tables.depreciation.electricTable, "quote", "covers", "vehicles"]
    // Motorcycles, special vehicles and low-speed trucks are in the table and in no quote.
    let codes = tables.compulsory.classCodes.filter { !$0.hasPrefix("moto") && !$0.hasPrefix("special") && !$0.hasSuffix("lowspeed") }
    for language in QuoteLanguage.allCases {
      for id in ids + codes {
        let named = words.named(id, language)
        let left = id.split(separator: " ").filter { $0.contains(where: \.isNumber) && $0.contains { "-.".contains($0) } }
        #expect(named != id && !left.contains { named.contains($0) }, "\(id): \(named)")
      }
      for level in Evidence.allCases { #expect(words["evidence.\(level.rawValue)", language] != "evidence.\(level.rawValue)") }
    }
    for fuel in Fuel.allCases { #expect(words.keys.contains("value.\(fuel.rawValue)")) }
    for use in VehicleUse.allCases { #expect(words.keys.contains("value.\(use.rawValue)")) }
    #expect(words.named("floating-2020 C A4", .en) == "compulsory floating rates 2020 plan C A4")
  }

  @Test func warningsThatDifferInAFigureAreOneSentence() throws {
    let engine = try QuoteFixtures.engine()
    let words = try QuoteFixtures.words.get()
    let warnings = try engine.quote(QuoteRequest(price: "12万", region: "吉林", start: QuoteFixtures.start)).warnings
    let said = words.texts(warnings, .zh, rules: engine.tables.covers)
    #expect(said.contains { $0.contains("200万、300万") })
    #expect(said.filter { $0.contains("假定") }.count == 1)
    var floating = QuoteFixtures.request(region: "海南")
    floating.floatingFactor = .a3
    let plan = words.texts(try engine.quote(floating).warnings, .zh, rules: engine.tables.covers)
    #expect(plan.contains { $0.contains("2020 版 A 档 A3") })
    #expect(words.sentence("error.badInput", ["field": "price", "given": "{allowed}", "allowed": "1", "source": "quote"], .en).contains("{allowed}"))
  }
}
