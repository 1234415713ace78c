import Testing

@testable import Canvas

@Suite struct CellWidthTests {
  @Test(arguments: [
    ("汉", 2), ("か", 2), ("한", 2), ("。", 2), ("　", 2), ("㎡", 2), ("𠮷", 2), ("😀", 2), ("a", 1), ("é", 1), ("é", 1),
    ("“", 1),
    ("…", 1), ("①", 1), ("¥", 1), ("─", 1), ("●", 1), ("★", 1), ("℃", 1), ("⚠️", 1), ("1️⃣", 1), ("🇨🇳", 2), ("👨‍👩‍👧", 6),
    ("", 0), ("长春吉利 BYD", 12),
  ])
  func knownWidths(text: String, columns: Int) { #expect(CellWidth.columns(of: text) == columns) }

  @Test func theTableIsInOrderAndCoversEverything() {
    let starts = CellWidthRanges.starts.map { $0 >> 2 }
    #expect(starts.first == 0)
    #expect(zip(starts, starts.dropFirst()).allSatisfy { $0 < $1 })
    #expect(starts.last! <= 0x10FFFF)
  }

  @Test func hostileTextIsMadeHarmless() {
    #expect(CellWidth.harmless("\u{1B}") == "\u{FFFD}")
    #expect(CellWidth.harmless("\u{9B}") == "\u{FFFD}")
    #expect(CellWidth.harmless("\u{7F}") == "\u{FFFD}")
    #expect(CellWidth.harmless("\t") == " ")
    #expect(CellWidth.harmless("\u{202E}") == nil)
    #expect(CellWidth.harmless("\u{2066}") == nil)
    #expect(CellWidth.harmless("\u{200B}") == nil)
    #expect(CellWidth.harmless("\u{FEFF}") == nil)
    #expect(CellWidth.harmless("\u{E0041}") == nil)
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value), let kept = CellWidth.harmless(scalar) else { continue }
      if kept.value < 0x20 || (0x7F...0x9F).contains(kept.value) { Issue.record("\(value) gets through") }
    }
  }

  @Test func cuttingNeverSplitsACharacter() {
    #expect(CellWidth.prefix("长春", columns: 3).text == "长")
    #expect(CellWidth.shortened("长春吉利", columns: 5) == "长春…")
    #expect(CellWidth.shortened("长春吉利", columns: 4) == "长…")
    #expect(CellWidth.shortened("长春", columns: 4) == "长春")
    #expect(CellWidth.shortened("长春", columns: 1) == "")
    #expect(CellWidth.padded("长春", columns: 7) == "长春   ")
    #expect(CellWidth.padded("长春吉利", columns: 6) == "长春… ")
    #expect(CellWidth.padded("12", columns: 5, right: true) == "   12")
  }
}
