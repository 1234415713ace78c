import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

/// A quote that belongs to a customer: opened again, begun anew, let go; and what is assumed about his car.
@Suite struct QuoteCustomerTests {
  private let id = RecordID(rawValue: "o0000000000001")

  private func walk(_ book: Book = .branchOfJilin) -> Walk {
    Walk(desk: QuoteScreenTests.desk(book), screen: QuoteScreen(opportunity: id), columns: 100, rows: 30)
  }
  private func kept(_ walk: Walk) -> [KeptQuote] { walk.book.record(.opportunity, id).map { KeptQuote.all(of: $0) } ?? [] }

  @Test func aNewQuoteStaysWithTheCustomerAndGoesOnCounting() throws {
    var walk = walk()
    walk.type(.enter, .enter, "s")
    #expect(kept(walk).map(\.quote.round) == [1])
    #expect(walk.text.contains("李先生 · 第1轮"))
    walk.type("n")
    let screen = try #require(walk.front(QuoteScreen.self))
    #expect(screen.opportunity == id && screen.quote == nil && screen.isTyping)
    #expect(screen.form?["series"] == "宝来" && screen.form?["price"].isEmpty == false)
    #expect(walk.text.contains("李先生"))
    // Another car for him: kept with him, without asking for whom.
    walk.type(.control("u"), "ly", .enter, "s")
    #expect(walk.screens == ["quote"])
    #expect(kept(walk).map(\.quote.round) == [1, 2])
    #expect(kept(walk).last?.quote.request.series == "朗逸")
    #expect(walk.text.contains("李先生 · 第2轮"))
  }

  @Test func anotherKeyLetsTheCustomerGo() throws {
    var walk = walk()
    walk.type(.enter, .enter, "N")
    let screen = try #require(walk.front(QuoteScreen.self))
    #expect(screen.opportunity == nil && screen.form?["series"] == "" && screen.quote == nil)
    #expect(!walk.text.contains("李先生") && walk.text.contains("不记客户"))
    walk.type("ly", .enter, "s")
    #expect(walk.screens.last == "quote-save")
    #expect(kept(walk).isEmpty)
    walk.type(.escape, "N")
    #expect(walk.notice?.contains("不归哪位客户") == true)
  }

  /// The form of a kept quote is the form it was made with: a corrected price makes no petrol car of an electric one.
  @Test func aKeptQuoteComesBackWithAllThatWasTyped() throws {
    var walk = walk()
    walk.type(.enter)
    func fill(_ walk: inout Walk, _ values: [(String, String)]) {
      for (field, value) in values {
        while walk.front(QuoteScreen.self)?.form?.focused?.id != field { walk.type(.down) }
        walk.type(.control("u"), .paste(value))
      }
    }
    fill(&walk, [("price", "20万"), ("litres", "2.4"), ("seats", "7"), ("firstRegistered", "2023-05-01"), ("start", "2026-12-20")])
    while walk.front(QuoteScreen.self)?.form?.focused?.id != "claims" { walk.type(.down) }
    walk.type(.right, .right)
    walk.type(.enter, "s")
    let before = try #require(kept(walk).last?.quote.request)
    #expect(before.seats == 7 && before.litres == Exact("2.4") && before.claims != .first && before.firstRegistered == Day(2023, 5, 1)!)
    var again = Walk(desk: QuoteScreenTests.desk(walk.book), screen: QuoteScreen(opportunity: id), columns: 100, rows: 30)
    again.type(.enter, .down, .control("u"), "19万", .enter)
    var after = try #require(again.front(QuoteScreen.self)?.quote?.request)
    #expect(after.price == Money(yuan: 190_000))
    after.price = before.price
    #expect(after == before)
  }

  @Test func theDriveIsGuessedFromTheNameAndAlwaysMarkedAsAssumed() throws {
    func fuel(_ series: String) throws -> QuoteRequest {
      var walk = QuoteScreenTests.walk()
      walk.type(.enter, .paste(series), .enter)
      return try #require(walk.front(QuoteScreen.self)?.quote?.request)
    }
    for (series, wanted) in [("Model Y", Fuel.electric), ("大众ID.3", .electric), ("理想L6", .plugin), ("海豹06 DM-i", .plugin), ("朗逸", .petrol)] {
      let request = try fuel(series)
      #expect(request.fuel == wanted, "\(series)")
      #expect(request.assumed.contains(.fuel), "\(series)")
      #expect((request.litres == nil) == (wanted == .electric), "\(series)")
    }
    var walk = QuoteScreenTests.walk()
    walk.type(.enter, "ly", .enter)
    #expect(walk.text.contains("汽油*"))
    walk.type(.enter, .down, .down, .down, .right, .enter)
    let request = try #require(walk.front(QuoteScreen.self)?.quote?.request)
    #expect(request.fuel == .diesel && !request.assumed.contains(.fuel))
  }

  @Test func lastYearsCoefficientsAreAskedForAndMarkedWhereNobodyKnowsThem() throws {
    func quote(_ typed: [(String, String)]) throws -> Quote {
      var walk = QuoteScreenTests.walk()
      walk.type(.enter, "ly", .enter, .enter, .times(11, .down), .right, .right, .right)
      for (field, value) in typed {
        while walk.front(QuoteScreen.self)?.form?.focused?.id != field { walk.type(.down) }
        walk.type(.paste(value))
      }
      walk.type(.enter)
      return try #require(walk.front(QuoteScreen.self)?.quote, "\(walk.text)")
    }
    let unknown = try quote([("lastPremium", "3000")])
    #expect(unknown.columns[0].basis.way == .renewal)
    #expect(unknown.request.assumed.isSuperset(of: [.lastNoClaim, .lastCoefficient, .pricingCoefficient]))
    #expect(unknown.warnings.contains { $0.kind == .assumed && $0.facts["field"]?.string == "lastNoClaim" })
    let known = try quote([("lastPremium", "3000"), ("coefficient", "0.9"), ("lastNoClaim", "0.8"), ("lastCoefficient", "1.1")])
    #expect(known.request.assumed.isDisjoint(with: [.lastNoClaim, .lastCoefficient, .pricingCoefficient]))
    // 3000 × 1 × 0.9 ÷ (0.8 × 1.1)
    #expect(known.columns[0].commercial == Money("3068.18"))
  }

  /// What the screen shows in the columns is the sum of what it shows in them.
  @Test func theTotalOnTheScreenIsTheSumOfItsLines() throws {
    var walk = QuoteScreenTests.walk(columns: 120, rows: 40)
    walk.type(.enter, "ly", .enter)
    for strokes: [Stroke] in [[], [.down, .down], [.right, .down, "+"], [.right, "r", .down, " "], ["-"]] {
      for stroke in strokes { walk.type(stroke) }
      let quote = try #require(walk.front(QuoteScreen.self)?.quote)
      // A row of the screen: the label, then a cell for each package; the amount stands at the end of it.
      let rows = walk.text.split(separator: "\n").map { $0.split(separator: "│").map { $0.split(separator: " ").map(String.init) } }
      for column in 0..<3 {
        var sum = Money.zero
        var total: Money?
        for row in rows where row.count == 4 {
          guard let amount = row[column + 1].last.flatMap({ Money($0.replacing(",", with: "")) }) else { continue }
          switch row[0].first {
          case "商业险", "相差", "比上一轮": continue
          case "合计": total = amount
          default: sum += amount
          }
        }
        #expect(total == quote.columns[column].total && sum == quote.columns[column].total, "\(column): \(sum)\n\(walk.text)")
      }
    }
  }
}
