import Testing

@testable import Canvas

@Suite struct KeyReaderTests {
  private func bytes(_ text: String) -> [KeyReader.Input] { text.utf8.map(KeyReader.Input.byte) }

  @Test func aCharacterSplitBetweenReadsIsNotLost() {
    let text = "中é𠮷a"
    for size in 1...4 {
      var reader = KeyReader()
      var keys: [Key] = []
      let all = bytes(text)
      for start in stride(from: 0, to: all.count, by: size) {
        keys += reader.take(Array(all[start..<min(start + size, all.count)]))
      }
      #expect(keys == text.map(Key.character))
    }
  }

  @Test func brokenBytesCostNothingBehindThem() {
    var decoder = UTF8Decoder()
    func all(_ bytes: [UInt8]) -> String {
      var text = String.UnicodeScalarView()
      for byte in bytes { text.append(contentsOf: decoder.take(byte)) }
      text.append(contentsOf: decoder.finish())
      return String(text)
    }
    #expect(all([0x61, 0xFF, 0xFE, 0x62, 0xE4, 0x63]) == "a\u{FFFD}\u{FFFD}b\u{FFFD}c")
    #expect(all([0xE4, 0xB8]) == "\u{FFFD}")
    #expect(all([0xC0, 0x80]) == "\u{FFFD}\u{FFFD}")
    #expect(all([0xED, 0xA0, 0x80]) == "\u{FFFD}\u{FFFD}\u{FFFD}")
    #expect(all([0xF4, 0x90, 0x80, 0x80]).hasPrefix("\u{FFFD}"))
    #expect(all(Array("长春 é 𠮷".utf8)) == "长春 é 𠮷")
  }

  @Test func everyStringDecodesAsSwiftDoes() {
    var random = Chance(seed: 3)
    for _ in 0..<2_000 {
      let bytes = (0..<random.next(12)).map { _ in UInt8(random.next(256)) }
      var decoder = UTF8Decoder()
      var found = String.UnicodeScalarView()
      for byte in bytes { found.append(contentsOf: decoder.take(byte)) }
      found.append(contentsOf: decoder.finish())
      #expect(String(found) == String(decoding: bytes, as: UTF8.self))
    }
  }

  @Test func controlsAreKeys() {
    var reader = KeyReader()
    let result1 = reader.take(bytes("\u{13}\r\n\t\u{7F}\u{8}\u{0}"))
    #expect(result1 == [.control("s"), .enter, .enter, .tab, .backspace, .backspace, .control(" ")])
    let result2 = reader.take([.byte(0x1B)])
    #expect(result2 == [.escape])
    let result3 = reader.take(bytes("\u{1B}b"))
    #expect(result3 == [.alt("b")])
    let result4 = reader.take(bytes("\u{1B}\u{1B}"))
    #expect(result4 == [.escape, .escape])
    let result5 = reader.take([.byte(0x1B), .key(.up)])
    #expect(result5 == [.escape, .up])
  }

  @Test func aPasteIsOneKeyHoweverItArrives() {
    var reader = KeyReader()
    let result6 = reader.take([.pasteBegins] + bytes("吉利\r汽"))
    #expect(result6.isEmpty)
    let result7 = reader.take(bytes("车\u{1B}[A"))
    #expect(result7.isEmpty)
    let result8 = reader.take([.pasteEnds, .key(.down)])
    #expect(result8 == [.paste("吉利\r汽车\u{1B}[A"), .down])
  }

  @Test func aMarkJoinsTheCharacterBefore() {
    var reader = KeyReader()
    let result9 = reader.take(bytes("e\u{301}"))
    #expect(result9 == [.character("e\u{301}")])
  }
}
