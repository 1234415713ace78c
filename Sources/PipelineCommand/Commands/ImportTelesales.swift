import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `import telesales`: what the seats noted on the list that `export opportunities --telesales` gave them, all files as
/// one change and one step of undo.
struct ImportTelesales: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "telesales", abstract: "导入电销结果（xlsx、csv） · Import results of telesales (xlsx, csv)")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("结果名单 · The lists", valueName: "FILE")) var files: [String]
  @Flag(help: "只看会怎样，不写入 · Show what would be done and write nothing") var dryRun = false
  @Option(help: ArgumentHelp("拒收行写到这个 csv 文件 · Where the rejected rows go, as csv", valueName: "FILE")) var rejects: String?

  func run(in session: Session) throws {
    var book = try session.customers()
    var edits: [RecordEdit] = []
    var imports: [(sheet: String, list: TelesalesImport)] = []
    for file in files {
      let sheet = try ListFile.read(file) { TelesalesColumns($0) != nil }
      let list = try session.minting { mint -> TelesalesImport in
        guard let list = TelesalesImport(sheet.rows, file: file, into: book, stamp: session.stamp, mint: &mint) else { throw sheet.noColumns }
        return list
      }
      // A later file sees what an earlier one brought.
      book.apply(list.change)
      edits += list.change.edits
      imports.append((sheet.sheet, list))
    }
    let rows = imports.flatMap { sheet, list in list.rows.map { ImportRow($0, list.file, sheet) } }
    let added = imports.reduce(0) { $0 + $1.list.added }
    if !dryRun {
      try session.commit(
        Change(Deed("import.telesales", ["files": .strings(files), "rows": .int(rows.count), "added": .int(added)]), edits))
    }
    let answer = ImportAnswer(rows: rows, dryRun: dryRun, session: session)
    if let rejects { try answer.writeRejects(to: rejects) }
    answer.tell(schema: "import-telesales/1", files: imports.map(\.list).map { list in
      [
        "file": .string(list.file), "headingRow": .int(list.columns.headingRow + 1), "ignored": .strings(list.columns.unknown),
        "read": .int(list.read), "added": .int(list.added), "unchanged": .int(list.unchanged), "notCalled": .int(list.notCalled),
        "rejected": .int(list.rejected.count),
      ]
    }, rejectsFile: rejects)
    try answer.refuseIfNothingRead()
  }
}
