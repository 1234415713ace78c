import Testing

@testable import Pipeline

@Suite struct KeptQuoteTests {
  @Test func everyRoundIsKeptComparedAndUndone() throws {
    let engine = try QuoteFixtures.engine()
    let words = try QuoteFixtures.words.get()
    var mint = IDMint(seconds: 1, salt: 1)
    let id = mint.next("o")
    var book = Book()
    book.apply([RecordEdit(.opportunity, id, [FieldEdit("customer", was: nil, to: "王女士")])])
    let before = book
    let first = try engine.quote(QuoteFixtures.request())
    let change = try first.kept(
      with: book.record(.opportunity, id)!, entry: mint.nextEntry(), on: QuoteFixtures.start, by: "李", package: "full",
      words: words)
    #expect(change.deed.verb == "quote.keep" && change.deed.facts["customer"] == "王女士")
    book.apply(change.edits)
    let second = try engine.quote(engine.nextRound(first), column: 2, dropping: .scratch)
    book.apply(
      try second.kept(
        with: book.record(.opportunity, id)!, entry: mint.nextEntry(), on: QuoteFixtures.start, words: words
      ).edits)
    let kept = KeptQuote.all(of: book.record(.opportunity, id)!)
    #expect(kept.map(\.quote.round) == [1, 2])
    #expect(kept[0].quote == first && kept[1].quote == second)
    #expect(kept[1].quote.compared(to: kept[0].quote)[2].dropped.map(\.cover) == [.scratch])
    let accept = try KeptQuote.accepting(kept[1].entry, package: "full", of: book.record(.opportunity, id)!)
    book.apply(accept.edits)
    let after = KeptQuote.all(of: book.record(.opportunity, id)!)
    #expect(after.map(\.accepted) == [false, true] && after[1].package == "full")
    book.apply(accept.reversed)
    #expect(KeptQuote.all(of: book.record(.opportunity, id)!) == kept)
    #expect(before.record(.opportunity, id)?.fields.count == 1)
    #expect(throws: QuoteError.self) {
      try first.kept(
        with: book.record(.opportunity, id)!, entry: "x", on: QuoteFixtures.start, package: "gold", words: words)
    }
  }

  @Test func aDamagedEntryIsLeftOutAndLeftAlone() throws {
    let record = Record(id: RecordID(rawValue: "o1"), fields: ["quotes/a": ["on": "2026-01-01"], "quotes/b": 3])
    #expect(KeptQuote.all(of: record).isEmpty)
  }
}
