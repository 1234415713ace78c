import OrderedCollections

extension DealerWork {
  /// Leads the dealer through the gate of its stage; at `sign` it becomes a partner. Steps of the stage whose fields
  /// are all there but which nobody ticked off are done with it.
  /// - Throws: `gateShut` with everything that is missing.
  public func advance(mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.open)
    let missing = StageGate.missing(of: dealer, handbook: handbook)
    guard missing.isEmpty else { throw .gateShut(stage: dealer.stage, missing) }
    return try pass(missing: [], reason: nil, &mint)
  }

  /// Leads the dealer through a gate that is shut. The reason and what was missing stay in `moves`, for the month's
  /// review. With an open gate this is `advance`.
  public func advance(overridingBecause reason: String, mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.open)
    let reason = try given(reason, "override")
    return try pass(missing: StageGate.missing(of: dealer, handbook: handbook), reason: reason, &mint)
  }

  private func pass(missing: [Missing], reason: String?, _ mint: inout IDMint) throws(SOPError) -> Change {
    var record = dealer.record
    let signing = dealer.stage == .sign
    if signing { try checkContractDates(record) }
    let judge = MissingFields(record: record, handbook: handbook)
    for step in StageGate.steps(of: dealer.stage, dealer: dealer, handbook: handbook)
    where step.track == nil && dealer.stepState(step.id) != "done" && judge.missing(of: step, .gate).isEmpty {
      try complete(step, note: nil, in: &record, &mint)
    }
    let override = !missing.isEmpty
    var facts: JSONObject = ["from": .string(dealer.stage.rawValue)]
    if signing {
      record["standing"] = .string(Standing.partner.rawValue)
    } else if let next = dealer.stage.next {
      record["stage"] = .string(next.rawValue)
      record["stageSince"] = .string(day.description)
      facts["to"] = .string(next.rawValue)
    }
    if let reason { facts["reason"] = .string(reason) }
    move(
      signing ? .sign : override ? .override : .advance, to: dealer.stage.next ?? dealer.stage, reason: reason,
      missing: override ? missing : nil, in: &record, &mint)
    return try finish(record, override ? "stage.override" : signing ? "contract.sign" : "stage.advance", facts)
  }

  /// Leads the dealer back to an earlier stage; everything recorded stays.
  public func goBack(to stage: Stage, reason: String, mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.open)
    let reason = try given(reason, "return")
    guard stage < dealer.stage else { throw .notEarlier(asked: stage, present: dealer.stage) }
    var record = dealer.record
    record["stage"] = .string(stage.rawValue)
    record["stageSince"] = .string(day.description)
    move(.return, to: stage, reason: reason, in: &record, &mint)
    return try finish(
      record, "stage.return",
      ["from": .string(dealer.stage.rawValue), "to": .string(stage.rawValue), "reason": .string(reason)])
  }

  /// Gives the dealer up, in whatever stage it is.
  public func drop(reason: String, mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.open)
    let reason = try given(reason, "drop")
    var record = dealer.record
    record["standing"] = .string(Standing.dropped.rawValue)
    record["nextDate"] = nil
    record["nextNote"] = nil
    move(.drop, to: dealer.stage, reason: reason, in: &record, &mint)
    return try finish(record, "dealer.drop", ["reason": .string(reason), "from": .string(dealer.stage.rawValue)])
  }

  /// Works again on a dealer that was dropped or whose contract ended, in the stage it was in.
  public func takeUpAgain(reason: String? = nil, mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.dropped, .ended)
    var record = dealer.record
    record["standing"] = .string(Standing.open.rawValue)
    record["stageSince"] = .string(day.description)
    move(.resume, to: dealer.stage, reason: reason, in: &record, &mint)
    return try finish(record, "dealer.resume", ["stage": .string(dealer.stage.rawValue)])
  }

  /// Replaces a partner's contract by its next one: `values` set the new `contract.…` fields, the old ones are kept
  /// under `contracts/…`. Number, both seals, beginning and end are required, and the end must be ahead.
  public func renewContract(_ values: [FieldAssignment], mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.partner)
    var record = dealer.record
    fileContract(in: &record, clearing: ["contract.number", "contract.sealedByUs", "contract.sealedByDealer", "contract.inForce", "contract.ends"], &mint)
    try apply(values, to: &record, &mint)
    let step = dealer.text("signForm").flatMap { form in handbook.steps.first { $0.form == form }?.id } ?? "written"
    let missing = DealerWork.contractCore.compactMap { key -> Missing? in
      switch record[key] {
      case nil: Missing(step: step, field: key, why: .absent)
      case .bool(false)?: Missing(step: step, field: key, why: .mustBeYes)
      default: nil
      }
    }
    guard missing.isEmpty else { throw .incomplete(step: step, missing) }
    try checkContractDates(record)
    if let ends = Dealer(record: record).contractEnds, ends < day { throw .contractAlreadyOver(ends: ends, today: day) }
    move(.renew, to: dealer.stage, reason: nil, in: &record, &mint)
    return try finish(record, "contract.renew", ["number": record["contract.number"] ?? .null])
  }

  /// Ends a partnership; the contract is kept under `contracts/…` and a new one must be written to sign again.
  public func endContract(reason: String, mint: inout IDMint) throws(SOPError) -> Change {
    try standing(.partner)
    let reason = try given(reason, "end")
    var record = dealer.record
    let number = record["contract.number"] ?? .null
    fileContract(in: &record, clearing: record.fields.keys.filter { $0.hasPrefix("contract.") }.map { FieldKey($0) }, &mint)
    record["standing"] = .string(Standing.ended.rawValue)
    move(.end, to: dealer.stage, reason: reason, in: &record, &mint)
    return try finish(record, "contract.end", ["reason": .string(reason), "number": number])
  }

  /// What every contract has, whatever the form (decision 2).
  static let contractCore: [FieldKey] = [
    "contract.number", "contract.sealedByUs", "contract.sealedByDealer", "contract.inForce", "contract.ends",
  ]

  private func fileContract(in record: inout Record, clearing keys: [FieldKey], _ mint: inout IDMint) {
    var old: JSONObject = ["filed": .string(day.description)]
    for (key, value) in record.fields where key.hasPrefix("contract.") { old[String(key.dropFirst(9))] = value }
    if old.count > 1 { record[.entry("contracts", mint.nextEntry())] = .object(old) }
    for key in keys { record[key] = nil }
  }

  private func checkContractDates(_ record: Record) throws(SOPError) {
    let dealer = Dealer(record: record)
    if let begins = dealer.day("contract.inForce"), let ends = dealer.contractEnds, ends < begins {
      throw .contractDates(inForce: begins, ends: ends)
    }
  }

  func move(
    _ kind: DealerMove.Kind, to: Stage, reason: String?, missing: [Missing]? = nil, in record: inout Record,
    _ mint: inout IDMint
  ) {
    var entry: JSONObject = [
      "kind": .string(kind.rawValue), "from": .string(dealer.stage.rawValue), "to": .string(to.rawValue),
      "on": .string(day.description), "by": .string(by),
    ]
    if let since = dealer.record["stageSince"] { entry["since"] = since }
    if let reason { entry["reason"] = .string(reason) }
    if let missing {
      entry["override"] = true
      entry["missing"] = .array(missing.map(\.json))
    }
    record[.entry("moves", mint.nextEntry())] = .object(entry)
  }
}
