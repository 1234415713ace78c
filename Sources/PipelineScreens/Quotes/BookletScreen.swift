import Canvas
import Pipeline

/// Makes the quote booklet of a brand, or of all series, as a file.
struct BookletScreen: Screen {
  let request: QuoteRequest
  /// All series: the shipped lists and the branch's own.
  let cars: VehicleIndex
  var form: FormPart
  var fault: Wording?

  init(request: QuoteRequest, cars: VehicleIndex, brand: String, today: Day, language: Wording.Language) {
    self.request = request
    self.cars = cars
    func say(_ zh: String, _ en: String) -> String { language.pick(zh: zh, en: en) }
    form = FormPart(
      "booklet",
      fields: [
        FormField("brand", label: say("品牌", "Brand"), placeholder: say("空着：全部车系", "empty: all series")),
        FormField("price", label: say("取价", "Price"), .choice([.init("low", say("最低", "low")), .init("mid", say("中间", "mid")), .init("high", say("最高", "high"))])),
        FormField("file", label: say("文件", "File"), required: true, hint: ".xlsx .csv"),
      ], values: ["brand": brand, "price": "low", "file": say("报价手册-", "booklet-") + "\(today).xlsx"])
  }

  enum Message { case form(Key), focus(Int), done, cancel }

  var name: String { "quote-booklet" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "报价手册", en: "Quote booklet") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .init(.enter, .control("s"), hint: Wording(zh: "写入", en: "write"), message: .done, command: .line("quote booklet --brand B")),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel),
      ] + FormPart.bindings(Message.form).filter { !$0.keys.contains(.enter) }, typing: { .form(.paste($0)) }, pointing: { _, index in .focus(index) })
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key):
      _ = form.press(key)
      fault = nil
    case .focus(let index): form.focus(index: index)
    case .cancel: return [.close]
    case .done: return make(desk)
    }
    return []
  }

  private mutating func make(_ desk: Desk) -> [Effect] {
    guard let library = desk.library.quotes else { return [] }
    let brand = form["brand"]
    let path = desk.library.expanded(form["file"])
    let vehicles = brand.isEmpty ? cars.vehicles : cars.vehicles(ofBrand: brand)
    guard !vehicles.isEmpty else {
      let some = cars.brands.filter { desk.finder.matches(brand, $0) }.prefix(6).joined(separator: "、")
      fault = Wording(zh: "没有品牌“\(Words.plain(brand))”\(some.isEmpty ? "" : "，是不是：" + some)", en: "No brand \"\(Words.plain(brand))\" \(some)")
      return []
    }
    guard let format = QuoteFormat(ending: path), format == .xlsx || format == .csv else {
      fault = Wording(zh: "文件名以 .xlsx 或 .csv 结尾", en: "End the name with .xlsx or .csv")
      return []
    }
    let (request, words) = (request, library.words)
    let choice = Vehicle.Choice(rawValue: form["price"]) ?? .low
    let engine = QuoteBranch(desk.book, tables: library.tables).engine(on: request.start)
    let name = desk.language.pick(zh: "报价手册 ", en: "Quote booklet ") + (brand.isEmpty ? desk.language.pick(zh: "全部", en: "all") : brand)
    let language = QuoteLibrary.language(desk.language)
    return [
      .run(Job("quote-booklet", title: Wording(zh: "计算报价手册", en: "Computing the booklet")) { _ in
        do throws(QuoteError) {
          let made = try BookletMaker(engine: engine).make(vehicles, model: request, choice: choice, name: name, words: words, language: language)
          return FileNames.Result { () throws(ExportError) in
            if format == .xlsx {
              try SpreadsheetWriter.write([BookletMaker.sheet(made.rows, name: name)], to: path)
            } else {
              try FileWriter.write(BookletMaker.csv(made.rows), to: path)
            }
            return path
          }
        } catch { return error }
      })
    ]
  }

  mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    if let error = result as? QuoteError, let library = desk.library.quotes { fault = library.wording(error) }
    guard let result = result as? FileNames.Result else { return [] }
    fault = result.fault
    return result.effects
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let width = min(64, grid.content.width - 8)
    let inside = DialogPart.open(into: &grid, title: StyledLine(desk.say(title(desk: desk)), .title), width: width, height: 7)
    if let fault { grid.putParagraph(String(grid.lines.cross) + " " + desk.say(fault), in: inside.droppingTop(4).top(2), .error) }
    DialogPart.buttons(
      [(.enter, desk.language.pick(zh: "写入", en: "write")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))], into: &grid, in: inside.bottom(1))
    form.draw(into: &grid, in: inside.top(4))
  }
}
