/// A premium that is given for a line: a benchmark, last year's premium, a cell of a booklet.
public struct LinePremium: Sendable, Equatable {
  public var cover: Cover
  public var limit: Money?
  public var premium: Money
  public init(_ cover: Cover, _ premium: Money, limit: Money? = nil) {
    self.cover = cover
    self.premium = premium
    self.limit = limit
  }
}
