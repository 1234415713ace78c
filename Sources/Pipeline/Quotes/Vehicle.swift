/// A car series as one finds it: its names and what lists say of its price.
public struct Vehicle: Sendable, Equatable {
  /// The price range of one list.
  public struct Price: Sendable, Equatable {
    /// The list: `2024`, `2017`, or the name of an imported one.
    public let list: String
    public let low: Money
    public let high: Money
    /// `80,000.00–151,900.00`, or one amount.
    public var text: String { low == high ? low.grouped : low.grouped + "–" + high.grouped }
  }
  /// Nil where no list and no table names one.
  public let brand: String?
  /// How well the brand is founded: A when the list says so, C from the other list, U when a series-to-brand table was made.
  public let brandEvidence: Evidence
  public let series: String
  /// The newer list first; never empty.
  public internal(set) var prices: [Price]

  /// The range that counts: that of the newest list.
  public var price: Price { prices[0] }

  /// Which price of a range a quote takes, where none was typed.
  public enum Choice: String, Sendable, CaseIterable { case low, mid, high }
  public func price(_ choice: Choice) -> Money {
    switch choice {
    case .low: price.low
    case .high: price.high
    // To the next hundred yuan below, as price lists are.
    case .mid: Money(fen: (price.low.fen + price.high.fen) / 2 / 10_000 * 10_000)
    }
  }
}
