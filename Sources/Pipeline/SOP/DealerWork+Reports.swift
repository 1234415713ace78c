import OrderedCollections

extension DealerWork {
  /// Records a visit and, with it, what was learned. The step is not completed: that is a deed of its own.
  public func recordVisit(
    _ visit: VisitReport, values: [FieldAssignment] = [], mint: inout IDMint
  ) throws(SOPError) -> Change {
    try standing(.open, .partner)
    try notAhead(visit.date)
    var record = dealer.record
    try apply(values, to: &record, &mint)
    var entry: JSONObject = ["date": .string(visit.date.description), "visitor": .string(visit.visitor)]
    entry["metWith"] = .array(visit.metWith.map { .string($0) })
    if let passed = visit.messagePassed { entry["messagePassed"] = .bool(passed) }
    if let note = visit.note, !note.isEmpty { entry["note"] = .string(FieldInput.printable(note)) }
    entry["by"] = .string(by)
    record[.entry("visits", mint.nextEntry())] = .object(entry)
    // The step's form shows the latest visit.
    if dealer.day("visitDate").map({ $0 <= visit.date }) ?? true {
      for (member, key) in [("date", "visitDate"), ("visitor", "visitor"), ("metWith", "metWith"), ("messagePassed", "messagePassed")] {
        if let value = entry[member] { record[FieldKey(key)] = value }
      }
    }
    next(visit.nextDate, visit.nextNote, since: visit.date, in: &record)
    return try finish(record, "visit.record", ["date": .string(visit.date.description)])
  }

  /// Records a talk: who, offers of both sides, open points, the next date, and completes the steps it brought.
  public func recordSession(
    _ session: SessionReport, values: [FieldAssignment] = [], mint: inout IDMint
  ) throws(SOPError) -> Change {
    try standing(.open, .partner)
    try notAhead(session.date)
    if dealer.stage < .negotiate {
      let first = handbook.steps(of: session.track).first?.id ?? StepID(session.track.rawValue)
      throw .laterStage(step: first, stepStage: .negotiate, dealerStage: dealer.stage)
    }
    var record = dealer.record
    try apply(values, to: &record, &mint)
    for id in session.steps {
      let step = try reached(id)
      guard step.track == session.track else { throw .otherTrack(step: id, track: session.track) }
      try complete(step, note: nil, in: &record, &mint)
    }
    let name = mint.nextEntry()
    var entry: JSONObject = [
      "date": .string(session.date.description), "track": .string(session.track.rawValue),
      "steps": .array(session.steps.map { .string($0.rawValue) }), "who": .array(session.who.map { .string($0) }),
      "openPoints": .array(session.openPoints.map { .string(FieldInput.printable($0)) }), "by": .string(by),
    ]
    if let note = session.note, !note.isEmpty { entry["note"] = .string(FieldInput.printable(note)) }
    if let date = session.nextDate { entry["nextDate"] = .string(date.description) }
    var offers: [JSONValue] = []
    for offer in session.offers {
      offers.append(.string(try add(offer, date: session.date, track: session.track, session: name, to: &record, &mint)))
    }
    if !offers.isEmpty { entry["offers"] = .array(offers) }
    record[.entry("sessions", name)] = .object(entry)
    next(session.nextDate, session.nextNote, since: session.date, in: &record)
    return try finish(
      record, "session.record", ["date": .string(session.date.description), "track": .string(session.track.rawValue)])
  }

  /// Records one offer outside of a session. Whether it crosses the bottom line is a warning of `DealerProgress`.
  public func recordOffer(
    _ offer: OfferReport, date: Day, track: Track? = nil, mint: inout IDMint
  ) throws(SOPError) -> Change {
    try standing(.open, .partner)
    try notAhead(date)
    var record = dealer.record
    _ = try add(offer, date: date, track: track, session: nil, to: &record, &mint)
    return try finish(record, "offer.record", ["side": .string(offer.side.rawValue)])
  }

  private func add(
    _ offer: OfferReport, date: Day, track: Track?, session: String?, to record: inout Record, _ mint: inout IDMint
  ) throws(SOPError) -> String {
    guard offer.commission != nil || offer.repairRatio != nil else { throw .emptyOffer }
    var entry: JSONObject = ["date": .string(date.description), "side": .string(offer.side.rawValue)]
    if let commission = offer.commission {
      guard commission >= .zero, commission <= .whole else {
        throw .values([ValueFault(field: "commission", given: commission.percent, allowed: .rate(maximum: .whole))])
      }
      entry["commission"] = .string(commission.description)
    }
    if let ratio = offer.repairRatio {
      guard ratio.millionths >= 0 else {
        throw .values([ValueFault(field: "repairRatio", given: ratio.description, allowed: .ratio)])
      }
      entry["repairRatio"] = .string(ratio.description)
    }
    if let track { entry["track"] = .string(track.rawValue) }
    if let session { entry["session"] = .string(session) }
    if let note = offer.note, !note.isEmpty { entry["note"] = .string(FieldInput.printable(note)) }
    entry["by"] = .string(by)
    let name = mint.nextEntry()
    record[.entry("offers", name)] = .object(entry)
    return name
  }

  // A next date that the contact has met is done with; a later one stays unless a new one is given.
  private func next(_ date: Day?, _ note: String?, since contact: Day, in record: inout Record) {
    if let date {
      record["nextDate"] = .string(date.description)
      record["nextNote"] = note.map { .string(FieldInput.printable($0)) }
    } else if let due = dealer.nextDate, due <= contact {
      record["nextDate"] = nil
      record["nextNote"] = nil
    }
  }

  private func notAhead(_ date: Day) throws(SOPError) { if date > day { throw .dayAhead(date, today: day) } }
}
