/// An amount of yuan in whole fen. Never a binary fraction.
public struct Money: Hashable, Comparable, Sendable {
  /// 1 yuan = 100 fen; may be negative (a difference, a shortfall).
  public let fen: Int64

  public init(fen: Int64) { self.fen = fen }
  public init(yuan: Int64) { fen = yuan * 100 }
  public static let zero = Money(fen: 0)

  /// Reads `5180`, `5,180.00`, `-3.5`; at most two decimals. Nil for anything else and beyond ±10^15 yuan.
  public init?(_ text: some StringProtocol) {
    guard let value = FixedPoint.parse(text, decimals: 2) else { return nil }
    fen = value
  }

  public static func < (a: Money, b: Money) -> Bool { a.fen < b.fen }
  public static func + (a: Money, b: Money) -> Money { Money(fen: a.fen + b.fen) }
  public static func - (a: Money, b: Money) -> Money { Money(fen: a.fen - b.fen) }
  public static prefix func - (a: Money) -> Money { Money(fen: -a.fen) }
  public static func += (a: inout Money, b: Money) { a = a + b }

  /// This amount times a rate or ratio, rounded half up (away from zero) to the fen.
  public func times(millionths: Int64) -> Money {
    Money(fen: FixedPoint.multiplyRounding(fen, millionths, dividedBy: 1_000_000))
  }
}

extension Money: CustomStringConvertible {
  /// The machine form: yuan with two decimals, `7528.00`.
  public var description: String { FixedPoint.text(fen, decimals: 2, atLeast: 2) }
  /// For people: thousands in groups, `7,528.00`.
  public var grouped: String { FixedPoint.grouped(description) }
}

/// Whole-number arithmetic behind money, rates and ratios.
enum FixedPoint {
  /// `text` as a whole number of 10^-decimals; commas between digits are allowed, more decimals are not.
  static func parse(_ text: some StringProtocol, decimals: Int) -> Int64? {
    var negative = false, digits = 0, fraction = -1
    var value: Int64 = 0
    for (i, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where i == 0: negative = true
      case UInt8(ascii: ",") where digits > 0 && fraction < 0: continue
      case UInt8(ascii: ".") where fraction < 0: fraction = 0
      case 0x30...0x39:
        if fraction >= 0 {
          fraction += 1
          // Trailing zeros beyond the precision change nothing.
          if fraction > decimals {
            if byte == 0x30 { continue }
            return nil
          }
        }
        digits += 1
        guard value < 100_000_000_000_000_000 else { return nil }
        value = value * 10 + Int64(byte - 0x30)
      default: return nil
      }
    }
    guard digits > 0, fraction != 0 else { return nil }
    for _ in max(0, min(fraction, decimals))..<decimals {
      guard value < 100_000_000_000_000_000 else { return nil }
      value *= 10
    }
    return negative ? -value : value
  }

  /// `value` × 10^-decimals as text, trailing zeros dropped down to `atLeast` decimals.
  static func text(_ value: Int64, decimals: Int, atLeast: Int) -> String {
    var scale: UInt64 = 1
    for _ in 0..<decimals { scale *= 10 }
    var fraction = padded(Int(value.magnitude % scale), decimals)
    while fraction.count > atLeast, fraction.last == "0" { fraction.removeLast() }
    return (value < 0 ? "-" : "") + String(value.magnitude / scale) + (fraction.isEmpty ? "" : "." + fraction)
  }

  static func grouped(_ text: String) -> String {
    let sign = text.hasPrefix("-") ? "-" : ""
    let parts = text.dropFirst(sign.count).split(separator: ".", maxSplits: 1)
    var whole = ""
    for (i, digit) in parts[0].enumerated() {
      if i > 0, (parts[0].count - i) % 3 == 0 { whole += "," }
      whole.append(digit)
    }
    return sign + whole + (parts.count > 1 ? "." + parts[1] : "")
  }

  /// a × b ÷ divisor, half away from zero, through 128 bits so that no product overflows on the way.
  static func multiplyRounding(_ a: Int64, _ b: Int64, dividedBy divisor: Int64) -> Int64 {
    let product = Int128(a) * Int128(b)
    let half = Int128(divisor) / 2
    let rounded = product >= 0 ? (product + half) / Int128(divisor) : (product - half) / Int128(divisor)
    return Int64(rounded)
  }
}
