import OrderedCollections

/// Imports dealer lists: from sheets and the book to a plan, without touching either.
///
///     let tables = try DealerImport.load(paths)
///     let plan = try DealerImport(makers: makers, options: options).plan(tables, book: book, mint: &mint)
///     // show plan.rows; write plan.change
public struct DealerImport: Sendable {
  public let makers: MakerTable
  public let options: DealerImportOptions

  public init(makers: MakerTable, options: DealerImportOptions) {
    self.makers = makers
    self.options = options
  }

  /// Opens the files; of each the first sheet with a name column (decision 15).
  public static func load(
    _ paths: [String], map: [DealerListMapping] = [], reader: SpreadsheetReader = SpreadsheetReader()
  ) throws(ImportError) -> [SheetTable] {
    var tables: [SheetTable] = []
    for path in paths {
      tables.append(
        try sheet(of: reader.read(path: path) { DealerColumns.find(in: $0, map: map) != nil }, map: map, file: path))
    }
    return tables
  }

  /// The same for bytes in memory.
  public static func load(
    _ bytes: [UInt8], file: String, map: [DealerListMapping] = [], reader: SpreadsheetReader = SpreadsheetReader()
  ) throws(ImportError) -> SheetTable {
    try sheet(of: reader.read(bytes, file: file) { DealerColumns.find(in: $0, map: map) != nil }, map: map, file: file)
  }

  private static func sheet(
    of tables: [SheetTable], map: [DealerListMapping], file: String
  ) throws(ImportError) -> SheetTable {
    guard let table = tables.last, let columns = DealerColumns.find(in: table, map: map) else {
      let first = tables.first { !$0.rows.isEmpty }
      let headings = first?.rows.first?.cells.prefix(20).map { CellText.clean(String($0.text.prefix(40))) } ?? []
      // A heading that --map names and the sheet does not have is why nothing gives a name.
      if let wanted = map.first(where: { $0.column == .name })?.heading, let row = first?.rows.first,
        !row.cells.contains(where: { CellText.letters($0.text) == CellText.letters(wanted) })
      {
        throw ImportError(
          .unknownHeading(wanted, headings: headings), file: file,
          sheet: first.flatMap { $0.sheet.isEmpty ? nil : $0.sheet }, row: row.number)
      }
      throw ImportError(
        .noNameColumn(headings: headings), file: file, sheet: first.flatMap { $0.sheet.isEmpty ? nil : $0.sheet },
        row: first?.rows.first?.number)
    }
    let headings = table.rows.first { $0.number == columns.headingRow }?.cells.map(\.text) ?? []
    for mapping in map where !headings.contains(where: { CellText.letters($0) == CellText.letters(mapping.heading) }) {
      throw ImportError(
        .unknownHeading(mapping.heading, headings: headings.map { CellText.clean(String($0.prefix(40))) }), file: file,
        sheet: table.sheet.isEmpty ? nil : table.sheet, row: columns.headingRow)
    }
    return table
  }

  /// - Parameters:
  ///   - tables: one per file; a later file sees the dealers of the earlier ones.
  ///   - mint: gives the new dealers their ids.
  ///   - progress: called now and then with rows done and rows in all.
  /// - Throws: `noNameColumn` for a table that `load` did not choose.
  public func plan(
    _ tables: [SheetTable], book: Book, mint: inout IDMint, progress: (_ done: Int, _ all: Int) -> Void = { _, _ in }
  ) throws(ImportError) -> ImportPlan {
    var desk = DealerImportDesk(book: book, options: options)
    var files: [ImportPlan.File] = []
    var rows: [ImportPlan.Row] = []
    var counts = ImportPlan.Counts()
    let all = tables.reduce(0) { $0 + $1.rows.count }
    var done = 0
    for (index, table) in tables.enumerated() {
      guard let columns = DealerColumns.find(in: table, map: options.map) else {
        throw ImportError(.noNameColumn(headings: []), file: table.file, sheet: table.sheet)
      }
      let fileName = DealerListFile(table.file, makers: makers)
      let expected = options.maker ?? fileName.maker
      var listed: [DealerListRow] = []
      listed.reserveCapacity(table.rows.count)
      for row in table.rows where row.number > columns.headingRow {
        listed.append(
          DealerListRow(row, table: index, columns: columns, makers: makers, expected: expected))
        done += 1
        if done & 255 == 0 { progress(done, all) }
      }
      let dated = listed.compactMap(\.dated).max() ?? options.dated ?? fileName.dated ?? options.day
      let result = desk.take(listed, from: table, list: fileName.stem, dated: dated, mint: &mint)
      var own = ImportPlan.Counts()
      for row in result.rows {
        own.count(row.outcome)
        counts.count(row.outcome)
      }
      rows += result.rows
      files.append(
        ImportPlan.File(
          file: table.file, sheet: table.sheet, headingRow: columns.headingRow, lists: result.lists, dated: dated,
          ignored: columns.ignored, counts: own))
    }
    progress(all, all)
    let deed = Deed(
      "import.dealers",
      [
        "files": .array(files.map { .string(DealerListFile.last($0.file)) }), "read": .int(counts.read),
        "added": .int(counts.added), "updated": .int(counts.updated), "unchanged": .int(counts.unchanged),
        "rejected": .int(counts.rejected),
      ])
    return ImportPlan(rows: rows, files: files, counts: counts, change: Change(deed, desk.edits()))
  }
}
