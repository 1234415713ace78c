import Canvas
import Pipeline

/// What every screen may read: the book as it is now, the day, who sits here and in which language. Screens never
/// change it; they ask for changes by effects.
public struct Desk: Sendable {
  public var book: Book {
    didSet {
      lookups = DealerLookups(book, library)
      months = MonthLookups(book)
    }
  }
  /// The business day.
  public var today: Day
  /// How the user is called, as the journal notes it.
  public var by: String
  public var language: Wording.Language
  /// The glyphs of frames and marks (a setting).
  public var lines: LineSet
  /// Whether a text answers a search; wiring puts pinyin in, tests may leave it plain.
  public var finder: Finder
  /// How an undo step is called.
  public var deedName: @Sendable (Deed) -> Wording

  /// The shipped data.
  public let library: DeskLibrary
  /// What was computed of the dealers, shared by all screens until one changes.
  public private(set) var lookups: DealerLookups
  /// What was computed of opportunities and months.
  public private(set) var months: MonthLookups

  private let mintSeconds: UInt64
  private let mintSalt: UInt64
  private var minted: UInt64 = 0

  /// - Parameters:
  ///   - mintSeconds: see `IDMint`.
  ///   - mintSalt: any number, random outside of tests.
  public init(
    book: Book, today: Day, by: String = "", language: Wording.Language = .zh, lines: LineSet = .unicode,
    finder: Finder = .plain, deedName: @escaping @Sendable (Deed) -> Wording = { Wording($0.verb) },
    library: DeskLibrary = .none, mintSeconds: UInt64 = 0, mintSalt: UInt64 = 0
  ) {
    self.book = book
    self.today = today
    self.by = by
    self.language = language
    self.lines = lines
    self.finder = finder
    self.deedName = deedName
    self.library = library
    lookups = DealerLookups(book, library)
    months = MonthLookups(book)
    self.mintSeconds = mintSeconds
    self.mintSalt = mintSalt
  }

  /// Makes the ids of one change: `var mint = desk.mint`. The loop moves it on whenever a change was applied.
  public var mint: IDMint { IDMint(seconds: mintSeconds, salt: mintSalt &+ minted) }

  /// Takes the ids of `change` out of the mint: no change has more of them than fields.
  mutating func spend(on change: Change) {
    minted &+= change.edits.reduce(64) { $0 &+ UInt64($1.fields.count) &+ 1 }
  }

  /// Takes the book to which a change led. What was computed of dealers stays where none of them changed, what was
  /// computed of customers follows the change; unless somebody else's edits came with it.
  mutating func take(_ book: Book, after edits: [RecordEdit]) {
    let (before, dealers) = (months, lookups)
    let sawAll = book.revision == self.book.revision + edits.count
    self.book = book
    guard sawAll else { return }
    months.follow(before, edits)
    if !edits.contains(where: { $0.kind == .dealer }) { lookups = dealers }
  }

  /// The SOP as data.
  public var handbook: Handbook { library.handbook }
  public var calendar: HolidayCalendar { library.calendar }
  public var makers: MakerTable { library.makers }

  /// The phrase in the desk's language.
  public func say(_ phrase: Phrase) -> String { language == .zh ? phrase.zh : phrase.en }
  public func say(_ wording: Wording) -> String { wording(language) }
}

extension Phrase {
  /// A phrase of the data as words of the screen.
  public var wording: Wording { Wording(zh: zh, en: en) }
}

/// How typed text finds things: by their characters, and by pinyin where wiring brings the table.
public struct Finder: Sendable {
  /// Whether `text` answers `query`. An empty query finds everything.
  public let matches: @Sendable (_ query: String, _ text: String) -> Bool

  public init(matches: @escaping @Sendable (_ query: String, _ text: String) -> Bool) { self.matches = matches }

  /// Every word of the query stands somewhere in the text, whatever the case.
  public static let plain = Finder { query, text in
    let text = text.lowercased()
    return query.lowercased().split(separator: " ").allSatisfy { Finder.holds(Array(text.utf8), Array($0.utf8)) }
  }

  static func holds(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard part.count <= text.count else { return false }
    guard let first = part.first else { return true }
    for start in 0...(text.count - part.count) where text[start] == first {
      if text[start..<(start + part.count)].elementsEqual(part) { return true }
    }
    return false
  }
}
