/// The four ways to a commercial premium (issue 5), always named on the quote.
public enum QuoteWay: String, Sendable, CaseIterable {
  /// The branch's own imported table.
  case booklet
  /// Benchmark premium ÷ (1 − expense ratio) × no-claim × pricing coefficient.
  case reform
  /// Last year's premium times the ratio of no-claim and pricing coefficients.
  case renewal
  /// The pre-2020 tariff: an estimate, and every output says so.
  case legacy
}
