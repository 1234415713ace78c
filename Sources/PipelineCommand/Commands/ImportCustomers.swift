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

/// One sheet of somebody's list as rows of texts, empty cells included.
struct ListFile {
  let file: String
  let sheet: String
  let rows: [[String]]

  /// The first sheet that `fits`, else the first one.
  static func read(_ path: String, fits: @escaping ([[String]]) -> Bool) throws -> ListFile {
    let tables = try SpreadsheetReader().read(path: path) { fits(dense($0)) }
    guard let table = tables.last else { throw ImportError(.emptyWorkbook, file: path) }
    return ListFile(file: path, sheet: table.sheet, rows: dense(table))
  }

  /// Row numbers stay those of the spreadsheet: a row that is not there becomes an empty one.
  private static func dense(_ table: SheetTable) -> [[String]] {
    var rows: [[String]] = []
    for row in table.rows {
      while rows.count < row.number - 1, rows.count < 1_000_000 { rows.append([]) }
      var cells: [String] = []
      for cell in row.cells where cell.column < 200 {
        while cells.count < cell.column { cells.append("") }
        cells.append(cell.text)
      }
      rows.append(cells)
    }
    return rows
  }

  var noColumns: ImportError {
    ImportError(
      .noNameColumn(headings: Array((rows.first { !$0.isEmpty } ?? []).prefix(20).map { String($0.prefix(40)) })), file: file,
      sheet: sheet.isEmpty ? nil : sheet)
  }
}

/// What became of one row of a list.
struct ImportRow {
  let file: String
  let sheet: String
  let number: Int
  /// `added`, `updated`, `unchanged`, `rejected`.
  let outcome: String
  let record: RecordID?
  let dealer: RecordID?
  let changes: [(field: FieldKey, from: JSONValue?, to: JSONValue?)]
  let reason: Wording?
  let code: String?
  let cells: [String]

  init(_ row: CustomerImport.Row, _ file: String, _ sheet: String) {
    self.file = file
    self.sheet = sheet
    number = row.number
    dealer = row.dealer
    changes = row.changes.map { ($0.field, $0.from, $0.to) }
    cells = row.cells
    switch row.outcome {
    case .added(let id): (outcome, record, reason, code) = ("added", id, nil, nil)
    case .updated(let id): (outcome, record, reason, code) = ("updated", id, nil, nil)
    case .unchanged(let id): (outcome, record, reason, code) = ("unchanged", id, nil, nil)
    case .rejected(let why): (outcome, record, reason, code) = ("rejected", nil, Words.reason(why), ImportRow.code(why))
    }
  }

  init(_ row: ReferralImport.Row, _ file: String, _ sheet: String) {
    self.file = file
    self.sheet = sheet
    number = row.number
    dealer = nil
    changes = []
    cells = row.cells
    switch row.outcome {
    case .added(let id): (outcome, record, reason, code) = ("added", id, nil, nil)
    case .updated(let id): (outcome, record, reason, code) = ("updated", id, nil, nil)
    case .unchanged(let id): (outcome, record, reason, code) = ("unchanged", id, nil, nil)
    case .rejected(let why):
      let code =
        switch why {
        case .referral(let error): CommandFailure.referral(error).code
        case .unknownDealer: "unknown-dealer"
        case .ambiguousDealer: "ambiguous-dealer"
        }
      (outcome, record, reason, self.code) = ("rejected", nil, Words.reason(why), code)
    }
  }

  private static func code(_ reason: CustomerImport.Reason) -> String {
    switch reason {
    case .opportunity(let error): CommandFailure.opportunity(error).code
    case .nothingToCall: "nothing-to-call"
    case .noDealer: "no-dealer"
    case .unknownDealer: "unknown-dealer"
    case .ambiguousDealer: "ambiguous-dealer"
    case .badLines: "bad-lines"
    case .twoCustomers: "two-customers"
    case .knownAtOtherDealer: "known-at-other-dealer"
    }
  }
}

/// What an import of customers or cases answers.
struct ImportAnswer {
  let rows: [ImportRow]
  let dryRun: Bool
  let session: Session

  private func count(_ outcome: String) -> Int { rows.count { $0.outcome == outcome } }

  func tell(schema: String, files: [JSONValue], rejectsFile: String?) {
    if session.json {
      return Output.json(schema: schema, [
        "read": .int(rows.count), "added": .int(count("added")), "updated": .int(count("updated")),
        "unchanged": .int(count("unchanged")), "rejected": .int(count("rejected")), "dryRun": .bool(dryRun), "files": .array(files),
        "rejects": .optional(rejectsFile),
        "rows": .array(rows.map { row in
          var object: JSONObject = [
            "file": .string(row.file), "sheet": .string(row.sheet), "row": .int(row.number), "outcome": .string(row.outcome),
            "record": .optional(row.record?.rawValue), "dealer": .optional(row.dealer?.rawValue),
          ]
          if !row.changes.isEmpty, row.outcome == "updated" {
            object["changes"] = .array(row.changes.map { ["field": .string($0.field.rawValue), "from": $0.from ?? .null, "to": $0.to ?? .null] })
          }
          if let code = row.code { object["reason"] = .string(code) }
          if let reason = row.reason { object["message"] = .string(session.say(reason)) }
          return .object(object)
        }),
      ])
    }
    Output.line(
      session.say(
        "读 \(rows.count)  新增 \(count("added"))  更新 \(count("updated"))  未变 \(count("unchanged"))  拒收 \(count("rejected"))",
        "read \(rows.count)  added \(count("added"))  updated \(count("updated"))  unchanged \(count("unchanged"))  rejected \(count("rejected"))"))
    for row in rows.filter({ $0.outcome == "rejected" }).prefix(40) {
      Output.line("  \(row.number)  " + session.say(row.reason ?? Wording("")))
    }
    if let rejectsFile, count("rejected") > 0 { Output.line(session.say("拒收的行写在 \(rejectsFile)", "The rejected rows are in \(rejectsFile)")) }
    if dryRun { Output.line(session.say("试运行：什么都没有写入。", "A dry run: nothing was written.")) }
  }

  /// The rejected rows as they came, led by file, row and reason, to be corrected and read again.
  func writeRejects(to path: String) throws {
    var text = CSVText.mark + CSVText.line([session.say("文件", "file"), session.say("行", "row"), session.say("原因", "reason")])
    for row in rows where row.outcome == "rejected" {
      text += CSVText.line([row.file, String(row.number), session.say(row.reason ?? Wording(""))] + row.cells)
    }
    try session.writeFile(Array(text.utf8), path)
  }

  /// Decision 15: single rows may be rejected; a list of which nothing could be taken is bad data.
  func refuseIfNothingRead() throws {
    guard !rows.isEmpty, count("rejected") == rows.count else { return }
    throw CommandFailure(
      .badData, "nothing-read", ["read": .int(rows.count), "rejected": .int(count("rejected"))],
      Wording(zh: "没有一行能用，什么都没有写入。原因见上。", en: "Not one row could be taken and nothing was written. The reasons stand above."))
  }
}

/// Comma-separated text as spreadsheets expect it: UTF-8 with a mark, CR LF, formulas made harmless.
enum CSVText {
  static let mark = "\u{FEFF}"

  static func line(_ cells: [String]) -> String { cells.map(field).joined(separator: ",") + "\r\n" }

  static func field(_ text: String) -> String {
    var tame = Words.plain(text.replacing("\n", with: " "))
    // A spreadsheet would run a cell that begins so.
    if let first = tame.first, "=+-@\t\r".contains(first) { tame = "'" + tame }
    guard tame.contains(where: { ",\"".contains($0) }) else { return tame }
    return "\"" + tame.replacing("\"", with: "\"\"") + "\""
  }
}
