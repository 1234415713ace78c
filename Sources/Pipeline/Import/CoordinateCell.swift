#if canImport(Glibc)
  import Glibc
#endif

/// A longitude or latitude in degrees as millionths (0.1 m): whole numbers compare exactly, whatever noise a
/// spreadsheet left in the last decimals.
public struct Coordinate: Hashable, Sendable, CustomStringConvertible {
  public let millionths: Int

  /// Reads a decimal number; blanks and commas at its ends do not count. Nil for anything else.
  public init?(_ text: String) {
    let trimmed = text.unicodeScalars.filter { !CellText.isSpace($0) && $0 != "," && $0 != "，" }
    guard !trimmed.isEmpty, trimmed.count <= 40,
      trimmed.allSatisfy({ ("0"..."9").contains($0) || $0 == "." || $0 == "-" }),
      let value = Double(String(String.UnicodeScalarView(trimmed))), value.isFinite, abs(value) <= 180
    else { return nil }
    millionths = Int((value * 1_000_000).rounded())
  }

  /// Decimal degrees, without zeros at the end: `116.6619`.
  public var description: String {
    let size = abs(millionths)
    var fraction = padded(size % 1_000_000, 6)
    while fraction.last == "0" { fraction.removeLast() }
    return (millionths < 0 ? "-" : "") + String(size / 1_000_000) + (fraction.isEmpty ? "" : "." + fraction)
  }

  public var json: JSONValue { .number(description) }
}

/// Where a dealer is, from two cells of their own or one with both: `116.337439, 40.047904`.
public struct CoordinateCell: Sendable, Equatable {
  public let lon: Coordinate
  public let lat: Coordinate

  /// The pair counts before the single cells, which some lists cut at a fixed width. Nil when there is no usable pair;
  /// a pair in the other order (latitude first) is turned round, as far as China tells them apart.
  public init?(pair: String?, lon: String?, lat: String?) {
    var values: [Coordinate] = []
    if let pair {
      values = pair.split { $0 == "," || $0 == "，" || $0 == ";" || $0 == " " }.compactMap { Coordinate(String($0)) }
    }
    if values.count != 2, let lon, let lat, let x = Coordinate(lon), let y = Coordinate(lat) { values = [x, y] }
    guard values.count == 2 else { return nil }
    if values[1].millionths > 70_000_000, values[0].millionths < 60_000_000 { values.swapAt(0, 1) }
    guard abs(values[1].millionths) <= 90_000_000, values[0].millionths != 0 || values[1].millionths != 0 else {
      return nil
    }
    self.lon = values[0]
    self.lat = values[1]
  }
}
