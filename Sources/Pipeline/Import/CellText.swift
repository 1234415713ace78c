/// What happens to text from other people's cells: cleaning before it is kept, folding before it is compared.
public enum CellText {
  /// `part` stands somewhere in `text`, letter for letter.
  ///
  /// Code that imports the argument parser calls this instead of `contains`: there the name would mean Foundation's,
  /// and one call of it links thirty megabytes of language data into the program.
  public static func holds(_ text: String, _ part: String) -> Bool { text.contains(part) }

  /// The cell as the book keeps it: control characters, terminal escapes and invisible direction marks are gone
  /// (line ends and tabs become one blank); everything else, blanks at the ends and full-width forms included, stays.
  public static func clean(_ text: String) -> String {
    // No unwanted character has a lead byte beyond these: most cells are through with one look at their bytes.
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 && $0 != 0xEF }) { return text }
    if text.unicodeScalars.allSatisfy({ !isUnwanted($0) }) { return text }
    var result = String.UnicodeScalarView()
    var scalars = Array(text.unicodeScalars)[...]
    while let scalar = scalars.popFirst() {
      switch scalar.value {
      case 0x1B:
        // An escape sequence goes whole: what follows the escape is no text either.
        if scalars.first == "[" {
          scalars.removeFirst()
          while let next = scalars.first, (0x20...0x3F).contains(next.value) { scalars.removeFirst() }
          if let last = scalars.first, (0x40...0x7E).contains(last.value) { scalars.removeFirst() }
        } else if scalars.first == "]" {
          while let next = scalars.first, next.value != 0x07, next.value != 0x1B, next.value != 0x9C {
            scalars.removeFirst()
          }
          if scalars.first?.value == 0x07 || scalars.first?.value == 0x9C { scalars.removeFirst() }
        }
      case 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029:
        if result.last != " " { result.append(" ") }
      default:
        if !isUnwanted(scalar) { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// Holds control or escape characters, other than the line ends and tabs that people type.
  public static func holdsControls(_ text: String) -> Bool {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 != 0x7F && $0 != 0xC2 && $0 != 0xE2 && $0 != 0xEF }) { return false }
    return text.unicodeScalars.contains { isUnwanted($0) && !isSpace($0) }
  }

  private static func isUnwanted(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x206F, 0xFEFF, 0xFFF9...0xFFFB: true
    default: false
    }
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0x09...0x0D, 0x85, 0xA0, 0x1680, 0x2000...0x200F, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF: true
    default: false
    }
  }

  /// Without blanks at both ends, wide ones included.
  public static func trimmed(_ text: String) -> String {
    guard let first = text.unicodeScalars.first, let last = text.unicodeScalars.last else { return text }
    if !isSpace(first), !isSpace(last) { return text }
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// The form for comparing: no white space, full-width forms narrow, Latin letters small, one kind of dash, of
  /// bracket and of comma. Never shown and never kept.
  public static func fold(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      // Most names are Han characters that stay as they are: nothing to do is found without copying.
      if bytes.allSatisfy({
        $0 >= 0xE4 && $0 <= 0xE9 || $0 & 0xC0 == 0x80 || ($0 > 0x20 && $0 < 0x41) || ($0 > 0x5A && $0 < 0x7F)
      }) {
        return String(decoding: bytes, as: UTF8.self)
      }
      return String(unsafeUninitializedCapacity: bytes.count) { fold(bytes, into: $0) }
    }
  }

  /// The same over UTF-8; the result is never longer. Gives the number of bytes written.
  private static func fold(_ bytes: UnsafeBufferPointer<UInt8>, into out: UnsafeMutableBufferPointer<UInt8>) -> Int {
    var at = 0
    var end = 0
    func put(_ byte: UInt8) {
      out[end] = byte
      end += 1
    }
    while at < bytes.count {
      let byte = bytes[at]
      let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
      defer { at += length }
      switch byte {
      case 0..<0x21, 0x7F: break
      case 0x41...0x5A: put(byte + 0x20)
      case 0..<0x80: put(byte)
      case 0xC2, 0xE1...0xE3, 0xEF:
        guard at + length <= bytes.count else { return end }
        var value = UInt32(byte & (length == 2 ? 0x1F : 0x0F))
        for i in 1..<length { value = value << 6 | UInt32(bytes[at + i] & 0x3F) }
        switch value {
        case 0xFF21...0xFF3A: put(UInt8(value - 0xFEE0 + 0x20))
        case 0xFF01...0xFF5E: put(UInt8(value - 0xFEE0))
        case 0x2010...0x2015, 0x2212: put(UInt8(ascii: "-"))
        case 0x3001: put(UInt8(ascii: ","))
        case 0x3010, 0x3014: put(UInt8(ascii: "("))
        case 0x3011, 0x3015: put(UInt8(ascii: ")"))
        case 0x80..<0xA0: break
        default:
          if let scalar = Unicode.Scalar(value), isSpace(scalar) { break }
          for i in 0..<length { put(bytes[at + i]) }
        }
      default:
        guard at + length <= bytes.count else { return end }
        for i in 0..<length { put(bytes[at + i]) }
      }
    }
    return end
  }

  /// Folded, letters and digits only: headings and addresses are compared without their punctuation.
  public static func letters(_ text: String) -> String {
    var folded = fold(text)
    return folded.withUTF8 { bytes in
      String(unsafeUninitializedCapacity: bytes.count) { out in
        var at = 0
        var end = 0
        while at < bytes.count {
          let byte = bytes[at]
          let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
          // Punctuation of three bytes: U+2000…U+303F. The middle dot between foreign names: U+00B7.
          let isMark =
            switch byte {
            case 0..<0x80: !((byte >= 0x30 && byte <= 0x39) || (byte >= 0x61 && byte <= 0x7A))
            case 0xC2: at + 1 < bytes.count && bytes[at + 1] == 0xB7
            case 0xE2: true
            case 0xE3: at + 1 < bytes.count && bytes[at + 1] == 0x80
            default: false
            }
          if !isMark {
            for i in at..<min(at + length, bytes.count) {
              out[end] = bytes[i]
              end += 1
            }
          }
          at += length
        }
        return end
      }
    }
  }
}
