/// A visit as the specialist tells it (sop 3.2).
public struct VisitReport: Sendable, Equatable {
  public var date: Day
  public var visitor: String
  /// Whom one spoke to: names or posts.
  public var metWith: [String]
  /// Whether our case has reached the decision maker; nil when not asked.
  public var messagePassed: Bool?
  public var note: String?
  public var nextDate: Day?
  public var nextNote: String?

  public init(
    date: Day, visitor: String, metWith: [String], messagePassed: Bool? = nil, note: String? = nil,
    nextDate: Day? = nil, nextNote: String? = nil
  ) {
    self.date = date
    self.visitor = visitor
    self.metWith = metWith
    self.messagePassed = messagePassed
    self.note = note
    self.nextDate = nextDate
    self.nextNote = nextNote
  }
}

/// An offer of ours or a counter-offer of the dealer's.
public struct OfferReport: Sendable, Equatable {
  public enum Side: String, Sendable { case us, dealer }
  public var side: Side
  public var commission: Rate?
  public var repairRatio: Ratio?
  public var note: String?

  public init(side: Side, commission: Rate? = nil, repairRatio: Ratio? = nil, note: String? = nil) {
    self.side = side
    self.commission = commission
    self.repairRatio = repairRatio
    self.note = note
  }
}

/// A talk of one track (sop 3.5).
public struct SessionReport: Sendable, Equatable {
  public var date: Day
  public var track: Track
  /// Steps that were done with it; they must have what they require.
  public var steps: [StepID]
  public var who: [String]
  public var offers: [OfferReport]
  public var openPoints: [String]
  public var note: String?
  public var nextDate: Day?
  public var nextNote: String?

  public init(
    date: Day, track: Track, steps: [StepID] = [], who: [String] = [], offers: [OfferReport] = [],
    openPoints: [String] = [], note: String? = nil, nextDate: Day? = nil, nextNote: String? = nil
  ) {
    self.date = date
    self.track = track
    self.steps = steps
    self.who = who
    self.offers = offers
    self.openPoints = openPoints
    self.note = note
    self.nextDate = nextDate
    self.nextNote = nextNote
  }
}
