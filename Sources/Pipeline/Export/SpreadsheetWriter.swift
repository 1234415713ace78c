import CXlsxWriter
import Glibc

/// Writes `.xlsx` files through libxlsxwriter. Text is written as strings of the shared table, so that `=1+1`, `@x`, a
/// telephone number or a code with leading zeros is read back as it was; money is a number with a format.
public enum SpreadsheetWriter {
  static let maximumRows = 1_048_576
  /// What one cell may hold.
  static let maximumText = 32_767

  /// Writes the sheets to `path`; a file that was there is replaced only by a whole new one.
  /// - Parameter isPrivate: the file is its owner's alone (0600), as everything that names customers is.
  /// - Throws: `.cannotWrite`, `.tooLarge`.
  public static func write(_ sheets: [ExportSheet], to path: String, isPrivate: Bool = false) throws(ExportError) {
    for sheet in sheets where sheet.rows.count > maximumRows { throw .tooLarge(path: path, rows: sheet.rows.count) }
    try FileWriter.replacing(path) { draft throws(ExportError) in
      // The library says only that it failed: the reason is found by opening the file first.
      let handle = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, isPrivate ? 0o600 : 0o644)
      guard handle >= 0 else { throw .cannotWrite(path: path, code: errno) }
      close(handle)
      guard let workbook = workbook_new(draft) else { throw .cannotWrite(path: path, code: errno) }
      let looks = Looks(workbook)
      var names: Set<String> = []
      for sheet in sheets {
        let name = sheetName(sheet.name, besides: &names)
        if let page = workbook_add_worksheet(workbook, name) { fill(page, sheet, looks) }
      }
      errno = 0
      let result = workbook_close(workbook)
      guard result == LXW_NO_ERROR else { throw .cannotWrite(path: path, code: errno) }
    }
  }

  private static func fill(_ page: UnsafeMutablePointer<lxw_worksheet>, _ sheet: ExportSheet, _ looks: Looks) {
    for (column, width) in sheet.widths.enumerated() {
      worksheet_set_column(page, UInt16(column), UInt16(column), Double(width), nil)
    }
    worksheet_set_paper(page, 9)  // A4
    worksheet_fit_to_pages(page, 1, 0)
    if sheet.frozenRows > 0 { worksheet_freeze_panes(page, UInt32(sheet.frozenRows), 0) }
    for (number, row) in sheet.rows.enumerated() {
      for (column, cell) in row.cells.enumerated() where column < 16_384 {
        write(cell, into: page, UInt32(number), UInt16(column), row.look, looks)
      }
    }
  }

  private static func write(
    _ cell: ExportCell, into page: UnsafeMutablePointer<lxw_worksheet>, _ row: UInt32, _ column: UInt16,
    _ look: ExportRow.Look, _ looks: Looks
  ) {
    func string(_ text: String, _ kind: Looks.Kind) {
      worksheet_write_string(page, row, column, plain(text), looks[look, kind])
    }
    func number(_ value: Double, _ kind: Looks.Kind) { worksheet_write_number(page, row, column, value, looks[look, kind]) }
    switch cell {
    case .text(let text): string(text, .text)
    case .rightText(let text): string(text, .rightText)
    // A spreadsheet knows only binary fractions: two decimals of it are exact up to 90 billion yuan.
    case .money(let money): number(Double(money.fen) / 100, .money)
    case .whole(let value): number(Double(value), .whole)
    case .rate(let rate): number(Double(rate.millionths) / 1_000_000, .rate)
    case .empty: if look == .sum || look == .heading { worksheet_write_blank(page, row, column, looks[look, .text]) }
    }
  }

  /// Without control characters, which XML cannot hold, and no longer than a cell may be.
  private static func plain(_ text: String) -> String {
    let clean = QuotePrint.plain(text)
    return clean.utf16.count <= maximumText ? clean : String(clean.prefix(maximumText / 2))
  }

  /// At most 31 characters without `[]:*?/\`, unlike those before.
  static func sheetName(_ name: String, besides names: inout Set<String>) -> String {
    var base = String(QuotePrint.plain(name).filter { !"[]:*?/\\'".contains($0) }.prefix(24))
    if base.isEmpty { base = "Sheet" }
    var candidate = base
    var number = 2
    while !names.insert(candidate.lowercased()).inserted {
      candidate = "\(base) \(number)"
      number += 1
    }
    return candidate
  }
}

/// The formats of a workbook by look and kind, made once.
private struct Looks {
  enum Kind: Int, CaseIterable { case text, rightText, money, whole, rate }
  private var formats: [Int: UnsafeMutablePointer<lxw_format>] = [:]

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    for (number, look) in Looks.order.enumerated() {
      for kind in Kind.allCases {
        guard let format = workbook_add_format(workbook) else { continue }
        switch kind {
        case .text: break
        case .rightText: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        case .money: format_set_num_format(format, "#,##0.00")
        case .whole: format_set_num_format(format, "#,##0")
        case .rate: format_set_num_format(format, "0.00%")
        }
        switch look {
        case .plain, .note: break
        case .heading:
          format_set_bold(format)
          format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
        case .title:
          format_set_bold(format)
          format_set_font_size(format, 14)
        case .sum:
          format_set_bold(format)
          format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
        }
        formats[number * Kind.allCases.count + kind.rawValue] = format
      }
    }
  }

  private static let order: [ExportRow.Look] = [.plain, .heading, .title, .sum, .note]

  subscript(_ look: ExportRow.Look, _ kind: Kind) -> UnsafeMutablePointer<lxw_format>? {
    formats[(Looks.order.firstIndex(of: look) ?? 0) * Kind.allCases.count + kind.rawValue]
  }
}
