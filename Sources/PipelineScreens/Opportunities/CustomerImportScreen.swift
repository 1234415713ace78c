import Canvas
import Pipeline

/// A list of customers, or of what telesales said to them: read beside the loop, shown row by row, written as one step of
/// undo. Rows that are refused go to a file beside the list, which is named.
public struct CustomerImportScreen: Screen {
  /// What the list holds.
  public enum Kind: Sendable { case customers, telesales }

  enum Reading: Sendable {
    case plan(CustomerListPlan)
    case failed(ImportError)
    case noHeading
  }

  let kind: Kind
  var chooser = PathChooser(fits: PathChooser.isList)
  var table = TablePart("rows")
  private(set) var plan: CustomerListPlan?
  private(set) var failure: Wording?
  private var isReading = false

  public init(_ kind: Kind = .customers) { self.kind = kind }
  public enum Message { case edit(Key), point(Key), complete, read, move(Key), select(Int), apply, cancel, again }

  public var name: String { "customer-import" }
  public func title(desk: Desk) -> Wording {
    kind == .customers ? Wording(zh: "导入客户", en: "Import customers") : Wording(zh: "导入电销结果", en: "Import telesales results")
  }
  public func status(desk: Desk) -> StyledLine { plan == nil ? "" : StyledLine(desk.language.pick(zh: "尚未写入", en: "nothing written yet"), .due) }
  public mutating func refresh(desk: Desk) { if plan == nil { chooser.look(desk) } }

  private var command: String { kind == .customers ? "import opportunities FILE…" : "import telesales FILE…" }

  public func keys(desk: Desk) -> KeyTable<Message> {
    guard let plan else {
      let busy = isReading ? Wording(zh: "正在读取", en: "still reading") : nil
      return KeyTable(
        [
          .init(.enter, hint: Wording(zh: "打开、读取", en: "open, read"), message: .read, unavailable: busy, rank: 1, command: .line(command + " --dry-run")),
          .moving(.tab, hint: Wording(zh: "补全", en: "complete"), message: .complete, rank: 2),
          .moving(.escape, hint: Wording(zh: "返回", en: "back"), message: .cancel, rank: 3),
          .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .point(.down), rank: nil),
          .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .point(.up), rank: nil),
          .moving(.pageDown, hint: Wording(zh: "下翻", en: "page down"), message: .point(.pageDown), rank: nil),
          .moving(.pageUp, hint: Wording(zh: "上翻", en: "page up"), message: .point(.pageUp), rank: nil),
        ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) }, pointing: { part, index in part == "files" ? .select(index) : nil })
    }
    let nothing = plan.change.isEmpty && plan.count(.rejected) == 0 ? Wording(zh: "没有要写入的", en: "there is nothing to write") : nil
    return KeyTable(
      [
        .init(.enter, .control("s"), hint: Wording(zh: "写入", en: "write"), message: .apply, unavailable: nothing, rank: 1, command: .line(command + " --rejects FILE")),
        .moving("b", hint: Wording(zh: "换文件", en: "another file"), message: .again, rank: 2),
        .moving(.escape, "q", hint: Wording(zh: "放弃", en: "cancel"), message: .cancel, rank: 3),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "rows" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      failure = nil
      chooser.edit(key, desk)
    case .point(let key): chooser.move(key)
    case .complete: chooser.complete(desk)
    case .read:
      switch chooser.pick(desk) {
      case .opened: return []
      case .nothing: return [.warn(zh: "这里没有名单文件", en: "There is no list here")]
      case .file(let file): return read(desk.library.expanded(file), desk)
      }
    case .move(let key): table.press(key, count: plan?.rows.count ?? 0)
    case .select(let index):
      if plan != nil { table.index = index } else if chooser.list.index == index { return update(.read, desk: desk) } else { chooser.list.index = index }
    case .apply: return apply(desk)
    case .again:
      plan = nil
      chooser.look(desk)
    case .cancel: return plan == nil ? [.close] : [.close, .notice(Notice(Wording(zh: "没有写入任何东西", en: "Nothing was written")))]
    }
    return []
  }

  private func apply(_ desk: Desk) -> [Effect] {
    guard let plan else { return [] }
    let rejected = plan.count(.rejected)
    let zh = "已导入：新增 \(plan.count(.added))，更新 \(plan.count(.updated))，未变 \(plan.count(.unchanged))"
    let en = "Imported: \(plan.count(.added)) added, \(plan.count(.updated)) updated, \(plan.count(.unchanged)) unchanged"
    guard rejected > 0 else { return [.apply(plan.change), .close, .done(zh: zh + "。u 撤销", en: en + ". u undoes")] }
    // The rejects are written first: a file too many harms nobody, a reason that is lost does.
    let (path, code) = plan.writeRejects(desk.language)
    let shown = Words.plain(path)
    guard code == 0 else {
      let why = Words.system(code)
      return [.apply(plan.change), .close, .warn(zh: zh + "，拒收 \(rejected)；写不了 \(shown)：\(why)", en: en + ", \(rejected) rejected; cannot write \(shown): \(why)")]
    }
    return [.apply(plan.change), .close, .done(zh: zh + "，拒收 \(rejected) 写在 \(shown)", en: en + ", \(rejected) rejected, in \(shown)")]
  }

  private mutating func read(_ file: String, _ desk: Desk) -> [Effect] {
    isReading = true
    failure = nil
    let (kind, desk) = (kind, desk)
    return [.run(Job("customers", title: Wording(zh: "读取名单", en: "Reading the list")) { _ in CustomerImportScreen.plan(file, kind, desk) })]
  }

  private static func plan(_ file: String, _ kind: Kind, _ desk: Desk) -> Reading {
    do throws(ImportError) {
      let tables = try SpreadsheetReader().read(path: file)
      var mint = desk.mint
      for sheet in tables {
        let width = sheet.rows.flatMap(\.cells).map(\.column).max() ?? 0
        var texts = [[String]](repeating: [], count: sheet.rows.map(\.number).max() ?? 0)
        for row in sheet.rows where row.number >= 1 {
          texts[row.number - 1] = (0...width).map { row[$0] ?? "" }
        }
        switch kind {
        case .customers:
          if let list = CustomerImport(
            texts, file: file, into: desk.customers, isPartner: { $0.isPartner(on: desk.today) }, stamp: desk.stamp, mint: &mint)
          {
            return .plan(CustomerListPlan(list, heading: texts[list.columns.headingRow]))
          }
        case .telesales:
          if let list = TelesalesImport(texts, file: file, into: desk.customers, stamp: desk.stamp, mint: &mint) {
            return .plan(CustomerListPlan(list, heading: texts[list.columns.headingRow], in: desk.customers))
          }
        }
      }
      return .noHeading
    } catch { return .failed(error) }
  }

  public mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    isReading = false
    switch result as? Reading {
    case .plan(let found):
      plan = found
      table.index = 0
      return []
    case .failed(let error): failure = Words.error(error)
    case .noHeading:
      failure =
        kind == .customers
        ? Wording(zh: "没有找到写着“姓名”或“电话”的表头。", en: "No heading names a customer's name or telephone.")
        : Wording(zh: "没有找到写着“编号”（或电话、车牌）和“结果”（或拨打日期）的表头。", en: "No heading names an id, telephone or plate and a result or call date.")
    case nil: return []
    }
    return failure.map { [.fail($0)] } ?? []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    if let plan { drawPlan(plan, into: &grid, in: region, desk) } else { drawChooser(into: &grid, in: region, desk) }
  }

  private func drawChooser(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inside = region.inner.inset(columns: 1, rows: 0)
    let label = desk.language.pick(zh: "文件 ", en: "File ")
    grid.put(label, in: inside.row(0), .label)
    chooser.path.draw(
      into: &grid, in: inside.row(0).droppingLeft(CellWidth.columns(of: label)), isFocused: !isReading,
      placeholder: desk.language.pick(zh: "路径，或用箭头在下面选", en: "a path, or choose below with the arrows"))
    let words =
      kind == .customers
      ? desk.language.pick(
        zh: "Excel（.xlsx）或 CSV，一行一位客户；车商写名称或编号，电话和车牌认人。Enter 读取并预览。",
        en: "Excel (.xlsx) or CSV, a customer a row; the dealer by name or code, people by telephone and plate. Enter reads and shows.")
      : desk.language.pick(
        zh: "电销名单填好结果后的 Excel（.xlsx）或 CSV：编号、拨打日期、坐席、结果、意愿、下次日期。Enter 读取并预览。",
        en: "The telesales list with its results, Excel (.xlsx) or CSV: id, call date, agent, result, willingness, next date. Enter reads and shows.")
    let told = failure.map { String(grid.lines.cross) + " " + desk.say($0) } ?? words
    let used = grid.putParagraph(told, in: inside.droppingTop(1).top(3), failure == nil ? .muted : .error)
    chooser.draw(
      into: &grid, in: inside.droppingTop(1 + used), isFocused: !isReading,
      empty: desk.language.pick(zh: "这个文件夹里没有 .xlsx 或 .csv 文件。", en: "No .xlsx or .csv file in this folder."))
  }

  private func drawPlan(_ plan: CustomerListPlan, into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let (added, updated, unchanged, waiting, rejected) = (
      plan.count(.added), plan.count(.updated), plan.count(.unchanged), plan.count(.waiting), plan.count(.rejected)
    )
    var line = StyledLine(desk.language.pick(zh: "读 \(plan.rows.count)  ", en: "read \(plan.rows.count)  "))
    line.append(desk.language.pick(zh: "新增 \(added)  更新 \(updated)  未变 \(unchanged)  ", en: "added \(added)  updated \(updated)  unchanged \(unchanged)  "))
    if waiting > 0 { line.append(desk.language.pick(zh: "未拨打 \(waiting)  ", en: "not called \(waiting)  "), .muted) }
    line.append(desk.language.pick(zh: "拒收 \(rejected)", en: "rejected \(rejected)"), rejected == 0 ? .muted : .warning)
    grid.put(line, in: region.row(0).inset(columns: 1, rows: 0))
    let body = region.droppingTop(1)
    grid.box(body, title: StyledLine(plan.file.split(separator: "/").last.map(String.init) ?? plan.file, .title), note: StyledLine(table.position(of: plan.rows.count), .muted), focused: true)
    let columns = [
      TableColumn("", .fixed(5), right: true), TableColumn("", .fixed(desk.language.pick(zh: 6, en: 10))),
      TableColumn("", .flexible(minimum: 14, maximum: 40, weight: 2)), TableColumn("", .flexible(minimum: 16, weight: 3)),
    ]
    table.draw(into: &grid, in: body.inner, columns: columns, count: plan.rows.count) { number in
      TableRow(CustomerImportScreen.cells(plan.rows[number], desk))
    }
  }

  private static func cells(_ row: CustomerListPlan.Row, _ desk: Desk) -> [StyledLine] {
    let (word, style): (Wording, Style) =
      switch row.outcome {
      case .added: (Wording(zh: "新增", en: "added"), .good)
      case .updated: (Wording(zh: "更新", en: "updated"), .due)
      case .unchanged: (Wording(zh: "未变", en: "unchanged"), .muted)
      case .waiting: (Wording(zh: "未拨", en: "waiting"), .muted)
      case .rejected: (Wording(zh: "拒收", en: "rejected"), .warning)
      }
    let cells = row.cells.filter { !$0.isEmpty }.prefix(3).joined(separator: " ")
    return [
      StyledLine(String(row.number), .muted), StyledLine(desk.say(word), style), StyledLine(Words.plain(cells)),
      StyledLine(desk.say(row.note), row.outcome == .rejected ? .warning : .muted),
    ]
  }
}
