import OrderedCollections

/// What a person did in a span of days, counted from records (sop 9, 2.9).
public struct DayFigures: Sendable, Equatable {
  /// Every kind of activity, contacts by telephone among the calls and those on site among the visits.
  public var activities: [ActivityKind: Int] = [:]
  public var receptions = 0
  /// Receptions with the whole 3+1 kit.
  public var completeKits = 0
  public var quotes = 0
  public var policies = 0
  public var premium = Money.zero
  public var found = 0
  public var referrals = 0

  public var calls: Int { activities[.call] ?? 0 }
  public var visits: Int { activities[.visit] ?? 0 }
  /// Complete kits ÷ receptions; nil without a reception.
  public var kitRate: Rate? { MonthFigures.share(completeKits, of: receptions) }

  public init() {}

  /// Counts a book over a span of days; `by` nil = everybody.
  public init(_ span: ClosedRange<Day>, by person: String? = nil, in book: Book) {
    self = DayFigures.byDay(span, by: person, in: book).values.reduce(into: DayFigures()) { $0.add($1) }
  }

  /// The figures of each day of a span on which something was done.
  public static func byDay(_ span: ClosedRange<Day>, by person: String? = nil, in book: Book) -> [Day: DayFigures] {
    var days: [Day: DayFigures] = [:]
    func count(_ on: Day?, _ by: String?, _ body: (inout DayFigures) -> Void) {
      guard let on, span.contains(on), person == nil || by == person else { return }
      body(&days[on, default: DayFigures()])
    }
    book[.activity].forEach { record in
      if let activity = Activity(record: record) {
        count(activity.on, activity.by) { $0.activities[activity.kind, default: 0] += activity.count }
      }
      return true
    }
    func take(_ opportunity: Opportunity) {
      guard !opportunity.isGone else { return }
      count(opportunity.foundDate, opportunity.owner) { $0.found += 1 }
      for contact in opportunity.contacts {
        switch contact.method {
        case .phone: count(contact.on, contact.by) { $0.activities[.call, default: 0] += 1 }
        case .visit: count(contact.on, contact.by) { $0.activities[.visit, default: 0] += 1 }
        case .inStore, .atRenewal, .message: break
        }
      }
      for reception in opportunity.receptions {
        count(reception.on, reception.by) {
          $0.receptions += 1
          if reception.isComplete { $0.completeKits += 1 }
        }
      }
      for policy in opportunity.policies {
        count(policy.on, opportunity.owner) {
          $0.policies += 1
          $0.premium += policy.premium
        }
      }
      for (_, quote) in opportunity.record.entries(of: "quotes") {
        count((quote["on"] ?? quote["date"])?.day, quote["by"]?.string ?? opportunity.owner) { $0.quotes += 1 }
      }
    }
    eachTouched(span, in: book[.opportunity]) { take(Opportunity(record: $0)) }
    eachTouched(span, in: book[.dealer]) { dealer in
      for (_, visit) in dealer.entries(of: "visits") {
        count((visit["on"] ?? visit["date"])?.day, visit["by"]?.string) { $0.activities[.visit, default: 0] += 1 }
      }
    }
    book[.referral].forEach { record in
      let referral = Referral(record: record)
      if !referral.isGone { count(referral.on, record["by"]?.string) { $0.referrals += 1 } }
      return true
    }
    return days
  }

  mutating func add(_ other: DayFigures) {
    activities.merge(other.activities, uniquingKeysWith: +)
    receptions += other.receptions
    completeKits += other.completeKits
    quotes += other.quotes
    policies += other.policies
    premium += other.premium
    found += other.found
    referrals += other.referrals
  }

  /// Decodes only records whose raw line names a month of the span: a day touches few of twenty thousand.
  private static func eachTouched(_ span: ClosedRange<Day>, in table: RecordTable, _ body: (Record) -> Void) {
    let months = Set([span.lowerBound.month, span.upperBound.month])
    let isShort = span.upperBound - span.lowerBound <= 31
    let needles = isShort ? months.map { Array(("\"" + $0.description).utf8) } : []
    table.forEachRow(
      line: { raw in
        guard needles.isEmpty || needles.contains(where: { DayFigures.holds(raw, $0) }) else { return }
        guard let value = try? JSONValue.parse(raw), let id = value["id"]?.string, var fields = value.object else {
          return
        }
        fields.removeValue(forKey: "id")
        body(Record(id: RecordID(rawValue: id), fields: fields))
      }, record: body)
  }

  private static func holds(_ raw: UnsafeRawBufferPointer, _ needle: [UInt8]) -> Bool {
    // The needle begins with a quote, which is rare enough to stop at.
    var at = 0
    let last = raw.count - needle.count
    while at <= last {
      if raw[at] == needle[0], raw[at + 1] == needle[1], raw[(at + 1)...].starts(with: needle[1...]) { return true }
      at += 1
    }
    return false
  }

  public var json: JSONObject {
    var members: JSONObject = [:]
    for kind in ActivityKind.allCases { if let count = activities[kind] { members[kind.rawValue] = .int(count) } }
    members["receptions"] = .int(receptions)
    members["completeKits"] = .int(completeKits)
    members["quotes"] = .int(quotes)
    members["policies"] = .int(policies)
    members["premium"] = .money(premium)
    members["found"] = .int(found)
    members["referrals"] = .int(referrals)
    return members
  }
}
