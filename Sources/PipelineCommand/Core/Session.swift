import Canvas
import Glibc
import Pipeline
import PipelineResources
import PipelineScreens
import Vault

/// One run of the program: who asks, on which day, in which language, on which book. The book, the handbook and the
/// other tables are opened when a command first asks for them, so that a short answer costs little.
final class Session {
  let language: Wording.Language
  let today: Day
  let json: Bool
  /// `--today` or `CHESHANG_TODAY` set the day; else midnight turns it.
  let isDayGiven: Bool
  /// `--no-color`
  let noColour: Bool
  /// The book's folder, whether it is there or not; the demonstration's once that is made.
  private(set) var folder: String
  let user: String
  /// Where the passphrase of an encrypted book comes from.
  let passphrases: PassphraseSource
  /// The key of an encrypted book, once its passphrase was given.
  var key: BookKey?
  /// What the process that must wait is told.
  private let command: String
  private var opened: BookStore?
  private var openedHandbook: Handbook?
  private var openedCalendar: HolidayCalendar?
  private var openedMakers: MakerTable?
  private var openedMint: IDMint?

  init(_ globals: Globals, arguments: [String] = CommandLine.arguments) throws {
    language = try Session.language(globals)
    let given = globals.today ?? Wiring.environment("CHESHANG_TODAY")
    isDayGiven = given != nil
    noColour = globals.noColor
    if let given {
      guard let day = Day(given) else {
        throw CommandFailure.usage(
          "bad-today", ["given": .string(given)],
          zh: "业务日期要写成 YYYY-MM-DD 且确有其日，给的是 \(Words.plain(given))。",
          en: "The business day is written YYYY-MM-DD, a day that exists; given was \(Words.plain(given)).")
      }
      today = day
    } else {
      today = Wiring.calendarDay()
    }
    json = globals.json
    folder = globals.book ?? Wiring.environment("CHESHANG_BOOK") ?? Wiring.defaultBookFolder()
    user = Wiring.user()
    passphrases = PassphraseSource(
      file: globals.passphraseFile ?? Wiring.environment("CHESHANG_PASSPHRASE_FILE"), language: language)
    command = Session.publicCommand(Globals.hoisted(Array(arguments.dropFirst()))[...])
  }

  /// The command's own words, without what it was told: the lock file is no place for a customer's name.
  static func publicCommand(_ arguments: ArraySlice<String>) -> String {
    let words = arguments.prefix { $0.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x2D } && !$0.hasPrefix("-") }
    return (["cheshang"] + words.prefix(2)).joined(separator: " ")
  }

  /// `--lang`, `CHESHANG_LANG`, else the locale; one that is neither Chinese nor English means Chinese.
  static func language(_ globals: Globals) throws -> Wording.Language {
    if let given = globals.lang ?? Wiring.environment("CHESHANG_LANG") {
      guard let language = Wording.Language(rawValue: given.lowercased()) else {
        throw CommandFailure.usage(
          "bad-lang", ["given": .string(given)],
          zh: "语言只有 zh 和 en，给的是 \(Words.plain(given))。", en: "The language is zh or en; given was \(Words.plain(given)).")
      }
      return language
    }
    return localeLanguage()
  }

  static func localeLanguage() -> Wording.Language {
    let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(Wiring.environment).first ?? ""
    return locale.hasPrefix("en") ? .en : .zh
  }

  func say(_ zh: String, _ en: String) -> String { language.pick(zh: zh, en: en) }
  func say(_ wording: Wording) -> String { wording(language) }
  func say(_ phrase: Phrase) -> String { language.pick(zh: phrase.zh, en: phrase.en) }

  // MARK: The book

  var context: StoreContext {
    var context = StoreContext.current(command: command)
    context.backups = .standard
    context.key = key
    return context
  }

  /// The book, opened at the first call.
  func store() throws -> BookStore {
    if let opened { return opened }
    let store = try openBook()
    for finding in store.findings where finding.severity == .problem && !json {
      Output.note(say("注意：", "note: ") + say(Words.finding(finding, isChecked: false)))
    }
    opened = store
    return store
  }

  /// From here on this is the book: whatever opens it by its folder finds the same.
  func use(_ store: BookStore) {
    opened = store
    folder = store.path
  }

  /// Writes a change. Nil when the book held all of it already.
  @discardableResult
  func commit(_ change: Change) throws -> Transaction? {
    if change.isEmpty { return nil }
    let store = try store()
    let written = try store.commit(change, day: today, by: user)
    if let failure = store.checkpointFailure, !json {
      Output.note(say("提示：", "note: ") + say(StoreWords.checkpoint(failure)))
    }
    return written
  }

  // MARK: What commands look things up in

  /// The handbook, a branch's own files (`sop/` in the book) before the shipped ones.
  func handbook() throws -> Handbook {
    if let openedHandbook { return openedHandbook }
    var parts: [HandbookPart: [UInt8]] = [:]
    let own = ResourceShelf(folder: folder)
    for part in HandbookPart.allCases {
      let item = ResourceShelf.Item.handbook(part.file)
      if let bytes = try? own.bytes(item) { parts[part] = bytes } else { parts[part] = try Wiring.resources.bytes(item) }
    }
    let handbook = try Handbook(parts: parts)
    openedHandbook = handbook
    return handbook
  }

  /// The handbook if it was read already: for words about an error, which must not fail themselves.
  var handbookAtHand: Handbook? { openedHandbook }

  /// Working days: the shipped years, then those of `sop/holidays.json` in the book.
  func calendar() throws -> HolidayCalendar {
    if let openedCalendar { return openedCalendar }
    var calendar = try HolidayCalendar(files: [Wiring.resources.bytes(.holidays)])
    if let own = try? ResourceShelf(folder: folder).bytes(.handbook("holidays.json")) { try calendar.add(own) }
    openedCalendar = calendar
    return calendar
  }

  func makers() throws -> MakerTable {
    if let openedMakers { return openedMakers }
    let makers = try MakerTable(csv: Wiring.resources.bytes(.makers))
    openedMakers = makers
    return makers
  }

  func pinyin() throws -> PinyinTable { PinyinTable(tsv: try Wiring.resources.bytes(.pinyin)) }

  /// Lends the mint of new ids and keeps what was used of it.
  func minting<T>(_ body: (inout IDMint) throws -> T) rethrows -> T {
    var mint = openedMint ?? Wiring.mint()
    defer { openedMint = mint }
    return try body(&mint)
  }
}
