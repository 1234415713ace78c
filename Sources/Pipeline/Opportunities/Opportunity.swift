//  The model of this room, in six lines:
//    Opportunity     a customer of a partner dealer: archive, contact log, policies; one FollowedLine per kind of cover
//    PlanRow         an opportunity in a month's plan: lines, method, time; one outcome per line at the review
//    MonthReview     a month's rows, undecided first, with its figures and those of the months before
//    SealedMonth     a reviewed month as it stays for ever: ids, lines, amounts, outcomes, figures and a digest
//    CustomerBook    the book with the indices that make these quick; every deed of the room is a Change made by it
//    MonthSettings   the numbers that a branch may set: contacts before a loss, days before expiry, targets

import OrderedCollections

/// A customer who may buy cover through a partner dealer (商机, sop 7.1): a record with names for the fields that code
/// knows. A line always has exactly one state.
public struct Opportunity: Sendable, Equatable {
  public internal(set) var record: Record
  public init(record: Record) { self.record = record }

  public var id: RecordID { record.id }
  public var dealer: RecordID? { text(.dealer).map(RecordID.init(rawValue:)) }
  public var owner: String? { text(.owner) }
  public var foundDate: Day? { text(.foundDate).flatMap { Day($0) } }
  public var customerName: String { text(.customerName) ?? "" }
  public var customerType: CustomerType? { text(.customerType).flatMap(CustomerType.init(rawValue:)) }
  public var phones: [String] { record["phones"]?.array?.compactMap(\.string) ?? [] }
  public var model: String? { text(.model) }
  public var plate: String? { text(.plate) }
  public var motorExpiry: Day? { text(.motorExpiry).flatMap { Day($0) } }
  public var travel: TravelHabit? { text(.travel).flatMap(TravelHabit.init(rawValue:)) }
  public var housing: Housing? { text(.housing).flatMap(Housing.init(rawValue:)) }
  /// Deleted or merged away; hidden from every list.
  public var isGone: Bool { record["gone"] != nil }

  public func text(_ field: ArchiveField) -> String? { record[field.key]?.string }

  /// The lines that are followed, in the order of `InsuranceLine.allCases`.
  public var lines: [FollowedLine] {
    InsuranceLine.allCases.compactMap { FollowedLine($0, record[$0.key]) }
  }
  public func line(_ line: InsuranceLine) -> FollowedLine? { FollowedLine(line, record[line.key]) }

  public var contacts: [CustomerContact] { record.entries(of: "contacts").compactMap { CustomerContact($0.value) } }
  public var policies: [Policy] { record.entries(of: "policies").compactMap { Policy($0.value) } }
  public var closings: [LineClosing] { record.entries(of: "closings").compactMap { LineClosing($0.value) } }

  /// The contacts about a line in its present cycle, oldest first.
  public func contacts(about line: FollowedLine) -> [CustomerContact] {
    contacts.filter { $0.lines.contains(line.line) && ($0.cycles[line.line] ?? line.cycle) == line.cycle }
      .enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
  }

  /// What the customer said last about a line in its present cycle; nil before the first answer.
  public func willingness(about line: FollowedLine) -> Willingness? {
    contacts(about: line).last { $0.willingness != nil }?.willingness
  }

  /// What the customer said last about anything.
  public var willingness: Willingness? {
    contacts.enumerated().filter { $0.element.willingness != nil }
      .max { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }?.element.willingness
  }

  /// The day promised in the latest contact about a line; nil when that contact promised none.
  public func nextDate(about line: FollowedLine) -> Day? { contacts(about: line).last?.nextDate }

  /// The present bar on contacting, if there is one.
  public var doNotContact: Bar? {
    guard let value = record["doNotContact"], let on = value["on"]?.day else { return nil }
    return Bar(on: on, by: value["by"]?.string ?? "", reason: value["reason"]?.string ?? "")
  }

  /// The customer refused to be contacted: out of every plan, list of calls, renewal and export until lifted.
  public struct Bar: Sendable, Equatable {
    public let on: Day
    public let by: String
    public let reason: String
  }

  /// Archive fields that sop 7.1 requires and that are not filled. At least one line belongs to them (key `line`).
  public var missing: [FieldKey] {
    var keys = ArchiveField.required(for: customerType).map(\.key).filter { record[$0] == nil }
    if lines.isEmpty { keys.append("line") }
    return keys
  }

  /// What is asked for but holds nothing up: the required fields, and after the first contact the willingness (sop 7.1).
  public var wanted: [FieldKey] {
    missing + (contacts.isEmpty || willingness != nil ? [] : ["willingness"])
  }

  /// Closed for good or for now: no line is open.
  public var isClosed: Bool { !lines.isEmpty && lines.allSatisfy { $0.state.isClosed } }

  /// The month in which the last line closed; nil while one is open (decision 4 keeps closed records by it).
  public var closedMonth: SalesMonth? { isClosed ? lines.map(\.since).max()?.month : nil }

  mutating func set(_ line: FollowedLine) { record[line.line.key] = line.json }
}

extension RecordKind {
  /// A row of a month's push plan, prefix r.
  public static let planRow = RecordKind(rawValue: "plan-row")
  /// A month with its seal, its corrections and reopenings; the id is `m` and the month: `m2026-11`.
  public static let month = RecordKind(rawValue: "month")
  /// A year with its closing; the id is `y` and the year: `y2026`.
  public static let year = RecordKind(rawValue: "year")
}
