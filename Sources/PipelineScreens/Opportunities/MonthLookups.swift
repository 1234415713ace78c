import Pipeline
import Synchronization

/// What the screens of opportunities and of the month compute from one book, once, whoever asks first. After a change of
/// the screens themselves the indices follow its edits; any other new book is read anew.
public final class MonthLookups: Sendable {
  /// A value that is there, that lacks some edits, or that nobody asked for yet.
  private enum Kept<Value: Sendable>: Sendable {
    case nothing
    case behind(Value, [RecordEdit])
    case ready(Value)

    func following(_ edits: [RecordEdit]) -> Kept {
      switch self {
      case .nothing: .nothing
      // A whole import is read anew sooner than followed.
      case .behind(let value, let before):
        before.count + edits.count > 400 ? .nothing : .behind(value, before + edits)
      case .ready(let value): edits.count > 400 ? .nothing : .behind(value, edits)
      }
    }
  }

  private struct Made {
    var customers = Kept<CustomerBook>.nothing
    var rows = Kept<[OpportunityRow]>.nothing
    var reviews: [SalesMonth: (day: Day, review: MonthReview)] = [:]
    /// Reviews of the book before, and what was touched since.
    var earlier: [SalesMonth: (review: MonthReview, touched: Set<RecordID>)] = [:]
    var today: (day: Day, items: [OpportunityToday])?
    var targets: (day: Day, by: String, stands: [TargetStand])?
    var names: [RecordID: String] = [:]
  }

  private let made = Mutex(Made())
  private let book: Book

  public init(_ book: Book) { self.book = book }

  /// Takes over what `previous` had made; `edits` led from its book to this one.
  func follow(_ previous: MonthLookups, _ edits: [RecordEdit]) {
    let touched = Set(edits.map(\.id))
    let (customers, rows, earlier) = previous.made.withLock { made in
      // What is handed over is not needed there any more: it stays unshared and is changed in place.
      defer {
        made.customers = .nothing
        made.rows = .nothing
      }
      var earlier = made.earlier.mapValues { (review: $0.review, touched: $0.touched.union(touched)) }
      for (month, kept) in made.reviews { earlier[month] = (kept.review, touched) }
      return (made.customers.following(edits), made.rows.following(edits), edits.count > 400 ? [:] : earlier)
    }
    made.withLock { made in
      made.earlier = earlier
      made.customers = customers
      made.rows = rows
    }
  }

  private static func customers(_ made: inout Made, _ book: Book) -> CustomerBook {
    let kept = made.customers
    made.customers = .nothing
    var customers: CustomerBook
    switch kept {
    case .ready(let ready): customers = ready
    case .nothing: customers = CustomerBook(book)
    case .behind(let old, let edits):
      customers = old
      customers.apply(edits)
    }
    made.customers = .ready(customers)
    return customers
  }

  /// The book with the indices of the month; every deed is asked of it.
  public var customers: CustomerBook {
    made.withLock { MonthLookups.customers(&$0, book) }
  }

  /// Every opportunity that was not deleted.
  public var rows: [OpportunityRow] {
    made.withLock { made in
      let kept = made.rows
      made.rows = .nothing
      var rows: [OpportunityRow]
      switch kept {
      case .ready(let ready): rows = ready
      case .nothing: rows = OpportunityRow.all(in: book)
      case .behind(let old, let edits):
        rows = old
        let touched = Set(edits.filter { $0.kind == .opportunity }.map(\.id))
        if !touched.isEmpty {
          let customers = MonthLookups.customers(&made, book)
          for id in touched {
            let place = rows.firstIndex { $0.id == id }
            let row = customers.opportunity(id).map { OpportunityRow($0) }
            switch (place, row) {
            case (let place?, let row?): rows[place] = row
            case (let place?, nil): rows.remove(at: place)
            case (nil, let row?): rows.append(row)
            case (nil, nil): break
            }
          }
        }
      }
      made.rows = .ready(rows)
      return rows
    }
  }

  public func review(_ month: SalesMonth, today: Day) -> MonthReview {
    made.withLock { made in
      if let kept = made.reviews[month], kept.day == today { return kept.review }
      let earlier = made.earlier.removeValue(forKey: month)
      let review = MonthReview(
        month, in: MonthLookups.customers(&made, book), today: today, following: earlier?.review, touched: earlier?.touched ?? [])
      made.reviews[month] = (today, review)
      return review
    }
  }

  /// What wants somebody today.
  public func todayItems(_ today: Day) -> [OpportunityToday] {
    let rows = self.rows
    return made.withLock { made in
      if let kept = made.today, kept.day == today { return kept.items }
      let items = OpportunityToday.all(in: MonthLookups.customers(&made, book), rows: rows, today: today)
      made.today = (today, items)
      return items
    }
  }

  /// Where a person's targets stand.
  public func targets(_ today: Day, by person: String) -> [TargetStand] {
    made.withLock { made in
      if let kept = made.targets, kept.day == today, kept.by == person { return kept.stands }
      let stands = TargetStand.all(
        on: today, by: person.isEmpty ? nil : person, in: book, settings: MonthLookups.customers(&made, book).settings)
      made.targets = (today, person, stands)
      return stands
    }
  }

  /// The name of a dealer; its id when it has none.
  public func dealerName(_ id: RecordID?) -> String {
    guard let id else { return "" }
    return made.withLock { made in
      if let name = made.names[id] { return name }
      let name = MonthLookups.customers(&made, book).book.record(.dealer, id)?["name"]?.string ?? id.rawValue
      made.names[id] = name
      return name
    }
  }
}

extension Desk {
  var customers: CustomerBook { months.customers }
  /// Who acts and when.
  var stamp: WorkStamp { WorkStamp(on: today, by: by) }

  func opportunity(_ id: RecordID) -> Opportunity? { customers.opportunity(id) }
}
