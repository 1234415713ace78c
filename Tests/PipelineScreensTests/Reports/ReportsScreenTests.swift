import Canvas
import Foundation
import Pipeline
import Testing

@testable import PipelineScreens

@Suite struct ReportsScreenTests {
  func walk(_ language: Wording.Language = .zh, _ columns: Int = 120, _ rows: Int = 40) throws -> Walk {
    Walk(desk: try MonthBook.desk(language), screen: ReportsScreen(), columns: columns, rows: rows)
  }

  @Test func monthYearAndFunnelStandBesideBars() throws {
    var walk = try walk()
    expectScreen(walk, named: "report-month-120x40-zh")
    expectFitsEverySize(walk)
    walk.type(.tab)
    expectFitsEverySize(walk)
    walk.type(.tab)
    expectScreen(walk, named: "report-funnel-120x40-zh")
    expectFitsEverySize(walk)
    expectScreen(try self.walk(.en, 60, 16), named: "report-month-60x16-en")
  }

  /// However narrow the screen, every column of every table can be brought into view, and nothing is cut at the edge.
  @Test(arguments: [(60, Wording.Language.zh), (80, .zh), (80, .en), (100, .en), (200, .en)])
  func everyColumnComesIntoView(_ columns: Int, _ language: Wording.Language) throws {
    var walk = try walk(language, columns, 120)
    for _ in 0..<3 {
      let report = try #require(walk.front(ReportsScreen.self)?.report)
      var seen = ""
      for _ in 0..<12 {
        for line in walk.text.split(separator: "\n") where line.hasPrefix("│") { #expect(!line.hasSuffix("…│"), "\(line)") }
        seen += walk.text
        walk.type(">")
      }
      for table in report.tables where !table.rows.isEmpty && table.id != "rows" {
        for column in table.columns { #expect(seen.contains(walk.loop.desk.say(Words.report(column))), "\(table.id) \(column)") }
      }
      walk.type(.tab)
    }
  }

  @Test func theColumnsAfterTheFirstAreTurnedLikePages() throws {
    var walk = try walk(.zh, 80, 24)
    #expect(walk.text.contains("1–8/11  < >") && !walk.text.contains("当场保费  "))
    walk.type(">")
    // The first column stays: the figures keep their month.
    #expect(walk.text.contains("9–11/11  < >") && walk.text.contains("2026-05"))
    expectScreen(walk, named: "report-month-columns-80x24-zh")
    walk.type(">")
    #expect(walk.text.contains("1–8/11"))
    walk.type("<")
    #expect(walk.text.contains("9–11/11"))
    expectFitsEverySize(walk)
  }

  /// What was missing at an overridden gate is told by the names of the fields, as it is kept by `advance --override`.
  @Test func anOverriddenGateNamesWhatWasMissing() throws {
    var desk = try MonthBook.desk()
    let move: JSONValue = [
      "on": "2026-11-16", "from": "classify", "to": "policy", "by": "李明", "override": true, "reason": "总经理催",
      "missing": [["step": "prep-classify", "field": "quality"], ["step": "prep-visit"]],
    ]
    desk.book.apply([RecordEdit(.dealer, MonthBook.partner, [FieldEdit("moves/m1", was: nil, to: move)])])
    let review = MonthReview(MonthBook.november, in: CustomerBook(desk.book), today: desk.today)
    #expect(review.overrides.map(\.missing) == [["quality", "prep-visit"]])
    let walk = Walk(desk: desk, screen: ReportsScreen(), columns: 160, rows: 120)
    #expect(walk.text.contains("总经理催") && !walk.text.contains("{"))
  }

  @Test func theReportIsCopiedForWeChat() throws {
    var walk = try walk()
    walk.type("y")
    let copied = walk.lastEffects.compactMap { if case .copy(let text) = $0 { text } else { nil } }.first
    #expect(copied?.contains("促成 1") == true)
    #expect(copied?.contains("5,180.00") == true)
  }

  @Test func itIsWrittenToANewFileAndNeverOverOne() throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("report-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path + "/november"
    var walk = try walk()
    walk.type("e", .enter, .control("u"), .paste(path), .control("s"))
    #expect(walk.screens == ["reports"])
    // A workbook unless another form is chosen.
    let texts = try SpreadsheetReader().read(path: path + ".xlsx") { !$0.rows.isEmpty }.flatMap(\.rows).flatMap(\.cells).map(\.text)
    #expect(texts.contains { $0.contains("2026-11") } && texts.contains { $0.contains("5180") })
    walk.type("e", .enter, .control("u"), .paste(path), .control("s"))
    #expect(walk.screens == ["reports", "fields"])
    #expect(walk.text.contains("已存在"))
  }
}
