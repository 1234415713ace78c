@testable import Pipeline

/// A small book for the tests of this room: two partners, deeds applied as they are made, every change kept.
struct PlayedBook {
  var customers: CustomerBook
  var mint = IDMint(seconds: 1, salt: 1)
  var stamp = WorkStamp(on: Day("2026-11-03")!, by: "li")
  /// Every change in order, as a journal would hold it.
  var journal: [(day: Day, change: Change)] = []
  static let geely = RecordID(rawValue: "dgeely")

  init(settings: JSONObject = [:]) {
    var book = Book()
    var edits = [RecordEdit(.dealer, PlayedBook.geely, [FieldEdit("name", was: nil, to: "长春吉利通达")])]
    if !settings.isEmpty {
      edits.append(
        RecordEdit(
          .settings, RecordID(rawValue: "book"), settings.map { FieldEdit(FieldKey($0.key), was: nil, to: $0.value) }))
    }
    book.apply(edits)
    customers = CustomerBook(book)
  }

  var today: Day {
    get { stamp.on }
    set { stamp = WorkStamp(on: newValue, by: stamp.by) }
  }

  mutating func on(_ day: String) { today = Day(day)! }

  @discardableResult
  mutating func apply(_ change: Change) -> Change {
    customers.apply(change)
    journal.append((today, change))
    return change
  }

  static let archive: JSONObject = [
    "customerName": "王女士", "customerType": "dealer-stock", "phones": ["13800001234"], "vehicle.model": "朗逸 1.5L",
    "vehicle.plate": "吉A·12345", "motorExpiry": "2026-12-18",
  ]

  @discardableResult
  mutating func find(
    _ fields: JSONObject = PlayedBook.archive, _ lines: [InsuranceLine] = [.motor]
  ) throws -> RecordID {
    let change = try Opportunity.find(
      fields, lines: lines, dealer: PlayedBook.geely, isPartner: true, stamp: stamp, mint: &mint)
    apply(change)
    return change.edits[0].id
  }

  @discardableResult
  mutating func plan(_ id: RecordID, _ month: String, _ lines: [InsuranceLine] = [.motor], day: String? = nil) throws
    -> RecordID
  {
    let time: PlanTime = day.map { .day(Day($0)!) } ?? .part(.middle)
    let change = try customers.plan(
      SalesMonth(month)!, [PlanDraft(opportunity: id, lines: lines, method: .phone, time: time)], stamp: stamp,
      mint: &mint)
    apply(change)
    return change.edits.last!.id
  }

  mutating func contact(
    _ id: RecordID, _ lines: [InsuranceLine] = [.motor], _ willingness: Willingness? = .considering,
    next: String? = nil,
    on day: String? = nil
  ) throws {
    let contact = CustomerContact(
      on: day.map { Day($0)! } ?? today, by: "li", method: .phone, lines: lines, result: "问价", willingness: willingness,
      nextDate: next.map { Day($0)! })
    apply(try customers.logContact(id, contact, stamp: stamp, mint: &mint))
  }

  func policy(_ number: String, _ premium: String = "5180.00", _ line: InsuranceLine = .motor, kind: Policy.Kind? = nil)
    -> Policy
  {
    Policy(number: number, line: line, premium: Money(premium)!, kind: kind, on: today)
  }

  mutating func decide(_ row: RecordID, _ decision: RowDecision, lines: [InsuranceLine]? = nil) throws {
    apply(try customers.decide(row, decision, lines: lines, stamp: stamp, mint: &mint))
  }

  @discardableResult
  mutating func seal(_ month: String) throws -> SealedMonth {
    let (change, sealed) = try customers.seal(SalesMonth(month)!, stamp: stamp)
    apply(change)
    return sealed
  }

  func state(_ id: RecordID, _ line: InsuranceLine = .motor) -> LineState? {
    customers.opportunity(id)?.line(line)?.state
  }
  func row(_ id: RecordID) -> PlanRow { customers.row(id)! }
}
