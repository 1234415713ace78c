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
