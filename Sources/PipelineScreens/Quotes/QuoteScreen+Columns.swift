import Canvas
import Pipeline

/// The rows of a column that do not scroll: in a low terminal compulsory cover and tax share one and the commercial sum
/// is left out, so that covers have room.
struct QuoteSums {
  let isLow: Bool
  /// Rows above the covers, and below them.
  let above: Int
  let below: Int

  init(height: Int, hasRounds: Bool) {
    isLow = height < 18
    above = isLow ? 1 : 2
    below = (isLow ? 2 : 3) + (hasRounds ? 1 : 0)
  }
}

/// The packages side by side.
extension QuoteScreen {
  func drawColumns(
    _ quote: Quote, _ covers: [Cover], _ sums: QuoteSums, _ desk: Desk, _ library: QuoteLibrary, into grid: inout CellGrid, in region: Region
  ) {
    let language = QuoteLibrary.language(desk.language)
    func say(_ key: String) -> String { library.words[key, language] }
    // Names of covers in full where every column keeps the room it needs.
    let longest = covers.map { CellWidth.columns(of: desk.say(library.wording($0))) }.max() ?? 0
    let shownColumns = region.width < 100 ? min(2, quote.columns.count) : quote.columns.count
    let labelWidth = region.width < 72 ? (language == .zh ? 17 : 18) : max(20, min(longest + 4, region.width - 26 * shownColumns, 44))
    let room = region.width - labelWidth
    let fitting = max(1, min(quote.columns.count, region.width < 100 ? 2 : room / 25, room / 21))
    let first = min(max(0, column - fitting + 1), quote.columns.count - fitting)
    let parts = region.columns([.fixed(labelWidth)] + Array(repeating: .share(1), count: fitting))

    // Fixed rows above and below; covers scroll between them.
    let coverRows = max(1, region.height - 2 - sums.above - sums.below)
    let window = Scroll.window(count: covers.count, height: coverRows, selection: row)
    let low = sums.above + max(window.count, coverRows)

    grid.box(parts[0], title: StyledLine(say("line"), .title), note: covers.count > window.count ? StyledLine("\(row + 1)/\(covers.count)", .muted) : "")
    let labels = parts[0].inner.droppingLeft(1)
    if sums.isLow {
      grid.put(desk.language.pick(zh: "交强险+车船税", en: "Compulsory+tax"), in: labels.row(0), .label)
    } else {
      grid.put(say("compulsory"), in: labels.row(0), .label)
      grid.put(say("vehicleTax"), in: labels.row(1), .label)
      grid.put(say("commercial"), in: labels.row(low), .label)
    }
    for (line, number) in window.enumerated() {
      let strip = parts[0].inner.row(sums.above + line)
      if number == row {
        grid.select(strip)
        grid.put(String(grid.lines.pointer), x: strip.x, y: strip.y, Style(.key, selected: true))
      }
      grid.put(StyledLine(desk.say(library.wording(covers[number])), Style(.label, selected: number == row)), in: labels.row(sums.above + line))
    }
    let total = low + (sums.isLow ? 0 : 1)
    grid.put(desk.language.pick(zh: "合计", en: "Total"), in: labels.row(total), .heading)
    grid.put(desk.language.pick(zh: "相差", en: "Difference"), in: labels.row(total + 1), .label)
    if !rounds.isEmpty { grid.put(desk.language.pick(zh: "比上一轮", en: "vs. last round"), in: labels.row(total + 2), .label) }

    for offset in 0..<fitting {
      let index = first + offset
      let column = quote.columns[index]
      let box = parts[offset + 1]
      let isFocused = index == self.column
      let note = quote.columns.count > fitting ? "\(index + 1)/\(quote.columns.count)" : ""
      grid.box(box, title: StyledLine((isFocused ? String(grid.lines.right) + " " : "") + Words.plain(desk.say(column.package.name)), .title), note: StyledLine(note, .muted), focused: isFocused)
      let inside = box.inner.droppingRight(1)
      let tax = column.vehicleTax
      if sums.isLow {
        grid.put((column.compulsory + (tax ?? .zero)).grouped + (tax == nil ? "+" : ""), in: inside.row(0), tax == nil ? .warning : .plain, .right)
      } else {
        grid.put(column.compulsory.grouped, in: inside.row(0), .plain, .right)
        grid.put(tax?.grouped ?? say("noTax"), in: inside.row(1), tax == nil ? .warning : .plain, .right)
        grid.put(column.commercial.grouped, in: inside.row(low), .plain, .right)
      }
      for (line, number) in window.enumerated() {
        let here = number == row
        let strip = box.inner.row(sums.above + line)
        if here && isFocused { grid.select(strip) }
        drawCell(column.line(covers[number]), selected: here && isFocused, desk, language, library, into: &grid, in: inside.row(sums.above + line))
        grid.mark(strip, as: .item(part: "cell", index: index * 100 + number))
      }
      grid.put(column.total.grouped + (tax == nil ? "+" : ""), in: inside.row(total), .title, .right)
      if let difference = quote.difference(at: index) { grid.put(QuoteTable.signed(difference), in: inside.row(total + 1), .muted, .right) }
      if let earlier = rounds.last?.columns.first(where: { $0.package.id == column.package.id }) {
        let difference = column.total - earlier.total
        grid.put(StyledLine(earlier.total.grouped + " ", .muted) + StyledLine(QuoteTable.signed(difference), difference < .zero ? .good : .notice), in: inside.row(total + 2), .right)
      }
    }
  }

  /// Limit, share of the total as a bar (and in percent where there is room), premium; a cover that is not chosen is a dot.
  private func drawCell(_ line: QuoteLine?, selected: Bool, _ desk: Desk, _ language: QuoteLanguage, _ library: QuoteLibrary, into grid: inout CellGrid, in region: Region) {
    guard let line else {
      grid.put(String(grid.lines.separator), in: region.droppingLeft(1), Style(.muted, selected: selected))
      return
    }
    let premium = line.premium.grouped
    let written = line.limit.map { library.words.limit($0, seats: line.seats, language) } ?? String(grid.lines.check)
    // `2,000,000` becomes `2m` where it would be cut.
    let isTight = language == .en && region.width - CellWidth.columns(of: premium) - 2 < CellWidth.columns(of: written)
    let limit = isTight ? line.limit.map { QuoteScreen.brief($0, seats: line.seats) } ?? written : written
    let limitWidth = min(region.width - CellWidth.columns(of: premium) - 2, language == .zh ? 9 : 12)
    grid.put(StyledLine(limit, Style(.plain, selected: selected)), in: region.droppingLeft(1).left(limitWidth), .right)
    var left = region.width - 1 - limitWidth - max(9, CellWidth.columns(of: premium)) - 2
    if left >= 14 {
      left -= 6
      let percent = "\((line.share.millionths + 5_000) / 10_000)%"
      let strip = region.droppingLeft(2 + limitWidth + min(24, left)).left(5)
      grid.put(StyledLine(percent, Style(.muted, selected: selected)), in: strip, .right)
    }
    if left >= 4 {
      let columns = min(24, left)
      let bar = Bars.bar(Int(line.share.millionths), of: 1_000_000, columns: columns, lines: grid.lines)
      let strip = region.droppingLeft(2 + limitWidth).left(columns)
      grid.put(selected ? StyledLine(bar.text, Style(.plain, selected: true)) : bar, in: strip)
    }
    grid.put(StyledLine(premium, Style(.plain, selected: selected)), in: region.right(CellWidth.columns(of: premium)))
  }

  /// `2m`, `50k×4`: a limit in few columns; whole amounts only, others as they are.
  static func brief(_ limit: Money, seats: Int?) -> String {
    let yuan = limit.fen / 100
    let text = limit.fen % 100_000_000 == 0 ? "\(yuan / 1_000_000)m" : limit.fen % 100_000 == 0 ? "\(yuan / 1_000)k" : Words.wholeYuan(limit)
    return seats.map { text + "×\($0)" } ?? text
  }
}
