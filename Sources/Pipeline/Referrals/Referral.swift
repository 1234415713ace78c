//  The model of this room:
//    Referral          an accident car and the shop recommended to it: tries, result, assessed loss
//    PartnerBalance    a dealer's month: premium P, repair money R, R ÷ P, both rates, commission, warnings
//  P comes from the policies of the room Opportunities; the commission arithmetic is handed in (room SOP).

import OrderedCollections

extension RecordKind {
  /// A repair referral, prefix f.
  public static let referral = RecordKind(rawValue: "referral")
}

/// A repair referral (送修, sop 9, 2.7): an accident of an insured car and what came of sending it to a shop.
public struct Referral: Sendable, Equatable {
  public enum Result: String, Sendable, CaseIterable {
    case pending, arrived
    case wentElsewhere = "went-elsewhere"
    case declined
  }

  public let record: Record
  public init(record: Record) { self.record = record }
  public var id: RecordID { record.id }
  public var on: Day? { record["date"]?.day }
  public var plate: String? { record["plate"]?.string }
  public var brand: String? { record["brand"]?.string }
  /// The dealer through which the policy was sold; nil = not through a dealer.
  public var soldThrough: RecordID? { record["soldThrough"]?.string.map(RecordID.init(rawValue:)) }
  /// The dealer to whose shop the car was sent; nil = none was recommended.
  public var shop: RecordID? { record["shop"]?.string.map(RecordID.init(rawValue:)) }
  /// 0 without a recommendation, else 1 or 2.
  public var tries: Int { record["tries"]?.int ?? (shop == nil ? 0 : 1) }
  public var result: Result { record["result"]?.string.flatMap(Result.init(rawValue:)) ?? .pending }
  /// Repair money as assessed; nil until it is known.
  public var assessedLoss: Money? { record["assessedLoss"]?.money }
  public var isGone: Bool { record["gone"] != nil }
}
