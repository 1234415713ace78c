import Foundation
import Testing

@testable import Pipeline

@Suite struct SpreadsheetWriterTests {
  @Test func whatWasWrittenIsReadBackAsText() throws {
    let path = NSTemporaryDirectory() + "cheshang-\(UInt32.random(in: 0...UInt32.max)).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    let hostile = ["=1+1", "+1", "-2", "@SUM(A1)", "013800000000", "<b>&\"'", "王芳"]
    let row = hostile.map { ExportCell.text($0) } + [.money(Money(fen: 80_750)), .text("a\u{1B}[31mb\u{0}")]
    try SpreadsheetWriter.write([ExportSheet("[a]:b/报价", rows: [ExportRow(row)])], to: path)
    let sheet = try #require(try SpreadsheetReader().read(path: path).first)
    #expect(sheet.sheet == "ab报价")
    let cells = try #require(sheet.rows.first?.cells.map(\.text))
    #expect(Array(cells.prefix(7)) == hostile)
    #expect(cells[7] == "807.5")
    #expect(!cells[8].unicodeScalars.contains { $0.value < 0x20 })
  }

  @Test func aFileThatCannotBeMadeIsNamedAndNothingIsLeft() {
    #expect(throws: ExportError.cannotWrite(path: "/nonexistent/a.xlsx", code: ENOENT)) {
      try SpreadsheetWriter.write([ExportSheet("a", rows: [])], to: "/nonexistent/a.xlsx")
    }
  }
}
