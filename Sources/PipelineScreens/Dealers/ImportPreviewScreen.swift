import Canvas
import Pipeline

/// What an import would do, row by row, before anything is written. Enter writes it as one undo step.
public struct ImportPreviewScreen: Screen {
  let plan: ImportPlan
  var table = TablePart("rows")
  /// Nil shows all rows.
  var outcome: ImportPlan.Outcome?
  var showsFacts = false
  private var shown: [Int] = []
  private let manyFiles: Bool
  /// City and code of each new dealer.
  private let places: [RecordID: String]

  public init(_ plan: ImportPlan) {
    self.plan = plan
    manyFiles = plan.files.count > 1
    var places: [RecordID: String] = [:]
    for edit in plan.change.edits where edit.kind == .dealer {
      let parts = ["city", "code"].compactMap { key in edit.fields.first { $0.key.rawValue == key }?.to?.string }
      places[edit.id] = parts.joined(separator: " ")
    }
    self.places = places
    // Differences are what somebody wants to see first.
    outcome = plan.counts.updated > 0 ? .updated : nil
    gather()
  }

  public enum Message {
    case move(Key), select(Int), next, previous, pane, apply, cancel
  }

  public var name: String { "import-preview" }
  public func title(desk: Desk) -> Wording { Wording(zh: "导入预览", en: "Import preview") }

  public func status(desk: Desk) -> StyledLine {
    StyledLine(desk.language.pick(zh: "尚未写入", en: "nothing written yet"), .due)
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let nothing = plan.change.isEmpty ? Wording(zh: "档案已全部知道，无须写入", en: "the book knows all of it already") : nil
    return KeyTable(
      [
        .init(.enter, .control("s"), hint: Wording(zh: "写入", en: "write"), message: .apply, unavailable: nothing, rank: 1, command: .line("import dealers FILE…")),
        .init(.right, "l", hint: Wording(zh: "下一类", en: "next kind"), message: .next, rank: 2, command: .line("import dealers FILE… --dry-run")),
        .init(.left, "h", hint: Wording(zh: "上一类", en: "previous kind"), message: .previous, rank: 3, command: .line("import dealers FILE… --dry-run")),
        .init(.tab, hint: Wording(zh: "差异", en: "differences"), message: .pane, rank: 4, command: .line("import dealers FILE… --dry-run")),
        .moving(.escape, "q", hint: Wording(zh: "放弃", en: "cancel"), message: .cancel, rank: 5),
      ] + Selection.bindings(Message.move), pointing: { part, index in part == "rows" ? .select(index) : nil })
  }

  private static let kinds: [ImportPlan.Outcome?] = [nil, .added, .updated, .unchanged, .rejected]

  private func count(_ kind: ImportPlan.Outcome?) -> Int {
    switch kind {
    case nil: plan.counts.read
    case .added: plan.counts.added
    case .updated: plan.counts.updated
    case .unchanged: plan.counts.unchanged
    case .rejected: plan.counts.rejected
    }
  }

  private mutating func gather() {
    shown = plan.rows.indices.filter { outcome == nil || plan.rows[$0].outcome == outcome }
    table.selection.settle(count: shown.count)
  }

  private mutating func turn(_ step: Int) {
    let kinds = ImportPreviewScreen.kinds
    var place = kinds.firstIndex(of: outcome) ?? 0
    repeat { place = (place + step + kinds.count) % kinds.count } while place != 0 && count(kinds[place]) == 0
    outcome = kinds[place]
    table.index = 0
    gather()
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: shown.count)
    case .select(let index):
      if table.index == index { showsFacts = true }
      table.index = index
    case .next: turn(1)
    case .previous: turn(-1)
    case .pane: showsFacts.toggle()
    case .apply:
      let counts = plan.counts
      return [
        .apply(plan.change), .close,
        .done(
          zh: "已导入：新增 \(counts.added)，更新 \(counts.updated)，未变 \(counts.unchanged)，拒收 \(counts.rejected)。u 撤销",
          en: "Imported: \(counts.added) added, \(counts.updated) updated, \(counts.unchanged) unchanged, \(counts.rejected) rejected. u undoes"),
      ]
    case .cancel:
      if showsFacts {
        showsFacts = false
        return []
      }
      return [.close, .notice(Notice(Wording(zh: "没有写入任何东西", en: "Nothing was written")))]
    }
    return []
  }

  // MARK: Drawing

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    drawFiles(into: &grid, in: region.row(0).inset(columns: 1, rows: 0), desk)
    drawKinds(into: &grid, in: region.row(1).inset(columns: 1, rows: 0), desk)
    let body = region.droppingTop(2)
    let isWide = region.width >= 100
    let panes = isWide ? body.columns([.share(5), .share(4)]) : [body, body]
    if isWide || !showsFacts { drawRows(into: &grid, in: panes[0], desk) }
    if isWide || showsFacts { drawDifferences(into: &grid, in: panes[1], desk, isAlone: !isWide) }
  }

  private func drawFiles(into grid: inout CellGrid, in row: Region, _ desk: Desk) {
    var line = StyledLine()
    for file in plan.files {
      line.append(ImportPreviewScreen.last(file.file), .heading)
      let lists = file.lists.joined(separator: " ")
      line.append(" \(file.dated.description) \(lists)  ", .muted)
    }
    grid.put(line, in: row)
  }

  static func last(_ path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

  private func drawKinds(into grid: inout CellGrid, in row: Region, _ desk: Desk) {
    var line = StyledLine()
    for kind in ImportPreviewScreen.kinds {
      let name = kind.map { desk.say(Words.outcome($0)) } ?? desk.language.pick(zh: "读入", en: "read")
      let text = name + " " + DealerTodayItems.grouped(count(kind))
      line.append(kind == outcome ? "[" + text + "]" : " " + text + " ", Style(kind == outcome ? .tab : ImportPreviewScreen.style(kind).role, selected: kind == outcome))
      line.append(" ")
    }
    grid.put(line, in: row)
  }

  private static func style(_ kind: ImportPlan.Outcome?) -> Style {
    switch kind {
    case .added: .good
    case .updated: .due
    case .rejected: .error
    case .unchanged: .muted
    case nil: .plain
    }
  }

  private static func mark(_ kind: ImportPlan.Outcome, _ lines: LineSet) -> Character {
    switch kind {
    case .added: "+"
    case .updated: "~"
    case .unchanged: "="
    case .rejected: lines.cross
    }
  }

  private func drawRows(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    grid.box(
      region, title: StyledLine(desk.language.pick(zh: "各行", en: "Rows"), .title),
      note: StyledLine(table.position(of: shown.count), .muted), focused: true)
    let zh = desk.language == .zh
    let columns = [
      TableColumn("", .fixed(1)), TableColumn(zh ? "行" : "Row", .fixed(5), right: true),
      TableColumn(zh ? "名称" : "Name", .flexible(minimum: 20, maximum: 52, weight: 3)),
      TableColumn(zh ? "说明" : "What", .flexible(minimum: 14, weight: 2), priority: 1),
      TableColumn(zh ? "文件" : "File", manyFiles ? .flexible(minimum: 10, maximum: 24) : .hidden, priority: 2),
    ]
    let lines = grid.lines
    table.draw(
      into: &grid, in: region.inner, columns: columns, count: shown.count,
      empty: desk.language.pick(zh: "没有这一类的行。", en: "No row of this kind.")
    ) { number in
      let row = plan.rows[shown[number]]
      let style = ImportPreviewScreen.style(row.outcome)
      return TableRow([
        StyledLine(String(ImportPreviewScreen.mark(row.outcome, lines)), style), StyledLine(String(row.row), .muted),
        StyledLine(row.name), StyledLine(desk.say(ImportPreviewScreen.summary(row)) + place(row), style),
        StyledLine(manyFiles ? ImportPreviewScreen.last(row.file) : "", .muted),
      ])
    }
  }

  /// Where a new dealer is and what its code is: enough to know it by in the list.
  private func place(_ row: ImportPlan.Row) -> String {
    guard row.outcome == .added, row.warnings.isEmpty, let place = row.dealer.flatMap({ places[$0] }) else { return "" }
    return "  " + place
  }

  /// One row in a few words: the fields that change, or why nothing does.
  static func summary(_ row: ImportPlan.Row) -> Wording {
    if !row.changes.isEmpty {
      let names = row.changes.filter { !$0.field.rawValue.hasPrefix("sources/") }.map { DealerWords.field($0.field) }
      if names.isEmpty { return Wording(zh: "新来源", en: "a new source") }
      return Wording(zh: names.map(\.zh).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
    }
    if let reason = row.reason { return Words.reason(reason) }
    return row.warnings.first.map(Words.warning) ?? Words.outcome(row.outcome)
  }

  private func drawDifferences(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    guard shown.indices.contains(table.index) else {
      grid.box(region)
      grid.fill(region.inner)
      return
    }
    let row = plan.rows[shown[table.index]]
    grid.box(region, title: StyledLine(row.name.isEmpty ? "—" : row.name, .title), focused: isAlone)
    grid.fill(region.inner)
    var facts = [FactLine(zh: "结果", en: "Outcome", desk.say(Words.outcome(row.outcome)), ImportPreviewScreen.style(row.outcome))]
    let sheet = row.sheet.isEmpty ? "" : " " + row.sheet
    facts.append(FactLine(zh: "出处", en: "Where", ImportPreviewScreen.last(row.file) + sheet + desk.language.pick(zh: " 第 \(row.row) 行", en: " row \(row.row)")))
    if let match = row.matchedBy { facts.append(FactLine(zh: "认定", en: "Known by", desk.say(Words.match(match)))) }
    if let reason = row.reason { facts.append(FactLine(zh: "原因", en: "Why", desk.say(Words.reason(reason)), .warning)) }
    for warning in row.warnings { facts.append(FactLine(zh: "提示", en: "Note", desk.say(Words.warning(warning)), .warning)) }
    if !row.changes.isEmpty { facts.append(.heading(zh: "差异", en: "Differences")) }
    for change in row.changes {
      let label = DealerWords.field(change.field)
      if change.from != nil { facts.append(FactLine(label, "- " + DealerWords.value(change.from), .muted)) }
      facts.append(FactLine(change.from == nil ? label : Wording(""), "+ " + DealerWords.value(change.to), .good))
    }
    if let id = row.dealer {
      let now = desk.lookups.dealer(id)
      let edit = plan.change.edits.first { $0.id == id && $0.kind == .dealer }
      if let dealer = now ?? edit.map({ edit in
        var record = Record(id: id)
        for field in edit.fields { record[field.key] = field.to }
        return Dealer(record: record)
      }) {
        facts.append(now == nil ? .heading(zh: "新车商", en: "New dealer") : .heading(zh: "档案里现在", en: "In the book now"))
        facts += DealerFacts.directory(of: dealer, desk: desk)
      }
    }
    FactLine.draw(facts, into: &grid, in: region.inner.inset(columns: 1, rows: 0), desk: desk)
  }
}
