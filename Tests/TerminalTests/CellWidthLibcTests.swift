import CNcurses
import Canvas
import Testing

@testable import Terminal

/// ncurses and tmux go by the C library's `wcwidth`; so must the table.
@Suite struct CellWidthLibcTests {
  @Test func theTableAgreesWithTheCLibraryOnEveryCodePoint() throws {
    #expect(TerminalLocale.choose() != nil)
    var differing: [String] = []
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let libc = Int(wcwidth(wchar_t(bitPattern: value)))
      if libc < 0 {
        // No character there: it must not enter a grid as itself.
        if let kept = CellWidth.harmless(scalar), kept == scalar { differing.append("\(value) is let through") }
      } else if value > 0, let kept = CellWidth.harmless(scalar), kept == scalar, CellWidth.of(scalar) != libc {
        differing.append("\(value): \(CellWidth.of(scalar)), libc \(libc)")
      }
    }
    #expect(differing.isEmpty, "\(differing.count) differ: \(differing.prefix(10))")
  }
}
