import Pipeline
import Synchronization

/// What screens compute from one book, once, whoever asks first: the dealers as rows, their search, the day's agenda.
/// The desk makes a new one whenever the book changes.
public final class BookLookups: Sendable {
  private struct Made {
    var index: DealerIndex?
    var gone: [DealerRow]?
    var search: DealerSearch?
    var table: RecordTable?
    var agenda: (day: Day, items: [DealerAgenda.Item])?
    var glances: (day: Day, byID: [RecordID: DealerGlance]) = (Day(number: 0), [:])
    var places: [Int]?
    var volumes: CityVolumes?
  }

  private let made = Mutex(Made())
  private let book: Book
  private let library: DeskLibrary
  /// What the screens of opportunities and of the month compute.
  public let month: MonthLookups

  public init(_ book: Book, _ library: DeskLibrary) {
    self.book = book
    self.library = library
    month = MonthLookups(book)
  }

  private func once<Value: Sendable>(_ path: WritableKeyPath<Made, Value?> & Sendable, _ make: (inout Made) -> Value) -> Value {
    made.withLock { made in
      if let value = made[keyPath: path] { return value }
      let value = make(&made)
      made[keyPath: path] = value
      return value
    }
  }

  /// All dealers but the gone ones, in the book's order.
  public var dealers: DealerIndex { once(\.index) { _ in DealerIndex(book[.dealer]) } }

  /// Dealers that were deleted or merged away.
  public var goneDealers: [DealerRow] {
    once(\.gone) { _ in DealerIndex(book[.dealer], includingGone: true).rows.filter(\.isGone) }
  }

  /// The search over `dealers`.
  public var search: DealerSearch {
    let index = dealers
    return once(\.search) { _ in DealerSearch(index, pinyin: library.pinyin, makers: library.makers) }
  }

  /// One dealer, whole.
  public func dealer(_ id: RecordID) -> Dealer? {
    let table = once(\.table) { _ in
      var table = book[.dealer]
      table.index()
      return table
    }
    return table[id].map(Dealer.init(record:))
  }

  public func agenda(on day: Day) -> [DealerAgenda.Item] {
    made.withLock { made in
      if let agenda = made.agenda, agenda.day == day { return agenda.items }
      // An untouched book needs no handbook.
      let items =
        DealerAgenda.workedOn(book[.dealer]).isEmpty
        ? []
        : DealerAgenda.items(dealers: book[.dealer], handbook: library.handbook, calendar: library.calendar, today: day)
      made.agenda = (day, items)
      return items
    }
  }

  /// Next step and days of a dealer on a day; one that nobody worked on has no days.
  public func glance(_ row: DealerRow, on day: Day) -> DealerGlance {
    let key = row.isWorkedOn ? row.id : RecordID(rawValue: "")
    let known = made.withLock { made -> DealerGlance? in
      if made.glances.day != day { made.glances = (day, [:]) }
      return made.glances.byID[key]
    }
    if let known { return known }
    let dealer = row.isWorkedOn ? dealer(row.id) : nil
    let glance = DealerGlance(
      dealer ?? Dealer(record: Record(id: key)), handbook: library.handbook, calendar: library.calendar, today: day)
    made.withLock { $0.glances.byID[key] = glance }
    return glance
  }

  /// For each dealer of `dealers` its place in the order of names by pinyin.
  public var namePlaces: [Int] {
    let index = dealers
    return once(\.places) { _ in
      let finder = library.finder
      let keys = index.rows.map { finder.sortKey($0.name) }
      let order = index.rows.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
      var places = Array(repeating: 0, count: order.count)
      for (place, row) in order.enumerated() { places[row] = place }
      return places
    }
  }

  /// The median sales volume of each city, for classing.
  public var cityVolumes: CityVolumes { once(\.volumes) { _ in CityVolumes(dealers: book[.dealer]) } }
}
