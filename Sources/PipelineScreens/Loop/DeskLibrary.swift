import Pipeline

/// The shipped data that screens read: read when somebody first asks for it, so that the first screen waits for nothing
/// that it does not show.
public struct DeskLibrary: Sendable {
  private let madeHandbook: Lazily<Handbook>
  private let madeCalendar: Lazily<HolidayCalendar>
  private let madeMakers: Lazily<MakerTable>
  private let madePinyin: Lazily<PinyinTable>
  private let madeFinder: Lazily<TextFinder>
  private let madeQuotes: Lazily<QuoteLibrary?>
  /// The names in a folder of the user's, for completing a path; empty when it cannot be read.
  public let folder: @Sendable (_ path: String) -> [FolderName]

  /// What `~` stands for; empty when nobody knows.
  public let home: String

  /// A name in a folder.
  public struct FolderName: Hashable, Sendable {
    public let name: String
    public let isFolder: Bool
    public init(_ name: String, isFolder: Bool) {
      self.name = name
      self.isFolder = isFolder
    }
  }

  public init(
    handbook: @escaping @Sendable () -> Handbook, calendar: @escaping @Sendable () -> HolidayCalendar = { HolidayCalendar() },
    makers: @escaping @Sendable () -> MakerTable = { MakerTable([]) },
    pinyin: @escaping @Sendable () -> PinyinTable = { .empty },
    quotes: @escaping @Sendable () -> QuoteLibrary? = { nil },
    folder: @escaping @Sendable (String) -> [FolderName] = { _ in [] }, home: String = ""
  ) {
    madeHandbook = Lazily(handbook)
    madeCalendar = Lazily(calendar)
    madeMakers = Lazily(makers)
    let pinyin = Lazily(pinyin)
    madePinyin = pinyin
    madeFinder = Lazily { TextFinder(pinyin.get) }
    madeQuotes = Lazily(quotes)
    self.folder = folder
    self.home = home
  }

  /// For desks whose screens read no handbook; asking it for one is the programmer's mistake.
  public static let none = DeskLibrary(handbook: { preconditionFailure("this desk has no handbook: give it a DeskLibrary") })

  /// The path with `~` written out.
  public func expanded(_ path: String) -> String {
    path == "~" || path.hasPrefix("~/") ? home + path.dropFirst() : path
  }

  public var handbook: Handbook { madeHandbook.get }
  public var calendar: HolidayCalendar { madeCalendar.get }
  public var makers: MakerTable { madeMakers.get }
  public var pinyin: PinyinTable { madePinyin.get }
  /// Tables, words and cars of the quick quote; nil when they cannot be read.
  public var quotes: QuoteLibrary? { madeQuotes.get }
  /// Whether typed words meet a text: characters, pinyin, initials.
  public var finder: TextFinder { madeFinder.get }
}
