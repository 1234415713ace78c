import Pipeline
import Synchronization

/// What screens compute from the dealers of one book, once, whoever asks first: their rows, their search, the day's agenda.
/// The desk makes a new one whenever a dealer changes. Every part has a lock of its own: who needs one does not wait for
/// another that is being made beside the loop.
public final class DealerLookups: Sendable {
  private let index: Lazily<DealerIndex>
  private let gone: Lazily<[DealerRow]>
  private let finding: Lazily<DealerSearch>
  private let table: Lazily<RecordTable>
  private let volumes: Lazily<CityVolumes>
  private let owned: Lazily<Bool>
  private let ranks: [DealerText: Lazily<[Int?]>]
  private let agendas = Mutex<(day: Day, items: [DealerAgenda.Item])?>(nil)
  private let glances = Mutex<(day: Day, byID: [RecordID: DealerGlance])>((Day(number: 0), [:]))

  private let book: Book
  private let library: DeskLibrary
  private let isPrepared = Mutex(false)

  /// The texts of a dealer that lists are ordered by.
  public enum DealerText: CaseIterable, Sendable {
    case name, brand, city, owner

    fileprivate func text(of row: DealerRow) -> String? {
      switch self {
      case .name: row.name
      case .brand: row.brands.first
      case .city: row.city
      case .owner: row.owner
      }
    }
  }

  public init(_ book: Book, _ library: DeskLibrary) {
    self.book = book
    self.library = library
    let index = Lazily { DealerIndex(book[.dealer]) }
    self.index = index
    gone = Lazily { DealerIndex(book[.dealer], includingGone: true).rows.filter(\.isGone) }
    finding = Lazily { DealerSearch(index.get, pinyin: library.pinyin, makers: library.makers) }
    table = Lazily {
      var table = book[.dealer]
      table.index()
      return table
    }
    volumes = Lazily { CityVolumes(dealers: book[.dealer]) }
    owned = Lazily { index.get.rows.contains { $0.owner != nil } }
    ranks = Dictionary(
      uniqueKeysWithValues: DealerText.allCases.map { text in
        (text, Lazily { DealerLookups.ranks(index.get.rows.map(text.text), library.finder) })
      })
  }

  /// True the first time only: whoever gets it sees to `warm`.
  func beginsWarming() -> Bool {
    isPrepared.withLock { isPrepared in
      defer { isPrepared = true }
      return !isPrepared
    }
  }

  /// Makes what the next keys are likely to ask for. Called beside the loop, after a frame is on the screen, so that
  /// neither the first opening of a list nor the first key of a filter has to wait for it.
  public func warm() {
    // A book without dealers asks for none of it.
    guard !dealers.rows.isEmpty else { return }
    _ = library.handbook
    _ = library.calendar
    _ = table.get
    _ = search
    for text in DealerText.allCases { _ = ranks(of: text) }
  }

  /// All dealers but the gone ones, in the book's order.
  public var dealers: DealerIndex { index.get }

  /// Whether any of them has an owner.
  public var hasOwners: Bool { owned.get }

  /// Dealers that were deleted or merged away.
  public var goneDealers: [DealerRow] { gone.get }

  /// The search over `dealers`.
  public var search: DealerSearch { finding.get }

  /// One dealer, whole.
  public func dealer(_ id: RecordID) -> Dealer? { table.get[id].map(Dealer.init(record:)) }

  public func agenda(on day: Day) -> [DealerAgenda.Item] {
    agendas.withLock { made in
      if let made, made.day == day { return made.items }
      // An untouched book needs no handbook.
      let items =
        DealerAgenda.workedOn(book[.dealer]).isEmpty
        ? []
        : DealerAgenda.items(dealers: book[.dealer], handbook: library.handbook, calendar: library.calendar, today: day)
      made = (day, items)
      return items
    }
  }

  /// Next step and days of a dealer on a day; one that nobody worked on has no days.
  public func glance(_ row: DealerRow, on day: Day) -> DealerGlance {
    let key = row.isWorkedOn ? row.id : RecordID(rawValue: "")
    let known = glances.withLock { made -> DealerGlance? in
      if made.day != day { made = (day, [:]) }
      return made.byID[key]
    }
    if let known { return known }
    let dealer = row.isWorkedOn ? dealer(row.id) : nil
    let glance = DealerGlance(
      dealer ?? Dealer(record: Record(id: key)), handbook: library.handbook, calendar: library.calendar, today: day)
    glances.withLock { if $0.day == day { $0.byID[key] = glance } }
    return glance
  }

  /// For each dealer of `dealers` the place of its text in the order by pinyin; nil: it has none.
  public func ranks(of text: DealerText) -> [Int?] { ranks[text]?.get ?? [] }

  /// Texts as numbers in the order of their pinyin: each different text is looked at once.
  private static func ranks(_ texts: [String?], _ finder: TextFinder) -> [Int?] {
    let different = Set(texts.compactMap { $0 }).map { (text: $0, key: finder.sortKey($0)) }
      .sorted { ($0.key, $0.text) < ($1.key, $1.text) }
    let places = Dictionary(different.enumerated().map { ($1.text, $0) }, uniquingKeysWith: { a, _ in a })
    return texts.map { $0.flatMap { places[$0] } }
  }

  /// The median sales volume of each city, for classing.
  public var cityVolumes: CityVolumes { volumes.get }
}
