import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `quote`: packages side by side for a car, and what belongs to quoting.
struct QuoteCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "quote", abstract: "快速报价 · Quick quote: packages side by side",
    subcommands: [
      QuoteCompare.self, QuoteCheck.self, QuoteBooklet.self, QuotePackages.self, QuoteVehicles.self, QuoteRegion.self,
      QuoteAccept.self,
    ])

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("车系 · Series", valueName: "S")) var series: String?
  @Option(help: ArgumentHelp("品牌 · Brand", valueName: "B")) var brand: String?
  @Option(help: ArgumentHelp("新车价 120000、12万；或取车系价格区间的一处 · New-car price, or which of the range", valueName: "P|low|mid|high")) var price: String?
  @OptionGroup var car: CarOptions
  @OptionGroup var way: WayOptions
  @Option(name: .customLong("package"), parsing: .singleValue, help: ArgumentHelp("方案，可多次 · Package, several times", valueName: "ID")) var packages: [String] = []
  @Option(name: .customLong("line"), parsing: .singleValue, help: ArgumentHelp("加险种或改保额 · Adds a cover or sets its limit", valueName: "L[=LIMIT]")) var lines: [String] = []
  @Option(name: .customLong("drop"), parsing: .singleValue, help: ArgumentHelp("去掉险种 · Drops a cover", valueName: "L")) var drops: [String] = []
  @Option(name: .customLong("round-of"), help: ArgumentHelp("以存过的报价为底再报一轮 · The next round of a kept quote", valueName: "OPP[/ROUND]")) var roundOf: String?
  @Option(help: ArgumentHelp("存入商机 · Keeps it with an opportunity", valueName: "OPP")) var save: String?
  @Option(help: ArgumentHelp("客户倾向的方案 · The package the customer is at", valueName: "ID")) var chosen: String?
  @Option(name: .customLong("valid-until"), help: ArgumentHelp("报价有效至 · Valid until", valueName: "D")) var validUntil: String?
  @Option(help: ArgumentHelp("输出格式 · Form of the output", valueName: "text|md|csv|xlsx|html|json")) var format: String?
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("写入文件 · Writes a file", valueName: "FILE")) var output: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let format = try chosenFormat(session)
    let target = try save.map { try quotes.opportunity($0) }
    let earlier = try roundOf.map { text -> KeptQuote in
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      return try quotes.kept(parts.count == 2 ? parts[1] : nil, of: quotes.opportunity(parts.first ?? text))
    }
    let quote = try quote(quotes, target, earlier)
    var extra: JSONObject = [:]
    if let target { extra = try keep(quote, with: target, quotes) }
    try tell(quote, earlier?.quote, format, quotes, extra)
  }

  private func chosenFormat(_ session: Session) throws -> QuoteFormat {
    let byEnding = output.flatMap { QuoteFormat(ending: $0) }
    let format: QuoteFormat
    if let text = self.format {
      guard let known = QuoteFormat(rawValue: text.lowercased()) else {
        let allowed = QuoteFormat.allCases.map(\.rawValue)
        throw CommandFailure.usage(
          "bad-format", ["field": "format", "given": .string(text), "allowed": .strings(allowed)],
          zh: "--format 只有 \(allowed.joined(separator: "、"))，给的是 \(Words.plain(text))。",
          en: "--format is one of \(allowed.joined(separator: ", ")); given was \(Words.plain(text)).")
      }
      format = known
    } else {
      format = byEnding ?? (session.json ? .json : .text)
    }
    if format == .xlsx, output == nil || output == "-" {
      throw CommandFailure.usage(
        "needs-file", ["field": "output"], zh: "xlsx 要写入文件：加 -o 文件.xlsx。", en: "xlsx goes to a file: add -o FILE.xlsx.")
    }
    return format
  }

  private func quote(_ quotes: QuoteSession, _ target: Record?, _ earlier: KeptQuote?) throws -> Quote {
    var request: QuoteRequest
    var columns: [QuotePackage]
    var round = 1
    if let earlier {
      request = earlier.quote.request
      if series != nil || brand != nil {
        throw CommandFailure.usage(
          "another-car", ["field": "series"],
          zh: "--round-of 是同一辆车的下一轮，不能另给车系；另一辆车请直接报价（--series …，可加 --save）。",
          en: "--round-of is the next round for the same car; quote another car without it (--series …, and --save).")
      }
      try car.apply(to: &request, price: price, quotes)
      columns = earlier.quote.columns.map(\.package)
      round = earlier.quote.round + 1
    } else {
      request = try newRequest(quotes, target)
      columns = quotes.branch.packages.packages(on: request.start)
    }
    try way.apply(to: &request, quotes)
    if !packages.isEmpty {
      let known = columns.map(\.id)
      columns = try packages.map { id in
        let found = columns.first { $0.id == id || $0.name.zh == id || $0.name.en.lowercased() == id.lowercased() }
        guard let found else { throw QuoteError.unknownPackage(id, known: known) }
        return found
      }
    }
    for text in lines {
      let line = try quotes.line(text)
      columns = columns.map { $0.setting(line.cover, limit: line.limit) }
    }
    for text in drops {
      let cover = try quotes.cover(text)
      columns = columns.map { $0.dropping(cover) }
    }
    return try quotes.branch.engine(on: request.start).quote(request, columns: columns, round: round)
  }

  private func newRequest(_ quotes: QuoteSession, _ target: Record?) throws -> QuoteRequest {
    // A number is the price; `low`, `mid`, `high` say which of the series' range counts (decision 17).
    let end = price.map { Vehicle.Choice(rawValue: $0.lowercased()) } ?? .low
    let typed = end == nil ? price : nil
    guard series != nil || typed != nil else {
      throw CommandFailure.usage(
        "no-car", ["field": "series"],
        zh: "要报价请给 --series 车系 或 --price 新车价。", en: "A quote needs --series or --price.")
    }
    // A price that is given stands even where no list knows the series.
    let vehicle = try series.flatMap { name -> Vehicle? in
      if typed == nil { return try quotes.vehicle(name, brand: brand) }
      return try quotes.vehicles().vehicle(named: brand.map { $0 + name } ?? name)
    }
    let amount = typed ?? vehicle?.price(end ?? .low).description ?? ""
    var request = try car.request(price: amount, place: target.flatMap { try quotes.region(of: $0) }, quotes)
    // The low end of a range that nobody chose is an assumption; a list's only price is none.
    if price == nil, let known = vehicle?.price, known.low != known.high { request.assumed.insert(.price) }
    request.series = vehicle?.series ?? series
    request.brand = vehicle?.brand ?? brand
    request.assumeFuel(by: quotes.tables.fuelMarks)
    return request
  }

  private func keep(_ quote: Quote, with target: Record, _ quotes: QuoteSession) throws -> JSONObject {
    let session = quotes.session
    let until = try session.day(validUntil, option: "--valid-until")
    let entry = session.minting { $0.nextEntry() }
    let package = chosen ?? (quote.columns.count == 1 ? quote.columns.first?.package.id : nil)
    let change = try quote.kept(
      with: target, entry: entry, on: session.today, by: session.user, package: package, validUntil: until,
      words: quotes.words)
    try session.commit(change)
    if !session.json { Output.note(session.say("已存入商机 \(target.id)", "Kept with opportunity \(target.id)")) }
    return [
      "saved": [
        "opportunity": .string(target.id.rawValue), "entry": .string(entry), "round": change.deed.facts["round"] ?? .null,
      ]
    ]
  }

  private func tell(_ quote: Quote, _ earlier: Quote?, _ format: QuoteFormat, _ quotes: QuoteSession, _ extra: JSONObject) throws {
    var object = quotes.print.json(quote, comparedTo: earlier)
    for (key, value) in extra { object[key] = value }
    if format == .json, output == nil || output == "-" { return Output.line(JSONValue.object(object).text) }
    if let output, output != "-" {
      if format == .json {
        try FileWriter.write(JSONValue.object(object).text + "\n", to: output)
      } else {
        try quotes.print.write(quote, as: format, to: output, comparedTo: earlier)
      }
      // The answer on standard output stays one object.
      if quotes.session.json {
        object["file"] = .string(output)
        Output.line(JSONValue.object(object).text)
      } else {
        Output.note(quotes.session.say("已写入 \(Words.plain(output))", "Wrote \(Words.plain(output))"))
      }
      return
    }
    Output.write(quotes.print.written(quote, as: format, comparedTo: earlier) ?? "")
  }
}

/// `quote compare`: two rounds of an opportunity.
struct QuoteCompare: BookCommand {
  static let configuration = CommandConfiguration(commandName: "compare", abstract: "对比两轮报价 · Compare two rounds")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("商机 · Opportunity", valueName: "OPP")) var opportunity: String
  @Argument(help: ArgumentHelp("轮次或条目（默认上一轮） · Round or entry", valueName: "A")) var first: String?
  @Argument(help: ArgumentHelp("轮次或条目（默认最新） · Round or entry", valueName: "B")) var second: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let record = try quotes.opportunity(opportunity)
    let all = KeptQuote.all(of: record)
    let to = try quotes.kept(second, of: record)
    let before = all.last { $0.entry != to.entry && $0.quote.round < to.quote.round } ?? to
    let from = try first.map { try quotes.kept($0, of: record) } ?? before
    let comparisons = to.quote.compared(to: from.quote)
    if session.json {
      Output.json(schema: "quoteComparisons/1", [
        "opportunity": .string(record.id.rawValue), "from": .int(from.quote.round), "to": .int(to.quote.round),
        "comparisons": .array(comparisons.map(\.json)),
      ])
    } else {
      Output.line(session.say("第 \(from.quote.round) 轮 → 第 \(to.quote.round) 轮", "Round \(from.quote.round) to round \(to.quote.round)"))
      for line in quotes.print.compared(to.quote, from.quote) { Output.line(Words.plain(line)) }
      Output.line(quotes.words["disclaimer", quotes.language])
    }
  }
}

/// `quote accept`: the customer took a kept round; the closing steps follow.
struct QuoteAccept: BookCommand {
  static let configuration = CommandConfiguration(commandName: "accept", abstract: "客户接受报价 · The customer took a kept round")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("商机 · Opportunity", valueName: "OPP")) var opportunity: String
  @Argument(help: ArgumentHelp("轮次或条目（默认最新） · Round or entry", valueName: "ROUND")) var round: String?
  @Option(help: ArgumentHelp("方案 · Package", valueName: "ID")) var package: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let record = try quotes.opportunity(opportunity)
    let kept = try quotes.kept(round, of: record)
    let change = try KeptQuote.accepting(kept.entry, package: package, of: record)
    try session.commit(change)
    if session.json {
      Output.json(schema: "quoteAccepted/1", [
        "opportunity": .string(record.id.rawValue), "entry": .string(kept.entry), "round": .int(kept.quote.round),
        "total": change.deed.facts["total"] ?? .null,
      ])
    } else {
      Output.line(session.say(Words.deed(change.deed)))
    }
  }
}

/// `quote check`: the examples of a file against the tables.
struct QuoteCheck: BookCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "核对费率表算例 · Check examples against the tables")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("算例文件（JSON） · File of examples", valueName: "FILE")) var file: String

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let bytes = try QuoteSession.bytes(of: file)
    let report = try ExampleCheck(tables: quotes.tables, booklet: quotes.branch.booklets.first?.booklet).run(bytes, file: file)
    if session.json {
      Output.line(report.json.text)
    } else {
      for note in report.notes {
        let facts: JSONObject = [
          "item": .string(note.id), "name": .string(note.field), "word": .string(note.given), "known": .string(note.allowed.joined(separator: ", ")),
        ]
        Output.note(Words.plain(quotes.words.sentence("check.unknownWord", facts, quotes.language)))
      }
      for found in report.differences {
        let got = found.got ?? session.say("无", "none")
        let why = found.reason.map { " · " + quotes.words.text($0, quotes.language, rules: quotes.tables.covers) } ?? ""
        Output.line(Words.plain("\(found.id)  \(found.line)  \(session.say("应为", "expected")) \(found.expected)  \(session.say("算得", "got")) \(got)\(why)"))
      }
      Output.line(
        session.say(
          "算例 \(report.examples) 个，相符 \(report.passed) 个，差异 \(report.differences.count) 处",
          "\(report.examples) examples, \(report.passed) passed, \(report.differences.count) differences"))
    }
    if !report.differences.isEmpty { throw ExitCode(Exit.refused.rawValue) }
  }
}

/// `quote region`: where the branch quotes unless a quote says otherwise.
struct QuoteRegion: BookCommand {
  static let configuration = CommandConfiguration(commandName: "region", abstract: "本机构默认地区 · The branch's region")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("地区；不写则显示现值 · Region; nothing shows it", valueName: "R")) var region: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    var current = quotes.branch.region
    if let region {
      let settings = try session.store().book.record(.settings, QuoteBranch.settingsID) ?? Record(id: QuoteBranch.settingsID)
      try session.commit(quotes.branch.change(region: region, in: settings))
      current = QuoteBranch(try session.store().book, tables: quotes.tables).region
    }
    if session.json {
      Output.json(schema: "quoteRegion/1", ["region": .optional(current)])
    } else {
      Output.line(current ?? session.say("未设置", "not set"))
    }
  }
}
