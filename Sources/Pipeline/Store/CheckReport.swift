/// What a look at every line of a book found.
public struct CheckReport: Equatable, Sendable {
  public var findings: [Finding] = []
  public var journals = 0
  /// Lines of all journals.
  public var lines = 0
  public var transactions = 0
  public var records = 0
  /// Lines that repair moved to `quarantine/`.
  public var quarantined = 0
  /// Transactions that repair put back from a copy.
  public var putBack = 0
  /// Problems that stand after a repair: what only a copy has, and what a person has to look at.
  public var remaining: [Finding] = []

  /// Nothing is lost and nothing is wrong; notes may be there.
  public var isSound: Bool { !findings.contains { $0.severity == .problem } }
}
