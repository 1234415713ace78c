import OrderedCollections

/// Finding customers and completing their archives (sop 7, steps `opp-find` and `opp-complete`).
extension Opportunity {
  /// Notes a customer. Lines whose archive is complete are `archived` at once, the others `found`.
  /// - Parameters:
  ///   - fields: archive fields by key; `foundDate` defaults to today, `owner` to who notes it. Unknown keys are kept.
  ///   - isPartner: whether the dealer counts as a partner today (decision 2).
  public static func find(
    _ fields: JSONObject, lines: [InsuranceLine], dealer: RecordID, isPartner: Bool, stamp: WorkStamp,
    mint: inout IDMint
  ) throws(OpportunityError) -> Change {
    guard isPartner else { throw .dealerIsNoPartner(dealer) }
    var opportunity = Opportunity(record: Record(id: mint.next("o")))
    let empty = opportunity.record
    opportunity.record["owner"] = .string(stamp.by)
    opportunity.record["foundDate"] = .day(stamp.on)
    try opportunity.fill(fields, stamp: stamp)
    opportunity.record["dealer"] = .string(dealer.rawValue)
    guard opportunity.record["customerName"] != nil || !opportunity.phones.isEmpty else {
      throw .nothingToCallTheCustomer
    }
    opportunity.follow(lines, stamp: stamp)
    opportunity.archiveIfComplete(on: stamp.on)
    return Change(
      Deed("opportunity.add", opportunity.facts), .opportunity, from: empty, to: opportunity.record)
  }

  /// Sets archive fields (null removes one) and follows further lines. A completed archive moves its `found` lines to
  /// `archived`; a field that an archived line needs cannot be emptied.
  public func edited(
    _ fields: JSONObject, follow lines: [InsuranceLine] = [], stamp: WorkStamp
  ) throws(OpportunityError) -> Change {
    guard !isGone, !record.fields.isEmpty else { throw .noOpportunity(id) }
    // Another dealer is a move of its own: it must be a partner.
    if let told = fields["dealer"], told != record["dealer"] { throw .notEditable("dealer") }
    var new = self
    try new.fill(fields, stamp: stamp)
    new.follow(lines, stamp: stamp)
    guard new.record["customerName"] != nil || !new.phones.isEmpty else { throw .nothingToCallTheCustomer }
    if new.lines.contains(where: { $0.state != .found }), !new.missing.isEmpty { throw .missing(new.missing) }
    new.archiveIfComplete(on: stamp.on)
    return Change(Deed("opportunity.edit", new.facts), .opportunity, from: record, to: new.record)
  }

  /// Hands the customer over to another dealer, as when one is merged into another.
  public func moved(to dealer: RecordID, isPartner: Bool) throws(OpportunityError) -> Change {
    guard !isGone, !record.fields.isEmpty else { throw .noOpportunity(id) }
    guard isPartner else { throw .dealerIsNoPartner(dealer) }
    var new = self
    new.record["dealer"] = .string(dealer.rawValue)
    return Change(Deed("opportunity.move", facts), .opportunity, from: record, to: new.record)
  }

  /// Stops following a line of which nothing was recorded yet.
  public func dropping(_ line: InsuranceLine) throws(OpportunityError) -> Change {
    let followed = try self.followed(line)
    guard followed.state == .found || followed.state == .archived, closings.allSatisfy({ $0.line != line }) else {
      throw .forbiddenMove(line, from: followed.state, to: .found)
    }
    guard lines.count > 1 else { throw .missing(["line"]) }
    var new = self
    new.record[line.key] = nil
    return Change(Deed("opportunity.drop-line", facts), .opportunity, from: record, to: new.record)
  }

  /// What a deed's words need: never used to compute state.
  var facts: JSONObject { ["opportunity": .string(id.rawValue), "customer": .string(customerName)] }

  func followed(_ line: InsuranceLine) throws(OpportunityError) -> FollowedLine {
    guard !isGone, !record.fields.isEmpty else { throw .noOpportunity(id) }
    guard let followed = self.line(line) else { throw .noSuchLine(line, followed: lines.map(\.line)) }
    return followed
  }

  private mutating func fill(_ fields: JSONObject, stamp: WorkStamp) throws(OpportunityError) {
    for (name, value) in fields {
      let key = FieldKey(name)
      guard !Opportunity.derived.contains(name), !name.contains("/") else { throw .notEditable(key) }
      if value.isNull {
        record[key] = nil
        continue
      }
      guard let field = ArchiveField(rawValue: name) else {
        record[key] = value
        continue
      }
      do throws(ArchiveFault) { record[key] = try field.checked(value) } catch {
        throw .badValue(key, found: value.string ?? value.text, why: error)
      }
      if field == .foundDate, let day = foundDate, day > stamp.on { throw .dayInFuture(day, today: stamp.on) }
    }
  }

  private static let derived: Set<String> = ["doNotContact", "consent", "gone", "lines", "state", "cycle", "id"]

  private mutating func follow(_ new: [InsuranceLine], stamp: WorkStamp) {
    for line in new where self.line(line) == nil {
      set(FollowedLine(line: line, state: .found, cycle: stamp.on.year, since: stamp.on))
    }
  }

  private mutating func archiveIfComplete(on day: Day) {
    guard missing.isEmpty else { return }
    for var line in lines where line.state == .found {
      line.move(to: .archived, on: day)
      set(line)
    }
  }
}
