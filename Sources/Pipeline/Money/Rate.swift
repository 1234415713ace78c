/// A rate of something, as commission or margin: 1 = 100 %. Kept in whole millionths.
public struct Rate: Hashable, Comparable, Sendable {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }
  /// `Rate(percent: 18)` is 18 %.
  public init(percent: Int64) { millionths = percent * 10_000 }
  public static let zero = Rate(millionths: 0)
  public static let whole = Rate(millionths: 1_000_000)

  /// Reads `18%`, `18 %`, `18.5%` or `0.185`. A bare number above 1, as `18`, is refused (nil): it could mean either.
  public init?(_ text: some StringProtocol) {
    var body = text.drop(while: { $0 == " " })
    while body.last == " " { body = body.dropLast() }
    if body.last == "%" || body.last == "％" {
      body = body.dropLast()
      while body.last == " " { body = body.dropLast() }
      guard let value = FixedPoint.parse(body, decimals: 4) else { return nil }
      millionths = value
    } else {
      guard let value = FixedPoint.parse(body, decimals: 6), value.magnitude <= 1_000_000 else { return nil }
      millionths = value
    }
  }

  public static func < (a: Rate, b: Rate) -> Bool { a.millionths < b.millionths }

  /// Rounded half up to `0.01` of a percentage point.
  public var toBasisPoint: Rate {
    Rate(millionths: FixedPoint.multiplyRounding(millionths, 1, dividedBy: 100) * 100)
  }
}

extension Rate: CustomStringConvertible {
  /// The machine form, a decimal fraction: `0.135`.
  public var description: String { FixedPoint.text(millionths, decimals: 6, atLeast: 0) }
  /// For people: `13.50 %`.
  public var percent: String { FixedPoint.text(millionths, decimals: 4, atLeast: 2) + " %" }
}

/// Repair money over premium (产保比): 0.5 is shown as `1:0.5`. Not bounded by 1. Kept in whole millionths.
public struct Ratio: Hashable, Comparable, Sendable {
  public let millionths: Int64

  public init(millionths: Int64) { self.millionths = millionths }

  /// Reads `0.5`, `1:0.5` or `1：0.5`.
  public init?(_ text: some StringProtocol) {
    let body = text.hasPrefix("1:") || text.hasPrefix("1：") ? text.dropFirst(2) : text[...]
    guard let value = FixedPoint.parse(body, decimals: 6) else { return nil }
    millionths = value
  }

  /// part ÷ whole to six decimals, half up; nil when `whole` is zero.
  public init?(_ part: Money, per whole: Money) {
    guard whole.fen != 0 else { return nil }
    millionths = FixedPoint.multiplyRounding(part.fen, 1_000_000, dividedBy: whole.fen)
  }

  public static func < (a: Ratio, b: Ratio) -> Bool { a.millionths < b.millionths }
}

extension Ratio: CustomStringConvertible {
  /// The machine form: `0.8`.
  public var description: String { FixedPoint.text(millionths, decimals: 6, atLeast: 0) }
  /// For people: `1:0.80`.
  public var perOne: String { "1:" + FixedPoint.text(millionths, decimals: 6, atLeast: 2) }
}
