/// The book as the work of the month sees it: records by id, the month index and the branch's settings. Every deed of
/// the room is asked of it and comes back as a `Change`, which covers the opportunity and all plan rows it concerns;
/// nothing here writes. After the store took a change, `apply` brings the value up to date.
public struct CustomerBook: Sendable {
  public private(set) var book: Book
  public private(set) var index: MonthIndex
  public private(set) var settings: MonthSettings

  /// Scans the book once.
  public init(_ book: Book) {
    var book = book
    for kind in [RecordKind.opportunity, .planRow, .dealer, .month] { book.index(kind) }
    self.book = book
    index = MonthIndex(book)
    settings = MonthSettings(book)
  }

  public mutating func apply(_ edits: [RecordEdit]) {
    book.apply(edits)
    index.note(edits, in: book)
    if edits.contains(where: { $0.kind == .settings }) { settings = MonthSettings(book) }
  }

  public mutating func apply(_ change: Change) { apply(change.edits) }

  public func opportunity(_ id: RecordID) -> Opportunity? {
    book.record(.opportunity, id).map(Opportunity.init(record:)).flatMap { $0.isGone ? nil : $0 }
  }
  public func row(_ id: RecordID) -> PlanRow? { book.record(.planRow, id).flatMap(PlanRow.init(record:)) }

  /// The rows of a month in the order of their making, withdrawn ones included.
  public func rows(of month: SalesMonth) -> [PlanRow] { (index.rowsByMonth[month] ?? []).compactMap(row) }

  /// Rows of an opportunity that want a decision, the earliest month first.
  public func openRows(of opportunity: RecordID) -> [PlanRow] {
    (index.openRows[opportunity] ?? []).compactMap(row).sorted { ($0.month, $0.id) < ($1.month, $1.id) }
  }

  /// The undecided row of a line; there is at most one, whatever the month.
  public func openRow(of opportunity: RecordID, _ line: InsuranceLine) -> PlanRow? {
    openRows(of: opportunity).first { $0.undecided.contains(line) }
  }

  public func monthRecord(_ month: SalesMonth) -> MonthRecord {
    MonthRecord(month: month, record: book.record(.month, MonthRecord.id(month)))
  }

  func existing(_ id: RecordID) throws(MonthError) -> Opportunity {
    guard let opportunity = opportunity(id) else { throw .opportunity(.noOpportunity(id)) }
    return opportunity
  }

  /// Runs a move of the opportunity and gives its error as one of the month's.
  func trying<T>(_ body: () throws(OpportunityError) -> T) throws(MonthError) -> T {
    do throws(OpportunityError) { return try body() } catch { throw .opportunity(error) }
  }

  func edit(_ old: Opportunity, _ new: Opportunity) -> RecordEdit {
    RecordEdit(.opportunity, old.id, Change.difference(from: old.record, to: new.record))
  }
}
