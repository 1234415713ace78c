import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `import opportunities`: customers from xlsx and csv, all files as one change and one step of undo.
struct ImportOpportunities: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunities", abstract: "导入客户名单（xlsx、csv） · Import lists of customers (xlsx, csv)")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("名单文件 · The lists", valueName: "FILE")) var files: [String]
  @Flag(help: "只看会怎样，不写入 · Show what would be done and write nothing") var dryRun = false
  @Option(help: ArgumentHelp("没有写车商的行归哪家 · The dealer of rows that name none", valueName: "DEALER")) var dealer: String?
  @Option(help: ArgumentHelp("拒收行写到这个 csv 文件 · Where the rejected rows go, as csv", valueName: "FILE")) var rejects: String?

  func run(in session: Session) throws {
    let fallback = try dealer.map { try session.dealer($0).id }
    var book = try session.customers()
    var edits: [RecordEdit] = []
    var imports: [(sheet: String, list: CustomerImport)] = []
    for file in files {
      let sheet = try ListFile.read(file) { CustomerColumns($0) != nil }
      let list = try session.minting { mint -> CustomerImport in
        let today = session.today
        guard
          let list = CustomerImport(
            sheet.rows, file: file, into: book, fallback: fallback, isPartner: { $0.isPartner(on: today) }, stamp: session.stamp,
            mint: &mint)
        else { throw sheet.noColumns }
        return list
      }
      // A later file sees what an earlier one brought.
      book.apply(list.change)
      edits += list.change.edits
      imports.append((sheet.sheet, list))
    }
    let added = imports.reduce(0) { $0 + $1.list.added }
    let updated = imports.reduce(0) { $0 + $1.list.updated }
    let change = Change(
      Deed(
        "import.opportunities",
        ["files": .strings(files), "read": .int(imports.reduce(0) { $0 + $1.list.read }), "added": .int(added), "updated": .int(updated)]),
      edits)
    let rows = imports.flatMap { sheet, list in list.rows.map { ImportRow($0, list.file, sheet) } }
    if !dryRun { try session.commit(change) }
    try finish(rows, imports.map(\.list), session)
  }

  private func finish(_ rows: [ImportRow], _ lists: [CustomerImport], _ session: Session) throws {
    let answer = ImportAnswer(rows: rows, dryRun: dryRun, session: session)
    if let rejects { try answer.writeRejects(to: rejects) }
    answer.tell(schema: "import-opportunities/1", files: lists.map { list in
      [
        "file": .string(list.file), "headingRow": .int(list.columns.headingRow + 1), "ignored": .strings(list.columns.unknown),
        "read": .int(list.read), "added": .int(list.added), "updated": .int(list.updated), "unchanged": .int(list.unchanged),
        "rejected": .int(list.rejected.count),
      ]
    }, rejectsFile: rejects)
    try answer.refuseIfNothingRead()
  }
}

/// `referrals import`: lists of accident cases.
struct ReferralsImport: BookCommand {
  static let configuration = CommandConfiguration(commandName: "import", abstract: "导入送修名单（xlsx、csv） · Import accident cases (xlsx, csv)")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("名单文件 · The lists", valueName: "FILE")) var files: [String]
  @Flag(help: "只看会怎样，不写入 · Show what would be done and write nothing") var dryRun = false
  @Option(help: ArgumentHelp("拒收行写到这个 csv 文件 · Where the rejected rows go, as csv", valueName: "FILE")) var rejects: String?

  func run(in session: Session) throws {
    var book = try session.store().book
    var edits: [RecordEdit] = []
    var rows: [ImportRow] = []
    for file in files {
      let sheet = try ListFile.read(file) { table in
        session.minting { mint in ReferralImport(Array(table.prefix(10)), file: file, into: Book(), stamp: session.stamp, mint: &mint) != nil }
      }
      let list = try session.minting { mint -> ReferralImport in
        guard let list = ReferralImport(sheet.rows, file: file, into: book, stamp: session.stamp, mint: &mint) else { throw sheet.noColumns }
        return list
      }
      book.apply(list.change.edits)
      edits += list.change.edits
      rows += list.rows.map { ImportRow($0, file, sheet.sheet) }
    }
    let answer = ImportAnswer(rows: rows, dryRun: dryRun, session: session)
    if !dryRun {
      try session.commit(
        Change(Deed("import.referrals", ["files": .strings(files), "rows": .int(rows.count), "changed": .int(edits.count)]), edits))
    }
    if let rejects { try answer.writeRejects(to: rejects) }
    answer.tell(schema: "import-referrals/1", files: files.map { ["file": .string($0)] }, rejectsFile: rejects)
    try answer.refuseIfNothingRead()
  }
}
