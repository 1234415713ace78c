import Canvas
import Pipeline

/// What the loop needs of the store: closures that wiring fills in.
public struct BookKeeper: Sendable {
  /// Why something was not done, in words made by whoever knows them.
  public struct Refusal: Error, Hashable, Sendable {
    public let reason: Wording
    public init(_ reason: Wording) { self.reason = reason }
  }

  /// What undo or redo did.
  public enum Step: Sendable {
    case done(Book, Deed)
    /// There is nothing to take back.
    case nothing
    /// Somebody else changed what would be taken back: name it and ask; the answer comes as `evenIfChanged`.
    case asks(Wording)
  }

  /// Writes a change and gives the book with it.
  public let commit: @Sendable (_ change: Change, _ day: Day) throws(Refusal) -> Book
  public let undo: @Sendable (_ evenIfChanged: Bool, _ day: Day) throws(Refusal) -> Step
  public let redo: @Sendable (_ evenIfChanged: Bool, _ day: Day) throws(Refusal) -> Step
  /// Reads what other processes wrote; nil when nothing is new.
  public let refresh: @Sendable () throws(Refusal) -> Book?
  /// What the user should hear besides about the latest write, which itself is safe: snapshots that could not be
  /// written.
  public let concern: @Sendable () -> Wording?

  public init(
    commit: @escaping @Sendable (Change, Day) throws(Refusal) -> Book,
    undo: @escaping @Sendable (Bool, Day) throws(Refusal) -> Step,
    redo: @escaping @Sendable (Bool, Day) throws(Refusal) -> Step,
    refresh: @escaping @Sendable () throws(Refusal) -> Book? = { () throws(Refusal) in nil },
    concern: @escaping @Sendable () -> Wording? = { nil }
  ) {
    self.commit = commit
    self.undo = undo
    self.redo = redo
    self.refresh = refresh
    self.concern = concern
  }
}
