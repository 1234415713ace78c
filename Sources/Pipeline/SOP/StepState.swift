/// Where a step of one dealer stands.
public enum StepState: String, Sendable {
  /// Nothing of its own is filled in.
  case open
  /// Some field that this step is the first to ask for is filled in, or it was reopened.
  case inProgress
  case done
  case skipped
}

/// A step of one dealer with what is known of it.
public struct StepProgress: Sendable {
  public let step: SOPStep
  public let state: StepState
  /// The day it was done or skipped; nil while neither.
  public let on: Day?
  public let by: String?
  public let note: String?
  /// Why it was skipped or reopened.
  public let reason: String?
  /// How often it was completed.
  public let times: Int
  /// What it still wants; empty when it could be completed now.
  public let missing: [Missing]
}
