import Canvas
import Pipeline

/// What the branch brought in for its quotes: booklets and lists of vehicles, with their days. Imports and takes out of use.
struct BranchTablesScreen: Screen {
  /// One of them, as a line.
  private struct Item {
    let record: Record
    let kind: RecordKind
    let name: String
    let days: String
    let size: Wording
  }
  var list = ListPart("tables")
  private var items: [Item] = []

  enum Message { case move(Key), choose(Int), bring, remove, close }

  var name: String { "quote-tables" }
  func title(desk: Desk) -> Wording { Wording(zh: "本机构手册与车型表", en: "The branch's booklets and lists") }

  func keys(desk: Desk) -> KeyTable<Message> {
    let none = items.isEmpty ? Wording(zh: "还没有导入过", en: "nothing was imported yet") : nil
    return KeyTable(
      [
        .init("i", .enter, hint: Wording(zh: "导入", en: "import"), message: .bring, rank: 1, command: .line("quote vehicles import FILE")),
        .init("d", .delete, hint: Wording(zh: "停用", en: "take out"), message: .remove, unavailable: none, rank: 2, command: .line("quote vehicles remove LIST")),
        .moving(.escape, "q", hint: Wording(zh: "返回", en: "back"), message: .close, rank: 3),
      ] + Selection.bindings(Message.move), pointing: { _, index in .choose(index) })
  }

  mutating func refresh(desk: Desk) {
    guard let library = desk.library.quotes else { return }
    let branch = QuoteBranch(desk.book, tables: library.tables)
    items = branch.vehicleLists.map { kept in
      let count = kept.list.rows.count
      return Item(
        record: kept.record, kind: .vehicleList, name: kept.list.name, days: kept.list.dated?.description ?? "-",
        size: Wording(zh: "\(count) 个车系", en: "\(count) series"))
    }
    items += branch.booklets.map { kept in
      let (count, from) = (kept.booklet.rows.count, kept.booklet.validFrom?.description ?? "")
      return Item(
        record: kept.record, kind: .booklet, name: kept.booklet.name, days: "\(from) – \(kept.booklet.validTo?.description ?? "")",
        size: Wording(zh: "\(count) 行", en: "\(count) rows"))
    }
    list.selection.settle(count: items.count)
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): list.press(key, count: items.count)
    case .choose(let index): list.index = index
    case .bring: return [.open(BranchImportScreen(desk.language))]
    case .close: return [.close]
    case .remove:
      guard items.indices.contains(list.index) else { return [] }
      let item = items[list.index]
      return [
        .apply(QuoteBranch.change(removing: item.record, item.kind, by: desk.by, on: desk.today)),
        .done(zh: "已停用“\(Words.plain(item.name))”（u 撤销）", en: "\"\(Words.plain(item.name))\" is no longer used (u undoes)"),
      ]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inside = region.inner
    let said = desk.language.pick(
      zh: "车型表按日期与自带的两张表排在一起，新的优先；报价手册按起保日取用。",
      en: "Lists stand among the two shipped ones, the newest first; a booklet is chosen by the policy's start.")
    let top = grid.putParagraph(said, in: inside.inset(columns: 1, rows: 0), .muted) + 1
    let kinds = (list: desk.language.pick(zh: "车型表", en: "list"), booklet: desk.language.pick(zh: "手册", en: "booklet"))
    let width = max(CellWidth.columns(of: kinds.list), CellWidth.columns(of: kinds.booklet)) + 2
    list.draw(
      into: &grid, in: inside.droppingTop(top), count: items.count,
      empty: desk.language.pick(zh: "还没有导入过。按 i 导入 xlsx 或 csv。", en: "Nothing was imported yet. i imports xlsx or csv."),
      note: { StyledLine(self.items[$0].days + "  " + desk.say(self.items[$0].size), .muted) }
    ) {
      let item = items[$0]
      return StyledLine(CellWidth.padded(item.kind == .booklet ? kinds.booklet : kinds.list, columns: width), .label)
        + StyledLine(Words.plain(item.name))
    }
  }
}
