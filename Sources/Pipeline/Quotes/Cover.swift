/// A commercial line of a motor policy, by the word the data use: `damage`, `thirdParty`, `scratch`.
/// What it is called, needs and when it is sold stands in `Resources/quotes/covers.json` (`CoverRule`).
public struct Cover: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public var description: String { rawValue }

  public static let damage = Cover("damage")
  public static let thirdParty = Cover("thirdParty")
  public static let driver = Cover("driver")
  /// Limit per seat.
  public static let passengers = Cover("passengers")
  /// A flat sum per insured person: the simplification of the old calculators.
  public static let occupants = Cover("occupants")
  public static let theft = Cover("theft")
  public static let glass = Cover("glass")
  public static let selfIgnition = Cover("selfIgnition")
  public static let engineWading = Cover("engineWading")
  public static let scratch = Cover("scratch")
  public static let noDeductible = Cover("noDeductible")
  public static let noFault = Cover("noFault")
  /// The whole commercial policy as one line: a booklet or a renewal that gives no single lines.
  public static let commercial = Cover("commercial")
}
