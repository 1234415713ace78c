#if canImport(Glibc)
  import Glibc
#endif

/// A spreadsheet's day number: days since 1899-12-30 (or 1904-01-01), the time of day as a fraction.
public enum SerialDate {
  /// Nil for a text that is no number, and for days before 1901 or after 9999.
  public static func day(_ text: some StringProtocol, countsFrom1904: Bool = false) -> Day? {
    guard let value = Double(text), value.isFinite, value >= 367 - 1462, value < 2_958_466 else { return nil }
    let origin = countsFrom1904 ? Day(1904, 1, 1) : Day(1899, 12, 30)
    guard let day = origin.map({ $0 + Int(value.rounded(.down)) }), (1901...9999).contains(day.year) else { return nil }
    return day
  }

  /// The formats that need no definition of their own, East Asian ones included.
  static func isBuiltInDateFormat(_ id: Int) -> Bool {
    switch id {
    case 14...17, 22, 27...31, 36, 50...58: true
    default: false
    }
  }

  /// A format that shows a year or a day of the month, outside of quotes, brackets and escapes.
  static func isDateFormat(_ code: String) -> Bool {
    var quoted = false
    var bracket = false
    var escaped = false
    for byte in code.utf8 {
      if escaped {
        escaped = false
        continue
      }
      switch byte {
      case UInt8(ascii: "\\"): escaped = true
      case UInt8(ascii: "\""): quoted.toggle()
      case UInt8(ascii: "[") where !quoted: bracket = true
      case UInt8(ascii: "]") where !quoted: bracket = false
      case UInt8(ascii: "y"), UInt8(ascii: "Y"), UInt8(ascii: "d"), UInt8(ascii: "D"):
        if !quoted && !bracket { return true }
      default: break
      }
    }
    return false
  }
}
