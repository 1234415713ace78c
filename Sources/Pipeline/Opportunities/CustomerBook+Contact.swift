import OrderedCollections

/// Contacts, deals on the spot, losses and returns: deeds that begin at a customer.
extension CustomerBook {
  /// Logs a contact: lines start to be pushed, and the plan rows of that month count as contacted. A contact dated into
  /// a sealed month leaves a correction entry there.
  public func logContact(
    _ id: RecordID, _ contact: CustomerContact, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let old = try existing(id)
    var new = old
    let entry = mint.nextEntry()
    try trying { () throws(OpportunityError) in try new.contact(contact, today: stamp.on, entry: entry) }
    var edits = [edit(old, new)]
    for row in openRows(of: id)
    where row.month == contact.on.month && row.contacted == nil && !Set(row.lines).isDisjoint(with: contact.lines) {
      edits.append(RecordEdit(.planRow, row.id, [FieldEdit("contacted", was: nil, to: .day(contact.on))]))
    }
    if let late = lateFact(
      contact.on.month, .contact, opportunity: id, lines: contact.lines, on: contact.on, amount: nil, stamp: stamp,
      mint: &mint)
    {
      edits.append(late)
    }
    var facts = new.facts
    facts["method"] = .string(contact.method.rawValue)
    return Change(Deed("opportunity.contact", facts), edits)
  }

  /// Wins a line: decides its open row as won, or makes a deal on the spot when there is none.
  /// - Throws: `notContacted` for a planned line without a contact, and whatever is wrong with a policy.
  public func win(
    _ id: RecordID, _ line: InsuranceLine, policies: [Policy], stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let old = try existing(id)
    var new = old
    let row = openRow(of: id, line)
    if let row { try refuseSealed(row.month) }
    try winning(&new, line, policies: policies, row: row?.id, stamp: stamp, mint: &mint)
    var edits = [edit(old, new)]
    let premium = policies.reduce(Money.zero) { $0 + $1.premium }
    if let row {
      var outcome = RowOutcome(kind: .won, on: stamp.on, by: stamp.by)
      outcome.premium = premium
      outcome.policies = policies.count
      edits.append(outcomeEdit(row, line, outcome))
    }
    if let issued = policies.map(\.on).max(),
      let late = lateFact(
        issued.month, .win, opportunity: id, lines: [line], on: issued, amount: premium, stamp: stamp, mint: &mint)
    {
      edits.append(late)
    }
    return Change(Deed("opportunity.win", facts(new, line)), edits)
  }

  /// Closes a line without interest; decides its open row so, if it has one.
  public func lose(
    _ id: RecordID, _ line: InsuranceLine, reason: String, code: LossCode, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let old = try existing(id)
    var new = old
    let row = openRow(of: id, line)
    if let row { try refuseSealed(row.month) }
    try losing(&new, line, reason: reason, code: code, row: row?.id, stamp: stamp, mint: &mint)
    var edits = [edit(old, new)]
    if let row {
      var outcome = RowOutcome(kind: .noInterest, on: stamp.on, by: stamp.by)
      outcome.code = code
      edits.append(outcomeEdit(row, line, outcome))
    }
    return Change(Deed("opportunity.lose", facts(new, line)), edits)
  }

  /// closed-lost → archived: the customer returns; a note says why.
  public func comeBack(
    _ id: RecordID, _ line: InsuranceLine, note: String, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let old = try existing(id)
    var new = old
    let entry = mint.nextEntry()
    try trying { () throws(OpportunityError) in try new.comeBack(line, note: note, stamp: stamp, entry: entry) }
    return Change(Deed("opportunity.return", facts(new, line)), [edit(old, new)])
  }

  /// closed-won → archived of the next cycle, once its first push day's month has come (M7, M8).
  public func beginNextCycle(_ id: RecordID, _ line: InsuranceLine, stamp: WorkStamp) throws(MonthError) -> Change {
    let old = try existing(id)
    var new = old
    if let next = old.line(line)?.next, stamp.on.month < next.firstPush.month {
      throw .opportunity(.cycleNotDue(line, firstPush: next.firstPush))
    }
    try trying { () throws(OpportunityError) in try new.beginNextCycle(line, on: stamp.on) }
    return Change(Deed("opportunity.next-cycle", facts(new, line)), [edit(old, new)])
  }

  /// Deletes a customer without destroying anything: hidden from lists, open rows withdrawn.
  public func delete(_ id: RecordID, reason: String, stamp: WorkStamp) throws(MonthError) -> Change {
    let old = try existing(id)
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .reasonMissing }
    var new = old
    let rows = openRows(of: id).filter { seal(of: $0.month) == nil }
    for row in rows { for line in row.undecided { new.unplan(line, on: stamp.on) } }
    new.record["gone"] = ["on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason)]
    return Change(
      Deed("opportunity.delete", old.facts),
      [edit(old, new)] + rows.map { withdrawal($0, reason: reason, stamp: stamp) })
  }

  func winning(
    _ new: inout Opportunity, _ line: InsuranceLine, policies: [Policy], row: RecordID?, stamp: WorkStamp,
    mint: inout IDMint
  ) throws(MonthError) {
    do throws(OpportunityError) {
      try new.win(line, policies: policies, row: row, settings: settings, stamp: stamp, mint: &mint)
    } catch { throw .opportunity(error) }
  }

  func losing(
    _ new: inout Opportunity, _ line: InsuranceLine, reason: String, code: LossCode, row: RecordID?, stamp: WorkStamp,
    mint: inout IDMint
  ) throws(MonthError) {
    do throws(OpportunityError) {
      try new.lose(line, reason: reason, code: code, row: row, settings: settings, stamp: stamp, mint: &mint)
    } catch { throw .opportunity(error) }
  }

  func outcomeEdit(_ row: PlanRow, _ line: InsuranceLine, _ outcome: RowOutcome) -> RecordEdit {
    RecordEdit(.planRow, row.id, [FieldEdit(.entry("outcome", line.rawValue), was: nil, to: outcome.json)])
  }

  func facts(_ opportunity: Opportunity, _ line: InsuranceLine) -> JSONObject {
    var facts = opportunity.facts
    facts["line"] = .string(line.rawValue)
    return facts
  }
}
