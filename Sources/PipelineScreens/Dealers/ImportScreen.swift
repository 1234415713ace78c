import Canvas
import Pipeline

/// Chooses the files of an import: a path typed with the names of the folder below it; reading them is a job.
public struct ImportScreen: Screen {
  var chooser = PathChooser(fits: PathChooser.isList)
  var chosen: [String] = []
  var isReading = false
  /// What was wrong with the last try.
  var failure: Wording?
  var path: LineEditor { chooser.path }

  public init() {}

  public enum Message {
    case edit(Key), move(Key), complete, enter, select(Int), toggle, read, close
  }

  public var name: String { "import" }
  public func title(desk: Desk) -> Wording { Wording(zh: "导入名单", en: "Import lists") }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let busy = isReading ? Wording(zh: "正在读取", en: "still reading") : nil
    let none = busy ?? (chosen.isEmpty ? Wording(zh: "还没有选文件", en: "no file is chosen yet") : nil)
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "打开、读取", en: "open, read"), message: .enter, unavailable: busy, rank: 1, command: .line("import dealers FILE… --dry-run")),
        .moving(.tab, hint: Wording(zh: "补全", en: "complete"), message: .complete, rank: 2),
        .init(.control("t"), hint: Wording(zh: "选上/去掉", en: "choose several"), message: .toggle, rank: 3, command: .line("import dealers FILE… --dry-run")),
        .init(.control("s"), hint: Wording(zh: "读取已选", en: "read the chosen"), message: .read, unavailable: none, rank: 4, command: .line("import dealers FILE… --dry-run")),
        .moving(.escape, hint: Wording(zh: "返回", en: "back"), message: .close, rank: 5),
        .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down), rank: nil),
        .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up), rank: nil),
        .moving(.pageDown, hint: Wording(zh: "下翻", en: "page down"), message: .move(.pageDown), rank: nil),
        .moving(.pageUp, hint: Wording(zh: "上翻", en: "page up"), message: .move(.pageUp), rank: nil),
      ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) }, pointing: { _, index in .select(index) })
  }

  public mutating func refresh(desk: Desk) { chooser.look(desk) }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      failure = nil
      chooser.edit(key, desk)
    case .move(let key): chooser.move(key)
    case .complete: chooser.complete(desk)
    case .select(let index):
      if chooser.list.index == index { return update(.enter, desk: desk) }
      chooser.list.index = index
    case .enter:
      switch chooser.pick(desk) {
      case .opened: return []
      case .nothing: return [.warn(zh: "这里没有名单文件", en: "There is no list here")]
      // A path that was typed whole, with nothing of that name here, is read alone and named if it is not there.
      case .file(let file): return read(chooser.file == nil ? [file] : chosen.contains(file) ? chosen : chosen + [file], desk)
      }
    case .toggle:
      guard let file = chooser.file else { return [.warn(zh: "指着一个文件再选", en: "Point at a file first")] }
      if let place = chosen.firstIndex(of: file) { chosen.remove(at: place) } else { chosen.append(file) }
      chooser.move(.down)
    case .read: return read(chosen, desk)
    case .close: return [.close]
    }
    return []
  }

  private mutating func read(_ files: [String], _ desk: Desk) -> [Effect] {
    isReading = true
    failure = nil
    let paths = files.map(desk.library.expanded)
    let library = desk.library
    let book = desk.book
    let day = desk.today
    let mint = desk.mint
    return [
      .run(
        Job("import", title: Wording(zh: "读取 \(files.count) 个文件", en: "Reading \(files.count) files")) { progress in
          ImportScreen.plan(paths, book: book, library: library, day: day, mint: mint, progress)
        })
    ]
  }

  /// What the job gives back.
  enum Reading: Sendable {
    case plan(ImportPlan)
    case failed(ImportError)
  }

  private static func plan(
    _ paths: [String], book: Book, library: DeskLibrary, day: Day, mint: IDMint, _ progress: JobProgress
  ) -> Reading {
    do throws(ImportError) {
      var mint = mint
      let tables = try DealerImport.load(paths)
      let plan = try DealerImport(makers: library.makers, options: DealerImportOptions(day: day)).plan(
        tables, book: book, mint: &mint, progress: progress.report)
      return .plan(plan)
    } catch { return .failed(error) }
  }

  public mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    isReading = false
    switch result as? Reading {
    case .plan(let plan): return [.replace(ImportPreviewScreen(plan))]
    case .failed(let error):
      failure = Words.error(error)
      return [.fail(Words.error(error))]
    case nil: return []
    }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inside = region.inner.inset(columns: 1, rows: 0)
    let label = desk.language.pick(zh: "文件 ", en: "File ")
    let width = CellWidth.columns(of: label)
    grid.put(label, in: inside.row(0), .label)
    path.draw(
      into: &grid, in: inside.row(0).droppingLeft(width), isFocused: !isReading,
      placeholder: desk.language.pick(zh: "路径，或用箭头在下面选", en: "a path, or choose below with the arrows"))
    var top = 1
    if let failure {
      top += grid.putParagraph(String(grid.lines.cross) + " " + desk.say(failure), in: inside.droppingTop(1).top(4), .error)
    } else {
      let words = desk.language.pick(
        zh: "Excel（.xlsx）或 CSV。Enter 读取并预览，写入前逐条可看；Ctrl-T 选几个一起读。",
        en: "Excel (.xlsx) or CSV. Enter reads and shows what would change; nothing is written before. Ctrl-T chooses several.")
      top += grid.putParagraph(words, in: inside.droppingTop(1).top(2), .muted)
    }
    if !chosen.isEmpty {
      let names = chosen.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.joined(separator: " ")
      grid.put(desk.language.pick(zh: "已选 \(chosen.count)：", en: "Chosen \(chosen.count): ") + names, in: inside.row(top), .marked)
      top += 1
    }
    chooser.draw(
      into: &grid, in: inside.droppingTop(top), isFocused: !isReading, chosen: chosen,
      empty: desk.language.pick(zh: "这个文件夹里没有 .xlsx 或 .csv 文件。", en: "No .xlsx or .csv file in this folder."))
  }
}
