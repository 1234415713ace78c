/// What a row of a list or a day's agenda needs to know of a dealer, without judging every step: cheap enough for
/// every row on a screen. `DealerProgress` holds the whole.
public struct DealerGlance: Sendable {
  /// The step to work at now; nil when all steps of the stage are settled (advance!) or the dealer is not open.
  public let nextStep: SOPStep?
  /// Working days since the dealer came into its stage; nil when not open or nobody has worked on it.
  public let daysInStage: Int?
  /// Working days after which it counts as stuck here.
  public let stageLimit: Int
  /// Calendar days since the next date passed; nil when there is none or it has not.
  public let overdueBy: Int?

  public init(_ dealer: Dealer, handbook: Handbook, calendar: HolidayCalendar, today: Day) {
    let open = dealer.standing == .open
    nextStep = open ? DealerGlance.nextStep(of: dealer, handbook: handbook) : nil
    stageLimit = nextStep?.stuckLimit ?? handbook.defaults.stuckLimits[dealer.stage] ?? 10
    daysInStage = open ? dealer.stageSince.map { calendar.workdays(after: $0, through: today) } : nil
    overdueBy = dealer.nextDate.flatMap { $0 < today ? today - $0 : nil }
  }

  /// Working days over the limit; nil when not stuck.
  public var stuckBy: Int? { daysInStage.flatMap { $0 > stageLimit ? $0 - stageLimit : nil } }

  /// The first step of the dealer's stage, in the order of work, that is neither done nor skipped.
  static func nextStep(of dealer: Dealer, handbook: Handbook) -> SOPStep? {
    StageGate.steps(of: dealer.stage, dealer: dealer, handbook: handbook).first {
      let state = dealer.stepState($0.id)
      return state != "done" && state != "skipped"
    }
  }
}
