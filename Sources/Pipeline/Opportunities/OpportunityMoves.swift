import OrderedCollections

/// The moves of sop 7.3 on the opportunity alone. `CustomerBook` joins them with the plan rows they concern; nobody
/// else calls them.
extension Opportunity {
  /// Logs a contact. A planned line becomes `pushing`; so does an archived one where an on-the-spot offer fits.
  mutating func contact(_ contact: CustomerContact, today: Day, entry: String) throws(OpportunityError) {
    if let bar = doNotContact { throw .doNotContact(id, since: bar.on, reason: bar.reason) }
    guard contact.on <= today else { throw .dayInFuture(contact.on, today: today) }
    guard contact.on.year >= 2000 else { throw .dayTooEarly(contact.on, notBefore: Day(2000, 1, 1)!) }
    if let next = contact.nextDate {
      guard next > contact.on, next > today else { throw .nextDateNotAhead(next, today: today) }
      guard next.year <= 2100 else { throw .badValue("nextDate", found: next.description, why: .yearOutOfRange) }
    }
    guard !contact.lines.isEmpty else { throw .missing(["line"]) }
    var contact = contact
    for line in contact.lines {
      var followed = try self.followed(line)
      guard !followed.state.isClosed else { throw .lineClosed(line, followed.state, since: followed.since) }
      contact.cycles[line] = followed.cycle
      if followed.state == .planned || followed.state == .archived && customerType?.mayBuyOnTheSpot == true {
        followed.move(to: .pushing, on: contact.on)
        set(followed)
      }
    }
    record[.entry("contacts", entry)] = contact.json
  }

  /// archived → planned, with what must hold; a won line whose next cycle has come is archived first.
  mutating func plan(_ line: InsuranceLine, month: SalesMonth, today: Day) throws(OpportunityError) {
    if let bar = doNotContact { throw .doNotContact(id, since: bar.on, reason: bar.reason) }
    var followed = try self.followed(line)
    switch followed.state {
    case .found: throw .missing(missing)
    case .closedLost: throw .forbiddenMove(line, from: .closedLost, to: .planned)
    case .closedWon:
      guard let next = followed.next else { throw .noNextCycle(line) }
      guard month >= next.firstPush.month else { throw .cycleNotDue(line, firstPush: next.firstPush) }
      try beginNextCycle(line, on: today)
      followed = try self.followed(line)
      followed.move(to: .planned, on: today)
    case .archived: followed.move(to: .planned, on: today)
    // Already in talk: a row of this month leaves the state, a row of a later month carries it over.
    case .pushing: if month > today.month { followed.move(to: .planned, on: today) }
    case .planned: break
    }
    set(followed)
  }

  /// pushing or planned → planned: the review carries the line on.
  mutating func carry(_ line: InsuranceLine, on day: Day) throws(OpportunityError) {
    var followed = try self.followed(line)
    guard followed.state == .pushing || followed.state == .planned else {
      throw .forbiddenMove(line, from: followed.state, to: .planned)
    }
    followed.move(to: .planned, on: day)
    set(followed)
  }

  /// The row was taken out of the plan: the line goes back to the archive.
  mutating func unplan(_ line: InsuranceLine, on day: Day) {
    guard var followed = self.line(line), followed.state == .planned || followed.state == .pushing else { return }
    followed.move(to: .archived, on: day)
    set(followed)
  }

  /// pushing → closed-won: policies with number, line and premium; makes next year's item (M7, M8).
  mutating func win(
    _ line: InsuranceLine, policies: [Policy], row: RecordID?, settings: MonthSettings, stamp: WorkStamp,
    mint: inout IDMint
  ) throws(OpportunityError) {
    var followed = try self.followed(line)
    try refuseUnlessPushing(followed, to: .closedWon)
    guard !policies.isEmpty else { throw .policyMissing(line) }
    var used = Set(self.policies.map(\.number))
    var premium = Money.zero
    for policy in policies {
      guard policy.line == line else { throw .policyMissing(line) }
      guard !policy.number.isEmpty else { throw .policyNumberMissing }
      guard used.insert(policy.number).inserted else { throw .policyNumberUsed(policy.number) }
      guard Policy.premiumRange.holds(policy.premium) else {
        throw .premiumOutOfRange(
          policy.premium, above: Policy.premiumRange.above, notAbove: Policy.premiumRange.notAbove)
      }
      guard policy.on <= stamp.on else { throw .dayInFuture(policy.on, today: stamp.on) }
      if let expiry = policy.expiry {
        guard expiry > policy.on else { throw .dayTooEarly(expiry, notBefore: policy.on + 1) }
        guard expiry.year <= 2100 else { throw .badValue("expiry", found: expiry.description, why: .yearOutOfRange) }
      }
      premium += policy.premium
    }
    let issued = policies.map(\.on).max()!
    let expiry = policies.compactMap(\.expiry).max() ?? endOfCover(line, issued: issued)
    for var policy in policies {
      if policy.expiry == nil { policy.expiry = expiry }
      policy.cycle = followed.cycle
      record[.entry("policies", mint.nextEntry())] = policy.json
    }
    var closing = LineClosing(line: line, cycle: followed.cycle, closing: .won, on: issued, by: stamp.by)
    closing.premium = premium
    closing.row = row
    record[.entry("closings", mint.nextEntry())] = closing.json
    followed.move(to: .closedWon, on: issued)
    followed.firstPush = nil
    followed.next = NextCycle(
      cycle: max(followed.cycle, issued.year) + 1, expiry: expiry, firstPush: expiry - settings.firstPushDays)
    set(followed)
    if line == .motor { record["motorExpiry"] = .day(expiry) }
  }

  /// A cover sold before the old one ends follows on it; otherwise it runs from its issue. Both last a year.
  private func endOfCover(_ line: InsuranceLine, issued: Day) -> Day {
    let old = line == .motor ? motorExpiry : policies.filter { $0.line == line }.compactMap(\.expiry).max()
    if let old, old >= issued, old - issued <= 120 { return old.adding(years: 1) }
    return issued.adding(years: 1)
  }

  /// pushing → closed-lost: contacts enough or the customer unwilling, and a reason (M6).
  mutating func lose(
    _ line: InsuranceLine, reason: String, code: LossCode, row: RecordID?, settings: MonthSettings, stamp: WorkStamp,
    mint: inout IDMint
  ) throws(OpportunityError) {
    // What the user forgot comes before what the customer's state forbids.
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .reasonMissing }
    var followed = try self.followed(line)
    try refuseUnlessPushing(followed, to: .closedLost)
    let had = contacts(about: followed).count
    let willingness = self.willingness(about: followed)
    guard had >= settings.contactLimit || had > 0 && willingness == .unwilling else {
      throw .tooFewContacts(line, had: had, needed: settings.contactLimit, willingness: willingness)
    }
    var closing = LineClosing(line: line, cycle: followed.cycle, closing: .noInterest, on: stamp.on, by: stamp.by)
    closing.reason = reason
    closing.code = code
    closing.row = row
    record[.entry("closings", mint.nextEntry())] = closing.json
    followed.move(to: .closedLost, on: stamp.on)
    set(followed)
  }

  private func refuseUnlessPushing(_ line: FollowedLine, to: LineState) throws(OpportunityError) {
    switch line.state {
    case .pushing: return
    case .planned: throw .notContacted(line.line)
    case .closedWon, .closedLost: throw .lineClosed(line.line, line.state, since: line.since)
    // A deal on the spot has a reason of its own: it is not for everybody.
    case .archived where to == .closedWon && customerType?.mayBuyOnTheSpot != true: throw .notOnTheSpot(customerType)
    case .found, .archived: throw .forbiddenMove(line.line, from: line.state, to: to)
    }
  }

  /// closed-lost → archived: the customer returns. The cycle becomes this year's, so contacts count anew.
  mutating func comeBack(_ line: InsuranceLine, note: String, stamp: WorkStamp, entry: String) throws(OpportunityError)
  {
    var followed = try self.followed(line)
    guard followed.state == .closedLost else { throw .forbiddenMove(line, from: followed.state, to: .archived) }
    if let bar = doNotContact { throw .doNotContact(id, since: bar.on, reason: bar.reason) }
    let note = ArchiveField.trimmed(note)
    guard !note.isEmpty else { throw .noteMissing }
    record[.entry("returns", entry)] = [
      "line": .string(line.rawValue), "cycle": .int(followed.cycle), "on": .day(stamp.on), "by": .string(stamp.by),
      "note": .string(note),
    ]
    followed.move(to: .archived, on: stamp.on)
    followed.cycle = max(followed.cycle, stamp.on.year)
    set(followed)
  }

  /// closed-won → archived of the next cycle (M7).
  mutating func beginNextCycle(_ line: InsuranceLine, on day: Day) throws(OpportunityError) {
    var followed = try self.followed(line)
    guard followed.state == .closedWon else { throw .forbiddenMove(line, from: followed.state, to: .archived) }
    guard let next = followed.next else { throw .noNextCycle(line) }
    followed.move(to: .archived, on: day)
    followed.cycle = next.cycle
    followed.firstPush = next.firstPush
    followed.next = nil
    set(followed)
  }
}
