/// A name prepared for search: each character as itself and with all its readings. Letters of a query may spell a
/// character whole, by its initial, or break off inside it: `lang`, `ly`, `langy` all find 朗逸.
struct PinyinKey: Sendable {
  private struct Piece {
    let own: [UInt8]
    let readings: [[UInt8]]
    /// The piece begins a word: after a blank, or it is Chinese.
    let begins: Bool
  }
  private let pieces: [Piece]

  init(_ text: String, readings: [UInt32: [[UInt8]]]) {
    var pieces: [Piece] = []
    var afterGap = true
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isWhitespace || "-·_.".unicodeScalars.contains(scalar) {
        afterGap = true
        continue
      }
      let own = Array(String(Character(scalar)).utf8)
      pieces.append(Piece(own: own, readings: readings[scalar.value] ?? [], begins: afterGap || scalar.value > 0x2E80))
      afterGap = false
    }
    self.pieces = pieces
  }

  /// The bytes of a query: lower case, full-width as half-width, without blanks and marks.
  static func query(_ text: String) -> [UInt8] {
    Array(
      text.replacingFullWidth.lowercased().unicodeScalars.filter {
        !$0.properties.isWhitespace && !"-·_.'".unicodeScalars.contains($0)
      }
      .reduce(into: "") { $0.unicodeScalars.append($1) }.utf8)
  }

  /// 0 when the name's own characters from its start match; more the later and the looser. Nil: no match.
  func rank(_ query: [UInt8]) -> Int? {
    let literal = pieces.indices.filter { matches(query, 0, $0, literal: true) }
    if literal.first == 0 { return 0 }
    if literal.contains(where: { pieces[$0].begins }) { return 1 }
    let words = pieces.indices.filter { pieces[$0].begins && matches(query, 0, $0, literal: false) }
    // Within a Latin word, as `ly` in Model Y, is the loosest match.
    guard let first = words.first else { return literal.first.map { 160 + min($0, 30) } }
    // A spelling that reaches the end of the name is meant for it, wherever it begins.
    if let whole = words.first(where: { matches(query, 0, $0, literal: false, whole: true) }) {
      return 60 + min(whole, 30)
    }
    return 100 + min(first, 50)
  }

  private func matches(_ query: [UInt8], _ at: Int, _ piece: Int, literal: Bool, whole: Bool = false) -> Bool {
    if at == query.count { return !whole || piece == pieces.count }
    guard piece < pieces.count else { return false }
    let p = pieces[piece]
    if common(query, at, p.own) == p.own.count,
      matches(query, at + p.own.count, piece + 1, literal: literal, whole: whole)
    {
      return true
    }
    if literal { return false }
    for reading in p.readings {
      let shared = common(query, at, reading)
      guard shared > 0 else { continue }
      if at + shared == query.count, !whole || piece + 1 == pieces.count { return true }
      if shared == reading.count, matches(query, at + shared, piece + 1, literal: false, whole: whole) { return true }
      // By its initial: one letter, or zh, ch, sh.
      if matches(query, at + 1, piece + 1, literal: false, whole: whole) { return true }
      if shared >= 2, reading.count > 2, reading[1] == UInt8(ascii: "h"),
        matches(query, at + 2, piece + 1, literal: false, whole: whole)
      {
        return true
      }
    }
    return false
  }

  private func common(_ query: [UInt8], _ at: Int, _ word: [UInt8]) -> Int {
    var n = 0
    while n < word.count, at + n < query.count, query[at + n] == word[n] { n += 1 }
    return n
  }

  /// The readings of the wanted characters out of the table: a line is a character, a tab, readings by comma.
  static func readings(of wanted: Set<Unicode.Scalar>, in table: [UInt8]) -> [UInt32: [[UInt8]]] {
    var result: [UInt32: [[UInt8]]] = [:]
    for line in table.split(separator: 0x0A) {
      guard let tab = line.firstIndex(of: 0x09),
        let scalar = String(decoding: line[..<tab], as: UTF8.self).unicodeScalars.first,
        wanted.contains(scalar)
      else { continue }
      result[scalar.value] = line[(tab + 1)...].split(separator: UInt8(ascii: ",")).map { Array($0) }
    }
    return result
  }
}
