/// Which way a number goes that lies between two that are allowed.
public enum Rounding: Sendable {
  case halfUp, down, up

  /// numerator ÷ denominator as a whole number; all three work away from or towards zero alike on both signs.
  func quotient(_ numerator: Int128, _ denominator: Int128) -> Int128 {
    let (whole, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    if rest == 0 { return whole }
    let sign: Int128 = (numerator < 0) == (denominator < 0) ? 1 : -1
    switch self {
    case .down: return whole
    case .up: return whole + sign
    case .halfUp: return rest.magnitude >= denominator.magnitude - rest.magnitude ? whole + sign : whole
    }
  }
}

/// How a table version rounds one line; a closed list in the tables (decision 17).
public enum LineRounding: String, Sendable, CaseIterable {
  case exact, halfUpFen, halfUpYuan, truncateYuan, upYuan

  public func apply(_ value: Exact) -> Exact {
    switch self {
    case .exact: value
    case .halfUpFen: value.rounded(places: 2)
    case .halfUpYuan: value.rounded(places: 0)
    case .truncateYuan: value.rounded(places: 0, .down)
    case .upYuan: value.rounded(places: 0, .up)
    }
  }
}

/// How a table version makes a total; a closed list in the tables (decision 17). A quote of the product always sums
/// rounded lines, whatever stands here: only `quote check` follows the others.
public enum TotalRounding: String, Sendable, CaseIterable {
  /// The sum of the rounded lines.
  case sumOfLines
  /// The sum of the unrounded lines, rounded once.
  case exact, halfUpFenOfExact, halfUpYuanOfExact, truncateYuanOfExact

  /// - Parameters:
  ///   - rounded: the sum of the rounded lines.
  ///   - exact: the sum of the same lines before rounding.
  public func apply(rounded: Exact, exact: Exact) -> Exact {
    switch self {
    case .sumOfLines: rounded
    case .exact: exact
    case .halfUpFenOfExact: exact.rounded(places: 2)
    case .halfUpYuanOfExact: exact.rounded(places: 0)
    case .truncateYuanOfExact: exact.rounded(places: 0, .down)
    }
  }
}
