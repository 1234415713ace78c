import OrderedCollections

/// The end of a person's day (班后作业, sop 9, 2.9): figures counted from records, a free note, what is left undone and goes
/// into the next day's agenda.
public struct DayClose: Sendable, Equatable {
  /// An item of the agenda that was not done: ids only, names are looked up.
  public struct Undone: Sendable, Equatable {
    public let subject: RecordID
    public let row: RecordID?
    public let method: PushMethod
    public let due: Day
  }

  public let on: Day
  public let by: String
  public let note: String?
  public let figures: JSONObject
  public let undone: [Undone]
  /// What the person means to do tomorrow.
  public let plan: String?

  init?(record: Record) {
    guard let on = record["date"]?.day else { return nil }
    self.on = on
    by = record["by"]?.string ?? ""
    note = record["note"]?.string
    plan = record["plan"]?.string
    figures = record["figures"]?.object ?? [:]
    undone = (record["undone"]?.array ?? []).compactMap { value in
      guard let subject = value["subject"]?.string, let due = value["due"]?.day else { return nil }
      return Undone(
        subject: RecordID(rawValue: subject), row: value["row"]?.string.map(RecordID.init(rawValue:)),
        method: value["method"]?.string.flatMap(PushMethod.init(rawValue:)) ?? .phone, due: due)
    }
  }

  /// Closes a person's day: counts it and carries what is undone. A day closes once.
  /// - Parameter day: a missed day that is closed afterwards, counted from its own records; today by default.
  /// - Throws: `dayClosed`, `dayInFuture`, `dayTooEarly`.
  public static func close(
    _ day: Day? = nil, note: String?, plan: String? = nil, in book: CustomerBook, rows: [OpportunityRow],
    stamp: WorkStamp, mint: inout IDMint
  ) throws(RhythmError) -> Change {
    let day = day ?? stamp.on
    guard day <= stamp.on else { throw .dayInFuture(day, today: stamp.on) }
    guard day.year >= 2000 else { throw .dayTooEarly(day) }
    if all(in: book.book).contains(where: { $0.on == day && $0.by == stamp.by }) {
      throw .dayClosed(day, by: stamp.by)
    }
    let agenda = DayAgenda(day, in: book, rows: rows, by: stamp.by)
    var fields: JSONObject = ["date": .day(day), "by": .string(stamp.by)]
    fields["figures"] = .object(DayFigures(day...day, by: stamp.by, in: book.book).json)
    if let note = note.map(ArchiveField.trimmed), !note.isEmpty { fields["note"] = .string(note) }
    if let plan = plan.map(ArchiveField.trimmed), !plan.isEmpty { fields["plan"] = .string(plan) }
    if !agenda.items.isEmpty {
      fields["undone"] = .array(
        agenda.items.map { item in
          var value: JSONObject = [
            "subject": .string(item.subject.rawValue), "method": .string(item.method.rawValue), "due": .day(item.due),
          ]
          if let row = item.row { value["row"] = .string(row.rawValue) }
          return .object(value)
        })
    }
    let record = Record(id: mint.next("c"), fields: fields)
    return Change(Deed("day.close", ["day": .day(day)]), .dayClose, from: Record(id: record.id), to: record)
  }

  public static func all(in book: Book) -> [DayClose] {
    book[.dayClose].records.compactMap(DayClose.init(record:)).sorted { $0.on < $1.on }
  }

  public static func latest(before day: Day, by person: String?, in book: Book) -> DayClose? {
    all(in: book).last { $0.on < day && (person == nil || $0.by == person) }
  }

  /// How far back work without a close is still asked for.
  public static let reach = 31

  /// The days before `today` that have no close: working days since the person's first close, and days of the last month
  /// on which the records show work of the person.
  /// - Parameter isWorkingDay: the calendar's word; a holiday without work needs no close.
  public static func missing(
    through today: Day, by person: String, in book: Book, isWorkingDay: (Day) -> Bool
  ) -> [Day] {
    let closed = Set(all(in: book).filter { $0.by == person }.map(\.on))
    let worked = Set(DayFigures.byDay((today - reach)...(today - 1), by: person, in: book).keys)
    let first = closed.min() ?? today
    guard let start = worked.union([first]).min(), start < today else { return [] }
    return (0..<(today - start)).map { start + $0 }.filter { day in
      !closed.contains(day) && (worked.contains(day) || day > first && isWorkingDay(day))
    }
  }
}
