import Canvas
import Pipeline

extension DealersScreen {
  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    drawFilter(into: &grid, in: region.top(1), desk)
    let body = region.droppingTop(1)
    let isWide = region.width >= 140
    let panes = isWide ? body.columns([.share(1), .fixed(min(64, region.width / 3))]) : [body, body]
    if isWide || !showsFacts {
      if isBoard { drawBoard(into: &grid, in: panes[0], desk) } else { drawTable(into: &grid, in: panes[0], desk) }
    }
    if isWide || showsFacts { drawFacts(into: &grid, in: panes[1], desk, isAlone: !isWide) }
    if case .choosing(let chooser, let purpose) = mode {
      var buttons: [(key: Key, words: String)] = [
        (.enter, desk.language.pick(zh: "选定", en: "choose")), (.escape, desk.language.pick(zh: "返回", en: "back")),
      ]
      if case .view = purpose {
        buttons.append(("a", desk.language.pick(zh: "存为视图", en: "save")))
        buttons.append(("D", desk.language.pick(zh: "删除", en: "delete")))
      }
      chooser.draw(into: &grid, desk: desk, buttons: buttons)
    }
  }

  private func drawFilter(into grid: inout CellGrid, in row: Region, _ desk: Desk) {
    var isTyping = false
    if case .filtering = mode { isTyping = true }
    let sorted = desk.language.pick(zh: "按", en: "by ") + desk.say(order.wording)
    let order = StyledLine(sorted + " " + String(isDescending ? grid.lines.down : grid.lines.up), .muted)
    let right = showsGone ? StyledLine(desk.language.pick(zh: "已删除、已并走", en: "deleted and merged"), .warning) : order
    let room = right.columns + 2
    if isTyping || !filter.isEmpty {
      grid.put("/", x: row.x + 1, y: row.y, .key)
      filter.draw(
        into: &grid, in: row.droppingLeft(2).droppingRight(room), isTyping ? .input : .plain, isFocused: isTyping,
        placeholder: desk.language.pick(zh: "名称 拼音 首字母 电话 代码 城市:长春 阶段:走访", en: "name pinyin initials phone code city:… stage:visit"))
    } else {
      let hint = desk.language.pick(zh: "/ 查找：中文、拼音、首字母、电话、代码", en: "/ find: Chinese, pinyin, initials, phone, code")
      grid.put(hint, in: row.droppingLeft(1).droppingRight(room), .muted)
    }
    grid.put(right, in: row.right(room).droppingRight(1), .right)
  }

  // MARK: Table

  /// The column of the table that shows what an order goes by.
  private static let orderColumns: [DealerOrder: Int] = [
    .stage: 0, .dealerClass: 1, .name: 2, .brand: 3, .city: 4, .nextStep: 5, .days: 6, .nextDate: 7, .owner: 8,
  ]

  /// - Parameter hasOwners: whether any dealer has an owner; an empty column takes nobody's room.
  static func columns(_ desk: Desk, width: Int, hasOwners: Bool) -> [TableColumn] {
    let zh = desk.language == .zh
    let dots = width < 70 ? 6 : zh ? 11 : 14
    return [
      TableColumn(zh ? "阶段" : width < 70 ? "SOP" : "Stage", .fixed(dots)),
      TableColumn(zh ? "类别" : "Class", .fixed(zh ? 6 : 7), priority: 6),
      TableColumn(zh ? "名称" : "Name", .flexible(minimum: width < 90 ? 20 : 34, maximum: 52, weight: 4)),
      TableColumn(zh ? "品牌" : "Brand", .flexible(minimum: 8, maximum: 12), priority: 5),
      TableColumn(zh ? "城市" : "City", .flexible(minimum: width < 90 ? 8 : 10, maximum: 12), priority: 2),
      TableColumn(zh ? "下一步" : "Next step", .flexible(minimum: width < 90 ? (zh ? 8 : 14) : zh ? 12 : 16, maximum: 24, weight: 2), priority: 3),
      TableColumn(zh ? "停留" : "Days", .fixed(6), priority: 4, right: true),
      TableColumn(zh ? "下次" : "Next", .fixed(zh ? 6 : 10), priority: 1),
      TableColumn(zh ? "负责人" : "Owner", hasOwners ? .fixed(8) : .hidden, priority: 7),
      TableColumn(zh ? "电话" : "Phone", .fixed(14), priority: 8),
    ] + (width < 130 ? [] : [TableColumn(zh ? "来源" : "Known by", .fixed(zh ? 4 : 8), priority: 9)])
  }

  private func drawTable(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    let title = showsGone ? Wording(zh: "已删除", en: "Deleted") : Wording(zh: "车商", en: "Dealers")
    grid.box(
      region, title: StyledLine(desk.say(title), .title), note: StyledLine(table.position(of: shown.count), .muted), focused: true)
    var table = table
    table.sortColumn = showsGone ? nil : DealersScreen.orderColumns[order]
    table.isDescending = isDescending
    let width = region.width - 4
    let words = showsGone ? "" : DealerFilter(filter.text).words
    table.draw(
      into: &grid, in: region.inner, columns: DealersScreen.columns(desk, width: width, hasOwners: desk.lookups.hasOwners), count: shown.count,
      empty: desk.say(emptyWords)
    ) { number in
      let place = shown[number]
      let met = words.isEmpty ? [] : desk.lookups.search.highlights(words, row: place)
      return TableRow(
        DealerCells.cells(rows[place], desk, met: met, isNarrow: width < 70, sources: width >= 130), marked: marks.contains(rows[place].id))
    }
  }

  private var emptyWords: Wording {
    if showsGone { return Wording(zh: "没有删除或并走的车商。", en: "No dealer was deleted or merged away.") }
    if rows.isEmpty {
      return Wording(
        zh: "还没有车商。i 导入厂家的名单（Excel 或 CSV），n 手工新增一家。", en: "No dealers yet. i imports a maker's list (Excel or CSV), n adds one by hand.")
    }
    return Wording(zh: "没有符合的车商。Esc 清除筛选。", en: "No dealer fits. Esc clears the filter.")
  }

  // MARK: Board

  private func drawBoard(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    var content: [BoardColumn] = []
    for (number, places) in columns.enumerated() {
      let name = number < Stage.allCases.count ? DealerWords.short(Stage.allCases[number]) : DealerWords.standing(.partner)
      // Only cards near the pointer can be seen: the others stay blank.
      let middle = number == board.column ? board.card : 0
      let near = max(0, middle - region.height)...(middle + region.height)
      let cards = places.enumerated().map { near.contains($0) ? DealerCells.card(rows[$1], desk, isMarked: marks.contains(rows[$1].id)) : BoardColumn.Card("") }
      content.append(BoardColumn(StyledLine(desk.say(name), .title), cards: cards))
    }
    board.draw(into: &grid, in: region, columns: content)
  }

  // MARK: Facts

  private func drawFacts(into grid: inout CellGrid, in region: Region, _ desk: Desk, isAlone: Bool) {
    guard let row = selected, let dealer = desk.lookups.dealer(row.id) else {
      grid.box(region)
      grid.fill(region.inner)
      return
    }
    grid.box(region, title: StyledLine(row.name, .title), focused: isAlone)
    let inside = region.inner.inset(columns: 1, rows: 0)
    grid.fill(region.inner)
    var facts = DealerFacts.directory(of: dealer, desk: desk)
    if !row.isGone {
      facts.append(.heading(zh: "进展", en: "Progress"))
      facts += DealerFacts.work(of: dealer, row: row, desk: desk)
      facts += DealerFacts.people(of: dealer, desk: desk, limit: 3)
      facts += DealerFacts.contacts(of: dealer, desk: desk, limit: 5)
    } else if let gone = dealer.record["gone"] {
      let into = gone["into"]?.string.flatMap { desk.lookups.dealer(RecordID(rawValue: $0)) }
      facts.append(FactLine(zh: "已删除", en: "Deleted", [gone["on"]?.string, gone["by"]?.string].compactMap { $0 }.joined(separator: " "), .warning))
      facts.append(FactLine(zh: "并入", en: "Merged into", into?.name ?? ""))
    }
    FactLine.draw(facts, into: &grid, in: inside, desk: desk)
  }
}
