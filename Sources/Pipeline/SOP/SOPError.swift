/// Why a deed of the SOP is refused: facts for the words of the screens.
public enum SOPError: Error, Equatable, Sendable {
  case unknownStep(String)
  /// The step belongs to a stage that the dealer has not reached.
  case laterStage(step: StepID, stepStage: Stage, dealerStage: Stage)
  /// Only steps of tracks B and C may be skipped.
  case notSkippable(StepID)
  /// The step is settled already (`done` or `skipped`), or (`open`) there is nothing to reopen.
  case stepIs(StepID, StepState)
  /// The deed wants a reason and none was given.
  case reasonNeeded(deed: String)
  /// The step cannot be completed: what it still wants.
  case incomplete(step: StepID, [Missing])
  /// The gate out of `stage` is shut.
  case gateShut(stage: Stage, [Missing])
  /// The deed is for dealers of other standings.
  case standing(found: Standing, allowed: [Standing])
  /// `return` leads back only: `asked` is not before `present`.
  case notEarlier(asked: Stage, present: Stage)
  /// The contract ends before it begins.
  case contractDates(inForce: Day, ends: Day)
  /// A renewal must end after the day it is made.
  case contractAlreadyOver(ends: Day, today: Day)
  /// The day of a visit, session or offer lies after today.
  case dayAhead(Day, today: Day)
  /// The step is of another track than the session.
  case otherTrack(step: StepID, track: Track)
  /// An offer names neither commission nor repair ratio.
  case emptyOffer
  /// Every typed value that is wrong.
  case values([ValueFault])
  /// Nothing would change.
  case nothingToDo
  /// Deleted or merged away.
  case gone
}
