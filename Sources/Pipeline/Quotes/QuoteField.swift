/// An input of a quote, to be named when it is wrong or was assumed.
public enum QuoteField: String, Sendable, CaseIterable, Hashable {
  case price, seats, tonnes, litres, fuel, region, start, firstRegistered, use, claims, floatingFactor, package, line,
    limit
  case benchmark, expenseRatio, pricingCoefficient, noClaim, lastPremium, lastNoClaim, lastCoefficient, vehicleTax,
    series, months
}
