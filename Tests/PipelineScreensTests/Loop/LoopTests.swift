import Canvas
import Pipeline
import Synchronization
import Testing

@testable import PipelineScreens

@Suite struct LoopTests {
  private func walk(columns: Int = 80, rows: Int = 24, language: Wording.Language = .zh) -> Walk {
    Walk(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!, by: "王芳", language: language),
      mains: [
        MainScreen(Wording(zh: "今日", en: "Today")) { _ in SampleScreen() },
        MainScreen(Wording(zh: "车商", en: "Dealers")) { _ in SampleScreen() },
      ],
      actions: [
        Action(Wording(zh: "导入车商名单", en: "Import dealer lists"), command: .line("import dealers FILE…")) { _ in
          [.notice(Notice(Wording(zh: "导入", en: "import")))]
        }
      ], columns: columns, rows: rows)
  }

  @Test(arguments: [(60, 16), (80, 24), (120, 40), (200, 60)], Wording.Language.allCases)
  func theMainScreenFitsEverySize(size: (Int, Int), language: Wording.Language) {
    expectScreen(
      walk(columns: size.0, rows: size.1, language: language), named: "sample-\(size.0)x\(size.1)-\(language)")
  }

  @Test func everyScreenOfTheWalkFits() {
    var walk = walk()
    expectFitsEverySize(walk)
    walk.type(":")
    expectFitsEverySize(walk)
    walk.type(.escape, "?")
    expectFitsEverySize(walk)
    walk.type(.escape, .enter)
    expectFitsEverySize(walk)
  }

  @Test func aBrokenFrameIsFound() {
    var grid = CellGrid(width: 20, height: 6)
    grid.box(grid.bounds, title: "长春")
    #expect(brokenFrames(grid).isEmpty)
    grid.put("吉利", x: 17, y: 3)
    #expect(brokenFrames(grid) == ["frame at 19,0 is broken in row 3"])
  }

  @Test func aFormIsFilledInAndSavedAndUndoneByName() {
    var walk = walk()
    walk.type(.enter, .control("s"))
    #expect(walk.notice == "还缺：基准手续费率")
    walk.type(.down, "18", .control("s"))
    #expect(walk.grid.cursor == Place(19, 3))
    expectScreen(walk, named: "sample-form-error")
    walk.type(" %", .up, "（东店）", .control("s"))
    #expect(walk.screens == ["sample"])
    #expect(walk.notice == "已保存")
    let name = "长春吉利通达汽车销售服务有限公司"
    #expect(walk.book[.dealer].records[0]["name"] == .string(name + "（东店）"))
    walk.type("u")
    #expect(walk.notice == "已撤销：dealer.edit")
    #expect(walk.book == .sample)
    walk.type(.control("r"))
    #expect(walk.book[.dealer].records[0]["name"] == .string(name + "（东店）"))
    walk.type("u", "u")
    #expect(walk.notice == "没有可撤销的操作")
  }

  @Test func lettersOfTheGlobalKeysAreTextWhileTyping() {
    var walk = walk()
    walk.type("/", "Qu?:1")
    #expect(walk.front(SampleScreen.self)?.filter.text == "Qu?:1")
    #expect(!walk.loop.isOver)
    walk.type(.escape, "/", "BYD", .enter)
    #expect(walk.text.contains("1/1"))
  }

  @Test func aBurstOfTypedTextIsOneMessage() {
    var walk = walk()
    walk.burst([.character("/")] + "吉利 abc".map(Key.character) + [.enter])
    #expect(walk.front(SampleScreen.self)?.filter.text == "吉利 abc")
    #expect(walk.front(SampleScreen.self)?.isFiltering == false)
  }

  @Test func idsOfTwoChangesNeverMeet() {
    var walk = walk()
    walk.type("m", "m", "m")
    #expect(walk.book[.dealer].records[0].entries(of: "visits").count == 3)
  }

  @Test func aRefusedChangeKeepsTheScreenAndSaysWhy() {
    let refusal = BookKeeper.Refusal(Wording(zh: "磁盘已满", en: "disk full"))
    let keeper = BookKeeper(
      commit: { _, _ throws(BookKeeper.Refusal) in throw refusal },
      undo: { _, _ throws(BookKeeper.Refusal) in .asks(Wording(zh: "李四改过城市，仍要撤销？", en: "changed")) },
      redo: { _, _ throws(BookKeeper.Refusal) in .nothing })
    var walk = Walk(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!), mains: [MainScreen(Wording("A")) { _ in SampleScreen() }],
      keeper: keeper)
    walk.type(.enter, .down, "18%", .up, "x", .control("s"))
    #expect(walk.notice == "磁盘已满")
    #expect(walk.screens == ["sample", "sample-form"])
    walk.type(.escape, "u")
    #expect(walk.screens == ["sample", "confirm"])
    expectScreen(walk, named: "confirm")
    walk.type("Q")
    #expect(!walk.loop.isOver)
    walk.type("y")
    #expect(walk.lastEffects == [.close, .undoAnyway])
  }

  @Test func helpListsEveryKeyOfTheTable() {
    var walk = walk()
    walk.type("?")
    expectScreen(walk, named: "help")
    walk.type(.escape)
    #expect(walk.screens == ["sample"])
  }

  @Test func thePaletteFindsAnActionInEitherLanguageAndDoesIt() {
    var walk = walk()
    walk.type(":")
    expectScreen(walk, named: "palette")
    walk.type("import", .enter)
    #expect(walk.notice == "导入")
    walk.type(":", "打开", .enter)
    #expect(walk.screens == ["sample", "sample-form"])
  }

  @Test func everyPaletteActionNamesItsCommandOrWhyThereIsNone() {
    for entry in walk().loop.palette {
      switch entry.command {
      case .line(let line): #expect(!line.isEmpty)
      case .none(let reason): #expect(!reason.zh.isEmpty && !reason.en.isEmpty)
      }
    }
  }

  @Test func mainScreensAreAsTheUserLeftThem() {
    var walk = walk()
    walk.type("j", "j", "2", "?")
    #expect(walk.screens == ["sample", "help"])
    walk.type("1")
    #expect(walk.front(SampleScreen.self)?.table.index == 2)
    walk.type("2")
    #expect(walk.screens == ["sample", "help"])
    walk.type("2")
    #expect(walk.screens == ["sample"], "its own number leads back to the root")
    #expect(walk.loop.openMain == 1)
  }

  @Test func escapeNeverLeavesTheProgramAndQDoesAtTheLast() {
    var walk = walk()
    walk.type(.escape)
    #expect(!walk.loop.isOver)
    walk.type("q")
    #expect(walk.loop.isOver)
    var other = self.walk()
    other.type(.enter)
    other.type("Q")
    #expect(!other.loop.isOver, "Q is a letter in a form")
  }

  @Test func theMousePressesRowsAndHints() {
    var walk = walk()
    walk.click("禾美汽车")
    #expect(walk.front(SampleScreen.self)?.table.index == 2)
    walk.click("禾美汽车")
    #expect(walk.screens == ["sample", "sample-form"])
    walk.click("返回")
    #expect(walk.screens == ["sample"])
    walk.burst([.wheelDown(Place(5, 5))])
    #expect(walk.front(SampleScreen.self)?.table.index == 5)
    walk.click("2 车商")
    #expect(walk.loop.openMain == 1)
  }

  @Test func aTerminalTooSmallSaysWhatItNeedsAndKeepsTheInput() {
    var walk = walk()
    walk.type("/", "吉")
    walk.resize(59, 16)
    #expect(walk.text.contains("60×16"))
    walk.resize(3, 1)
    #expect(walk.grid.faults.isEmpty)
    walk.type("利")
    walk.resize(80, 24)
    #expect(walk.front(SampleScreen.self)?.filter.text == "吉利")
  }

  @Test func asciiLinesLeaveNoFrameGlyphBehind() {
    var desk = Desk(book: .sample, today: Day(2026, 11, 24)!, language: .en)
    desk.lines = .ascii
    var walk = Walk(desk: desk, screen: SampleScreen())
    walk.type(":")
    let glyphs = "─│┌┐└┘├▌●○◐…▲◆▇▁√›"
    let kept = walk.text.filter { glyphs.contains($0) }
    // The sample's own words hold an ellipsis; frames and marks do not.
    #expect(kept.allSatisfy { $0 == "…" })
  }

  @Test func aJobGivesItsResultToTheScreenThatStartedIt() {
    var walk = Walk(JobScreen(), book: .sample)
    walk.type("r")
    #expect(walk.front(JobScreen.self)?.result == 42)
    #expect(walk.notice == "完成")
    #expect(walk.loop.running.isEmpty)
  }

  @Test func progressStandsInTheFootLine() {
    var loop = Loop(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!), keeper: MemoryKeeper(.sample).keeper, screen: JobScreen())
    loop.press(["r"])
    loop.take(JobReport(job: "count", layer: 1, news: .progress(done: 3, of: 6)))
    let grid = loop.frame(columns: 80, rows: 24)
    #expect(grid.text(row: 23).hasPrefix(" 正在计数 ▇▇▇▇▇▇▇▇▇▇▁▁▁▁▁▁▁▁▁▁ 3/6"))
  }

  @Test func theLanguageChangesEverywhereAtOnce() {
    var walk = walk()
    walk.type(":", "English", .enter)
    #expect(walk.lastEffects == [.close, .speak(.en)])
    #expect(walk.text.contains("[1 Today]"))
    #expect(walk.text.contains("Name"))
  }

  @Test func whatOthersWroteIsSeenByEveryScreen() {
    var changed = Book.sample
    changed.apply([RecordEdit(.dealer, RecordID(rawValue: "d0000000000009"), [FieldEdit("name", was: nil, to: "沈阳新店")])]
    )
    let other = changed
    let keeper = BookKeeper(
      commit: { _, _ throws(BookKeeper.Refusal) in other },
      undo: { _, _ throws(BookKeeper.Refusal) in .nothing }, redo: { _, _ throws(BookKeeper.Refusal) in .nothing },
      refresh: { () throws(BookKeeper.Refusal) in other })
    var walk = Walk(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!), mains: [MainScreen(Wording("A")) { _ in SampleScreen() }],
      keeper: keeper)
    walk.loop.readable(0)
    #expect(walk.text.contains("沈阳新店"))
  }

  @Test func whatTheKeeperWorriesAboutIsSaidOnceBesideASavedChange() {
    let memory = MemoryKeeper(.sample).keeper
    let wrote = Mutex(false)
    let keeper = BookKeeper(
      commit: { change, day throws(BookKeeper.Refusal) in
        wrote.withLock { $0 = true }
        return try memory.commit(change, day)
      }, undo: memory.undo, redo: memory.redo,
      concern: { wrote.withLock { $0 } ? Wording(zh: "快照没有更新", en: "no snapshot") : nil })
    var walk = Walk(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!), mains: [MainScreen(Wording("A")) { _ in SampleScreen() }],
      keeper: keeper)
    walk.type(.enter, .down, "18%", .up, "x", .control("s"))
    #expect(walk.screens == ["sample"])
    #expect(walk.notice == "快照没有更新")
    walk.type("u")
    #expect(walk.notice?.hasPrefix("已撤销") == true)
  }

  @Test func aChangeOfNoDealerKeepsWhatWasComputedOfDealers() {
    let deed = Deed("opportunity.add")
    let kinds: [(RecordKind, Bool)] = [(.opportunity, true), (.dealer, false)]
    for (kind, stays) in kinds {
      var desk = Desk(book: .sample, today: Day(2026, 11, 24)!)
      let before = desk.lookups
      var record = Record(id: RecordID(rawValue: "x000000000001"))
      record["name"] = "某"
      let change = Change(deed, kind, from: Record(id: record.id), to: record)
      var book = desk.book
      book.apply(change.edits)
      desk.take(book, after: change.edits)
      #expect((desk.lookups === before) == stays)
      #expect(desk.lookups.dealers.rows.count == DealerIndex(book[.dealer]).rows.count)
    }
  }

  @Test func listsAreMadeReadyBesideTheLoopOnceABookIsShown() {
    let asked = Mutex<[@Sendable () -> Void]>([])
    let jobs = Jobs(start: { _, _ in }, take: { [] }, prepare: { work in asked.withLock { $0.append(work) } })
    let library = TestLibrary.shipped
    var loop = Loop(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!, library: library), keeper: MemoryKeeper(.sample).keeper,
      mains: [MainScreen(Wording("A")) { _ in SampleScreen() }], jobs: jobs)
    #expect(asked.withLock { $0.isEmpty })
    _ = loop.frame(columns: 80, rows: 24)
    let work = asked.withLock { $0 }
    #expect(work.count == 1)
    work.first?()
    #expect(loop.desk.lookups.ranks(of: .name).count == loop.desk.lookups.dealers.rows.count)
  }

  @Test func midnightChangesTheDay() {
    var loop = Loop(
      desk: Desk(book: .sample, today: Day(2026, 11, 24)!), keeper: MemoryKeeper(.sample).keeper,
      mains: [MainScreen(Wording("A")) { _ in SampleScreen() }], today: { Day(2026, 11, 25)! })
    loop.tick()
    #expect(loop.desk.today == Day(2026, 11, 25))
  }

  @Test func aPromptWantsAReasonBeforeItCloses() {
    var walk = Walk(JobScreen(), book: .sample)
    walk.type("p", .enter)
    #expect(walk.screens == ["job", "prompt"])
    expectScreen(walk, named: "prompt")
    walk.type("客户出差", .enter)
    #expect(walk.screens == ["job"])
    #expect(walk.lastEffects == [.close, .copy("客户出差")])
    #expect(walk.loop.takeClipboard() == "客户出差")
    #expect(walk.loop.takeClipboard() == nil)
  }
}

/// A screen that does work beside the loop and asks for a reason.
private struct JobScreen: Screen {
  var result: Int?

  enum Message { case run, ask }

  var name: String { "job" }
  func title(desk: Desk) -> Wording { Wording(zh: "计数", en: "Count") }
  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .moving("r", hint: Wording(zh: "计数", en: "count"), message: .run),
      .moving("p", hint: Wording(zh: "原因", en: "reason"), message: .ask),
    ])
  }
  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .run: [.run(Job("count", title: Wording(zh: "正在计数", en: "Counting")) { _ in 42 })]
    case .ask:
      [
        .open(
          PromptScreen(Wording(zh: "跳过", en: "Skip"), question: Wording(zh: "为什么跳过这一步？", en: "Why skip this step?")) {
            reason, _ in [.copy(reason)]
          })
      ]
    }
  }
  mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    self.result = result as? Int
    return [.done(zh: "完成", en: "Done")]
  }
  func view(desk: Desk, into grid: inout CellGrid) {}
}
