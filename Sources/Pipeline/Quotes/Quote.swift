/// One line of a column: a cover, its limit and what it costs.
public struct QuoteLine: Sendable, Equatable {
  public let cover: Cover
  /// The sum insured; for passengers per seat, for own damage the vehicle's value. Nil where there is none.
  public let limit: Money?
  /// How many seats the limit counts for; nil where it does not.
  public let seats: Int?
  public let premium: Money
  /// Its part of the column's total, in whole hundredths of a percent, for the bar.
  public let share: Rate
}

/// What a commercial premium rests on; printed with it, always.
public struct QuoteBasis: Sendable, Equatable {
  public let way: QuoteWay
  /// The table, a booklet's name, or what was entered: `legacy-2009 published 吉林`.
  public let table: String
  public let effectiveFrom: Day?
  public let effectiveTo: Day?
  /// The weakest of the figures used.
  public let evidence: Evidence
  /// Tables of the compulsory cover and the vehicle tax.
  public let compulsory: String?
  public let vehicleTax: String?
  public var warnings: [QuoteWarning]
}

/// One package, priced.
///
/// `commercial` is the sum of the lines, `total` that plus compulsory cover and vehicle tax, to the fen, always.
public struct QuoteColumn: Sendable, Equatable {
  public let package: QuotePackage
  public let lines: [QuoteLine]
  public let compulsory: Money
  /// Nil: there is no number (sources conflict, no row), and the total is without it; a warning says why.
  public let vehicleTax: Money?
  public let commercial: Money
  public let total: Money
  public let basis: QuoteBasis

  init(
    package: QuotePackage, lines: [(cover: Cover, limit: Money?, seats: Int?, premium: Money)], compulsory: Money,
    vehicleTax: Money?,
    basis: QuoteBasis
  ) {
    self.package = package
    self.compulsory = compulsory
    self.vehicleTax = vehicleTax
    self.basis = basis
    let commercial = lines.reduce(Money.zero) { $0 + $1.premium }
    let total = commercial + compulsory + (vehicleTax ?? .zero)
    self.commercial = commercial
    self.total = total
    self.lines = lines.map { line in
      let share = total.fen > 0 ? FixedPoint.multiplyRounding(line.premium.fen, 10_000, dividedBy: total.fen) * 100 : 0
      return QuoteLine(
        cover: line.cover, limit: line.limit, seats: line.seats, premium: line.premium, share: Rate(millionths: share))
    }
  }

  public func line(_ cover: Cover) -> QuoteLine? { lines.first { $0.cover == cover } }
}

/// A quick quote: one to several packages side by side for one car, as asked and as computed.
public struct Quote: Sendable, Equatable {
  public let request: QuoteRequest
  /// 1 for the first, 2 after the price was questioned, and so on.
  public var round: Int
  public let columns: [QuoteColumn]
  /// What the tables make of the new-car price on the policy's start.
  public let actualValue: Money

  /// The difference of a column's total to the one before it; nil for the first.
  public func difference(at index: Int) -> Money? {
    columns.indices.contains(index) && index > 0 ? columns[index].total - columns[index - 1].total : nil
  }

  /// All warnings of all columns, each once, in their order.
  public var warnings: [QuoteWarning] {
    columns.flatMap(\.basis.warnings).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }

  /// All covers of all columns in the order of the cover table.
  public func covers(by rules: CoverRules) -> [Cover] {
    let all = columns.flatMap { $0.lines.map(\.cover) }.reduce(into: [Cover]()) {
      if !$0.contains($1) { $0.append($1) }
    }
    return all.enumerated().sorted { (rules.rank($0.element), $0.offset) < (rules.rank($1.element), $1.offset) }.map(
      \.element)
  }
}
