import OrderedCollections

/// A fact about a sealed month that came to light later: shown beside the seal, never inside it. Ids and amounts only.
public struct MonthCorrection: Sendable, Equatable {
  public enum Fact: String, Sendable, CaseIterable { case contact, win }

  public let fact: Fact
  /// The day on which it happened, within the sealed month.
  public let on: Day
  /// The day on which it was entered.
  public let enteredOn: Day
  public let by: String
  /// The opportunity concerned.
  public let subject: RecordID
  public let lines: [InsuranceLine]
  public let amount: Money?

  init?(_ value: JSONValue) {
    guard let fact = value["fact"]?.string.flatMap(Fact.init(rawValue:)), let on = value["on"]?.day,
      let entered = value["enteredOn"]?.day, let subject = value["subject"]?.string
    else { return nil }
    self.fact = fact
    self.on = on
    enteredOn = entered
    by = value["by"]?.string ?? ""
    self.subject = RecordID(rawValue: subject)
    lines = InsuranceLine.set(value["lines"])
    amount = value["amount"]?.money
  }
}

extension CustomerBook {
  /// The edit that notes a late fact with a sealed month; nil when the month is open.
  func lateFact(
    _ month: SalesMonth, _ fact: MonthCorrection.Fact, opportunity: RecordID, lines: [InsuranceLine], on: Day,
    amount: Money?, stamp: WorkStamp, mint: inout IDMint
  ) -> RecordEdit? {
    guard seal(of: month) != nil else { return nil }
    var value: JSONObject = [
      "fact": .string(fact.rawValue), "on": .day(on), "enteredOn": .day(stamp.on), "by": .string(stamp.by),
      "subject": .string(opportunity.rawValue), "lines": InsuranceLine.json(lines),
    ]
    if let amount { value["amount"] = .money(amount) }
    return RecordEdit(
      .month, MonthRecord.id(month),
      [FieldEdit(.entry("corrections", mint.nextEntry()), was: nil, to: .object(value))])
  }
}
