import OrderedCollections

/// A row of a month's push plan (rule M4): an opportunity, the lines to offer, the method and the time. It has an id of
/// its own (decision 1), and at the review each of its lines gets one outcome. A row without outcomes is undecided.
public struct PlanRow: Sendable, Equatable {
  /// How punctual the row came (M5): `late` = due by the last day of the month before but made after it,
  /// `added` = arose within its month.
  public enum Mark: String, Sendable, CaseIterable { case late, added }

  /// Why the row is in the plan.
  public enum Origin: String, Sendable, CaseIterable {
    /// By hand.
    case manual
    /// The motor cover ends within the bands of section 9.
    case expiry
    /// A contact promised a day in this month.
    case promised
    /// The review of an earlier month carried it (M9) or found it not done.
    case carried
    /// Won last year, to be pushed again (M7, M8).
    case wonLastYear = "won-last-year"
  }

  public let record: Record
  public let id: RecordID
  public let month: SalesMonth
  public let opportunity: RecordID
  public let dealer: RecordID?
  public let owner: String?
  public let lines: [InsuranceLine]
  public let method: PushMethod
  public let time: PlanTime
  public let mark: Mark?
  public let origin: Origin
  public let note: String?
  /// The row of an earlier month that this one carries on.
  public let from: RecordID?
  /// How often the push was carried before it came into this row.
  public let carries: Int
  /// The day of the first contact in the row's month; nil = not contacted.
  public let contacted: Day?
  public let outcomes: [InsuranceLine: RowOutcome]
  /// Taken out of the plan: no longer counted as planned.
  public let withdrawn: Withdrawal?

  public struct Withdrawal: Sendable, Equatable {
    public let on: Day
    public let by: String
    public let reason: String
  }

  public init?(record: Record) {
    guard let month = record["month"]?.string.flatMap({ SalesMonth($0) }),
      let opportunity = record["opportunity"]?.string,
      let method = record["method"]?.string.flatMap(PushMethod.init(rawValue:)),
      let time = PlanTime(date: record["date"], part: record["part"])
    else { return nil }
    self.record = record
    id = record.id
    self.month = month
    self.opportunity = RecordID(rawValue: opportunity)
    self.method = method
    self.time = time
    dealer = record["dealer"]?.string.map(RecordID.init(rawValue:))
    owner = record["owner"]?.string
    let lines = InsuranceLine.set(record["lines"])
    self.lines = lines
    mark = record["mark"]?.string.flatMap(Mark.init(rawValue:))
    origin = record["origin"]?.string.flatMap(Origin.init(rawValue:)) ?? .manual
    note = record["note"]?.string
    from = record["from"]?.string.map(RecordID.init(rawValue:))
    carries = record["carries"]?.int ?? 0
    contacted = record["contacted"]?.day
    var outcomes: [InsuranceLine: RowOutcome] = [:]
    for line in lines { outcomes[line] = RowOutcome(record[.entry("outcome", line.rawValue)]) }
    self.outcomes = outcomes
    withdrawn = record["withdrawn"].flatMap { value in
      value["on"]?.day.map { Withdrawal(on: $0, by: value["by"]?.string ?? "", reason: value["reason"]?.string ?? "") }
    }
  }

  /// The lines that still want a decision.
  public var undecided: [InsuranceLine] { withdrawn == nil ? lines.filter { outcomes[$0] == nil } : [] }
  public var isUndecided: Bool { !undecided.isEmpty }

  /// The row as one word, for the count of M10: won if any line was won, else carried (or re-dated), else no interest,
  /// else not done. Nil while undecided or when withdrawn.
  public var outcome: RowOutcome.Kind? {
    guard withdrawn == nil, !isUndecided else { return nil }
    let kinds = Set(outcomes.values.map(\.kind))
    return RowOutcome.Kind.allCases.first { kinds.contains($0) }
  }

  /// The status word of sop 7.2.
  public var status: String {
    if withdrawn != nil { return "withdrawn" }
    return switch outcome {
    case nil: contacted == nil ? "open" : "done"
    case .won: "won"
    case .noInterest: "lost"
    case .carried, .reDated: "carried"
    case .notDone: "not-done"
    }
  }
}
