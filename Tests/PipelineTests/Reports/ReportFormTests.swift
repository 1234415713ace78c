import Foundation
import Testing

@testable import Pipeline

/// Every form of a report masks what is personal, tames what a spreadsheet would run, and keeps ids and figures whole.
@Suite struct ReportFormTests {
  static let secrets = ["13800001234", "吉A12345", "22010219900101123X"]
  static let report = Report(
    id: "month", subject: .month(SalesMonth("2026-11")!), facts: ["digest": .id("a13800001234b"), "note": .text("问 13800001234")],
    tables: [
      ReportTable(
        id: "rows", columns: ["row", "customer", "premium", "lines"],
        rows: [
          [.id("r0138000012345"), .text("王女士 13800001234 吉A12345"), .money(Money("1234.5")!), .terms(["motor", "home"])],
          [.id("r2"), .text("=1+1"), .none, .none], [.id("r3"), .text("＠SUM 22010219900101123X"), .none, .none],
          [.id("r4"), .text(" -2<script>"), .none, .none],
        ])
    ])
  static let text = ReportText(word: { "[" + $0 + "]" })

  func written(_ report: Report, _ style: ReportText.Style) -> String { Self.text.write(report, as: style) }

  @Test(arguments: ReportText.Style.allCases)
  func everyTextFormMasks(_ style: ReportText.Style) {
    let masked = written(Self.report.masked, style)
    for secret in Self.secrets { #expect(!masked.replacing("a13800001234b", with: "").replacing("r0138000012345", with: "").contains(secret), "\(style)") }
    #expect(masked.contains("138") && masked.contains("1234") && masked.contains("a13800001234b") && masked.contains("r0138000012345"))
    #expect(masked.contains("1234.50") || masked.contains("1,234.50"))
    let whole = written(Self.report, style)
    for secret in Self.secrets { #expect(whole.contains(secret), "\(style)") }
  }

  @Test func theMachineFormMasksToo() {
    let masked = JSONValue.object(Self.report.masked.json).text
    #expect(!masked.contains("\"王女士 13800001234") && !masked.contains("吉A12345") && masked.contains("a13800001234b"))
  }

  @Test func theWorkbookMasksAndHoldsNoFormula() throws {
    let path = NSTemporaryDirectory() + "cheshang-\(UInt32.random(in: 0...UInt32.max)).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SpreadsheetWriter.write(Self.text.sheets(Self.report.masked), to: path, isPrivate: true)
    var facts = stat()
    #expect(stat(path, &facts) == 0 && facts.st_mode & 0o777 == 0o600)
    let sheets = try SpreadsheetReader().read(path: path) { $0.rows.count > 3 }
    let cells = sheets.flatMap(\.rows).flatMap(\.cells).map(\.text)
    // Read back as the text that they are: a formula would come back empty or as its value.
    #expect(cells.contains("=1+1") && cells.contains("1234.5") && cells.contains("r0138000012345"))
    for secret in Self.secrets { #expect(!cells.contains { $0.contains(secret) && !$0.hasPrefix("r") && !$0.hasPrefix("a1") }) }
    #expect(cells.contains { $0.hasPrefix("王女士 138") })
  }

  @Test func aSpreadsheetRunsNothingOfACsv() {
    let csv = written(Self.report, .csv)
    #expect(csv.contains(",'=1+1,") && csv.contains("'＠SUM") && csv.contains("' -2<script>"))
    #expect(CSVText.line(["+1", "@x", "\t=2", "a,b", "3\"4"]) == "'+1,'@x,' =2,\"a,b\",\"3\"\"4\"\r\n")
  }

  @Test func aPageIsWholeAndEscaped() {
    let page = written(Self.report, .html)
    #expect(page.hasPrefix("<!DOCTYPE html>") && page.hasSuffix("</html>\n"))
    #expect(page.contains("&lt;script&gt;") && !page.contains("<script>") && !page.contains("http"))
    #expect(page.contains("<td class=\"n\">1,234.50</td>"))
  }

  @Test func aListIsReadBackByItsColumns() {
    let table = ReportTable(id: "t", columns: ["id", "lines", "day"], rows: [[.id("o1"), .terms(["motor", "home"]), .none]])
    #expect(ReportText.list(table) == "\u{FEFF}id,lines,day\r\no1,motor home,\r\n")
  }
}
