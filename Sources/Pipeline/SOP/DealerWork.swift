import OrderedCollections

/// What one can do with a dealer in the SOP. Each deed is a pure function: it gives the `Change` to be written, or
/// throws facts that say why not. Nothing is read from a clock.
///
///     let work = DealerWork(dealer, handbook: handbook, day: today, by: "王芳", cityMedian: volumes.median(of: dealer.city))
///     let change = try work.complete("prep-survey", values: [.set("salesVolume=1200")], mint: &mint)
public struct DealerWork: Sendable {
  public let dealer: Dealer
  public let handbook: Handbook
  /// The business day.
  public let day: Day
  /// Who does it.
  public let by: String
  /// Median sales volume of the dealer's city (`CityVolumes`); nil leaves the scale open unless it was given.
  public let cityMedian: Int?

  public init(_ dealer: Dealer, handbook: Handbook, day: Day, by: String, cityMedian: Int? = nil) {
    self.dealer = dealer
    self.handbook = handbook
    self.day = day
    self.by = by
    self.cityMedian = cityMedian
  }

  // MARK: Fields and steps

  /// Saves values as a draft: nothing is completed. Also for fields that no step names.
  /// - Parameter touching: false for corrections of the directory (a bulk edit of cities): the dealer does not begin
  ///   to count as worked on.
  public func save(
    _ values: [FieldAssignment], touching: Bool = true, mint: inout IDMint
  ) throws(SOPError) -> Change {
    try present()
    var record = dealer.record
    try apply(values, to: &record, &mint)
    return try finish(record, "step.save", ["fields": .array(values.map { .string($0.field.rawValue) })], touching: touching)
  }

  /// Sets `values` and completes the step, which must then have all it requires. A step of an earlier stage, or one
  /// that is done, may be completed again: it counts up and adds its record (a visit).
  public func complete(
    _ id: StepID, values: [FieldAssignment] = [], note: String? = nil, mint: inout IDMint
  ) throws(SOPError) -> Change {
    let step = try reached(id)
    var record = dealer.record
    try apply(values, to: &record, &mint)
    try complete(step, note: note, in: &record, &mint)
    return try finish(record, "step.complete", ["step": .string(id.rawValue)])
  }

  /// Marks a step of track B or C as not needed. It waives no field that the gate requires.
  public func skip(_ id: StepID, reason: String) throws(SOPError) -> Change {
    let step = try reached(id)
    let reason = try given(reason, "skip")
    guard step.skippable else { throw .notSkippable(id) }
    switch dealer.stepState(id) {
    case "done": throw .stepIs(id, .done)
    case "skipped": throw .stepIs(id, .skipped)
    default: break
    }
    var record = dealer.record
    setStep(id, in: &record, state: "skipped", extra: ["reason": .string(reason)])
    return try finish(record, "step.skip", ["step": .string(id.rawValue), "reason": .string(reason)])
  }

  /// Opens a done or skipped step again; its values stay.
  public func reopen(_ id: StepID, reason: String? = nil) throws(SOPError) -> Change {
    _ = try reached(id)
    let state = dealer.stepState(id)
    guard state == "done" || state == "skipped" else { throw .stepIs(id, .open) }
    var record = dealer.record
    var extra: JSONObject = [:]
    if let reason, !reason.isEmpty { extra["reason"] = .string(reason) }
    setStep(id, in: &record, state: "open", extra: extra)
    return try finish(record, "step.reopen", ["step": .string(id.rawValue)])
  }

  /// Works the class out again and stores it with its rule.
  public func classify() throws(SOPError) -> Change {
    try present()
    var record = dealer.record
    let classification = store(handbook.classify(dealer, cityMedian: cityMedian), in: &record)
    return try finish(
      record, "dealer.classify", ["class": .string(classification.class), "rule": .string(classification.rule)])
  }

  // MARK: What the deeds share

  func present() throws(SOPError) { if dealer.isGone { throw .gone } }

  func standing(_ allowed: Standing...) throws(SOPError) {
    try present()
    guard allowed.contains(dealer.standing) else { throw .standing(found: dealer.standing, allowed: allowed) }
  }

  func given(_ reason: String, _ deed: String) throws(SOPError) -> String {
    let clean = FieldInput.trimmed(FieldInput.printable(reason))
    guard !clean.isEmpty else { throw .reasonNeeded(deed: deed) }
    return clean
  }

  /// The step, when the dealer is being worked on and has reached the step's stage.
  func reached(_ id: StepID) throws(SOPError) -> SOPStep {
    try standing(.open, .partner)
    guard let step = handbook.step(id) else { throw .unknownStep(id.rawValue) }
    guard step.stage <= dealer.stage else {
      throw .laterStage(step: id, stepStage: step.stage, dealerStage: dealer.stage)
    }
    return step
  }

  /// Applies all values or throws all that is wrong with them.
  func apply(_ values: [FieldAssignment], to record: inout Record, _ mint: inout IDMint) throws(SOPError) {
    var faults: [ValueFault] = []
    for value in values {
      do {
        try value.apply(to: &record, handbook: handbook, mint: &mint)
      } catch {
        faults.append(error)
      }
    }
    guard faults.isEmpty else { throw .values(faults) }
    // A source added by hand is of the day it was added.
    for (entry, value) in record.entries(of: "sources") where value["dated"] == nil && dealer.record[.entry("sources", entry)] == nil {
      var object = value.object ?? [:]
      object["dated"] = .string(day.description)
      record[.entry("sources", entry)] = .object(object)
    }
  }

  func complete(_ step: SOPStep, note: String?, in record: inout Record, _ mint: inout IDMint) throws(SOPError) {
    if let form = step.form { record["signForm"] = .string(form) }
    if step.fields.contains("class") {
      store(handbook.classify(Dealer(record: record), cityMedian: cityMedian), in: &record)
    }
    let missing = MissingFields(record: record, handbook: handbook).missing(of: step, .step)
    guard missing.isEmpty else { throw .incomplete(step: step.id, missing) }
    var extra: JSONObject = [:]
    if let note, !FieldInput.trimmed(note).isEmpty { extra["note"] = .string(FieldInput.printable(note)) }
    extra["times"] = .int((record[.entry("steps", step.id.rawValue)]?["times"]?.int ?? 0) &+ 1)
    setStep(step.id, in: &record, state: "done", extra: extra)
    addRecord(of: step, note: extra["note"], to: &record, &mint)
  }

  // The step's own record (a visit), unless the same one was recorded already.
  private func addRecord(of step: SOPStep, note: JSONValue?, to record: inout Record, _ mint: inout IDMint) {
    guard let (collection, members) = step.adds else { return }
    var entry: JSONObject = [:]
    for (member, field) in members { if let value = record[field] { entry[member] = value } }
    guard !entry.isEmpty else { return }
    let known = record.entries(of: collection).contains { existing in
      entry.allSatisfy { existing.value[$0.key] == $0.value }
    }
    guard !known else { return }
    entry["by"] = .string(by)
    if let note { entry["note"] = note }
    record[.entry(collection, mint.nextEntry())] = .object(entry)
  }

  private func setStep(_ id: StepID, in record: inout Record, state: String, extra: JSONObject) {
    let key = FieldKey.entry("steps", id.rawValue)
    var entry: JSONObject = ["state": .string(state), "on": .string(day.description), "by": .string(by)]
    // How often it was completed outlives skipping and reopening.
    if let times = record[key]?["times"] { entry["times"] = times }
    for (name, value) in extra { entry[name] = value }
    record[key] = .object(entry)
  }

  @discardableResult
  func store(_ classification: Classification, in record: inout Record) -> Classification {
    record["class"] = .string(classification.class)
    record["classRule"] = .string(classification.rule)
    record["priority"] = .bool(classification.priority)
    return classification
  }

  /// The change from the dealer as it was to `record`; a first touch begins the time in the stage, and a changed input
  /// of the class is followed by the class.
  func finish(_ record: Record, _ verb: String, _ facts: JSONObject, touching: Bool = true) throws(SOPError) -> Change {
    var record = record
    guard record != dealer.record else { throw .nothingToDo }
    if touching, record["stageSince"] == nil { record["stageSince"] = .string(day.description) }
    if touching, record["stage"] == nil { record["stage"] = .string(dealer.stage.rawValue) }
    let touched = Classification.inputs.contains { record[$0] != dealer.record[$0] }
    if touched, record["class"] != nil {
      let new = handbook.classify(Dealer(record: record), cityMedian: cityMedian)
      // Without the city's median an earlier verdict on its size is better than none.
      if !(new.rule == handbook.classification.undecided.rule && new.reasons.contains(.missing("scale"))) {
        store(new, in: &record)
      }
    }
    var all: JSONObject = ["dealer": .string(dealer.id.rawValue), "name": .string(dealer.name)]
    for (name, value) in facts { all[name] = value }
    return Change(Deed(verb, all), .dealer, from: dealer.record, to: record)
  }
}
