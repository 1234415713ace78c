import CNcurses
import Canvas
import Testing

@testable import Terminal

@Suite struct TerminalLooksTests {
  @Test func coloursFollowTheTerminalAndTheUser() {
    #expect(TerminalLooks(count: 256, isRefused: false).colours == .many)
    #expect(TerminalLooks(count: 16, isRefused: false).colours == .sixteen)
    #expect(TerminalLooks(count: 8, isRefused: false).colours == .sixteen)
    #expect(TerminalLooks(count: 0, isRefused: false).colours == .none)
    #expect(TerminalLooks(count: 256, isRefused: true).colours == .none)
  }

  @Test func withoutColoursASelectionIsReverseAndNothingUsesAPair() {
    let looks = TerminalLooks(count: 0, isRefused: false)
    #expect(looks.pairs.isEmpty)
    for role in Role.allCases {
      #expect(looks.look(Style(role)).pair == 0)
      #expect(looks.look(Style(role)).attributes & NC_REVERSE == 0)
      #expect(looks.look(Style(role, selected: true)).attributes & NC_REVERSE != 0)
    }
  }

  @Test func everyPairThatIsUsedIsSetUpOnce() {
    for count in [16, 256] {
      let looks = TerminalLooks(count: count, isRefused: false)
      let numbers = looks.pairs.map(\.number)
      #expect(Set(numbers).count == numbers.count)
      #expect(numbers.allSatisfy { (1..<64).contains($0) })
      #expect(looks.pairs.allSatisfy { $0.foreground < count && $0.background < count })
      for role in Role.allCases {
        for selected in [false, true] {
          let pair = looks.look(Style(role, selected: selected)).pair
          #expect(pair == 0 || numbers.contains(pair))
        }
      }
    }
  }

  @Test func theClipboardSequenceIsBase64() {
    #expect(ClipboardCode.sequence("长春") == Array("\u{1b}]52;c;6ZW/5pil\u{7}".utf8))
    #expect(String(decoding: ClipboardCode.base64(Array("a".utf8)), as: UTF8.self) == "YQ==")
    #expect(String(decoding: ClipboardCode.base64(Array("ab".utf8)), as: UTF8.self) == "YWI=")
    #expect(String(decoding: ClipboardCode.base64([]), as: UTF8.self) == "")
    #expect(ClipboardCode.sequence(String(repeating: "a", count: 80_000)) == nil)
  }

  @Test func keyNumbersBecomeKeys() {
    func key(_ code: Int32) -> KeyReader.Input? { CursesKeys.input(code) { .press(Place(1, 2)) } }
    #expect(key(KEY_UP) == .key(.up))
    #expect(key(KEY_F0 + 5) == .key(.function(5)))
    #expect(key(0xE4) == .byte(0xE4))
    #expect(key(CursesKeys.pasteBegins) == .pasteBegins)
    #expect(key(KEY_MOUSE) == .key(.press(Place(1, 2))))
    #expect(key(KEY_RESIZE) == nil)
  }
}
