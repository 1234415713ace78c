import Canvas
import Foundation
import Pipeline
import Testing

@testable import PipelineScreens

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
