/// A calendar month of the sales cycle (sop 7.2, rule M11): plans and reviews belong to one.
public struct SalesMonth: Hashable, Comparable, Sendable {
  /// Months since year 0; a plain number so that months can be counted and compared.
  public let index: Int

  public init?(year: Int, month: Int) {
    guard (1...9999).contains(year), (1...12).contains(month) else { return nil }
    index = year * 12 + month - 1
  }

  private init(index: Int) { self.index = index }

  /// Reads exactly `YYYY-MM`.
  public init?(_ text: some StringProtocol) {
    guard let day = Day(String(text) + "-01") else { return nil }
    self = day.month
  }

  public var year: Int { index / 12 }
  public var month: Int { index % 12 + 1 }
  public var first: Day { Day(year, month, 1)! }
  public var last: Day { Day(year, month, Day.length(year: year, month: month))! }
  public var next: SalesMonth { self + 1 }
  public var previous: SalesMonth { self + -1 }

  public static func < (a: SalesMonth, b: SalesMonth) -> Bool { a.index < b.index }
  public static func + (month: SalesMonth, months: Int) -> SalesMonth { SalesMonth(index: month.index + months) }
}

extension SalesMonth: CustomStringConvertible {
  /// `YYYY-MM`
  public var description: String { padded(year, 4) + "-" + padded(month, 2) }
}
