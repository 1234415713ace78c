import Canvas
import Pipeline

/// Brings a branch's own file into the book: a list of vehicles or a booklet, from xlsx or csv. The file is read beside
/// the loop; nothing is written before it was read whole.
struct BranchImportScreen: Screen {
  var form: FormPart
  var fault: Wording?
  /// Names in the folder that fit what is typed; the first is what Tab completes to.
  private var names: [DeskLibrary.FolderName] = []
  private var isReading = false

  init(_ language: Wording.Language) { form = BranchImportScreen.form([:], language) }

  enum Message { case form(Key), complete, focus(Int), done, cancel }

  private static func form(_ values: [String: String], _ language: Wording.Language) -> FormPart {
    func say(_ zh: String, _ en: String) -> String { language.pick(zh: zh, en: en) }
    let isBooklet = values["kind"] == "booklet"
    var fields = [
      FormField(
        "kind", label: say("内容", "What"),
        .choice([.init("list", say("车型表", "list of vehicles")), .init("booklet", say("报价手册", "booklet"))])),
      FormField("file", label: say("文件", "File"), required: true, placeholder: say("xlsx 或 csv 的路径", "path of an xlsx or csv")),
      FormField("name", label: say("名称", "Name"), placeholder: say("按文件", "as the file says")),
    ]
    if isBooklet {
      fields.append(FormField("validTo", label: say("有效期至", "Valid to"), placeholder: say("按文件", "as the file says")))
    } else {
      fields.append(FormField("dated", label: say("表的日期", "Dated"), placeholder: say("按文件，否则今天", "as the file says, else today")))
    }
    var values = values
    if values["kind"]?.isEmpty ?? true { values["kind"] = "list" }
    return FormPart("import", fields: fields, values: values)
  }

  var name: String { "quote-import" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "导入本机构的表", en: "Import the branch's own") }

  func keys(desk: Desk) -> KeyTable<Message> {
    let command = form["kind"] == "booklet" ? "quote booklet import FILE" : "quote vehicles import FILE"
    let busy = isReading ? Wording(zh: "正在读取", en: "still reading") : nil
    return KeyTable(
      [
        .init(.enter, .control("s"), hint: Wording(zh: "导入", en: "import"), message: .done, unavailable: busy, rank: 1, command: .line(command)),
        .moving(.tab, hint: Wording(zh: "补全、下一项", en: "complete, next"), message: .complete, rank: 2),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel, rank: 3),
      ] + FormPart.bindings(Message.form).filter { !$0.keys.contains(.enter) && !$0.keys.contains(.tab) }, typing: { .form(.paste($0)) },
      pointing: { _, index in .focus(index) })
  }

  mutating func refresh(desk: Desk) { look(desk) }

  private mutating func look(_ desk: Desk) {
    names = []
    guard form.focused?.id == "file" else { return }
    // The name that is there already completes nothing.
    names = PathChooser.names(for: form["file"], fits: PathChooser.isList, desk).filter { !form["file"].hasSuffix("/" + $0.name) && $0.name != form["file"] }
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key):
      let outcome = form.press(key)
      fault = nil
      if case .edited("kind") = outcome {
        let focus = form.focused?.id
        form = BranchImportScreen.form(form.values, desk.language)
        if let focus { form.focus(on: focus) }
      }
      look(desk)
    case .complete:
      if form.focused?.id == "file", let first = names.first {
        form["file"] = PathChooser.folder(of: form["file"]) + first.name + (first.isFolder ? "/" : "")
      } else {
        _ = form.press(.down)
      }
      look(desk)
    case .focus(let index):
      form.focus(index: index)
      look(desk)
    case .cancel: return [.close]
    case .done: return read(desk)
    }
    return []
  }

  private enum Reading: Sendable {
    case list(VehicleList, file: String)
    case booklet(Booklet)
    case failed(Wording)
  }

  private mutating func read(_ desk: Desk) -> [Effect] {
    guard let library = desk.library.quotes else { return [] }
    guard !form["file"].isEmpty else {
      form.focus(on: "file")
      fault = Wording(zh: "请写文件的路径", en: "Give the path of the file")
      look(desk)
      return []
    }
    let isBooklet = form["kind"] == "booklet"
    let (path, name) = (desk.library.expanded(form["file"]), form["name"])
    let dayField = isBooklet ? "validTo" : "dated"
    var day: Day?
    if !form[dayField].isEmpty {
      day = Day(form[dayField])
      guard day != nil else {
        form.focus(on: dayField)
        fault = Wording(zh: "日期要写成 YYYY-MM-DD 且确有其日", en: "A day is written YYYY-MM-DD, a day that exists")
        return []
      }
    }
    isReading = true
    return [
      .run(Job("quote-import", title: Wording(zh: "读取文件", en: "Reading the file")) { [day] _ in
        do {
          if !isBooklet {
            let read = try VehicleListFile.read(path, name: name, dated: day)
            return Reading.list(read.list, file: read.file)
          }
          let file = path.split(separator: "/").last.map(String.init) ?? path
          var booklet = try BookletReader.read(SpreadsheetReader().texts(path: path), file: file, rules: library.tables.covers)
          if !name.isEmpty { booklet.name = name }
          if let day { booklet.validTo = day }
          return Reading.booklet(booklet)
        } catch let error as QuoteError {
          return Reading.failed(library.wording(error))
        } catch let error as ImportError {
          return Reading.failed(Words.error(error))
        } catch { return Reading.failed(Wording(zh: "读不了这个文件", en: "This file cannot be read")) }
      })
    ]
  }

  mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    isReading = false
    guard let reading = result as? Reading, let library = desk.library.quotes else { return [] }
    let branch = QuoteBranch(desk.book, tables: library.tables)
    var mint = desk.mint
    switch reading {
    case .failed(let wording):
      fault = wording
      return []
    case .booklet(let booklet):
      if let from = booklet.validFrom, let to = booklet.validTo, to < from {
        fault = Wording(zh: "有效期至 \(to) 早于有效期自 \(from)", en: "Valid to \(to) lies before valid from \(from)")
        return []
      }
      let change = branch.change(keeping: booklet, id: mint.next("b"), on: desk.today)
      return kept(change, booklet.name, Wording(zh: "\(booklet.rows.count) 行", en: "\(booklet.rows.count) rows"))
    case .list(let list, let file):
      do throws(QuoteError) {
        let change = try branch.change(keeping: list, id: mint.next("v"), file: file, on: desk.today)
        let left = list.rejected.count
        let size = Wording(zh: "\(list.rows.count) 个车系", en: "\(list.rows.count) series")
        let rest = left == 0 ? Wording("") : Wording(zh: "，\(left) 行读不出", en: ", left out: \(left)")
        return kept(change, list.name, size + rest)
      } catch {
        fault = library.wording(error)
        return []
      }
    }
  }

  private func kept(_ change: Change, _ name: String, _ size: Wording) -> [Effect] {
    let name = Words.plain(name)
    if change.isEmpty { return [.close, .done(zh: "“\(name)”已在档案里，内容相同", en: "\"\(name)\" is in the book as it is")] }
    return [.apply(change), .close, .done(zh: "已导入“\(name)”：\(size.zh)（u 撤销）", en: "Imported \"\(name)\": \(size.en) (u undoes)")]
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let width = min(76, grid.content.width - 8)
    let rows = form.rows(width: width)
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(desk.say(title(desk: desk)), .title), width: width, height: min(rows + 5, grid.content.height - 2))
    let below = inside.droppingTop(rows).droppingBottom(1)
    if let fault {
      grid.putParagraph(String(grid.lines.cross) + " " + desk.say(fault), in: below, .error)
    } else if !names.isEmpty {
      let text = names.prefix(12).map { Words.plain($0.name) + ($0.isFolder ? "/" : "") }.joined(separator: "  ")
      grid.putParagraph("Tab " + text, in: below.top(2), .muted)
    }
    DialogPart.buttons(
      [(.enter, desk.language.pick(zh: "导入", en: "import")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))], into: &grid, in: inside.bottom(1))
    form.draw(into: &grid, in: inside.top(rows))
  }
}
