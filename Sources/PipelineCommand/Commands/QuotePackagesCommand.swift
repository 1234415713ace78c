import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `quote packages`: the packages on offer, and the branch's own.
struct QuotePackages: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "packages", abstract: "报价方案 · The packages on offer", subcommands: [QuotePackageKeep.self, QuotePackageRemove.self])

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("起保日 · Start of the policy", valueName: "D")) var start: String?

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let day = try session.day(start, option: "--start") ?? session.today + 1
    let packages = quotes.branch.packages.packages(on: day)
    if session.json { return Output.json(schema: "packages/1", ["packages": .array(packages.map(\.json))]) }
    var table = TextTable()
    for package in packages {
      let lines = package.lines.map { line in
        quotes.words.name(of: line.cover, quotes.language, quotes.tables.covers)
          + (line.limit.map { " " + quotes.words.limit($0, seats: nil, quotes.language) } ?? "")
      }
      table.add([package.id, session.say(package.name), lines.joined(separator: session.say("、", ", "))])
    }
    table.print(limit: 200)
  }
}

/// `quote packages keep`: an own package, or another form of a shipped one.
struct QuotePackageKeep: BookCommand {
  static let configuration = CommandConfiguration(commandName: "keep", abstract: "新增或修改方案 · Keep an own package")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("方案代号 · Id", valueName: "ID")) var id: String
  @Option(help: ArgumentHelp("名称 · Name", valueName: "N")) var name: String?
  @Option(name: .customLong("line"), parsing: .singleValue, help: ArgumentHelp("险种与保额 · Cover and limit", valueName: "L[=LIMIT]")) var lines: [String] = []

  func run(in session: Session) throws {
    let quotes = try QuoteSession(session)
    let settings = try session.store().book.record(.settings, QuoteBranch.settingsID) ?? Record(id: QuoteBranch.settingsID)
    guard !id.isEmpty, id.utf8.count <= 40, id.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" }) else {
      throw CommandFailure(
        .badData, "bad-id", ["field": "package", "given": .string(id)],
        Wording(zh: "方案代号用字母、数字和 -，至多 40 字节。", en: "A package's id is letters, digits and -, up to 40 bytes."))
    }
    let old = quotes.branch.packages.packages(on: session.today + 1).first { $0.id == id }
    var package = QuotePackage(id: id, name: old?.name ?? Phrase(zh: id, en: id), lines: lines.isEmpty ? old?.lines ?? [] : [])
    if let name { package.name = Phrase(zh: name, en: name) }
    for text in lines {
      let line = try quotes.line(text)
      package = package.setting(line.cover, limit: line.limit)
    }
    guard !package.lines.isEmpty else {
      throw CommandFailure.usage(
        "no-lines", ["field": "line"], zh: "方案至少要有一个险种：--line thirdParty=200万。", en: "A package needs at least one --line L=LIMIT.")
    }
    try quotes.tables.covers.check(package.lines.map(\.cover), start: session.today + 1, fuel: .electric)
    try session.commit(PackageShelf.change(keeping: package, id: id, in: settings))
    if session.json {
      Output.json(schema: "package/1", ["package": package.json])
    } else {
      Output.line(session.say("已保存方案 \(id)", "Kept package \(id)"))
    }
  }
}

/// `quote packages remove`: takes an own package away; a shipped one comes back as it was.
struct QuotePackageRemove: BookCommand {
  static let configuration = CommandConfiguration(commandName: "remove", abstract: "去掉自定方案 · Remove an own package")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("方案代号 · Id", valueName: "ID")) var id: String

  func run(in session: Session) throws {
    let settings = try session.store().book.record(.settings, QuoteBranch.settingsID) ?? Record(id: QuoteBranch.settingsID)
    let own = settings.entries(of: "package").map(\.entry)
    guard own.contains(id) else { throw QuoteError.unknownPackage(id, known: own) }
    try session.commit(PackageShelf.change(keeping: nil, id: id, in: settings))
    if session.json {
      Output.json(schema: "package/1", ["removed": .string(id)])
    } else {
      Output.line(session.say("已去掉方案 \(id)", "Removed package \(id)"))
    }
  }
}
