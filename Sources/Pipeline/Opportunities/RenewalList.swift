/// Motor covers near their end, by band, with the contacts that each band wants (sop 9, 2.6).
public struct RenewalList: Sendable {
  public struct Item: Sendable, Equatable {
    public let customer: OpportunityRow
    public let expiry: Day
    /// Negative after the end.
    public let daysLeft: Int
    public let band: ExpiryBand
    /// Contacted within the present band.
    public let isContacted: Bool
    /// Bands that passed without a contact though the customer was known.
    public let missed: [ExpiryBand]
    /// Nil = nobody has taken the customer: everyone needs an owner.
    public var owner: String? { customer.owner }
  }

  /// The soonest first.
  public let items: [Item]

  /// - Parameter owner: only that person's customers; nil = all.
  public init(_ rows: [OpportunityRow], today: Day, settings: MonthSettings = MonthSettings(), owner: String? = nil) {
    var items: [Item] = []
    for row in rows where !row.isBarred && !row.isGone && (owner == nil || row.owner == owner) {
      guard let expiry = row.motorExpiry, let line = row.line(.motor), line.state != .closedLost else { continue }
      let left = expiry - today
      guard left <= settings.renewalLookAhead, left >= -settings.renewalGraceDays, let band = ExpiryBand(daysLeft: left)
      else { continue }
      let missed = ExpiryBand.allCases.filter { past in
        past < band && !row.contactedBands.contains(past)
          && (row.foundDate.map { $0 <= expiry - past.daysLeft.last } ?? true)
      }
      items.append(
        Item(
          customer: row, expiry: expiry, daysLeft: left, band: band, isContacted: row.contactedBands.contains(band),
          missed: missed))
    }
    self.items = items.sorted { ($0.expiry, $0.customer.id) < ($1.expiry, $1.customer.id) }
  }

  public func items(in band: ExpiryBand) -> [Item] { items.filter { $0.band == band } }
  public var withoutOwner: [Item] { items.filter { $0.owner == nil } }
}
