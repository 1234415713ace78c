/// How well a figure is founded (`docs/rates.md`): A to C by sources, U from memory, X where sources conflict.
public enum Evidence: String, Sendable, CaseIterable, Comparable {
  case a = "A"
  case b = "B"
  case c = "C"
  case uHigh = "U-high"
  case uMedium = "U-medium"
  case uLow = "U-low"
  case x = "X"

  /// Not verified by any published copy: a number, but with a visible warning.
  public var isUnverified: Bool { self >= .uHigh && self != .x }

  private var rank: Int { Evidence.allCases.firstIndex(of: self) ?? 0 }
  /// The better founded first; the maximum of several is the weakest.
  public static func < (a: Evidence, b: Evidence) -> Bool { a.rank < b.rank }

  init?(_ value: JSONValue?) {
    guard let text = value?.string else { return nil }
    self.init(rawValue: text)
  }
}
