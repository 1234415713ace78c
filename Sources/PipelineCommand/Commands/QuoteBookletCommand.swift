import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `quote booklet`: premiums of many series in one table; and a branch's own table into the book.
struct QuoteBooklet: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "booklet", abstract: "报价手册 · The quote booklet",
    subcommands: [QuoteBookletImport.self, QuoteBookletList.self, QuoteBookletRemove.self])

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("品牌 · Brand", valueName: "B")) var brand: String?
  @Flag(help: "全部车系 · All series") var all = false
  @Option(name: .customLong("package"), parsing: .singleValue, help: ArgumentHelp("方案，可多次 · Package", valueName: "ID")) var package: [String] = []
  @Option(help: ArgumentHelp("方案，逗号分开 · Packages by comma", valueName: "A,B")) var packages: String?
  @Option(help: ArgumentHelp("取价格区间的哪一端 · Which end of the price range", valueName: "low|mid|high")) var price = "low"
  @Option(help: ArgumentHelp("手册名称 · Name", valueName: "N")) var name: String?
  @Option(help: ArgumentHelp("出具机构 · Issuer", valueName: "I")) var issuer: String?
  @Option(name: .customLong("valid-to"), help: ArgumentHelp("有效期至 · Valid to", valueName: "D")) var validTo: String?
  @OptionGroup var car: CarOptions
  @OptionGroup var way: WayOptions
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("文件 .xlsx 或 .csv · File", valueName: "FILE")) var output: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    guard all != (brand != nil) else {
      throw CommandFailure.usage(
        "no-brand", ["field": "brand"], zh: "请给 --brand 品牌 或 --all（二者取一）。", en: "Give --brand or --all, one of them.")
    }
    guard let choice = Vehicle.Choice(rawValue: price) else {
      throw CommandFailure.usage(
        "bad-choice", ["field": "price", "given": .string(price), "allowed": .strings(["low", "mid", "high"])],
        zh: "--price 只有 low、mid、high，给的是 \(Words.plain(price))。", en: "--price is low, mid or high; given was \(Words.plain(price)).")
    }
    let index = try quotes.vehicles()
    let vehicles = brand.map { index.vehicles(ofBrand: $0) } ?? index.vehicles
    if let brand, vehicles.isEmpty {
      throw CommandFailure(
        .notFound, "no-such-brand", ["field": "brand", "given": .string(brand), "allowed": .strings(index.brands)],
        Wording(
          zh: "车型库里没有品牌“\(Words.plain(brand))”，有：\(index.brands.joined(separator: "、"))。",
          en: "No brand is called \"\(Words.plain(brand))\"; there are \(index.brands.joined(separator: ", "))."))
    }
    let format = output.flatMap { QuoteFormat(ending: $0) }
    if let output, output != "-", format != .xlsx, format != .csv {
      throw CommandFailure.usage(
        "bad-format", ["field": "output", "given": .string(output)], zh: "手册写成 .xlsx 或 .csv。", en: "A booklet is written as .xlsx or .csv.")
    }
    var model = try car.request(price: "100000", place: nil, quotes)
    try way.apply(to: &model, quotes)
    let ids = package + (packages?.split(separator: ",").map(String.init) ?? [])
    let name = name ?? session.say("报价手册 ", "Quote booklet ") + (brand ?? session.say("全部", "all"))
    let result = try BookletMaker(engine: quotes.branch.engine(on: model.start)).make(
      vehicles, model: model, choice: choice, packages: ids.isEmpty ? nil : ids, name: name, issuer: issuer,
      validTo: try session.day(validTo, option: "--valid-to"), words: quotes.words, language: quotes.language)
    var facts: JSONObject = [
      "series": .int(vehicles.count), "rows": .int(result.count), "name": .string(name),
      "refused": .array(result.refused.map { ["series": .string($0.series), "reason": .string($0.error.code), "facts": .object($0.error.facts)] }),
      "warnings": .array(result.warnings.map(\.json)),
    ]
    guard let output, output != "-" else {
      if session.json {
        facts["table"] = .array(result.rows.map { .strings($0) })
        return Output.json(schema: "booklet/1", facts)
      }
      return Output.write(BookletMaker.csv(result.rows))
    }
    if format == .xlsx {
      try SpreadsheetWriter.write([BookletMaker.sheet(result.rows, name: name)], to: output)
    } else {
      try FileWriter.write(BookletMaker.csv(result.rows), to: output)
    }
    quotes.wrote(output, schema: "booklet/1", facts)
    if !session.json, !result.refused.isEmpty {
      Output.note(session.say("\(result.refused.count) 个车系算不出", "\(result.refused.count) series could not be computed"))
    }
  }
}

/// `quote booklet import`: a branch's own table, from xlsx or csv, into the book.
struct QuoteBookletImport: BookCommand {
  static let configuration = CommandConfiguration(commandName: "import", abstract: "导入本机构费率手册 · Import the branch's own table")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("xlsx 或 csv · File", valueName: "FILE")) var file: String
  @Option(help: ArgumentHelp("名称 · Name", valueName: "N")) var name: String?
  @Option(help: ArgumentHelp("出具机构 · Issuer", valueName: "I")) var issuer: String?
  @Option(name: .customLong("valid-from"), help: ArgumentHelp("有效期自 · Valid from", valueName: "D")) var validFrom: String?
  @Option(name: .customLong("valid-to"), help: ArgumentHelp("有效期至 · Valid to", valueName: "D")) var validTo: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    _ = try session.store()
    let title = String(file.split(separator: "/").last ?? "booklet")
    var booklet = try BookletReader.read(SpreadsheetReader().texts(path: file), file: title, rules: quotes.tables.covers)
    if let name { booklet.name = name }
    if let issuer { booklet.issuer = issuer }
    if let day = try session.day(validFrom, option: "--valid-from") { booklet.validFrom = day }
    if let day = try session.day(validTo, option: "--valid-to") { booklet.validTo = day }
    if let from = booklet.validFrom, let to = booklet.validTo, to < from {
      throw CommandFailure(
        .badData, "bad-validity", ["field": "validTo", "given": .string(to.description), "allowed": .string("≥ \(from)")],
        Wording(zh: "有效期至 \(to) 早于有效期自 \(from)。", en: "Valid to \(to) lies before valid from \(from)."))
    }
    let change = quotes.branch.change(keeping: booklet, id: session.minting { $0.next("b") }, on: session.today)
    try session.commit(change)
    let id = change.edits.first?.id ?? quotes.branch.booklets.first { $0.booklet == booklet }?.id
    if session.json {
      var object = id.map { QuoteBookletList.json(booklet, $0) } ?? [:]
      object["changed"] = .bool(!change.isEmpty)
      Output.json(schema: "bookletImport/1", object)
    } else if change.isEmpty {
      Output.line(session.say("手册“\(Words.plain(booklet.name))”已在档案里，内容相同，没有写入", "\"\(Words.plain(booklet.name))\" is in the book as it is; nothing was written"))
    } else {
      let series = Set(booklet.rows.compactMap(\.series)).count
      Output.line(session.say(
        "已导入手册“\(Words.plain(booklet.name))”：\(booklet.rows.count) 行，\(series) 个车系",
        "Imported \"\(Words.plain(booklet.name))\": \(booklet.rows.count) rows, \(series) series"))
      if booklet.validTo == nil {
        Output.note(session.say("注意：没有有效期，可加 --valid-to。", "note: no end of validity; add --valid-to."))
      }
    }
  }
}

/// `quote booklet list`: the booklets in the book, the latest first.
struct QuoteBookletList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "已导入的手册 · Booklets in the book")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let kept = quotes.branch.booklets
    if session.json {
      return Output.json(schema: "booklets/1", ["booklets": .array(kept.map { .object(QuoteBookletList.json($0.booklet, $0.id)) })])
    }
    var table = TextTable()
    for one in kept {
      let b = one.booklet
      table.add([one.id.rawValue, b.name, b.issuer ?? "", "\(b.validFrom?.description ?? "") – \(b.validTo?.description ?? "")", String(b.rows.count)])
    }
    table.print()
  }

  static func json(_ booklet: Booklet, _ id: RecordID) -> JSONObject {
    [
      "id": .string(id.rawValue), "name": .string(booklet.name), "issuer": .optional(booklet.issuer),
      "validFrom": .optional(booklet.validFrom?.description), "validTo": .optional(booklet.validTo?.description),
      "rows": .int(booklet.rows.count), "series": .int(Set(booklet.rows.compactMap(\.series)).count),
    ]
  }
}

/// `quote booklet remove`: takes a booklet out of use; undo brings it back.
struct QuoteBookletRemove: BookCommand {
  static let configuration = CommandConfiguration(commandName: "remove", abstract: "停用手册 · Take a booklet out of use")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("编号或名称 · Id or name", valueName: "BOOKLET")) var booklet: String

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    _ = try session.store()
    let kept = try quotes.branch.booklet(booklet)
    try session.commit(QuoteBranch.change(removing: kept.record, .booklet, by: session.user, on: session.today))
    if session.json {
      Output.json(schema: "bookletRemoved/1", ["id": .string(kept.id.rawValue), "name": .string(kept.booklet.name)])
    } else {
      Output.line(session.say("已停用手册“\(Words.plain(kept.booklet.name))”（undo 可恢复）", "\"\(Words.plain(kept.booklet.name))\" is no longer used (undo brings it back)"))
    }
  }
}
