import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `import dealers`: the makers' dealer lists, all files as one change and one step of undo.
struct ImportDealers: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "dealers", abstract: "导入厂家车商名单（xlsx、csv） · Import makers' dealer lists (xlsx, csv)")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("名单文件 · The lists", valueName: "FILE")) var files: [String]
  @Flag(help: "只看会怎样，不写入 · Show what would be done and write nothing") var dryRun = false
  @Option(name: .customLong("map"), help: ArgumentHelp("指明某列，可多次 · What a column is; may be repeated", valueName: "HEADING=FIELD"))
  var mappings: [String] = []
  @Option(help: ArgumentHelp("名单日期 · The day of the list", valueName: "YYYY-MM-DD")) var dated: String?
  @Option(help: ArgumentHelp("厂家 · The maker, where the list does not say", valueName: "MAKER")) var maker: String?
  @Option(help: ArgumentHelp("来源渠道 · The route it came by", valueName: "KIND")) var source: String?

  func run(in session: Session) throws {
    let makers = try session.makers()
    let options = try options(session, makers)
    let store = try session.store()
    let progress = ImportProgress(session)
    progress.begin(files: files.count)
    var tables: [SheetTable] = []
    for (place, file) in files.enumerated() {
      tables += try DealerImport.load([file], map: options.map)
      progress.read(place + 1, of: files.count)
    }
    let plan = try session.minting { mint in
      try DealerImport(makers: makers, options: options).plan(tables, book: store.book, mint: &mint) { progress.compared($0, of: $1) }
    }
    tables = []
    if !dryRun {
      progress.writing()
      try session.commit(plan.change)
    }
    progress.end()
    if session.json { Output.json(schema: "import/1", json(plan)) } else { tell(plan, session) }
    if plan.counts.read > 0, plan.counts.rejected == plan.counts.read { try nothingRead(plan) }
  }

  private func options(_ session: Session, _ makers: MakerTable) throws -> DealerImportOptions {
    var options = DealerImportOptions(day: session.today)
    options.map = try mappings.map { text throws(ImportError) in try DealerListMapping(text) }
    if let dated {
      guard let day = Day(dated) else {
        throw CommandFailure.usage(
          "bad-date", ["given": .string(dated)], zh: "--dated 要写成 YYYY-MM-DD，给的是 \(Words.plain(dated))。",
          en: "--dated is written YYYY-MM-DD; given was \(Words.plain(dated)).")
      }
      options.dated = day
    }
    if let maker {
      let found = makers.makers(named: maker)
      guard found.count == 1 else {
        throw CommandFailure.usage(
          "unknown-maker", ["given": .string(maker), "makers": .strings(makers.makers.map(\.code))],
          zh: "厂家“\(Words.plain(maker))”不认识或不唯一。可用：\(makers.makers.map(\.code).joined(separator: "、"))。",
          en: "The maker \"\(Words.plain(maker))\" is unknown or not the only one. Use one of: \(makers.makers.map(\.code).joined(separator: ", ")).")
      }
      options.maker = found[0].code
    }
    if let source {
      guard let kind = DealerSource.Kind(rawValue: source) else {
        throw DealerError.unknownSource(source, allowed: DealerSource.Kind.allCases.map(\.rawValue))
      }
      options.kind = kind
    }
    return options
  }

  /// Decision 15: single rows may be rejected; a list of which nothing could be taken is bad data.
  private func nothingRead(_ plan: ImportPlan) throws {
    throw CommandFailure(
      .badData, "nothing-read", ["read": .int(plan.counts.read), "rejected": .int(plan.counts.rejected)],
      Wording(
        zh: "没有一行能用。请核对表头，或用 --map 表头=字段 指明各列。",
        en: "Not one row could be taken. Check the headings, or name the columns with --map HEADING=FIELD."))
  }
}
