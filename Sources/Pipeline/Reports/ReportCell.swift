/// A value in a report. Rendering and JSON both come from it, so that they cannot differ.
public enum ReportCell: Sendable, Equatable {
  /// A dash: there is no such value (success without a plan).
  case none
  /// A name or note as it stands in the book.
  case text(String)
  /// An id whose word the reader's language has: an outcome, a line, a stage.
  case term(String)
  /// Several of them: the lines of a row.
  case terms([String])
  /// An id, a code or a digest of our own: however many digits it has, nothing of it is ever masked.
  case id(String)
  case count(Int)
  case money(Money)
  case rate(Rate)
  case ratio(Ratio)
  case day(Day)
  case month(SalesMonth)
  /// A number of days with at most one decimal, in tenths.
  case tenths(Int)

  public init(_ rate: Rate?) { self = rate.map { .rate($0) } ?? .none }
  public init(_ ratio: Ratio?) { self = ratio.map { .ratio($0) } ?? .none }
  public init(text: String?) { self = text.map { .text($0) } ?? .none }

  /// The machine form: money, rates and ratios as decimal strings.
  public var json: JSONValue {
    switch self {
    case .none: .null
    case .text(let text), .term(let text), .id(let text): .string(text)
    case .terms(let ids): .string(ids.joined(separator: " "))
    case .count(let count): .int(count)
    case .money(let money): .money(money)
    case .rate(let rate): .string(rate.description)
    case .ratio(let ratio): .string(ratio.description)
    case .day(let day): .day(day)
    case .month(let month): .month(month)
    case .tenths(let tenths): .number(FixedPoint.text(Int64(tenths), decimals: 1, atLeast: 0))
    }
  }

  /// Numbers stand to the right in a text table.
  public var isNumber: Bool {
    switch self {
    case .count, .money, .rate, .ratio, .tenths: true
    case .none, .text, .term, .terms, .id, .day, .month: false
    }
  }
}
