import Canvas
import Pipeline

/// A list of customers from a workbook: read beside the loop, shown row by row, written as one undo step.
public struct CustomerImportScreen: Screen {
  enum Reading: Sendable {
    case plan(CustomerImport)
    case failed(ImportError)
    case noHeading(String)
  }

  var path = LineEditor()
  var table = TablePart("rows")
  private(set) var plan: CustomerImport?
  private(set) var failure: Wording?
  private var isReading = false

  public init() {}
  public enum Message { case edit(Key), read, move(Key), select(Int), apply, cancel, again }

  public var name: String { "customer-import" }
  public func title(desk: Desk) -> Wording { Wording(zh: "导入客户", en: "Import customers") }
  public func status(desk: Desk) -> StyledLine { plan == nil ? "" : StyledLine(desk.language.pick(zh: "尚未写入", en: "nothing written yet"), .due) }

  public func keys(desk: Desk) -> KeyTable<Message> {
    guard let plan else {
      let none = isReading ? Wording(zh: "正在读取", en: "still reading") : path.isEmpty ? Wording(zh: "先写文件的路径", en: "write the file's path first") : nil
      return KeyTable(
        [
          .init(.enter, hint: Wording(zh: "读取", en: "read"), message: .read, unavailable: none, rank: 1, command: .line("import opportunities FILE… --dry-run")),
          .init(.escape, hint: Wording(zh: "返回", en: "back"), message: .cancel, rank: 2),
        ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) })
    }
    let nothing = plan.change.isEmpty ? Wording(zh: "没有要写入的", en: "there is nothing to write") : nil
    return KeyTable(
      [
        .init(.enter, .control("s"), hint: Wording(zh: "写入", en: "write"), message: .apply, unavailable: nothing, rank: 1, command: .line("import opportunities FILE…")),
        .init("b", hint: Wording(zh: "换文件", en: "another file"), message: .again, rank: 2),
        .init(.escape, "q", hint: Wording(zh: "放弃", en: "cancel"), message: .cancel, rank: 3),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "rows" ? .select(index) : nil })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      path.press(key)
      failure = nil
    case .read:
      isReading = true
      failure = nil
      let file = desk.library.expanded(path.text), desk = desk
      return [
        .run(Job("customers", title: Wording(zh: "读取客户名单", en: "Reading the list")) { _ in CustomerImportScreen.read(file, desk) })
      ]
    case .move(let key): table.press(key, count: plan?.rows.count ?? 0)
    case .select(let index): table.index = index
    case .apply:
      guard let plan else { return [] }
      return [
        .apply(plan.change), .close,
        .done(
          zh: "已导入：新增 \(plan.added)，更新 \(plan.updated)，未变 \(plan.unchanged)，拒收 \(plan.rejected.count)。u 撤销",
          en: "Imported: \(plan.added) added, \(plan.updated) updated, \(plan.unchanged) unchanged, \(plan.rejected.count) rejected. u undoes"),
      ]
    case .again: plan = nil
    case .cancel: return plan == nil ? [.close] : [.close, .notice(Notice(Wording(zh: "没有写入任何东西", en: "Nothing was written")))]
    }
    return []
  }

  private static func read(_ file: String, _ desk: Desk) -> Reading {
    do throws(ImportError) {
      let tables = try SpreadsheetReader().read(path: file)
      var mint = desk.mint
      for sheet in tables {
        let width = sheet.rows.flatMap(\.cells).map(\.column).max() ?? 0
        var texts = [[String]](repeating: [], count: sheet.rows.map(\.number).max() ?? 0)
        for row in sheet.rows where row.number >= 1 {
          texts[row.number - 1] = (0...width).map { row[$0] ?? "" }
        }
        if let plan = CustomerImport(
          texts, file: file, into: desk.customers, isPartner: { $0.isPartner(on: desk.today) }, stamp: desk.stamp, mint: &mint)
        {
          return .plan(plan)
        }
      }
      return .noHeading(file)
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
    case .noHeading: failure = Wording(zh: "没有找到写着“姓名”或“电话”的表头。", en: "No heading names a customer's name or telephone.")
    case nil: return []
    }
    return failure.map { [.fail($0)] } ?? []
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    guard let plan else {
      grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
      let inside = region.inner.inset(columns: 1, rows: 0)
      let label = desk.language.pick(zh: "文件 ", en: "File ")
      grid.put(label, in: inside.row(0), .label)
      path.draw(into: &grid, in: inside.row(0).droppingLeft(CellWidth.columns(of: label)), isFocused: !isReading, placeholder: "~/客户.xlsx")
      if let failure {
        grid.putParagraph(String(grid.lines.cross) + " " + desk.say(failure), in: inside.droppingTop(2).top(4), .error)
      } else {
        grid.putParagraph(
          desk.language.pick(
            zh: "Excel（.xlsx）或 CSV，一行一位客户；车商一栏写名称或编号，电话和车牌认人。Enter 读取并预览。",
            en: "Excel (.xlsx) or CSV, a customer a row; the dealer by name or code, people by telephone and plate. Enter reads and shows."),
          in: inside.droppingTop(2).top(4), .muted)
      }
      return
    }
    var line = StyledLine(desk.language.pick(zh: "读 \(plan.read)  ", en: "read \(plan.read)  "))
    line.append(desk.language.pick(zh: "新增 \(plan.added)  更新 \(plan.updated)  未变 \(plan.unchanged)  ", en: "added \(plan.added)  updated \(plan.updated)  unchanged \(plan.unchanged)  "))
    line.append(desk.language.pick(zh: "拒收 \(plan.rejected.count)", en: "rejected \(plan.rejected.count)"), plan.rejected.isEmpty ? .muted : .warning)
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

  private static func cells(_ row: CustomerImport.Row, _ desk: Desk) -> [StyledLine] {
    let (word, style): (Wording, Style) =
      switch row.outcome {
      case .added: (Wording(zh: "新增", en: "added"), .good)
      case .updated: (Wording(zh: "更新", en: "updated"), .due)
      case .unchanged: (Wording(zh: "未变", en: "unchanged"), .muted)
      case .rejected: (Wording(zh: "拒收", en: "rejected"), .warning)
      }
    var note = StyledLine(row.changes.map { change in
      let name = ArchiveField(rawValue: change.field.rawValue).map { desk.say(Words.archive($0)) } ?? desk.say(Words.field(change.field))
      return name + " " + (change.to?.string ?? "")
    }.joined(separator: "  "), .muted)
    if case .rejected(let reason) = row.outcome { note = StyledLine(desk.say(why(reason)), .warning) }
    let cells = row.cells.filter { !$0.isEmpty }.prefix(3).joined(separator: " ")
    return [StyledLine(String(row.number), .muted), StyledLine(desk.say(word), style), StyledLine(Words.plain(cells)), note]
  }

  private static func why(_ reason: CustomerImport.Reason) -> Wording {
    switch reason {
    case .opportunity(let error): Words.error(error)
    case .nothingToCall: Wording(zh: "没有姓名也没有电话", en: "neither name nor telephone")
    case .noDealer: Wording(zh: "没有写车商", en: "no dealer is named")
    case .unknownDealer(let name): Wording(zh: "没有车商“\(Words.plain(name))”", en: "no dealer “\(Words.plain(name))”")
    case .ambiguousDealer(let name, let ids): Wording(zh: "“\(Words.plain(name))”有 \(ids.count) 家", en: "\(ids.count) dealers answer to “\(Words.plain(name))”")
    case .badLines(let text): Wording(zh: "不认识险种“\(Words.plain(text))”", en: "unknown lines “\(Words.plain(text))”")
    case .twoCustomers: Wording(zh: "电话和车牌属于两位客户", en: "telephone and plate belong to two customers")
    case .knownAtOtherDealer: Wording(zh: "已是别家车商的客户", en: "known at another dealer")
    }
  }
}
