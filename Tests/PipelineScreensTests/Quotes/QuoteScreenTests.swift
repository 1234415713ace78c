import Canvas
import Foundation
import Pipeline
import Testing

@testable import PipelineScreens

/// The counter scene by keys.
@Suite struct QuoteScreenTests {
  private static let quotes: QuoteLibrary? = {
    let shelf = TestLibrary.shelf
    guard let words = try? QuoteWords(shelf.bytes(.quoteWords)),
      let tables = try? QuoteTables(read: { try shelf.bytes(.quotes($0.rawValue)) }),
      let cars = try? VehicleShelf(
        list2024: shelf.bytes(.vehicles2024), list2017: shelf.bytes(.vehicles2017), brands: shelf.bytes(.seriesBrands),
        pinyin: shelf.bytes(.pinyin))
    else { return nil }
    return QuoteLibrary(tables: tables, words: words, shelf: cars)
  }()

  static func desk(_ book: Book = .branchOfJilin, language: Wording.Language = .zh) -> Desk {
    let shipped = TestLibrary.shipped
    let library = DeskLibrary(
      handbook: { shipped.handbook }, calendar: { shipped.calendar }, makers: { shipped.makers }, pinyin: { shipped.pinyin },
      quotes: { quotes })
    return Desk(
      book: book, today: Day(2026, 11, 24)!, by: "王芳", language: language,
      finder: Finder { $0.isEmpty || Finder.plain.matches($0, $1) || shipped.finder.matches($0, $1) },
      deedName: { Words.undoName($0) }, library: library)
  }

  private func walk(_ book: Book = .branchOfJilin, columns: Int = 100, rows: Int = 30) -> Walk { Self.walk(book, columns: columns, rows: rows) }

  static func walk(_ book: Book = .branchOfJilin, columns: Int = 100, rows: Int = 30) -> Walk {
    Walk(desk: desk(book), screen: QuoteScreen(), columns: columns, rows: rows)
  }

  /// Enter, `ly`, Enter: 4 keys of the 12 that are allowed.
  @Test func fourKeysLeadFromTheScreenToThreePackages() throws {
    var walk = walk()
    walk.type(.enter, "ly", .enter)
    let quote = try #require(walk.front(QuoteScreen.self)?.quote)
    #expect(quote.columns.count == 3)
    #expect(quote.request.series == "朗逸")
    #expect(quote.request.region == "吉林")
    #expect(quote.request.assumed.contains(.region))
    expectScreen(walk, named: "quote-100x30")
    expectFitsEverySize(walk)
    walk.resize(60, 16)
    expectScreen(walk, named: "quote-60x16")
    walk.resize(80, 24)
    expectScreen(walk, named: "quote-80x24")
  }

  @Test func withoutARegionTheFormAsksForItByInitials() throws {
    var walk = walk(Book())
    walk.type(.enter, "langyi", .enter)
    #expect(walk.front(QuoteScreen.self)?.form?.focused?.id == "region")
    walk.type("jl", .enter)
    #expect(walk.front(QuoteScreen.self)?.quote?.request.region == "吉林")
  }

  @Test func theFormFitsEverySizeWithCandidates() {
    var walk = walk()
    walk.type(.enter, "大众")
    #expect((walk.front(QuoteScreen.self)?.vehicles.count ?? 0) > 3)
    expectFitsEverySize(walk)
    expectScreen(walk, named: "quote-form-100x30")
    walk.resize(60, 16)
    expectScreen(walk, named: "quote-form-60x16")
  }

  @Test func aSecondRoundSaysWhichCoverGoesAndWhatItSaves() throws {
    var walk = walk()
    walk.type(.enter, "ly", .enter, .right, .right, "r", .times(4, .down), " ")
    let screen = try #require(walk.front(QuoteScreen.self))
    #expect(screen.quote?.round == 2)
    let comparison = try #require(screen.comparison)
    #expect(comparison.dropped.map(\.cover) == [.scratch])
    #expect(comparison.difference < .zero)
    #expect(walk.text.contains("取消：划痕险"))
    expectScreen(walk, named: "quote-second-round")
    walk.type("c")
    #expect(walk.screens.last == "quote-compare")
    expectFitsEverySize(walk)
  }

  @Test func plusAndMinusMoveTheLimitAndThePremiumFollows() throws {
    var walk = walk()
    walk.type(.enter, "ly", .enter, .down)
    let before = try #require(walk.front(QuoteScreen.self)?.quote?.columns[0].line(.thirdParty))
    walk.type("+")
    let after = try #require(walk.front(QuoteScreen.self)?.quote?.columns[0].line(.thirdParty))
    #expect(try #require(after.limit) > #require(before.limit))
    #expect(after.premium >= before.premium)
    walk.type("-")
    #expect(walk.front(QuoteScreen.self)?.quote?.columns[0].line(.thirdParty) == before)
  }

  @Test func aRiderWithoutItsMainCoverIsRefusedWithTheReason() throws {
    var walk = walk()
    walk.type(.enter, "ly", .enter)
    let quote = try #require(walk.front(QuoteScreen.self)?.quote)
    walk.type(.times(4, .down), " ")
    #expect(walk.front(QuoteScreen.self)?.quote == quote)
    #expect(walk.notice?.contains("附加险") == true)
  }

  @Test func bothRoundsAreKeptInOneStepOfUndo() throws {
    var walk = walk(.branchOfJilin)
    walk.type(.enter, "ly", .enter, .right, "r", .down, "+", "s", "李", .enter)
    let record = try #require(walk.book[.opportunity].records.first)
    #expect(KeptQuote.all(of: record).map(\.quote.round) == [1, 2])
    #expect(KeptQuote.all(of: record).last?.package == "economy")
    walk.type("u")
    #expect(walk.book[.opportunity].records.first.map { KeptQuote.all(of: $0).isEmpty } == true)
  }

  @Test func anAcceptedRoundLeadsToTheClosingStepsAndNothingIsKeptTwice() throws {
    let id = RecordID(rawValue: "o0000000000001")
    var walk = Walk(desk: Self.desk(), screen: QuoteScreen(opportunity: id), columns: 100, rows: 30)
    walk.type(.enter, .enter)
    #expect(walk.front(QuoteScreen.self)?.quote?.request.series == "宝来", "\(walk.text)")
    walk.type("a")
    #expect(walk.notice?.contains("先按 s") == true)
    walk.type("s", "s", "r", .right, .down, "+", "s")
    func kept() -> [KeptQuote] { walk.book.record(.opportunity, id).map { KeptQuote.all(of: $0) } ?? [] }
    #expect(kept().map(\.quote.round) == [1, 2])
    walk.type("a")
    #expect(walk.screens.last == "closing")
    #expect(kept().map(\.accepted) == [false, true] && kept().last?.package == "economy")
    // Opened again, the talk goes on where it was: the next round is the third.
    var again = Walk(desk: Self.desk(walk.book), screen: QuoteScreen(opportunity: id), columns: 100, rows: 30)
    again.type("r", .down, "-", "s")
    #expect(again.book.record(.opportunity, id).flatMap { KeptQuote.all(of: $0).last?.quote.round } == 3)
  }

  @Test func copyingAsksForTheClipboardAndShowsTheText() throws {
    var walk = walk()
    walk.type(.enter, "ly", .enter, "y")
    #expect(walk.screens.last == "quote-text")
    #expect(walk.text.contains("车险快速报价"))
    #expect(walk.lastEffects.contains { if case .copy(let text) = $0 { text.contains("仅供参考") } else { false } })
  }

  /// Each wrong value stands at its field with what is allowed; there is no quote, and the notice names the source.
  @Test(arguments: [
    ("price", "0", "允许 0.01–99999999.99", "本工具的限定"), ("price", "-5", "允许 0.01–99999999.99", "本工具的限定"),
    ("price", "10000000000", "允许 0.01–99999999.99", "本工具的限定"), ("price", "很贵", "允许 0.01–99999999.99", "本工具的限定"),
    ("seats", "0", "允许 1–59", "交强险保费 2008 版"), ("seats", "60", "允许 1–59", "交强险保费 2008 版"),
    ("litres", "99", "允许 0.1–10", "车船税 2012 版"), ("region", "火星", "可用：", "交强险浮动比率 2020 版"),
    ("start", "1999-01-01", "≥ 2006-07-01", "交强险基础保费表"), ("start", "明天", "YYYY-MM-DD", "本工具的限定"),
    ("firstRegistered", "2030-01-01", "1980-01-01–2027-02-23", "本工具的限定"), ("vehicleTax", "很多", "≥ 0", "本工具的限定"),
  ])
  func badInputStandsAtItsField(_ field: String, _ value: String, _ allowed: String, _ source: String) {
    var walk = walk()
    walk.type(.enter, "ly", .enter, .enter)
    let before = walk.front(QuoteScreen.self)?.quote
    type(value, into: field, &walk)
    #expect(walk.front(QuoteScreen.self)?.form?.focused?.id == field)
    #expect(walk.front(QuoteScreen.self)?.form?.errors[field]?.contains(allowed) == true, "\(walk.text)")
    #expect(walk.front(QuoteScreen.self)?.isTyping == true && walk.front(QuoteScreen.self)?.quote == before)
    #expect(walk.notice?.contains(source) == true, "\(walk.notice ?? "")")
    expectFitsEverySize(walk)
  }

  @Test(arguments: [
    (2, "benchmark", "0", "> 0"), (2, "coefficient", "3", "0.5–1.5"), (3, "lastPremium", "0", "> 0"), (3, "coefficient", "0.4", "0.5–1.5"),
    (3, "lastNoClaim", "0", "≤ 3"), (3, "lastCoefficient", "9", "0.5–1.5"),
  ])
  func aBadFigureOfAWayStandsAtItsField(_ way: Int, _ field: String, _ value: String, _ allowed: String) {
    var walk = walk()
    walk.type(.enter, "ly", .enter, .enter)
    while walk.front(QuoteScreen.self)?.form?.focused?.id != "way" { walk.type(.down) }
    walk.type(.times(way, .right))
    if field != "benchmark", field != "lastPremium" { enter("3000", at: way == 2 ? "benchmark" : "lastPremium", &walk) }
    type(value, into: field, &walk)
    #expect(walk.front(QuoteScreen.self)?.form?.focused?.id == field, "\(walk.text)")
    #expect(walk.front(QuoteScreen.self)?.form?.errors[field]?.contains(allowed) == true, "\(walk.text)")
    #expect(walk.front(QuoteScreen.self)?.isTyping == true)
  }

  private func enter(_ value: String, at field: String, _ walk: inout Walk) {
    while walk.front(QuoteScreen.self)?.form?.focused?.id != field { walk.type(.down) }
    walk.type(.control("u"), .paste(value))
  }
  private func type(_ value: String, into field: String, _ walk: inout Walk) {
    enter(value, at: field, &walk)
    walk.type(.enter)
  }

  @Test func twelveWanIsSaidAsAHundredAndTwentyThousand() {
    var walk = walk()
    walk.type(.enter, .down, "12万", .enter)
    #expect(walk.text.contains("120,000 "), "\(walk.text)")
  }

  @Test func anExportIsWrittenAndAWrongEndingRefused() throws {
    let path = NSTemporaryDirectory() + "cheshang-quote-\(UInt32.random(in: 0...UInt32.max))"
    defer { try? FileManager.default.removeItem(atPath: path + ".xlsx") }
    var walk = walk()
    walk.type(.enter, "ly", .enter, "e", .control("u"), .paste(path + ".doc"), .enter)
    #expect(walk.screens.last == "quote-export")
    expectFitsEverySize(walk)
    walk.type(.control("u"), .paste(path + ".xlsx"), .enter)
    #expect(walk.screens == ["quote"])
    let sheet = try #require(try SpreadsheetReader().read(path: path + ".xlsx").first)
    #expect(sheet.rows.contains { $0.cells.contains { $0.text.contains("仅供参考") } })
  }
}

extension Book {
  /// A branch of Jilin with one customer.
  static var branchOfJilin: Book {
    var settings = Record(id: QuoteBranch.settingsID)
    settings["quoteRegion"] = "吉林"
    var customer = Record(id: RecordID(rawValue: "o0000000000001"))
    customer["customerName"] = "李先生"
    customer["model"] = "宝来"
    return Book(tables: [.settings: RecordTable([settings]), .opportunity: RecordTable([customer])])
  }
}
