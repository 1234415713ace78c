extension JSONValue {
  /// A day as the book keeps it: `YYYY-MM-DD`.
  static func day(_ day: Day) -> JSONValue { .string(day.description) }
  static func month(_ month: SalesMonth) -> JSONValue { .string(month.description) }
  /// An amount as the book keeps it: yuan with two decimals as text.
  static func money(_ money: Money) -> JSONValue { .string(money.description) }

  var day: Day? { string.flatMap { Day($0) } }
  var money: Money? { string.flatMap { Money($0) } }
}

extension Day {
  /// The same day of another year; February 29 becomes February 28 where there is none.
  public func adding(years: Int) -> Day {
    let p = parts
    return Day(p.year + years, p.month, p.day) ?? Day(p.year + years, p.month, p.day - 1) ?? self
  }
}
