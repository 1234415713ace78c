/// What one asks a quote for: the car, the policy's start, the histories, and what a way needs beside.
///
/// Only price, region and start must be known; the rest has defaults, which `assumed` names so that the quote says so.
public struct QuoteRequest: Sendable, Equatable {
  /// Last year's commercial policy, for the renewal way.
  public struct LastYear: Sendable, Equatable {
    /// By line, or all in one as `Cover.commercial`.
    public var premiums: [LinePremium]
    public var noClaim: Exact
    public var coefficient: Exact
    /// - Parameters: the coefficients last year's policy was sold with; 1 where one does not know.
    public init(premiums: [LinePremium], noClaim: Exact = .one, coefficient: Exact = .one) {
      self.premiums = premiums
      self.noClaim = noClaim
      self.coefficient = coefficient
    }
    public init(premium: Money, noClaim: Exact = .one, coefficient: Exact = .one) {
      self.init(premiums: [.init(.commercial, premium)], noClaim: noClaim, coefficient: coefficient)
    }
  }

  /// The new-car price, above 0 and under 100 million yuan.
  public var price: Money
  /// As the tables name it, or with its suffix: 吉林, 吉林省.
  public var region: String
  /// First day of the policy: chooses every table.
  public var start: Day
  public var seats = 5
  /// Nil where the fuel has none; 1.6 assumed otherwise.
  public var litres: Exact?
  public var fuel = Fuel.petrol
  public var use = VehicleUse.private
  /// Rated load, for trucks.
  public var tonnes: Exact?
  public var imported = false
  /// Nil: a new car, registered about the policy's start.
  public var firstRegistered: Day?
  /// Claims history of the commercial policy and of the compulsory one.
  public var claims = ClaimHistory.first
  public var floatingFactor = FloatingFactor.a4
  /// What the car is called on the quote.
  public var brand: String?
  public var series: String?
  /// Nil: the first way that has what it needs, in the order booklet, reform, renewal, legacy.
  public var way: QuoteWay?
  /// Benchmark premiums by line (or whole), as the insurer's platform shows them.
  public var benchmarks: [LinePremium] = []
  /// Nil: the table's (0.25 since 2020-09-19).
  public var expenseRatio: Exact?
  /// Autonomous pricing coefficient, inside of the dated range.
  public var pricingCoefficient = Exact.one
  /// Reference value behind the benchmark of own damage; nil leaves that benchmark as it is.
  public var referenceValue: Money?
  public var lastYear: LastYear?
  /// An amount known from elsewhere, in place of the table's; zero for an exempt car.
  public var vehicleTax: Money?
  /// Whether compulsory cover and vehicle tax belong to the quote.
  public var withCompulsory = true
  /// The inputs that nobody gave.
  public var assumed: Set<QuoteField> = []

  public init(price: Money, region: String, start: Day) {
    self.price = price
    self.region = region
    self.start = start
  }

  /// Full months in use at the policy's start.
  public var months: Int { firstRegistered.map { DepreciationTable.fullMonths(from: $0, to: start) } ?? 0 }
}
