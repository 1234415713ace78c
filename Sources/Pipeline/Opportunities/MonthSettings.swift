/// The numbers of the month that a branch may set: fields of the settings record. Defaults stand in the SOP page that
/// each names.
public struct MonthSettings: Sendable, Equatable {
  /// `month.contactLimit`: contacts before a line may be closed without interest (M6, default 3).
  public var contactLimit = 3
  /// `month.firstPushDays`: days before the end of cover from which a customer is pushed again (M8, default 60).
  public var firstPushDays = 60
  /// `renewal.lookAhead`: days ahead that the renewal list covers (sop 9, default 90).
  public var renewalLookAhead = 90
  /// `renewal.graceDays`: days after expiry in which a renewal still counts (sop 9, default 30).
  public var renewalGraceDays = 30
  /// `privacy.retentionMonths`: how long personal data of a closed customer may stay (decision 7); nil = no limit set.
  public var retentionMonths: Int?
  /// `winWin.premium`: which premium the commission rate counts on (decision 6).
  public var premiumBasis = PremiumBasis()
  /// `targets/<id>`: numbers of work per period (sop 10).
  public var targets: [WorkTarget] = WorkTarget.defaults

  public init() {}

  public init(_ record: Record?) {
    guard let record else { return }
    func positive(_ key: FieldKey) -> Int? { record[key]?.int.flatMap { $0 > 0 && $0 < 10_000 ? $0 : nil } }
    contactLimit = positive("month.contactLimit") ?? contactLimit
    firstPushDays = positive("month.firstPushDays") ?? firstPushDays
    renewalLookAhead = positive("renewal.lookAhead") ?? renewalLookAhead
    renewalGraceDays = positive("renewal.graceDays") ?? renewalGraceDays
    retentionMonths = positive("privacy.retentionMonths")
    premiumBasis = PremiumBasis(record["winWin.premium"])
    targets = WorkTarget.all(in: record)
  }

  public init(_ book: Book) { self.init(book.record(.settings, RecordID(rawValue: "book"))) }
}
