/// A month's review: rows with the undecided first, figures with last month's and twelve months' beside them, the gates
/// that were overridden in the month with their reasons, deals on the spot and corrections (rules M2, M10, M11).
public struct MonthReview: Sendable {
  public enum State: Sendable, Equatable {
    /// The month has no row at all; it is shown, not skipped.
    case noPlan
    case open
    case sealed(on: Day, digest: String)
  }

  /// A row with what the list shows of its customer; no look-up is left to the screen.
  public struct Item: Sendable {
    public let row: PlanRow
    /// Nil when the customer was erased since.
    public let customer: Opportunity?
  }

  /// A dealer stage entered against its gate.
  public struct Override: Sendable, Equatable {
    public let dealer: RecordID
    public let name: String
    public let from: String?
    public let to: String?
    public let on: Day
    public let by: String
    public let reason: String
    /// Field ids, and the ids of steps where no field was named.
    public let missing: [String]
  }

  public let month: SalesMonth
  public let state: State
  public let undecided: [Item]
  public let decided: [Item]
  public let withdrawn: [Item]
  public let figures: MonthFigures
  public let lastMonth: MonthFigures
  /// This month and the eleven before it, oldest first; nil where a month had no plan and no deal.
  public let twelveMonths: [(month: SalesMonth, figures: MonthFigures?)]
  public let spotDeals: [MonthIndex.SpotDeal]
  public let overrides: [Override]
  public let corrections: [MonthCorrection]
  public let reopenings: [MonthRecord.Reopening]
  /// The plan of the month that follows: how many rows it has, and whether it is to be made now (M1).
  public let nextPlan: (month: SalesMonth, rows: Int, isDue: Bool)

  /// - Parameters:
  ///   - earlier: the same month's review of an earlier state of the book; its items are taken over but for those that
  ///     `touched` names, so that a decision in a large month does not read every row again.
  ///   - touched: the records that changed since: rows and opportunities.
  public init(
    _ month: SalesMonth, in book: CustomerBook, today: Day, following earlier: MonthReview? = nil, touched: Set<RecordID> = []
  ) {
    self.month = month
    let record = book.monthRecord(month)
    var known: [RecordID: Item] = [:]
    if let earlier, earlier.month == month {
      for item in earlier.undecided + earlier.decided + earlier.withdrawn
      where !touched.contains(item.row.id) && !touched.contains(item.row.opportunity) {
        known[item.row.id] = item
      }
    }
    let items = (book.index.rowsByMonth[month] ?? []).compactMap { id in
      known[id] ?? book.row(id).map { Item(row: $0, customer: book.opportunity($0.opportunity)) }
    }
    if let seal = record.seal {
      state = .sealed(on: seal.on, digest: seal.digest)
    } else {
      state = items.isEmpty ? .noPlan : .open
    }
    func due(_ item: Item) -> (Day, RecordID) { (item.row.time.due(in: month), item.row.id) }
    undecided = items.filter { $0.row.isUndecided }.sorted { due($0) < due($1) }
    decided = items.filter { $0.row.withdrawn == nil && !$0.row.isUndecided }
    withdrawn = items.filter { $0.row.withdrawn != nil }
    let own =
      book.index.seals[month]?.figures
      ?? MonthFigures(rows: items.map(\.row), spot: book.index.spotDeals[month] ?? [])
    figures = own
    let past = (-11 ..< 0).map { (month: month + $0, figures: book.figures(of: month + $0)) } + [(month: month, figures: own)]
    lastMonth = past[10].figures
    twelveMonths = past.map { ($0.month, $0.figures == MonthFigures() ? nil : $0.figures) }
    spotDeals = book.index.spotDeals[month] ?? []
    overrides = MonthReview.overrides(in: month, of: book.book)
    corrections = record.corrections
    reopenings = record.reopenings
    let next = month.next
    nextPlan = (next, book.index.rowsByMonth[next]?.count ?? 0, today >= month.last)
  }

  /// What still keeps the month from being sealed; nil = nothing.
  public var blocksSeal: Int? { undecided.isEmpty ? nil : undecided.count }

  static func overrides(in month: SalesMonth, of book: Book) -> [Override] {
    var found: [Override] = []
    func collect(_ record: Record) {
      let dealer = Dealer(record: record)
      for (_, move) in record.entries(of: "moves") {
        guard move["override"]?.bool == true, let on = move["on"]?.day, on.month == month else { continue }
        found.append(
          Override(
            dealer: dealer.id, name: dealer.name, from: move["from"]?.string, to: move["to"]?.string, on: on,
            by: move["by"]?.string ?? "", reason: move["reason"]?.string ?? "",
            missing: move["missing"]?.array?.compactMap { $0["field"]?.string ?? $0["step"]?.string ?? $0.string } ?? []))
      }
    }
    book[.dealer].forEachRow(
      line: { raw in
        // Few dealers have such a move: only a line that names one is decoded.
        var hit = false
        RowScanner.members(of: raw) { key, value in
          hit = key.starts(with: "moves/".utf8) && MonthReview.holds(value, "\"override\":true")
          return !hit
        }
        if hit, let value = try? JSONValue.parse(raw), let id = value["id"]?.string {
          var fields = value.object ?? [:]
          fields.removeValue(forKey: "id")
          collect(Record(id: RecordID(rawValue: id), fields: fields))
        }
      }, record: collect)
    return found.sorted { ($0.on, $0.dealer) < ($1.on, $1.dealer) }
  }

  private static func holds(_ bytes: UnsafeRawBufferPointer, _ needle: String) -> Bool {
    let needle = Array(needle.utf8)
    guard bytes.count >= needle.count else { return false }
    return (0...(bytes.count - needle.count)).contains { start in
      bytes[start..<(start + needle.count)].elementsEqual(needle)
    }
  }
}
