/// Where a line of an opportunity stands (sop 7.3).
public enum LineState: String, Sendable, CaseIterable {
  case found, archived, planned, pushing
  case closedWon = "closed-won"
  case closedLost = "closed-lost"

  public var isClosed: Bool { self == .closedWon || self == .closedLost }
}

/// How a line was closed (sop 7.1 note 5; names by decision 5).
public enum Closing: String, Sendable, CaseIterable {
  case won
  case noInterest = "no-interest"
}

/// Why a line was lost, as a word that can be counted; the reason itself is text (sop 7.1).
public enum LossCode: String, Sendable, CaseIterable {
  case price
  case otherInsurer = "other-insurer"
  case badServiceMemory = "bad-service-memory"
  case unreachable
  case soldTheCar = "sold-the-car"
  case other
}
