import Canvas
import Glibc
import Pipeline
import PipelineResources
import PipelineScreens
import Terminal

/// The screens on an open book, in the terminal, until the user leaves.
struct ScreenSession: Sendable {
  /// The business day, when `--today` sets it; nil: by the clock, and midnight turns the page.
  let fixedDay: Day?
  let language: Wording.Language
  let by: String
  let noColour: Bool
  /// The branch's own or the shipped one.
  let handbook: Handbook
  let calendar: HolidayCalendar
  /// The dealer to begin with; nil: Today.
  var dealer: RecordID?

  /// The main screens, behind the keys 1 to 6.
  static let mains: [MainScreen] = [
    MainScreen(Wording(zh: "今日", en: "Today")) { _ in TodayScreen(providers: [.dealers, .opportunities]) },
    MainScreen(Wording(zh: "车商", en: "Dealers")) { _ in DealersScreen() },
    MainScreen(Wording(zh: "商机", en: "Opportunities")) { _ in OpportunitiesScreen() },
    MainScreen(Wording(zh: "检视", en: "Review")) { _ in ReviewScreen() },
    MainScreen(Wording(zh: "报价", en: "Quote")) { _ in QuoteScreen() },
    MainScreen(Wording(zh: "报表", en: "Reports")) { _ in ReportsScreen() },
  ]

  /// What can be started from everywhere by the palette.
  static let actions: [Action] = DealersScreen.actions + OpportunitiesScreen.actions + ReviewScreen.actions + PartnersScreen.actions

  /// Opens the terminal and stays there.
  /// - Throws: `TerminalError` when this is no terminal for screens.
  @MainActor
  func run(on keeper: StoreKeeper) throws -> CursesTerminal.Ending {
    let library = self.library
    let handbook = self.handbook
    let watched = keeper.watch()
    let notice = StoreWords.opening(keeper.findings, isReadOnly: keeper.isReadOnly)
    var options = CursesTerminal.Options(noColour: noColour)
    if let watched { options.watching = [watched] } else { options.tick = 2_000 }
    let finder = Finder { query, text in
      query.isEmpty || Finder.plain.matches(query, text) || library.finder.matches(query, text)
    }
    let now = Wiring.wallMilliseconds() / 1000 - 1_577_836_800
    let desk = Desk(
      book: keeper.book, today: fixedDay ?? Wiring.calendarDay(), by: by, language: language, lines: ScreenSession.lines,
      finder: finder, deedName: { Words.undoName($0, handbook: handbook) }, library: library, mintSeconds: UInt64(max(0, now)),
      mintSalt: UInt64.random(in: 0...UInt64(UInt32.max)))
    let clock: (@Sendable () -> Day)? = fixedDay == nil ? { @Sendable () -> Day in Wiring.calendarDay() } : nil
    let begin: [Effect] = (dealer.map { [Effect.open(DossierScreen(dealer: $0))] } ?? []) + (notice.map { [Effect.notice($0)] } ?? [])
    return try CursesTerminal.run(options) { terminal in
      let waker = terminal.waker
      var loop = Loop(
        desk: desk, keeper: keeper.keeper, mains: ScreenSession.mains, actions: ScreenSession.actions,
        jobs: .beside(wake: { waker.wake() }), today: clock,
        drain: { keeper.drain($0) })
      loop.begin(with: begin)
      if watched == nil { loop.refreshesOnTick = true }
      return terminal.drive(&loop)
    }
  }

  /// `CHESHANG_LINES=ascii`: frames and marks that every terminal draws one column wide.
  private static var lines: LineSet { Wiring.environment("CHESHANG_LINES") == "ascii" ? .ascii : .unicode }

  /// The shipped data; pinyin and makers are read when somebody asks for them.
  private var library: DeskLibrary {
    let (handbook, calendar) = (handbook, calendar)
    let shelf = Wiring.resources
    return DeskLibrary(
      handbook: { handbook }, calendar: { calendar },
      makers: { (try? shelf.bytes(.makers)).flatMap { try? MakerTable(csv: $0) } ?? MakerTable([]) },
      pinyin: { (try? shelf.bytes(.pinyin)).map { PinyinTable(tsv: $0) } ?? .empty },
      quotes: { QuoteSession.library() },
      folder: { FolderNames.list($0) }, home: Wiring.environment("HOME") ?? "~")
  }
}
