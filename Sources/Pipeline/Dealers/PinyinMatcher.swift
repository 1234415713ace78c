/// Matches typed words against Chinese text: by the characters themselves, by full pinyin, by initials, or by any mix
/// of them; of a character with several readings any one will do.
///
/// Texts are prepared once: each of their characters becomes a number, so that a word meets thousands of them quickly.
struct PinyinMatcher {
  /// A character as it is matched.
  private struct Letter {
    let scalar: UInt32
    let readings: [[UInt8]]
    /// Bit n: a reading begins with the letter `a` + n.
    let initials: UInt32
  }

  private var letters: [Letter] = []
  private var numbers: [UInt32: UInt16] = [:]
  private let pinyin: PinyinTable

  init(_ pinyin: PinyinTable) { self.pinyin = pinyin }

  /// The text as numbers of its characters, folded; white space is no part of it.
  mutating func prepare(_ text: String) -> [UInt16] {
    var result: [UInt16] = []
    for scalar in text.unicodeScalars {
      guard let value = PinyinMatcher.fold(scalar) else { continue }
      if let number = numbers[value] {
        result.append(number)
      } else if letters.count < Int(UInt16.max) {
        let readings = value < 0x80 ? [] : pinyin.of(value)
        let initials = readings.reduce(UInt32(0)) { $0 | 1 << UInt32($1[0] - 0x61) }
        numbers[value] = UInt16(letters.count)
        result.append(UInt16(letters.count))
        letters.append(Letter(scalar: value, readings: readings, initials: initials))
      }
    }
    return result
  }

  /// One scalar as `CellText.fold` has it; nil for white space. No strings: this runs over every name.
  static func fold(_ scalar: Unicode.Scalar) -> UInt32? {
    switch scalar.value {
    case 0x41...0x5A: scalar.value + 0x20
    case 0xFF21...0xFF3A: scalar.value - 0xFEE0 + 0x20
    case 0xFF01...0xFF5E: scalar.value - 0xFEE0
    case 0xFC, 0xDC: 0x76
    default: CellText.isSpace(scalar) ? nil : scalar.value
    }
  }

  /// A typed word, folded.
  struct Word {
    let scalars: [UInt32]
    init(_ text: some StringProtocol) { scalars = text.unicodeScalars.compactMap(PinyinMatcher.fold) }
  }

  func matches(_ word: Word, _ text: [UInt16]) -> Bool { range(of: word, in: text) != nil }

  /// The first characters that match, as positions in the prepared text.
  func range(of word: Word, in text: [UInt16]) -> Range<Int>? {
    guard let first = word.scalars.first else { return 0..<0 }
    let bit: UInt32 = (0x61...0x7A).contains(first) ? 1 << (first - 0x61) : 0
    return text.withUnsafeBufferPointer { text in
      word.scalars.withUnsafeBufferPointer { word in
        letters.withUnsafeBufferPointer { letters in
          for start in text.indices {
            let letter = letters[Int(text[start])]
            guard letter.scalar == first || letter.initials & bit != 0 else { continue }
            if let end = PinyinMatcher.end(word, 0, text, start, letters, 0) { return start..<end }
          }
          return nil
        }
      }
    }
  }

  /// Where the word ends if it begins at `place`; nil if it does not. `depth` keeps strange words from costing much.
  private static func end(
    _ word: UnsafeBufferPointer<UInt32>, _ at: Int, _ text: UnsafeBufferPointer<UInt16>, _ place: Int,
    _ letters: UnsafeBufferPointer<Letter>, _ depth: Int
  ) -> Int? {
    if at == word.count { return place }
    if place == text.count || depth > 64 { return nil }
    let letter = letters[Int(text[place])]
    if letter.scalar == word[at], let end = end(word, at + 1, text, place + 1, letters, depth + 1) { return end }
    guard (0x61...0x7A).contains(word[at]), letter.initials & (1 << (word[at] - 0x61)) != 0 else { return nil }
    for reading in letter.readings {
      var common = 0
      while common < reading.count, at + common < word.count, word[at + common] == UInt32(reading[common]) {
        common += 1
      }
      guard common > 0 else { continue }
      // The word may end within the last reading: `jil` is on the way to `jilin`.
      if at + common == word.count { return place + 1 }
      if common == reading.count, let end = end(word, at + common, text, place + 1, letters, depth + 1) { return end }
      if common >= 2, reading[1] == UInt8(ascii: "h"),
        let end = end(word, at + 2, text, place + 1, letters, depth + 1)
      {
        return end
      }
      if let end = end(word, at + 1, text, place + 1, letters, depth + 1) { return end }
    }
    return nil
  }
}
