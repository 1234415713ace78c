import OrderedCollections

/// Making and changing rows of a month's plan (rules M1, M4, M5).
extension CustomerBook {
  /// Puts rows into a month's plan: one change for all of them; the first that cannot be planned refuses all.
  public func plan(
    _ month: SalesMonth, _ drafts: [PlanDraft], stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    guard month >= stamp.on.month else { throw .monthPast(month, today: stamp.on) }
    try refuseSealed(month)
    var changed: [RecordID: Opportunity] = [:]
    var taken: [RecordID: Set<InsuranceLine>] = [:]
    var order: [RecordID] = []
    var rows: [RecordEdit] = []
    for draft in drafts {
      var customer: Opportunity
      if let known = changed[draft.opportunity] {
        customer = known
      } else {
        customer = try existing(draft.opportunity)
        order.append(draft.opportunity)
      }
      rows.append(try planning(draft, month, &customer, taken: &taken, stamp: stamp, mint: &mint))
      changed[draft.opportunity] = customer
    }
    let customers = try order.map { id throws(MonthError) -> RecordEdit in edit(try existing(id), changed[id]!) }
    return Change(
      Deed("plan.add", ["month": .month(month), "rows": .int(drafts.count)]),
      customers.filter { !$0.fields.isEmpty } + rows)
  }

  private func planning(
    _ draft: PlanDraft, _ month: SalesMonth, _ customer: inout Opportunity, taken: inout [RecordID: Set<InsuranceLine>],
    stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> RecordEdit {
    guard !draft.lines.isEmpty else { throw .noLines }
    if case .day(let day) = draft.time, day.month != month { throw .dateOutsideMonth(day, month) }
    for line in draft.lines {
      if let row = openRow(of: draft.opportunity, line) { throw .alreadyPlanned(line, row: row.id, month: row.month) }
      do throws(OpportunityError) { try customer.plan(line, month: month, today: stamp.on) } catch {
        throw .opportunity(error)
      }
    }
    let id = mint.next("r")
    guard taken[draft.opportunity, default: []].isDisjoint(with: draft.lines) else {
      throw .alreadyPlanned(draft.lines[0], row: id, month: month)
    }
    taken[draft.opportunity, default: []].formUnion(draft.lines)
    var record = draft.record(id: id, month: month, of: customer, stamp: stamp)
    // A talk that led to the row is the row's first contact.
    let talks = customer.contacts.filter { $0.on.month == month && !Set($0.lines).isDisjoint(with: draft.lines) }
    if draft.lines.contains(where: { customer.line($0)?.state == .pushing }), let first = talks.map(\.on).min() {
      record["contacted"] = .day(first)
    }
    return newRow(record)
  }

  /// Changes method, day or note of an undecided row. Within the month only; to another month see `decide`.
  public func changeRow(
    _ id: RecordID, method: PushMethod? = nil, time: PlanTime? = nil, note: String?? = nil, stamp: WorkStamp
  ) throws(MonthError) -> Change {
    let row = try openRow(id)
    var record = row.record
    if let method { record["method"] = .string(method.rawValue) }
    switch time {
    case .day(let day):
      guard day.month == row.month else { throw .dateOutsideMonth(day, row.month) }
      record["date"] = .day(day)
      record["part"] = nil
    case .part(let part):
      record["part"] = .string(part.rawValue)
      record["date"] = nil
    case nil: break
    }
    if let note { record["note"] = note.map { .string($0) } }
    return Change(
      Deed("plan.edit", ["month": .month(row.month), "row": .string(id.rawValue)]), .planRow, from: row.record,
      to: record)
  }

  /// Takes a row out of its plan; the reason stays with it. A contacted row is decided instead.
  public func withdraw(_ id: RecordID, reason: String, stamp: WorkStamp) throws(MonthError) -> Change {
    let row = try openRow(id)
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .reasonMissing }
    if let day = row.contacted { throw .contactedAlready(row.lines[0], on: day) }
    let old = try existing(row.opportunity)
    var new = old
    // An open talk does not depend on the row: only what was merely planned goes back to the archive.
    for line in row.undecided where new.line(line)?.state == .planned { new.unplan(line, on: stamp.on) }
    return Change(
      Deed("plan.withdraw", ["month": .month(row.month), "row": .string(id.rawValue)]),
      [edit(old, new), withdrawal(row, reason: reason, stamp: stamp)].filter { !$0.fields.isEmpty })
  }

  /// A row that may still be changed or decided.
  func openRow(_ id: RecordID) throws(MonthError) -> PlanRow {
    guard let row = row(id) else { throw .noRow(id) }
    try refuseSealed(row.month)
    guard row.withdrawn == nil else { throw .rowWithdrawn(id) }
    guard row.isUndecided else {
      throw .alreadyDecided(row.lines[0], row.outcomes[row.lines[0]]?.kind ?? .won, row: id)
    }
    return row
  }

  func newRow(_ record: Record) -> RecordEdit {
    RecordEdit(.planRow, record.id, Change.difference(from: Record(id: record.id), to: record))
  }

  func refuseSealed(_ month: SalesMonth) throws(MonthError) {
    if let seal = seal(of: month) { throw .monthSealed(month, on: seal.on) }
  }
}
