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

  @Test func badInputStandsAtItsField() {
    var walk = walk()
    walk.type(.enter, "ly", .enter, .enter, .down, .control("u"), "0", .enter)
    #expect(walk.front(QuoteScreen.self)?.form?.errors["price"]?.contains("允许 0.01–99999999.99") == true)
    expectFitsEverySize(walk)
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

  @Test func lookingUpAndComputingAreQuick() throws {
    let library = try #require(Self.quotes)
    let clock = ContinuousClock()
    for query in ["l", "ly", "大众", "12万", "zzz"] {
      let time = clock.measure { _ = library.vehicles.search(query, limit: 40) }
      #expect(time < .seconds(1), "debug build, \(query): \(time)")
    }
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

/// The branch's own tables on the screen: brought in, used, taken out, and bad files.
@Suite struct BranchTablesScreenTests {
  private func file(_ text: String, _ ending: String = "csv") throws -> String {
    let path = NSTemporaryDirectory() + "cheshang-list-\(UInt32.random(in: 0...UInt32.max)).\(ending)"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    return path
  }

  @Test func aListIsImportedShownWithItsNameUsedAndTakenOutAgain() throws {
    let path = try file("名称,长春价目\n日期,2026-11-01\n品牌,车系,车价\n大众,朗逸,11.99万\n大众,宝来,免费\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var walk = QuoteScreenTests.walk()
    walk.type("t", "i", .down, .paste(path))
    #expect(walk.screens.last == "quote-import")
    expectFitsEverySize(walk)
    walk.type(.enter)
    #expect(walk.screens.last == "quote-tables")
    #expect(walk.notice?.contains("1 个车系，1 行读不出") == true)
    #expect(walk.text.contains("长春价目") && walk.text.contains("2026-11-01"))
    expectFitsEverySize(walk)
    walk.type(.escape, .enter, "ly")
    #expect(walk.front(QuoteScreen.self)?.vehicles.first?.prices.map(\.list) == ["长春价目", "2024", "2017"])
    #expect(walk.text.contains("11.99万 长春价目"))
    walk.type(.enter)
    let quote = try #require(walk.front(QuoteScreen.self)?.quote)
    #expect(quote.request.price == Money(yuan: 119_900) && !quote.request.assumed.contains(.price))
    walk.type("t", "d")
    #expect(walk.book[.vehicleList].records.first?["gone"] != nil)
    walk.type("u")
    #expect(walk.book[.vehicleList].records.first.map { $0["gone"] == nil } == true)
    walk.type("i", .down, .paste(path), .enter)
    #expect(walk.notice?.contains("内容相同") == true)
  }

  @Test func aBookletIsImportedAndGoesFirst() throws {
    let path = try file("名称,长春手册\n有效期自,2026-11-01\n车系,方案,商业险\n朗逸,basic,888\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var walk = QuoteScreenTests.walk()
    walk.type("t", "i", .right, .down, .paste(path), .enter)
    #expect(walk.notice?.contains("长春手册") == true, "\(walk.text)")
    walk.type(.escape, .enter, "ly", .enter)
    #expect(walk.front(QuoteScreen.self)?.quote?.columns[0].basis.way == .booklet)
    #expect(walk.front(QuoteScreen.self)?.quote?.columns[0].commercial == Money(yuan: 888))
  }

  @Test func aBadFileIsNamedAndNothingIsWritten() throws {
    let path = try file("车系,车价\n朗逸,很便宜\n")
    defer { try? FileManager.default.removeItem(atPath: path) }
    var walk = QuoteScreenTests.walk()
    let before = walk.book
    walk.type("t", "i", .down, .paste(path), .enter)
    #expect(walk.screens.last == "quote-import")
    #expect(walk.text.contains("第 2 行") && walk.text.contains("很便宜"))
    expectFitsEverySize(walk)
    walk.type(.control("u"), .paste("/nonexistent/list.xlsx"), .enter)
    #expect(walk.text.contains("没有这个文件"))
    #expect(walk.book == before)
  }

  @Test func anEmptyRegionIsNotFilledByItself() {
    var walk = QuoteScreenTests.walk(Book())
    walk.type(.enter, "ly", .enter, .enter)
    #expect(walk.front(QuoteScreen.self)?.quote == nil)
    #expect(walk.front(QuoteScreen.self)?.form?.focused?.id == "region")
    walk.type(.pageDown, .enter)
    #expect(walk.front(QuoteScreen.self)?.quote != nil)
  }

  @Test func theWinWinSheetIsWrittenAsPageAndText() throws {
    let path = NSTemporaryDirectory() + "cheshang-winwin-\(UInt32.random(in: 0...UInt32.max))"
    defer { for ending in [".html", ".txt"] { try? FileManager.default.removeItem(atPath: path + ending) } }
    let terms = WinWinTerms(
      baseRepairRatio: Ratio("1:0.5")!, baseCommission: Rate("18%")!, repairMargin: Rate("30%")!, insurerShare: Rate("50%")!, commissionFloor: .zero,
      trigger: Ratio(millionths: 0))
    let proposal = try WinWinProposal(dealer: "吉林甲", on: Day(2026, 11, 24)!, terms: terms, premium: Money(yuan: 1_000_000))
    for ending in [".html", ".txt"] {
      var walk = Walk(desk: QuoteScreenTests.desk(), screen: WinWinExportScreen(proposal, language: .zh), columns: 80, rows: 24)
      walk.type(.control("u"), .paste(path + ".doc"), .enter)
      #expect(walk.text.contains(".html 或 .txt"))
      walk.type(.control("u"), .paste(path + ending), .enter)
      let text = try String(contentsOfFile: path + ending, encoding: .utf8)
      #expect(text.contains("吉林甲") && text.contains(proposal.columns[2].dealerTotal.grouped) && text.contains("合规批准"))
    }
  }
}
