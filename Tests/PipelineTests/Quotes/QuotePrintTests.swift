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
        #expect(output.contains("legacy-2009 published 吉林"))
      }
    }
    #expect(quote.json(words: words)["disclaimer"]?.string?.isEmpty == false)
    #expect(quote.json(words: words)["packages"]?.array?.count == 3)
    #expect(quote.json(words: words)["basis"]?["way"] == "legacy")
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
      .badTable(file: "", place: ""), .unreadable(file: ""),
    ]
    let words = try QuoteFixtures.words.get()
    for error in errors {
      #expect(keys.contains("error.\(error.code)"))
      for language in QuoteLanguage.allCases { #expect(!words.text(error, language).contains("{"), "\(error.code)") }
    }
  }
}
