import OrderedCollections

/// The review's decisions (rules M2, M3, M6, M7, M9; decision 1).
extension CustomerBook {
  /// Decides the undecided lines of a row, or some of them. What goes on gets its row in the next plan in the same
  /// change, so that no row is ever lost between two months.
  public func decide(
    _ id: RecordID, _ decision: RowDecision, lines chosen: [InsuranceLine]? = nil, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let row = try openRow(id)
    let lines = chosen ?? row.undecided
    guard !lines.isEmpty else { throw .noLines }
    for line in lines {
      guard row.lines.contains(line) else { throw .notInRow(line, row: id) }
      if let outcome = row.outcomes[line] { throw .alreadyDecided(line, outcome.kind, row: id) }
    }
    let old = try existing(row.opportunity)
    var new = old
    var edits: [RecordEdit] = []
    var verb = "review.decide"
    switch decision {
    case .won(let policies):
      for line in lines {
        let own = policies.filter { $0.line == line }
        try winning(&new, line, policies: own, row: id, stamp: stamp, mint: &mint)
        var outcome = RowOutcome(kind: .won, on: stamp.on, by: stamp.by)
        outcome.premium = own.reduce(Money.zero) { $0 + $1.premium }
        outcome.policies = own.count
        edits.append(outcomeEdit(row, line, outcome))
      }
      if let stray = policies.first(where: { !lines.contains($0.line) }) { throw .notInRow(stray.line, row: id) }
    case .noInterest(let reason, let code):
      for line in lines {
        try losing(&new, line, reason: reason, code: code, row: id, stamp: stamp, mint: &mint)
        var outcome = RowOutcome(kind: .noInterest, on: stamp.on, by: stamp.by)
        outcome.code = code
        edits.append(outcomeEdit(row, line, outcome))
      }
    case .carried(let note, let next):
      try checkReviewOpen(row, stamp)
      for line in lines where try followed(new, line).state != .pushing { throw .carryWithoutContact(line) }
      let note = note.map(ArchiveField.trimmed) ?? ""
      guard !note.isEmpty else { throw .carryNeedsNote }
      if row.carries >= 1, next == nil { throw .carryNeedsNextDate(carries: row.carries) }
      edits += try goingOn(row, lines, .carried, to: next, note: note, &new, stamp: stamp, mint: &mint)
    case .notDone(let note):
      try checkReviewOpen(row, stamp)
      for line in lines where try followed(new, line).state == .pushing {
        throw .contactedAlready(line, on: row.contacted ?? new.line(line)?.since ?? stamp.on)
      }
      edits += try goingOn(row, lines, .notDone, to: nil, note: note, &new, stamp: stamp, mint: &mint)
    case .reDated(let day, let note):
      guard day >= stamp.on else { throw .nextDateNotAhead(day, today: stamp.on) }
      if day.month == row.month {
        return try changeRow(id, time: .day(day), note: note.map { .some($0) } ?? nil, stamp: stamp)
      }
      guard day.month > row.month else { throw .dateOutsideMonth(day, row.month) }
      verb = "review.re-date"
      edits += try goingOn(row, lines, .reDated, to: day, note: note, &new, stamp: stamp, mint: &mint)
    }
    var facts = old.facts
    facts["row"] = .string(id.rawValue)
    facts["month"] = .month(row.month)
    facts["outcome"] = .string(decision.word)
    return Change(Deed(verb, facts), [edit(old, new)].filter { !$0.fields.isEmpty } + edits)
  }

  /// Rows are carried on at the end of their month: on its last day or later (M2).
  private func checkReviewOpen(_ row: PlanRow, _ stamp: WorkStamp) throws(MonthError) {
    guard stamp.on >= row.month.last else { throw .reviewTooEarly(row.month, today: stamp.on, opens: row.month.last) }
  }

  private func followed(_ opportunity: Opportunity, _ line: InsuranceLine) throws(MonthError) -> FollowedLine {
    do throws(OpportunityError) { return try opportunity.followed(line) } catch { throw .opportunity(error) }
  }

  private func goingOn(
    _ row: PlanRow, _ lines: [InsuranceLine], _ kind: RowOutcome.Kind, to day: Day?, note: String?,
    _ customer: inout Opportunity, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> [RecordEdit] {
    if let day, day <= stamp.on, kind == .carried { throw .nextDateNotAhead(day, today: stamp.on) }
    // A review done late carries into the running month; a promised day decides the month of the new row.
    var month = max(row.month.next, stamp.on.month)
    if let day {
      guard day.year <= 2100 else {
        throw .opportunity(.badValue("date", found: day.description, why: .yearOutOfRange))
      }
      month = max(row.month.next, day.month)
    }
    try refuseSealed(month)
    for line in lines {
      do throws(OpportunityError) { try customer.carry(line, on: stamp.on) } catch { throw .opportunity(error) }
    }
    let time: PlanTime =
      day.map { $0.month == month ? .day($0) : .part(.early) }
      ?? .part(month == stamp.on.month && stamp.on > month.first + 9 ? .late : .early)
    var draft = PlanDraft(
      opportunity: row.opportunity, lines: lines, method: row.method, time: time,
      note: note.flatMap { $0.isEmpty ? nil : $0 } ?? row.note, origin: .carried)
    draft.from = row.id
    draft.carries = row.carries + (kind == .carried ? 1 : 0)
    let next = draft.record(id: mint.next("r"), month: month, of: customer, stamp: stamp)
    var outcome = RowOutcome(kind: kind, on: stamp.on, by: stamp.by)
    outcome.note = note.flatMap { $0.isEmpty ? nil : $0 }
    outcome.next = next.id
    return lines.map { outcomeEdit(row, $0, outcome) } + [newRow(next)]
  }
}

extension RowDecision {
  /// The word of the command line and of the outcome: `won`, `no-interest`, `carried`, `not-done`, `re-dated`.
  public var word: String {
    switch self {
    case .won: RowOutcome.Kind.won.rawValue
    case .noInterest: RowOutcome.Kind.noInterest.rawValue
    case .carried: RowOutcome.Kind.carried.rawValue
    case .notDone: RowOutcome.Kind.notDone.rawValue
    case .reDated: RowOutcome.Kind.reDated.rawValue
    }
  }
}
