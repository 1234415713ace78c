import Canvas
import Pipeline

/// Pairs of records that may be one dealer, the likeliest first, and the two side by side.
public struct DuplicatesScreen: Screen {
  var table = TablePart("pairs")
  /// Pairs of two makers are often one company with two brands: hidden unless asked for.
  var showsTwoMakers = false
  var showsFacts = false
  private var pairs: [DealerDuplicates.Pair] = []
  private var shown: [Int] = []
  private var isLooking = true

  public init() {}

  public enum Message { case move(Key), select(Int), merge, swapMerge, open, makers, pane }

  public var name: String { "duplicates" }
  public func title(desk: Desk) -> Wording { Wording(zh: "查重", en: "Duplicates") }
  public func status(desk: Desk) -> StyledLine {
    StyledLine(desk.language.pick(zh: "\(shown.count) 对", en: "\(shown.count) pairs"), .muted)
  }

  private var pair: DealerDuplicates.Pair? { shown.indices.contains(table.index) ? pairs[shown[table.index]] : nil }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let none = pair == nil ? Wording(zh: "没有可合并的", en: "there is no pair") : nil
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "合并，留左", en: "merge, keep left"), message: .merge, unavailable: none, rank: 1, command: .line("dealers merge A B")),
        .init("X", hint: Wording(zh: "合并，留右", en: "merge, keep right"), message: .swapMerge, unavailable: none, rank: 2, command: .line("dealers merge B A")),
        .init("t", hint: showsTwoMakers ? Wording(zh: "不看两厂家的", en: "hide two makers") : Wording(zh: "也看两厂家的", en: "also two makers"), message: .makers, rank: 3, command: .line("dealers duplicates")),
        .init("o", hint: Wording(zh: "打开左边", en: "open left"), message: .open, unavailable: none, rank: 4, command: .line("dealers show DEALER")),
        .init(.tab, hint: Wording(zh: "对照", en: "compare"), message: .pane, unavailable: none, rank: 5, command: .line("dealers duplicates")),
      ] + Selection.bindings(Message.move), pointing: { _, index in .select(index) })
  }

  public mutating func refresh(desk: Desk) {
    let made = DealerDuplicates(desk.book[.dealer])
    pairs = made.pairs
    isLooking = false
    gather()
  }

  private mutating func gather() {
    shown = pairs.indices.filter { showsTwoMakers || !pairs[$0].ofTwoMakers }
    table.selection.settle(count: shown.count)
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: shown.count)
    case .select(let index):
      if table.index == index { showsFacts.toggle() }
      table.index = index
    case .makers:
      showsTwoMakers.toggle()
      gather()
    case .pane: showsFacts.toggle()
    case .open: return pair.map { [.open(DossierScreen(dealer: $0.first))] } ?? []
    case .merge: return pair.map { merge($0.first, $0.second, desk) } ?? []
    case .swapMerge: return pair.map { merge($0.second, $0.first, desk) } ?? []
    }
    return []
  }

  private func merge(_ kept: RecordID, _ other: RecordID, _ desk: Desk) -> [Effect] {
    guard let kept = desk.lookups.dealer(kept), let other = desk.lookups.dealer(other) else { return [] }
    do throws(DealerError) {
      let change = try DealerDirectory.merge(kept, other, on: desk.today, by: desk.by)
      return [.apply(change), .done(zh: "已并入 \(kept.name)。u 撤销", en: "Merged into \(kept.name). u undoes")]
    } catch { return [.fail(DealerWords.error(error))] }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let isTall = region.height >= 22
    let panes = isTall ? region.rows([.share(1), .fixed(min(16, region.height / 2))]) : [region, region]
    if isTall || !showsFacts { drawPairs(into: &grid, in: panes[0], desk) }
    if isTall || showsFacts { drawBoth(into: &grid, in: panes[1], desk) }
  }

  private func drawPairs(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), note: StyledLine(table.position(of: shown.count), .muted), focused: true)
    let zh = desk.language == .zh
    let columns = [
      TableColumn(zh ? "把握" : "Score", .fixed(5), right: true),
      TableColumn(zh ? "先录的" : "Older record", .flexible(minimum: 18, maximum: 52, weight: 2)),
      TableColumn(zh ? "后录的" : "Newer record", .flexible(minimum: 18, maximum: 52, weight: 2)),
      TableColumn(zh ? "理由" : "Reasons", .flexible(minimum: 10, weight: 2), priority: 1),
    ]
    let hidden = pairs.count - shown.count
    let empty =
      hidden > 0
      ? Wording(zh: "同一厂家里没有像重复的；t 也看分属两个厂家的 \(hidden) 对。", en: "No likely pair within a maker; t also shows \(hidden) of two makers.")
      : Wording(zh: "没有像重复的车商。", en: "No dealers look like duplicates.")
    table.draw(into: &grid, in: region.inner, columns: columns, count: shown.count, empty: desk.say(empty)) { number in
      let pair = pairs[shown[number]]
      var reasons = pair.reasons.map { desk.say(Words.reason($0)) }
      if pair.ofTwoMakers { reasons.append(desk.language.pick(zh: "两个厂家", en: "two makers")) }
      return TableRow([
        StyledLine(String(pair.score), pair.score >= 80 ? .good : .muted), StyledLine(pair.firstName), StyledLine(pair.secondName),
        StyledLine(reasons.joined(separator: zh ? "、" : ", "), .muted),
      ])
    }
  }

  /// Whether two facts say the same: telephone numbers do with and without dashes.
  private static func agree(_ texts: [String?]) -> Bool {
    func plain(_ text: String?) -> String? {
      guard let text, text.unicodeScalars.allSatisfy({ ("0"..."9").contains($0) || $0 == "-" || $0 == " " }) else { return text }
      return text.filter { $0 != "-" }
    }
    return plain(texts[0]) == plain(texts[1])
  }

  private func drawBoth(into grid: inout CellGrid, in region: Region, _ desk: Desk) {
    guard let pair, let one = desk.lookups.dealer(pair.first), let other = desk.lookups.dealer(pair.second) else {
      grid.box(region)
      grid.fill(region.inner)
      return
    }
    let halves = region.columns([.share(1), .share(1)])
    let sides = [one, other].map { dealer in
      (DealerFacts.directory(of: dealer, desk: desk) + DealerFacts.work(of: dealer, row: DealerRow(dealer.record), desk: desk))
        .filter { !$0.text.isEmpty }
    }
    // The same fact stands in the same row on both sides; what only one has is a dash on the other.
    var labels: [Wording] = []
    for label in sides.joined().map(\.label) where !labels.contains(label) { labels.append(label) }
    labels.sort { a, b in
      func place(_ label: Wording) -> Int { sides.compactMap { $0.firstIndex { $0.label == label } }.max() ?? 0 }
      return place(a) < place(b)
    }
    for (number, half) in halves.enumerated() {
      let isSame = { (label: Wording) in DuplicatesScreen.agree(sides.map { side in side.first { $0.label == label }?.text }) }
      grid.box(half, title: StyledLine(number == 0 ? one.name : other.name, .title))
      grid.fill(half.inner)
      let inside = half.inner.inset(columns: 1, rows: 0)
      for (row, label) in labels.enumerated() where row < inside.height {
        var fact = sides[number].first { $0.label == label } ?? FactLine(label, "—", .muted)
        if !isSame(label) { fact.text = "≠ " + fact.text } else { fact.text = "= " + fact.text }
        if isSame(label) { fact.style = .good }
        FactLine.draw([fact], labels: labels, into: &grid, in: inside.row(row), desk: desk)
      }
    }
  }
}
