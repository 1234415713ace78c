import Canvas
import Pipeline

/// Chooses the opportunity that a quote is kept with: found as one types, by customer, car, plate or dealer.
struct QuoteSaveScreen: Screen {
  let quotes: [Quote]
  let package: String
  var filter = LineEditor()
  var list = ListPart("opportunities")
  private var all: [(record: Record, words: String)] = []
  private var shown: [Int] = []

  init(quotes: [Quote], package: String) {
    self.quotes = quotes
    self.package = package
  }

  enum Message { case edit(Key), move(Key), choose(Int), done, cancel }

  var name: String { "quote-save" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "存入商机", en: "Keep with an opportunity") }

  func keys(desk: Desk) -> KeyTable<Message> {
    let none = shown.isEmpty ? Wording(zh: "没有相符的商机", en: "no opportunity fits") : nil
    return KeyTable(
      [
        .init(.enter, hint: Wording(zh: "存入", en: "keep"), message: .done, unavailable: none, command: .line("quote --save OPP")),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel),
        .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down), rank: nil),
        .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up), rank: nil),
      ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) }, pointing: { _, index in .choose(index) })
  }

  mutating func refresh(desk: Desk) {
    // Those who do not want to be contacted are in no list.
    all = desk.book[.opportunity].records.filter { $0["gone"] == nil && $0["doNotContact"] == nil }.map { record in
      let one = Opportunity(record: record)
      let dealer = one.dealer.flatMap { desk.lookups.dealer($0)?.name } ?? ""
      return (record, [one.customerName, one.model ?? "", one.plate ?? "", dealer].filter { !$0.isEmpty }.joined(separator: " · "))
    }
    sift(desk)
  }

  private mutating func sift(_ desk: Desk) {
    shown = all.indices.filter { filter.isEmpty || desk.finder.matches(filter.text, all[$0].words) }
    list.selection.settle(count: shown.count)
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      filter.press(key)
      list.index = 0
      sift(desk)
    case .move(let key): list.press(key, count: shown.count)
    case .choose(let index):
      list.index = index
      return update(.done, desk: desk)
    case .cancel: return [.close]
    case .done:
      guard let library = desk.library.quotes, shown.indices.contains(list.index) else { return [] }
      let record = all[shown[list.index]].record
      let effects = QuoteKeeping.effects(quotes, with: record, package: package, desk, library)
      guard case .apply? = effects.first else { return effects }
      return [effects[0], .close] + effects.dropFirst()
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let width = min(72, grid.content.width - 8)
    let height = min(14, grid.content.height - 4)
    let inside = DialogPart.open(into: &grid, title: StyledLine(desk.say(title(desk: desk)), .title), width: width, height: height)
    grid.put("/", x: inside.x, y: inside.y, .key)
    list.draw(
      into: &grid, in: inside.droppingTop(1).droppingBottom(1), count: shown.count,
      empty: desk.language.pick(zh: "没有相符的商机：先在 3 商机 里新增", en: "No opportunity fits; add one on screen 3")
    ) { StyledLine(Words.plain(self.all[self.shown[$0]].words)) }
    DialogPart.buttons(
      [(.enter, desk.language.pick(zh: "存入", en: "keep")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))], into: &grid, in: inside.bottom(1))
    filter.draw(into: &grid, in: inside.top(1).droppingLeft(2))
  }
}
