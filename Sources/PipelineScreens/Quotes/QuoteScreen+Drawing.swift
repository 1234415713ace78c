import Canvas
import Pipeline

extension QuoteScreen {
  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    guard let library = desk.library.quotes, let form else {
      grid.putParagraph(desk.language.pick(zh: "报价用的费率表读不出来，请检查安装。", en: "The rate tables cannot be read; check the installation."), in: region, .error)
      return
    }
    if isTyping {
      drawForm(form, desk, library, into: &grid, in: region)
    } else if let quote {
      drawQuote(quote, desk, library, into: &grid, in: region)
    } else {
      drawStart(desk, library, into: &grid, in: region)
    }
  }

  // MARK: Before a quote

  private func drawStart(_ desk: Desk, _ library: QuoteLibrary, into grid: inout CellGrid, in region: Region) {
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inside = region.inset(columns: 3, rows: 2)
    let count = String((cars ?? library.vehicles).vehicles.count)
    var lines = [
      desk.language.pick(zh: "按 Enter，输入车系（汉字、拼音、首字母）或价格，再按 Enter。", en: "Press Enter, type a series (Chinese, pinyin, initials) or a price, press Enter."),
      desk.language.pick(zh: "例：ly 找到朗逸，12万 找到这个价位的车。库里有 \(count) 个车系。", en: "ly finds 朗逸, 12万 the cars of that price. \(count) series are in the list."),
    ]
    if let booklet = branch?.booklets.first?.booklet {
      let until = booklet.validTo?.description ?? "-"
      lines.append(desk.language.pick(zh: "报价手册：\(Words.plain(booklet.name))，有效至 \(until)。", en: "Booklet: \(Words.plain(booklet.name)), valid to \(until)."))
    }
    for kept in (branch?.vehicleLists ?? []).prefix(3) {
      let (name, dated, rows) = (Words.plain(kept.list.name), kept.list.dated?.description ?? "-", kept.list.rows.count)
      lines.append(desk.language.pick(zh: "本机构车型表：\(name)，\(dated)，\(rows) 个车系。", en: "Own list: \(name), \(dated), \(rows) series."))
    }
    var y = 0
    for line in lines { y += grid.putParagraph(line, in: inside.droppingTop(y)) }
    grid.putParagraph(library.words["disclaimer", QuoteLibrary.language(desk.language)], in: inside.bottom(2), .muted)
  }

  // MARK: The form

  private func drawForm(_ form: FormPart, _ desk: Desk, _ library: QuoteLibrary, into grid: inout CellGrid, in region: Region) {
    let wide = region.width >= 100
    let listed = candidates > 0
    let left: Region
    let right: Region
    if wide {
      let parts = region.columns([.fixed(min(58, region.width / 2)), .share(1)])
      (left, right) = (parts[0], parts[1])
    } else if listed {
      let parts = region.rows([.fixed(5), .share(1)])
      (left, right) = (parts[0], parts[1])
    } else {
      (left, right) = (region, Region(x: 0, y: 0, width: 0, height: 0))
    }
    grid.box(left, title: StyledLine(desk.language.pick(zh: "车与保单", en: "Car and policy"), .title), focused: true)
    form.draw(into: &grid, in: left.inner.inset(columns: 1, rows: 0))
    guard !right.isEmpty else { return }
    let cursor = grid.cursor
    let heading = desk.language.pick(zh: listed ? "候选" : "报价", en: listed ? "Matches" : "Quote")
    grid.box(right, title: StyledLine(heading, .title), note: StyledLine(listed ? "\(min(list.index, candidates - 1) + 1)/\(candidates)" : "", .muted))
    // On a wide screen the prices of all lists stand not too far from the name, the newest at the end.
    let inside = right.inner.left(min(right.inner.width - 1, 110))
    let lists = inside.width >= 80 ? 3 : 1
    func prices(_ vehicle: Vehicle) -> String {
      vehicle.prices.prefix(lists).reversed().map { QuoteScreen.range($0, desk) }.joined(separator: "   ")
    }
    if !vehicles.isEmpty {
      list.draw(into: &grid, in: inside, count: vehicles.count, note: { StyledLine(prices(self.vehicles[$0]), .muted) }) {
        let found = self.vehicles[$0]
        return StyledLine(found.brand.map { Words.plain($0) + " " } ?? "", .muted) + StyledLine(Words.plain(found.series))
      }
    } else if !regions.isEmpty {
      list.draw(into: &grid, in: inside, count: regions.count) { StyledLine(self.regions[$0]) }
    } else {
      grid.putParagraph(hint(form, desk, library), in: inside.inset(columns: 1, rows: 0), .muted)
    }
    grid.cursor = cursor
  }

  private func hint(_ form: FormPart, _ desk: Desk, _ library: QuoteLibrary) -> String {
    if let missing = form.missing.first { return desk.language.pick(zh: "还缺：", en: "Still wanted: ") + missing.label }
    return desk.language.pick(zh: "Enter 报价。空着的项按默认值计，并在报价上注明。", en: "Enter quotes. Empty fields take their default, and the quote says so.")
  }

  /// `8.00–15.19万 2024`
  static func range(_ price: Vehicle.Price, _ desk: Desk) -> String {
    // In ten thousand yuan, two decimals.
    func digits(_ money: Money) -> String {
      let hundredths = money.fen / 10_000
      let rest = hundredths % 100
      return "\(hundredths / 100).\(rest < 10 ? "0" : "")\(rest)"
    }
    let list = CellWidth.shortened(Words.plain(price.list), columns: 16)
    let isOne = price.low == price.high
    return desk.language == .zh
      ? (isOne ? "" : digits(price.low) + "–") + "\(digits(price.high))万 \(list)"
      : (isOne ? "" : Words.wholeYuan(price.low) + "–") + "\(Words.wholeYuan(price.high)) \(list)"
  }

  // MARK: The packages

  private func drawQuote(_ quote: Quote, _ desk: Desk, _ library: QuoteLibrary, into grid: inout CellGrid, in region: Region) {
    let tall = region.height >= 20
    let top = 1
    grid.put(carLine(quote, desk, library, columns: region.width - 2), in: region.row(0).droppingLeft(1).droppingRight(1))
    // Below: what it rests on, what differs, warnings as far as there is room, and always the disclaimer.
    let sums = QuoteSums(height: region.height, hasRounds: !rounds.isEmpty)
    let foot = footing(quote, desk, library, columns: region.width, isLow: sums.isLow)
    let disclaimer = TextWrap.lines(library.words["disclaimer", QuoteLibrary.language(desk.language)], columns: region.width - 2)
    let covers = covers(library)
    let wanted = covers.count + sums.above + sums.below + 2
    let rows = foot.map { line in TextWrap.lines(line.text, columns: region.width - 2).map { StyledLine($0, line.spans.first?.style ?? .plain) } }
    // The first sentence, what changed or what it rests on, always has its room; whole sentences only.
    let first = rows.prefix(sums.isLow && comparison != nil ? 2 : 1).reduce(0) { $0 + $1.count }
    let least = first + disclaimer.count + (tall ? 3 : 0)
    let most = max(least, region.height - top - wanted)
    var shown: [StyledLine] = []
    for row in rows where shown.count + row.count + disclaimer.count <= most { shown += row }
    shown += disclaimer.map { StyledLine($0, .muted) }
    // No taller than its lines: on a large screen the words follow at once.
    let height = min(wanted, region.height - top - shown.count)
    let body = Region(x: region.x, y: region.y + top, width: region.width, height: height)
    drawColumns(quote, covers, sums, desk, library, into: &grid, in: body)
    for (number, line) in shown.enumerated() { grid.put(line, in: region.row(top + height + number).droppingLeft(1).droppingRight(1)) }
  }

  private func carLine(_ quote: Quote, _ desk: Desk, _ library: QuoteLibrary, columns: Int) -> StyledLine {
    let r = quote.request
    func say(_ zh: String, _ en: String) -> String { desk.language.pick(zh: zh, en: en) }
    // An assumed value carries a mark that the foot explains.
    func mark(_ field: QuoteField) -> String { r.assumed.contains(field) ? "*" : "" }
    let name = Words.plain([r.brand, r.series].compactMap { $0 }.joined(separator: " "))
    let gap = columns < 78 ? " " : "  "
    var line = StyledLine()
    line.append(Words.wholeYuan(r.price) + mark(.price), .input)
    if quote.actualValue != r.price { line.append(say(" 现值 ", " worth ") + Words.wholeYuan(quote.actualValue)) }
    let fuel = library.words["value.\(r.fuel.rawValue)", QuoteLibrary.language(desk.language)]
    line.append("\(gap)\(r.region)\(mark(.region))\(gap)\(fuel)\(mark(.fuel))")
    if let litres = r.litres { line.append(" \(litres)L\(mark(.litres))") }
    line.append("\(gap)\(r.seats)\(say("座", " seats"))\(mark(.seats))")
    line.append(gap + (r.firstRegistered.map { say("初登 ", "reg. ") + $0.description } ?? say("新车", "new") + mark(.firstRegistered)))
    let start = columns < 78 ? String(r.start.description.dropFirst(5)) : r.start.description
    line.append("\(gap)\(say("起保 ", "from "))\(start)\(mark(.start))")
    guard !name.isEmpty else { return line }
    return StyledLine(CellWidth.shortened(name, columns: max(8, columns - line.columns - 2)) + gap, .title) + line
  }

  private func footing(_ quote: Quote, _ desk: Desk, _ library: QuoteLibrary, columns: Int, isLow: Bool) -> [StyledLine] {
    let language = QuoteLibrary.language(desk.language)
    var lines: [StyledLine] = []
    if let comparison {
      let said = library.print(desk.language).lines(comparison)
      // In a low terminal what changed is one sentence.
      // The totals stand in the columns.
      lines += (isLow && said.count > 1 ? [said.dropLast().joined(separator: desk.language.pick(zh: "；", en: "; "))] : said).map { StyledLine(Words.plain($0), .notice) }
    }
    guard quote.columns.indices.contains(column) else { return lines }
    let basis = quote.columns[column].basis
    var parts = library.words.parts(of: basis, language, rules: library.tables.covers)
    // Where there is little room the tables of the lesser parts are left to the printed forms, then the days and the table.
    if columns < 110 { parts.removeLast([basis.compulsory, basis.vehicleTax].compactMap { $0 }.count) }
    if columns < 78, parts.count > 3 { parts.remove(at: 2) }
    if isLow, comparison != nil { parts = [parts[0]] + parts.suffix(1) }
    let shown = library.words["basis", language] + desk.language.pick(zh: "：", en: ": ") + parts.map(Words.plain).joined(separator: " · ")
    // The basis comes first where there is room for little.
    lines.insert(StyledLine(shown, basis.way == .legacy ? .warning : .label), at: 0)
    let said = library.words.texts(quote.warnings.filter { $0.kind != .assumed }, language, rules: library.tables.covers)
    lines += said.map { StyledLine(String(desk.lines.stuck) + " " + Words.plain($0), .warning) }
    if !quote.request.assumed.isEmpty {
      // Most of them carry their mark in the line of the car: named are those that stand nowhere else.
      let marked: Set<QuoteField> = [.price, .region, .fuel, .litres, .seats, .firstRegistered, .start]
      let others = QuoteField.allCases.filter { quote.request.assumed.contains($0) && !marked.contains($0) }
      let names = others.map { library.words["field.\($0.rawValue)", language] }.joined(separator: desk.language.pick(zh: "、", en: ", "))
      let also = names.isEmpty ? "" : desk.language.pick(zh: "；还假定了", en: "; assumed too: ") + names
      lines.append(StyledLine("* " + desk.language.pick(zh: "为假定值", en: "is assumed") + also, .muted))
    }
    return lines
  }
}

extension Words {
  /// `119,900`, or with cents where there are some.
  static func wholeYuan(_ money: Money) -> String {
    let text = money.grouped
    return text.hasSuffix(".00") ? String(text.dropLast(3)) : text
  }
}
