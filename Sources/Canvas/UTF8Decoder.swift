/// Turns bytes into characters as they come: a character whose bytes arrive in two reads is kept until it is whole.
/// Bytes that are no UTF-8 become U+FFFD, one for each broken sequence, and nothing after them is lost.
public struct UTF8Decoder: Sendable {
  private var value: UInt32 = 0
  private var missing = 0
  private var low: UInt8 = 0x80
  private var high: UInt8 = 0xBF

  public init() {}

  /// A character has begun and is not whole yet.
  public var isWaiting: Bool { missing > 0 }

  /// Takes one byte and gives the scalars that are whole with it: none, one, or U+FFFD and one.
  public mutating func take(_ byte: UInt8) -> [Unicode.Scalar] {
    if missing > 0 {
      if byte >= low, byte <= high {
        value = value << 6 | UInt32(byte & 0x3F)
        missing -= 1
        low = 0x80
        high = 0xBF
        return missing == 0 ? [Unicode.Scalar(value) ?? "\u{FFFD}"] : []
      }
      missing = 0
      return ["\u{FFFD}"] + start(byte)
    }
    return start(byte)
  }

  /// The end of input: what had begun is broken.
  public mutating func finish() -> [Unicode.Scalar] {
    defer { missing = 0 }
    return missing > 0 ? ["\u{FFFD}"] : []
  }

  private mutating func start(_ byte: UInt8) -> [Unicode.Scalar] {
    low = 0x80
    high = 0xBF
    switch byte {
    case 0..<0x80: return [Unicode.Scalar(byte)]
    case 0xC2...0xDF:
      missing = 1
      value = UInt32(byte & 0x1F)
    case 0xE0...0xEF:
      missing = 2
      value = UInt32(byte & 0x0F)
      // No long forms, no surrogates.
      if byte == 0xE0 { low = 0xA0 }
      if byte == 0xED { high = 0x9F }
    case 0xF0...0xF4:
      missing = 3
      value = UInt32(byte & 0x07)
      if byte == 0xF0 { low = 0x90 }
      if byte == 0xF4 { high = 0x8F }
    default: return ["\u{FFFD}"]
    }
    return []
  }
}
