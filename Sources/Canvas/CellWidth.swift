/// The only judge of how many columns of a terminal a text takes.
///
/// It is a table of our own, so that tests do not hang on the locale; it agrees with libc's `wcwidth`, by which ncurses
/// and tmux go. Characters of ambiguous width (“ ” · … ① ─ ●) count one column. `count` is for loops.
public enum CellWidth {
  /// 0 for a mark that joins the character before it, 1, or 2 for a wide one. Controls and code points without a
  /// character are 1: they are drawn as U+FFFD.
  @inline(__always)
  public static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if value >= 0x4E00 && value <= 0x9FFF { return 2 }
    let kind = kind(value)
    return kind == 3 ? 1 : Int(kind)
  }

  /// 0, 1, 2, or 3 for a control or a code point without a character.
  static func kind(_ value: UInt32) -> UInt32 {
    CellWidthRanges.starts.withUnsafeBufferPointer { starts in
      var low = 0
      var high = starts.count
      while low + 1 < high {
        let middle = (low + high) >> 1
        if starts[middle] >> 2 <= value { low = middle } else { high = middle }
      }
      return starts[low] & 3
    }
  }

  /// What of a foreign text may enter a grid: nil for characters that only steer (bidi overrides, joiners, variation
  /// selectors, byte order marks), a space for tab and line ends, U+FFFD for controls and code points without a
  /// character, else the scalar itself.
  public static func harmless(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    let value = scalar.value
    if value >= 0x20 && value < 0x7F { return scalar }
    if value >= 0x4E00 && value <= 0x9FFF { return scalar }
    switch value {
    case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029: return " "
    case 0..<0x20, 0x7F..<0xA0: return "\u{FFFD}"
    case 0xAD, 0x61C, 0x180B...0x180E, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x206F, 0xFE00...0xFE0F, 0xFEFF,
      0xFFF9...0xFFFB, 0xE0000...0xE0FFF:
      return nil
    default: return kind(value) == 3 ? "\u{FFFD}" : scalar
    }
  }

  /// Columns of `text` as a grid draws it.
  public static func columns(of text: String) -> Int {
    var text = text
    let ascii: Int? = text.withUTF8 { bytes in
      for byte in bytes where byte < 0x20 || byte > 0x7E { return nil }
      return bytes.count
    }
    if let ascii { return ascii }
    var columns = 0
    for scalar in text.unicodeScalars {
      if let kept = harmless(scalar) { columns += of(kept) }
    }
    return columns
  }

  /// Columns of one character: its spacing scalars, so that a flag takes two.
  public static func columns(of character: Character) -> Int {
    var columns = 0
    for scalar in character.unicodeScalars {
      if let kept = harmless(scalar) { columns += of(kept) }
    }
    return columns
  }

  /// The longest beginning of `text` within `limit` columns, cut between characters, and its width.
  public static func prefix(_ text: String, columns limit: Int) -> (text: Substring, columns: Int) {
    var used = 0
    var end = text.startIndex
    while end < text.endIndex {
      let width = columns(of: text[end])
      if used + width > limit { break }
      used += width
      end = text.index(after: end)
    }
    return (text[..<end], used)
  }

  /// `text` within `limit` columns: whole, or cut with `ellipsis` at its end.
  public static func shortened(_ text: String, columns limit: Int, ellipsis: String = "…") -> String {
    guard limit > 0 else { return "" }
    if columns(of: text) <= limit { return text }
    let room = limit - columns(of: ellipsis)
    if room <= 0 { return String(prefix(text, columns: limit).text) }
    return String(prefix(text, columns: room).text) + ellipsis
  }

  /// `text` cut or filled with spaces to exactly `width` columns.
  public static func padded(_ text: String, columns width: Int, right: Bool = false, ellipsis: String = "…") -> String {
    let short = shortened(text, columns: width, ellipsis: ellipsis)
    let space = String(repeating: " ", count: max(0, width - columns(of: short)))
    return right ? space + short : short + space
  }
}
