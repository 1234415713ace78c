/// A decimal number without rounding: `digits` × 10^-`places`. Rates and premiums on their way to a line.
///
/// Sums and products are exact as long as they fit 38 digits, which a premium never passes (a price of twelve
/// digits, a rate of six, three coefficients of four). Beyond, the least digits are dropped instead of trapping.
/// Quotients are rounded, by the rule the caller names.
public struct Exact: Sendable {
  let digits: Int128
  let places: Int

  init(digits: Int128, places: Int) {
    var digits = digits
    var places = places
    while places > 0, digits % 10 == 0 {
      digits /= 10
      places -= 1
    }
    self.digits = digits
    self.places = places
  }

  public init(_ whole: Int) { self.init(digits: Int128(whole), places: 0) }
  public init(_ money: Money) { self.init(digits: Int128(money.fen), places: 2) }
  public static let zero = Exact(0)
  public static let one = Exact(1)

  /// Reads `120000`, `-1.5`, `1,200`, `3.7e-05`: at most 18 digits before and 18 after the point; nil otherwise.
  public init?(_ text: some StringProtocol) {
    var negative = false
    var seen = false
    var point = false
    var places = 0
    var exponent = 0
    var digits: Int128 = 0
    var count = 0
    var bytes = Array(text.utf8)[...]
    if let e = bytes.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }) {
      guard let value = Int(String(decoding: bytes[(e + 1)...], as: UTF8.self)), value.magnitude <= 18 else {
        return nil
      }
      exponent = value
      bytes = bytes[..<e]
    }
    for (i, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where i == 0: negative = true
      case UInt8(ascii: ",") where seen && !point: continue
      case UInt8(ascii: ".") where seen && !point: point = true
      case 0x30...0x39:
        seen = true
        if count > 0 || byte != 0x30 { count += 1 }
        guard count <= 36 else { return nil }
        digits = digits * 10 + Int128(byte - 0x30)
        if point { places += 1 }
      default: return nil
      }
    }
    guard seen, count - places <= 18, places <= 18, !(point && places == 0) else { return nil }
    places -= exponent
    while places < 0 {
      guard count < 36 else { return nil }
      digits *= 10
      count += 1
      places += 1
    }
    self.init(digits: negative ? -digits : digits, places: places)
  }

  /// A JSON number or a string that holds one; nil for anything else.
  public init?(_ value: JSONValue?) {
    switch value {
    case .number(let text), .string(let text): self.init(text)
    default: return nil
    }
  }

  /// This number of percent as a factor: 15 becomes 0.15.
  public var percent: Exact { Exact(digits: digits, places: places + 2) }
  public var isNegative: Bool { digits < 0 }
  public var isZero: Bool { digits == 0 }

  private static func power(_ n: Int) -> Int128 {
    var value: Int128 = 1
    for _ in 0..<min(n, 38) { value *= 10 }
    return value
  }

  /// Both numbers with the same places; the finer one gives digits away when the coarser cannot grow so far.
  private static func aligned(_ a: Exact, _ b: Exact) -> (Int128, Int128, Int) {
    if a.places == b.places { return (a.digits, b.digits, a.places) }
    let (coarse, fine) = a.places < b.places ? (a, b) : (b, a)
    var grown = coarse.digits
    var small = fine.digits
    var at = coarse.places
    var last = fine.places
    while at < last {
      let next = grown.multipliedReportingOverflow(by: 10)
      if next.overflow {
        small /= power(last - at)
        last = at
      } else {
        grown = next.partialValue
        at += 1
      }
    }
    return a.places < b.places ? (grown, small, last) : (small, grown, last)
  }

  public static func + (a: Exact, b: Exact) -> Exact {
    let (x, y, places) = aligned(a, b)
    let sum = x.addingReportingOverflow(y)
    return sum.overflow
      ? Exact(digits: x / 10 + y / 10, places: places - 1) : Exact(digits: sum.partialValue, places: places)
  }
  public static func - (a: Exact, b: Exact) -> Exact { a + Exact(digits: -b.digits, places: b.places) }
  public static func += (a: inout Exact, b: Exact) { a = a + b }

  public static func * (a: Exact, b: Exact) -> Exact {
    var x = a.digits
    var y = b.digits
    var places = a.places + b.places
    while true {
      let product = x.multipliedReportingOverflow(by: y)
      if !product.overflow { return Exact(digits: product.partialValue, places: places) }
      if x.magnitude > y.magnitude { x /= 10 } else { y /= 10 }
      places -= 1
    }
  }

  /// This ÷ divisor to `places` decimals. Nil when the divisor is zero.
  public func divided(by divisor: Exact, places wanted: Int, _ rounding: Rounding = .halfUp) -> Exact? {
    guard divisor.digits != 0 else { return nil }
    // digits/10^p ÷ (d/10^q) × 10^wanted = digits × 10^(q + wanted - p) ÷ d
    var top = digits
    var bottom = divisor.digits
    let shift = divisor.places + wanted - places
    for _ in 0..<abs(shift) {
      let grown = (shift > 0 ? top : bottom).multipliedReportingOverflow(by: 10)
      if grown.overflow {
        if shift > 0 { bottom /= 10 } else { top /= 10 }
      } else if shift > 0 {
        top = grown.partialValue
      } else {
        bottom = grown.partialValue
      }
    }
    guard bottom != 0 else { return nil }
    return Exact(digits: rounding.quotient(top, bottom), places: wanted)
  }

  /// Rounded to `wanted` decimals.
  public func rounded(places wanted: Int, _ rounding: Rounding = .halfUp) -> Exact {
    guard places > wanted else { return self }
    return Exact(digits: rounding.quotient(digits, Exact.power(places - wanted)), places: wanted)
  }

  /// Half up to the fen. Nil beyond what a `Money` holds.
  public var money: Money? {
    let fen = rounded(places: 2)
    var value = fen.digits
    for _ in fen.places..<2 {
      let grown = value.multipliedReportingOverflow(by: 10)
      if grown.overflow { return nil }
      value = grown.partialValue
    }
    return Int64(exactly: value).map(Money.init(fen:))
  }
}

extension Exact: Hashable, Comparable, CustomStringConvertible {
  public static func == (a: Exact, b: Exact) -> Bool { a.digits == b.digits && a.places == b.places }
  public static func < (a: Exact, b: Exact) -> Bool {
    let (x, y, _) = aligned(a, b)
    return x < y
  }
  public func hash(into hasher: inout Hasher) {
    hasher.combine(digits)
    hasher.combine(places)
  }
  /// The shortest form: `778.5`, `950`.
  public var description: String {
    let text = String(digits.magnitude)
    let sign = digits < 0 ? "-" : ""
    guard places > 0 else { return sign + text + String(repeating: "0", count: -places) }
    let padded = String(repeating: "0", count: max(0, places + 1 - text.utf8.count)) + text
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
  public var json: JSONValue { .number(description) }
}
