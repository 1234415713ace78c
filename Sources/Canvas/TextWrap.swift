/// Breaks paragraphs into lines the way Chinese and Latin text wants it: anywhere between Chinese characters, between
/// words otherwise; no closing punctuation at the start of a line and no opening one at its end.
public enum TextWrap {
  static let noStart: Set<Character> = Set("，。、；：！？）】》」』〉”’…—～·％%,.;:!?)]}")
  static let noEnd: Set<Character> = Set("（【《「『〈“‘([{￥¥$")

  /// Lines of at most `columns` columns; line ends in the text stay. A word longer than a line is cut.
  public static func lines(_ text: String, columns: Int) -> [String] {
    guard columns > 0 else { return [] }
    var lines: [String] = []
    for paragraph in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      wrap(Array(paragraph), columns, into: &lines)
    }
    return lines
  }

  private static func wrap(_ characters: [Character], _ limit: Int, into lines: inout [String]) {
    var start = 0
    let widths = characters.map { CellWidth.columns(of: $0) }
    repeat {
      var end = start
      var used = 0
      while end < characters.count, used + widths[end] <= limit {
        used += widths[end]
        end += 1
      }
      if end == start, end < characters.count { end += 1 }  // wider than the line: alone on it
      if end < characters.count {
        var cut = end
        while cut > start, !canBreak(characters, cut) { cut -= 1 }
        if cut > start { end = cut }
      }
      var last = end
      while last > start, characters[last - 1] == " " { last -= 1 }
      lines.append(String(characters[start..<last]))
      start = end
      while start < characters.count, characters[start] == " " { start += 1 }
    } while start < characters.count
  }

  /// Whether a line may end before the character at `place`.
  private static func canBreak(_ characters: [Character], _ place: Int) -> Bool {
    let before = characters[place - 1]
    let after = characters[place]
    if before == " " || after == " " { return true }
    if noStart.contains(after) || noEnd.contains(before) { return false }
    return !(isLatin(before) && isLatin(after))
  }

  private static func isLatin(_ character: Character) -> Bool {
    guard let scalar = character.unicodeScalars.first else { return false }
    return CellWidth.of(scalar) == 1
  }
}
