/// Gathers what a terminal sends into keys: bytes into characters, the text between the marks of a bracketed paste
/// into one paste. It lives across wake-ups, so that nothing split between two reads is lost.
public struct KeyReader: Sendable {
  /// One thing read: a byte of text, a key that the terminal's table knows, or an edge of a paste.
  public enum Input: Hashable, Sendable {
    case byte(UInt8)
    case key(Key)
    case pasteBegins
    case pasteEnds
  }

  private var decoder = UTF8Decoder()
  private var pasted: String?
  /// An escape that may be the first half of alt-something.
  private var escaped = false

  public init() {}

  /// Takes all that one wake-up brought, in order.
  public mutating func take(_ inputs: [Input]) -> [Key] {
    var keys: [Key] = []
    for input in inputs {
      switch input {
      case .byte(let byte):
        for scalar in decoder.take(byte) { take(scalar, &keys) }
      case .key(let key):
        flush(&keys)
        if pasted == nil { keys.append(key) }
      case .pasteBegins:
        flush(&keys)
        pasted = ""
      case .pasteEnds:
        flush(&keys)
        if let pasted { keys.append(.paste(pasted)) }
        pasted = nil
      }
    }
    // A lone escape at the end of a read is the key itself: the terminal's driver has waited long enough.
    if escaped {
      escaped = false
      keys.append(.escape)
    }
    return keys
  }

  private mutating func flush(_ keys: inout [Key]) {
    for scalar in decoder.finish() { take(scalar, &keys) }
    if escaped {
      escaped = false
      keys.append(.escape)
    }
  }

  private mutating func take(_ scalar: Unicode.Scalar, _ keys: inout [Key]) {
    if pasted != nil {
      pasted?.unicodeScalars.append(scalar)
      return
    }
    if escaped {
      escaped = false
      if scalar.value >= 0x20, scalar.value != 0x7F {
        keys.append(.alt(Character(scalar)))
        return
      }
      keys.append(.escape)
    }
    switch scalar.value {
    case 0x1B: escaped = true
    case 0x09: keys.append(.tab)
    case 0x0A, 0x0D: keys.append(.enter)
    case 0x08, 0x7F: keys.append(.backspace)
    case 0: keys.append(.control(" "))
    case 1...26: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x60)))))
    case 28...31: keys.append(.control(Character(Unicode.Scalar(UInt8(scalar.value + 0x40)))))
    case 0x80...0x9F: break
    default:
      // A mark joins the character typed before it, as an input method sends them.
      if CellWidth.of(scalar) == 0, case .character(var before)? = keys.last {
        var text = String(before)
        text.unicodeScalars.append(scalar)
        if text.count == 1, let joined = text.first {
          before = joined
          keys[keys.count - 1] = .character(before)
          return
        }
      }
      keys.append(.character(Character(scalar)))
    }
  }
}
