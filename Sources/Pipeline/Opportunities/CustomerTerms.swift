/// What kind of customer an opportunity is; it decides how the opportunity is pushed (sop 7, 7.1 note 1).
public enum CustomerType: String, Sendable, CaseIterable {
  case newCarBuyer = "new-car-buyer"
  case maintenance
  case dealerStock = "dealer-stock"
  case other

  /// An offer may be made on the spot, without a plan row (sop 7.3: archived → pushing).
  public var mayBuyOnTheSpot: Bool { self == .newCarBuyer || self == .maintenance }
  /// The end of the present motor cover must be known before the archive counts as complete (sop 7.1).
  public var needsMotorExpiry: Bool { self == .dealerStock || self == .maintenance }
  /// How such a customer is pushed, when nobody says otherwise (sop 7, "how to push").
  public var usualMethod: PushMethod {
    switch self {
    case .dealerStock: .phone
    case .newCarBuyer, .maintenance: .inStore
    case .other: .visit
    }
  }
}

/// How often the customer travels: a hint at accident cover (sop 7.1 note 2).
public enum TravelHabit: String, Sendable, CaseIterable { case often, sometimes, never }

/// How the customer lives: a hint at home cover (sop 7.1 note 3).
public enum Housing: String, Sendable, CaseIterable { case luxury, upscale, ordinary, other }

/// The customer's will to buy, as of a contact (sop 7.1 note 4).
public enum Willingness: String, Sendable, CaseIterable { case willing, considering, unwilling }

/// How a customer is or was reached (sop 7.2, plan row and contact log).
public enum PushMethod: String, Sendable, CaseIterable {
  case phone, visit
  case inStore = "in-store"
  case atRenewal = "at-renewal"
  case message

  /// Mornings are for calls and messages, afternoons for visits and the shop (sop 10, `day-shape`).
  public var isMorningWork: Bool { self == .phone || self == .message || self == .atRenewal }
}
