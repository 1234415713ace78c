import Canvas
import Pipeline

@testable import PipelineScreens

/// A small screen as others are written: a table of dealers with a filter, and a form behind Enter.
struct SampleScreen: Screen {
  var table = TablePart("dealers")
  var filter = LineEditor()
  var isFiltering = false
  private var rows: [Record] = []

  enum Message {
    case move(Key)
    case select(Int)
    case open, filter
    case filterKey(Key)
    case filterDone, filterClear, rename
  }

  var name: String { "sample" }
  func title(desk: Desk) -> Wording { Wording(zh: "车商", en: "Dealers") }
  func status(desk: Desk) -> StyledLine { StyledLine(desk.today.description, .muted) }

  func keys(desk: Desk) -> KeyTable<Message> {
    if isFiltering {
      return KeyTable(
        [
          .moving(.enter, hint: Wording(zh: "完成", en: "done"), message: .filterDone),
          .moving(.escape, hint: Wording(zh: "清除", en: "clear"), message: .filterClear),
          .moving(.down, hint: Wording(zh: "下移", en: "down"), message: .move(.down), rank: nil),
          .moving(.up, hint: Wording(zh: "上移", en: "up"), message: .move(.up), rank: nil),
        ] + LineEditor.bindings(Message.filterKey), typing: { .filterKey(.paste($0)) })
    }
    let none = rows.isEmpty ? Wording(zh: "没有车商", en: "no dealer") : nil
    return KeyTable(
      [
        .init(
          .enter, hint: Wording(zh: "打开", en: "open"), message: .open, unavailable: none, rank: 1,
          command: .line("dealers show DEALER")),
        .init(
          "/", hint: Wording(zh: "查找", en: "find"), message: .filter, rank: 2, command: .line("dealers list --query Q")),
        .init(
          "m", hint: Wording(zh: "标记", en: "mark"), message: .rename, unavailable: none, rank: 3,
          command: .line("dealers edit DEALER --set note=…")),
      ] + Selection.bindings(Message.move), pointing: { _, index in .select(index) })
  }

  mutating func refresh(desk: Desk) {
    rows = desk.book[.dealer].records.filter { desk.finder.matches(filter.text, $0["name"]?.string ?? "") }
    table.selection.settle(count: rows.count)
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .move(let key): table.press(key, count: rows.count)
    case .select(let index):
      if table.index == index { return update(.open, desk: desk) }
      table.index = index
    case .open: return [.open(SampleForm(dealer: rows[table.index]))]
    case .filter: isFiltering = true
    case .filterKey(let key):
      filter.press(key)
      refresh(desk: desk)
    case .filterDone: isFiltering = false
    case .filterClear:
      filter = LineEditor()
      isFiltering = false
      refresh(desk: desk)
    case .rename:
      var mint = desk.mint
      let old = rows[table.index]
      var new = old
      new[.entry("visits", mint.nextEntry())] = .string("seen")
      return [.apply(Change(Deed("dealer.visit"), .dealer, from: old, to: new)), .done(zh: "已标记", en: "Marked")]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    if isFiltering || !filter.isEmpty {
      grid.put("/", x: region.x + 1, y: region.y, .key)
      filter.draw(into: &grid, in: region.top(1).droppingLeft(3), isFocused: isFiltering)
    }
    let frame = region.droppingTop(1)
    grid.box(
      frame, title: title(desk: desk).line(desk), note: StyledLine(table.position(of: rows.count), .muted),
      focused: true)
    table.draw(
      into: &grid, in: frame.inner, columns: SampleScreen.columns(desk), count: rows.count,
      empty: desk.language.pick(zh: "没有车商。按 : 导入。", en: "No dealer. Press : to import.")
    ) { SampleScreen.row(rows[$0], desk) }
  }

  static func columns(_ desk: Desk) -> [TableColumn] {
    let zh = desk.language == .zh
    return [
      TableColumn(zh ? "名称" : "Name", .flexible(minimum: 20, maximum: 52)),
      TableColumn(zh ? "城市" : "City", .fixed(8), priority: 2),
      TableColumn(zh ? "阶段" : "Stage", .fixed(10), priority: 1),
      TableColumn(zh ? "天数" : "Days", .fixed(5), priority: 3, right: true),
    ]
  }

  static func row(_ dealer: Record, _ desk: Desk) -> TableRow {
    TableRow([
      StyledLine(dealer["name"]?.string ?? ""), StyledLine(dealer["city"]?.string ?? "", .muted),
      StyledLine(String(desk.lines.partial) + " " + (dealer["stage"]?.string ?? "survey"), .due),
      StyledLine(String(dealer["days"]?.int ?? 0)),
    ])
  }
}

extension Wording {
  func line(_ desk: Desk) -> StyledLine { StyledLine(desk.say(self), .title) }
}

/// The form behind it.
struct SampleForm: Screen {
  let dealer: Record
  var form: FormPart

  init(dealer: Record) {
    self.dealer = dealer
    form = FormPart(
      fields: [
        FormField("name", label: "名称", required: true),
        FormField("commission", label: "基准手续费率", required: true, hint: "底线 20 %", placeholder: "18.00 %"),
        FormField("kind", label: "类型", .choice([.init("4s", "4S 店"), .init("shop", "综修厂"), .init("trade", "二级")])),
        FormField(
          "needs", label: "需求", .choices([.init("repair", "送修"), .init("premium", "保费"), .init("training", "培训")])),
        FormField("code", label: "代码", .fixed),
        FormField("note", label: "备注", .note(rows: 3)),
      ], values: ["name": dealer["name"]?.string ?? "", "code": "JL-001"])
  }

  enum Message {
    case form(Key)
    case focus(Int)
    case save, cancel
  }

  var name: String { "sample-form" }
  func title(desk: Desk) -> Wording { Wording(dealer["name"]?.string ?? "") }

  func keys(desk: Desk) -> KeyTable<Message> {
    let missing = form.missing.first.map { Wording(zh: "还缺：" + $0.label, en: "missing: " + $0.label) }
    return KeyTable(
      [
        .init(
          .control("s"), hint: Wording(zh: "完成", en: "complete"), message: .save, unavailable: missing, rank: 1,
          command: .line("dealers edit DEALER --set …")),
        .moving(.escape, hint: Wording(zh: "返回", en: "back"), message: .cancel, rank: 2),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { _, index in .focus(index) })
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key): _ = form.press(key)
    case .focus(let index): form.focus(index: index)
    case .save:
      if Rate(form["commission"]) == nil {
        form.errors["commission"] = "写成 18 % 或 0.18"
        form.focus(on: "commission")
        return []
      }
      var new = dealer
      new["name"] = .string(form["name"])
      return [
        .apply(Change(Deed("dealer.edit"), .dealer, from: dealer, to: new)), .close, .done(zh: "已保存", en: "Saved"),
      ]
    case .cancel: return [.close]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    grid.box(grid.content, title: "档案", focused: true)
    form.draw(into: &grid, in: grid.content.inner)
  }
}

extension Book {
  /// Some dealers with long, short, Chinese, Latin and mixed names.
  static var sample: Book {
    let names = [
      "长春吉利通达汽车销售服务有限公司", "BYD 汽车 (Changchun) Flagship Store No. 1", "禾美汽车",
      "内蒙古自治区呼和浩特市赛罕区别克汽车销售服务中心连锁一店", "A", "沧州运祥：上海通用五菱销售服务（沧州）店",
    ]
    var book = Book()
    for (number, name) in names.enumerated() {
      var record = Record(id: RecordID(rawValue: "d000000000000\(number)"))
      record["name"] = .string(name)
      record["city"] = .string(["长春市", "Changchun", "沈阳", "呼和浩特", "", "沧州"][number])
      record["stage"] = .string(["survey", "visit", "classify", "policy", "negotiate", "sign"][number])
      record["days"] = .int(number * 7)
      book.apply([RecordEdit(.dealer, record.id, Change.difference(from: Record(id: record.id), to: record))])
    }
    return book
  }
}
