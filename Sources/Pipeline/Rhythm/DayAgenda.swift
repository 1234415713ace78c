/// What a day should hold: calls and messages before noon, visits and the shop after (sop 10, `day-shape`).
public struct DayAgenda: Sendable, Equatable {
  public enum Half: Sendable { case morning, afternoon }

  public struct Item: Sendable, Equatable {
    public enum Source: String, Sendable {
      /// A row of the month's plan.
      case plan
      /// A day promised to a customer.
      case promise
      /// The next step at a dealer.
      case dealer
    }

    public let source: Source
    /// The opportunity or dealer concerned.
    public let subject: RecordID
    public let row: RecordID?
    public let name: String
    public let method: PushMethod
    public let due: Day
    public let note: String?
    /// The day at whose close it stood among the undone; nil when it did not.
    public fileprivate(set) var carriedFrom: Day?
    public var isCarried: Bool { carriedFrom != nil }
    public var half: Half { method.isMorningWork ? .morning : .afternoon }
  }

  public let day: Day
  public let items: [Item]
  public var morning: [Item] { items.filter { $0.half == .morning } }
  public var afternoon: [Item] { items.filter { $0.half == .afternoon } }

  /// Everything due on or before `day` that is not done, the longest overdue first in each half; one item per subject.
  public init(_ day: Day, in book: CustomerBook, rows: [OpportunityRow], by person: String? = nil) {
    self.day = day
    var items: [Item] = []
    var seen: Set<RecordID> = []
    func add(_ item: Item) { if seen.insert(item.subject).inserted { items.append(item) } }
    for customer in rows where !customer.isBarred && !customer.isGone && (person == nil || customer.owner == person) {
      let due = book.openRows(of: customer.id).filter {
        $0.contacted == nil && $0.month <= day.month && $0.time.due(in: $0.month) <= day
      }
      if let row = due.first {
        add(
          .init(
            source: .plan, subject: customer.id, row: row.id, name: customer.customerName, method: row.method,
            due: row.time.due(in: row.month), note: row.note))
      } else if let promised = customer.nextDate, promised <= day {
        add(
          .init(
            source: .promise, subject: customer.id, row: nil, name: customer.customerName,
            method: customer.customerType?.usualMethod ?? .phone, due: promised, note: nil))
      }
    }
    book.book[.dealer].forEach { record in
      guard record["gone"] == nil, let next = record["nextDate"]?.day, next <= day,
        person == nil || record["owner"]?.string == nil || record["owner"]?.string == person
      else { return true }
      add(
        .init(
          source: .dealer, subject: record.id, row: nil, name: record["name"]?.string ?? "", method: .visit,
          due: next, note: record["nextNote"]?.string))
      return true
    }
    // What was left undone is still due by its own record; the close only tells that it waited before.
    if let last = DayClose.latest(before: day, by: person, in: book.book) {
      let carried = Set(last.undone.map(\.subject))
      for i in items.indices where carried.contains(items[i].subject) { items[i].carriedFrom = last.on }
    }
    self.items = items.sorted {
      ($0.half == .morning ? 0 : 1, $0.due, $0.subject) < ($1.half == .morning ? 0 : 1, $1.due, $1.subject)
    }
  }
}
