import PipelineResources

@testable import Pipeline

/// The nine real workbooks and what is needed to import them.
enum DealerListFixtures {
  static let folder =
    String(#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/"))
    + "/Fixtures/dealer-lists/"
  static let all = [
    "buick_20190530", "buick_20200403", "byd_20200403", "chevrolet_20200403", "fawvm_20190530", "fawvm_20200403",
    "geely_20200403", "nissan_20200403", "peugeot_20200403",
  ]
  static let shelf = ResourceShelf(
    folder: String(#filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(4).joined(separator: "/"))
      + "/Resources")

  static func makers() throws -> MakerTable { try MakerTable(csv: shelf.bytes(.makers)) }
  /// Each workbook is read once for all tests.
  private static let tables = Result { try all.map { try DealerImport.load([folder + $0 + ".xlsx"])[0] } }
  static func table(_ name: String) throws -> SheetTable { try tables.get()[all.firstIndex(of: name)!] }
  private static let readings = Result { try PinyinTable(tsv: shelf.bytes(.pinyin)) }
  static func pinyin() throws -> PinyinTable { try readings.get() }
  static let today = Day(2026, 11, 24)!

  static func importer(_ change: (inout DealerImportOptions) -> Void = { _ in }) throws -> DealerImport {
    var options = DealerImportOptions(day: today)
    change(&options)
    return try DealerImport(makers: makers(), options: options)
  }

  /// A list as rows of text under headings.
  static func list(_ file: String = "geely_20200403.csv", _ headings: [String], _ rows: [[String]]) -> SheetTable {
    let all = [headings] + rows
    return SheetTable(
      file: file, sheet: "",
      rows: all.enumerated().map { number, cells in
        SheetRow(
          number: number + 1,
          cells: cells.enumerated().compactMap { $1.isEmpty ? nil : SheetCell(column: $0, text: $1) })
      })
  }
}

extension Book {
  /// Imports and applies; the plan tells what happened.
  mutating func take(_ tables: [SheetTable], seed: UInt64 = 1, _ importer: DealerImport? = nil) throws -> ImportPlan {
    var mint = IDMint(seconds: 1000, salt: seed << 20)
    let plan = try (importer ?? DealerListFixtures.importer()).plan(tables, book: self, mint: &mint)
    apply(plan.change.edits)
    return plan
  }

  var dealers: [Dealer] { self[.dealer].records.map(Dealer.init(record:)) }
}
