/// Where one dealer stands in the SOP on a day: step states, what is missing, time in stages, what comes next.
public struct DealerProgress: Sendable {
  /// The steps of a track that are done or skipped.
  public struct TrackProgress: Sendable, Equatable {
    public let track: Track
    public let done: Int
    public let skipped: Int
    public let total: Int
    /// 0…100; skipped steps count as settled.
    public var percent: Int { total == 0 ? 100 : (done + skipped) * 100 / total }
  }

  /// The time a dealer spent in a stage before it left it, forward, back or given up.
  public struct StageTime: Sendable, Equatable {
    public let stage: Stage
    /// Nil when nobody noted the beginning.
    public let from: Day?
    public let through: Day
    public let workdays: Int?
  }

  public let dealer: Dealer
  public let today: Day
  /// Every step of the handbook, in the order of work.
  public let steps: [StepProgress]
  /// What the gate of the present stage still wants.
  public let gate: [Missing]
  public let tracks: [TrackProgress]
  /// Next step, days and limits, as a list shows them.
  public let glance: DealerGlance
  /// The field to put the cursor on: the first that is missing in `nextStep`, else of the gate.
  public let nextField: FieldKey?
  public let earlier: [StageTime]
  public let warnings: [DealerWarning]

  public init(dealer: Dealer, handbook: Handbook, calendar: HolidayCalendar, today: Day) {
    self.dealer = dealer
    self.today = today
    let judge = MissingFields(record: dealer.record, handbook: handbook)
    let steps = handbook.steps.map { DealerProgress.progress(of: $0, dealer, handbook, judge) }
    self.steps = steps
    let open = dealer.standing == .open
    gate = open ? StageGate.missing(of: dealer, handbook: handbook) : []
    tracks = Track.allCases.map { track in
      let own = steps.filter { $0.step.track == track }
      return TrackProgress(
        track: track, done: own.count { $0.state == .done }, skipped: own.count { $0.state == .skipped },
        total: own.count)
    }
    let glance = DealerGlance(dealer, handbook: handbook, calendar: calendar, today: today)
    self.glance = glance
    nextField =
      glance.nextStep.flatMap { judge.missing(of: $0, .step).first?.field } ?? gate.lazy.compactMap(\.field).first
    earlier = dealer.moves.compactMap { move in
      // Time while given up, or as a partner, is no time of the stage.
      guard move.kind != .resume, move.kind != .renew, move.kind != .end else { return nil }
      return StageTime(
        stage: move.from, from: move.since, through: move.on,
        workdays: move.since.map { calendar.workdays(after: $0, through: move.on) })
    }
    var warnings = DealerWarning.all(of: dealer, handbook: handbook, today: today)
    let first = ([dealer.stageSince] + earlier.map(\.from)).compactMap { $0 }.min()
    let unknown = first.map { calendar.unknownYears(from: $0, through: today) } ?? []
    if open, !unknown.isEmpty { warnings.append(.unknownYears(unknown)) }
    self.warnings = warnings
  }

  public func step(_ id: StepID) -> StepProgress? { steps.first { $0.step.id == id } }

  public var nextStep: SOPStep? { glance.nextStep }
  public var daysInStage: Int? { glance.daysInStage }
  public var stageLimit: Int { glance.stageLimit }
  public var stuckBy: Int? { glance.stuckBy }
  public var overdueBy: Int? { glance.overdueBy }
  /// What the steps of a stage still want; of the signing forms only the one agreed, and every field once.
  public func missing(in stage: Stage) -> [Missing] {
    var seen: Set<FieldKey> = []
    let form = dealer.text("signForm")
    return steps.filter { $0.step.stage == stage && ($0.step.form == nil || $0.step.form == form) }
      .flatMap(\.missing).filter { $0.field.map { seen.insert($0).inserted } ?? true }
  }

  static func progress(
    of step: SOPStep, _ dealer: Dealer, _ handbook: Handbook, _ judge: MissingFields
  ) -> StepProgress {
    let entry = dealer.record[.entry("steps", step.id.rawValue)]
    let state: StepState
    switch entry?["state"]?.string {
    case "done": state = .done
    case "skipped": state = .skipped
    case .some: state = .inProgress
    case nil:
      // A field counts for the step that asks for it first: terms drafted in `policy` do not begin track B.
      let begun = step.fields.contains { key in
        handbook.introducer(of: key) == step.id && handbook.field(key).map(judge.isFilled) == true
      }
      state = begun ? .inProgress : .open
    }
    return StepProgress(
      step: step, state: state, on: entry?["on"]?.string.flatMap { Day($0) }, by: entry?["by"]?.string,
      note: entry?["note"]?.string, reason: entry?["reason"]?.string, times: entry?["times"]?.int ?? 0,
      missing: judge.missing(of: step, .step))
  }
}
