/// What happens to text from other people's cells: cleaning before it is kept, folding before it is compared.
public enum CellText {
  /// The cell as the book keeps it: control characters, terminal escapes and invisible direction marks are gone
  /// (line ends and tabs become one blank); everything else, blanks at the ends and full-width forms included, stays.
  public static func clean(_ text: String) -> String {
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
          while let next = scalars.first, next.value != 0x07, next.value != 0x1B, next.value != 0x9C { scalars.removeFirst() }
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
    text.unicodeScalars.contains { isUnwanted($0) && !isSpace($0) }
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
    var scalars = text.unicodeScalars[...]
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    return String(scalars)
  }

  /// The form for comparing: no white space, full-width forms narrow, Latin letters small, one kind of dash, of
  /// bracket and of comma. Never shown and never kept.
  public static func fold(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x41...0x5A: result.append(Unicode.Scalar(scalar.value + 0x20)!)
      case 0xFF21...0xFF3A: result.append(Unicode.Scalar(scalar.value - 0xFEE0 + 0x20)!)
      case 0xFF01...0xFF5E: result.append(Unicode.Scalar(scalar.value - 0xFEE0)!)
      case 0x2010...0x2015, 0x2212: result.append("-")
      case 0x3001: result.append(",")
      case 0x3010, 0x3014: result.append("(")
      case 0x3011, 0x3015: result.append(")")
      case 0..<0x20, 0x7F..<0xA0: break
      default: if !isSpace(scalar) { result.append(scalar) }
      }
    }
    return String(result)
  }

  /// Folded, letters and digits only: headings and addresses are compared without their punctuation.
  public static func letters(_ text: String) -> String {
    String(String.UnicodeScalarView(fold(text).unicodeScalars.filter {
      $0.value >= 0x80 ? !(0x2000...0x303F).contains($0.value) && $0.value != 0xB7
        : ($0.value >= 0x30 && $0.value <= 0x39) || ($0.value >= 0x61 && $0.value <= 0x7A)
    }))
  }
}
