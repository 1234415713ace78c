import OrderedCollections

/// Do-not-contact and consent: what a customer allows (sop 7.1, decision 7).
extension CustomerBook {
  /// Bars a customer from every contact: all undecided rows leave their plans, the lines go back to the archive.
  public func bar(_ id: RecordID, reason: String, stamp: WorkStamp, mint: inout IDMint) throws(MonthError) -> Change {
    let old = try existing(id)
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .opportunity(.reasonMissing) }
    if let bar = old.doNotContact { throw .opportunity(.doNotContact(id, since: bar.on, reason: bar.reason)) }
    var new = old
    let mark: JSONValue = ["on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason)]
    new.record["doNotContact"] = mark
    new.record[.entry("barrings", mint.nextEntry())] = [
      "act": "barred", "on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason),
    ]
    let rows = openRows(of: id).filter { seal(of: $0.month) == nil }
    for row in rows { for line in row.undecided { new.unplan(line, on: stamp.on) } }
    // On-the-spot pushing has no row; it ends all the same.
    for line in new.lines where line.state == .pushing { new.unplan(line.line, on: stamp.on) }
    return Change(
      Deed("opportunity.bar", old.facts),
      [edit(old, new)] + rows.map { withdrawal($0, reason: "do-not-contact", stamp: stamp) })
  }

  /// Lifts the bar; the reason stays in the history of bars.
  public func liftBar(_ id: RecordID, reason: String, stamp: WorkStamp, mint: inout IDMint) throws(MonthError) -> Change
  {
    let old = try existing(id)
    guard old.doNotContact != nil else { throw .opportunity(.notBarred(id)) }
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .opportunity(.reasonMissing) }
    var new = old
    new.record["doNotContact"] = nil
    new.record[.entry("barrings", mint.nextEntry())] = [
      "act": "lifted", "on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason),
    ]
    return Change(Deed("opportunity.lift-bar", old.facts), [edit(old, new)])
  }

  /// Records what the customer agreed to; nil withdraws it.
  public func setConsent(_ id: RecordID, _ consent: Consent?, stamp: WorkStamp) throws(MonthError) -> Change {
    let old = try existing(id)
    if let consent {
      guard consent.on <= stamp.on else { throw .opportunity(.dayInFuture(consent.on, today: stamp.on)) }
      guard !consent.source.isEmpty, !consent.scope.isEmpty else { throw .opportunity(.missing(["consent"])) }
    }
    var new = old
    new.record["consent"] = consent?.json
    return Change(Deed("opportunity.consent", old.facts), [edit(old, new)])
  }

  /// A row without any outcome leaves the plan; one that has some keeps its decided lines and counts by them.
  func withdrawal(_ row: PlanRow, reason: String, stamp: WorkStamp) -> RecordEdit {
    let mark: JSONValue = ["on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason)]
    guard !row.outcomes.isEmpty else {
      return RecordEdit(.planRow, row.id, [FieldEdit("withdrawn", was: nil, to: mark)])
    }
    let kept = row.lines.filter { row.outcomes[$0] != nil }
    return RecordEdit(
      .planRow, row.id,
      [FieldEdit("lines", was: row.record["lines"], to: InsuranceLine.json(kept))]
        + row.undecided.map {
          FieldEdit(.entry("dropped", $0.rawValue), was: row.record[.entry("dropped", $0.rawValue)], to: mark)
        })
  }
}
