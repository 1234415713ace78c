//  The model of this room:
//    Activity     a piece of counted work: a call, a visit, a training
//    WorkTarget   how much of it is wanted per day, week, month or year
//    DayFigures   what a day held, counted from records, never typed
//    DayAgenda    what a day should hold: calls before noon, visits after
//    DayClose     the end of a day: its figures, a note, what is left undone
//    VisitBrief   what to know before walking in

import OrderedCollections

extension RecordKind {
  /// A piece of work that is no record of its own elsewhere, prefix a.
  public static let activity = RecordKind(rawValue: "activity")
  /// The close of a person's day, prefix c.
  public static let dayClose = RecordKind(rawValue: "day-close")
}

/// A piece of work that somebody logged (sop 10). Contacts with customers and visits to dealers count by their own
/// records and are not logged twice.
public struct Activity: Sendable, Equatable {
  public let record: Record
  public let kind: ActivityKind
  public let on: Day
  public let by: String
  public let count: Int
  public var dealer: RecordID? { record["dealer"]?.string.map(RecordID.init(rawValue:)) }
  public var note: String? { record["note"]?.string }

  public init?(record: Record) {
    guard let kind = record["kind"]?.string.flatMap(ActivityKind.init(rawValue:)), let on = record["date"]?.day,
      record["gone"] == nil
    else { return nil }
    self.record = record
    self.kind = kind
    self.on = on
    by = record["by"]?.string ?? ""
    count = record["count"]?.int ?? 1
  }

  /// Logs a piece of work.
  /// - Parameters:
  ///   - count: how often at once, 1 to 1000.
  ///   - on: the day of the work, today by default; not ahead.
  /// - Throws: `dayInFuture`, `countOutOfRange`, `dayTooEarly`.
  public static func log(
    _ kind: ActivityKind, count: Int = 1, dealer: RecordID? = nil, opportunity: RecordID? = nil, note: String? = nil,
    on day: Day? = nil, stamp: WorkStamp, mint: inout IDMint
  ) throws(RhythmError) -> Change {
    let day = day ?? stamp.on
    guard day <= stamp.on else { throw .dayInFuture(day, today: stamp.on) }
    guard day.year >= 2000 else { throw .dayTooEarly(day) }
    guard (1...1000).contains(count) else { throw .countOutOfRange(count) }
    var fields: JSONObject = ["kind": .string(kind.rawValue), "date": .day(day), "by": .string(stamp.by)]
    if count > 1 { fields["count"] = .int(count) }
    if let dealer { fields["dealer"] = .string(dealer.rawValue) }
    if let opportunity { fields["opportunity"] = .string(opportunity.rawValue) }
    if let note = note.map(ArchiveField.trimmed), !note.isEmpty { fields["note"] = .string(note) }
    let record = Record(id: mint.next("a"), fields: fields)
    return Change(
      Deed("log." + kind.rawValue, ["count": .int(count)]), .activity, from: Record(id: record.id), to: record)
  }
}
