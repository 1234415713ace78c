import OrderedCollections

/// Recording referrals: each a `Change`, checked as a whole.
extension Referral {
  /// Records an accident case. Fields: `date` (default today), `plate`, `brand`, `soldThrough`, `shop`, `tries`,
  /// `result`, `assessedLoss`, `note`; further fields are kept.
  public static func add(_ fields: JSONObject, stamp: WorkStamp, mint: inout IDMint) throws(ReferralError) -> Change {
    var record = Record(id: mint.next("f"))
    let empty = record
    record["date"] = .day(stamp.on)
    record["by"] = .string(stamp.by)
    try fill(&record, fields, stamp: stamp)
    return Change(Deed("referral.add", facts(record)), .referral, from: empty, to: record)
  }

  /// Changes a case: the second try, the result, the loss once it is assessed.
  public func edited(_ fields: JSONObject, stamp: WorkStamp) throws(ReferralError) -> Change {
    guard !isGone, !record.fields.isEmpty else { throw .noReferral(id) }
    var new = record
    try Referral.fill(&new, fields, stamp: stamp)
    return Change(Deed("referral.edit", Referral.facts(new)), .referral, from: record, to: new)
  }

  private static func facts(_ record: Record) -> JSONObject {
    ["referral": .string(record.id.rawValue), "plate": record["plate"] ?? .null]
  }

  private static func fill(_ record: inout Record, _ fields: JSONObject, stamp: WorkStamp) throws(ReferralError) {
    for (name, value) in fields {
      let key = FieldKey(name)
      if value.isNull {
        record[key] = nil
        continue
      }
      do throws(ArchiveFault) { record[key] = try checked(name, value) } catch {
        throw .badValue(key, found: value.string ?? value.text, why: error)
      }
    }
    let referral = Referral(record: record)
    guard let on = referral.on, referral.plate != nil else { throw .missing(referral.on == nil ? ["date"] : ["plate"]) }
    guard on <= stamp.on else { throw .dayInFuture(on, today: stamp.on) }
    if referral.shop == nil {
      guard referral.tries == 0, referral.result == .pending, referral.assessedLoss == nil else {
        throw .noShopRecommended
      }
    } else if !(1...2).contains(referral.tries) {
      throw .triesOutOfRange(referral.tries)
    }
    if referral.assessedLoss != nil, referral.result != .arrived { throw .lossWithoutArrival(referral.result) }
  }

  private static func checked(_ name: String, _ value: JSONValue) throws(ArchiveFault) -> JSONValue {
    switch name {
    case "date":
      guard let text = value.string else { throw .notADay }
      return .day(try ArchiveField.day(text))
    case "plate": return try ArchiveField.plate.checked(value)
    case "brand", "note", "soldThrough", "shop": return try ArchiveField.note.checked(value)
    case "result":
      guard let text = value.string, Result(rawValue: text) != nil else { throw .notOneOf }
      return value
    case "assessedLoss":
      guard let amount = value.string.flatMap({ Money($0) }) else { throw .notAnAmount }
      guard Policy.premiumRange.holds(amount) else { throw .amountOutOfRange }
      return .money(amount)
    case "tries":
      guard let tries = value.int ?? value.string.flatMap({ Int($0) }) else { throw .notAnAmount }
      return .int(tries)
    default: return value
    }
  }
}
