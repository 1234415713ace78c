import OrderedCollections

/// The eight steps of closing a sale (sop 8), in their order.
public enum ClosingStep: String, Sendable, CaseIterable {
  case receive = "close-receive"
  case assistSale = "close-assist-sale"
  case aftercare = "close-aftercare"
  case company = "close-company"
  case questions = "close-questions"
  case advice = "close-advice"
  case quote = "close-quote"
  case issue = "close-issue"
}

/// The 3+1 reception kit (sop 8): three things and one more.
public enum KitItem: String, Sendable, CaseIterable { case water, newspaper, leaflet, sticker }

/// One reception of a customer in the shop with what was handed over (collection `receptions`).
public struct Reception: Sendable, Equatable {
  public let on: Day
  public let by: String
  public let items: Set<KitItem>
  public var isComplete: Bool { items.count == KitItem.allCases.count }

  init?(_ value: JSONValue) {
    guard let on = value["on"]?.day else { return nil }
    self.on = on
    by = value["by"]?.string ?? ""
    items = Set(value["items"]?.array?.compactMap { $0.string.flatMap(KitItem.init(rawValue:)) } ?? [])
  }
}

extension Opportunity {
  public var receptions: [Reception] { record.entries(of: "receptions").compactMap { Reception($0.value) } }

  /// The closing steps done for a line in its present cycle, with the day of each.
  public func closingSteps(of line: FollowedLine) -> [ClosingStep: Day] {
    var done: [ClosingStep: Day] = [:]
    for step in ClosingStep.allCases { done[step] = record[Opportunity.key(step, line)]?["on"]?.day }
    return done
  }

  static func key(_ step: ClosingStep, _ line: FollowedLine) -> FieldKey {
    .entry("closingSteps", line.line.rawValue + "." + String(line.cycle) + "." + step.rawValue)
  }
}

extension CustomerBook {
  /// Ticks or unticks a closing step of a line. The order is advice (decision 3); the last step, issue, is ticked by
  /// the win with its policy, so it is refused here.
  public func tick(
    _ id: RecordID, _ line: InsuranceLine, _ step: ClosingStep, done: Bool, stamp: WorkStamp
  ) throws(MonthError) -> Change {
    let old = try existing(id)
    let followed: FollowedLine
    do throws(OpportunityError) { followed = try old.followed(line) } catch { throw .opportunity(error) }
    guard !followed.state.isClosed else {
      throw .opportunity(.lineClosed(line, followed.state, since: followed.since))
    }
    if step == .issue { throw .opportunity(.policyMissing(line)) }
    var new = old
    new.record[Opportunity.key(step, followed)] = done ? ["on": .day(stamp.on), "by": .string(stamp.by)] : nil
    var facts = facts(old, line)
    facts["step"] = .string(step.rawValue)
    return Change(Deed(done ? "closing.tick" : "closing.untick", facts), [edit(old, new)])
  }

  /// Records a reception in the shop with the items of the kit that were handed over.
  public func receive(_ id: RecordID, items: Set<KitItem>, stamp: WorkStamp, mint: inout IDMint) throws(MonthError)
    -> Change
  {
    let old = try existing(id)
    var new = old
    new.record[.entry("receptions", mint.nextEntry())] = [
      "on": .day(stamp.on), "by": .string(stamp.by),
      "items": .array(KitItem.allCases.filter(items.contains).map { .string($0.rawValue) }),
    ]
    return Change(Deed("opportunity.reception", old.facts), [edit(old, new)])
  }
}
