/// A report as a page for a browser and as sheets for a spreadsheet.
extension ReportText {
  /// One page that needs nothing from elsewhere: the facts, then a table after the other; it prints on A4.
  func page(_ report: Report) -> String {
    let title = PageText.escaped(word(report.id) + " " + shown(report.subject))
    var out = """
      <!DOCTYPE html>
      <html>
      <head>
      <meta charset="utf-8">
      <title>\(title)</title>
      <style>
      body { font: 14px/1.5 \(PageText.fonts); margin: 2em auto; max-width: 70em; padding: 0 1em; color: #222; }
      h1 { font-size: 1.4em; } h2 { font-size: 1.1em; margin: 1.6em 0 .4em; }
      table { border-collapse: collapse; } th, td { padding: .15em .7em; text-align: left; border-bottom: 1px solid #ddd; }
      th { border-bottom: 1px solid #666; } .n { text-align: right; font-variant-numeric: tabular-nums; }
      .sum td { font-weight: bold; border-top: 1px solid #666; }
      @media print { body { margin: 0; max-width: none; } tr { break-inside: avoid; } }
      </style>
      </head>
      <body>
      <h1>\(title)</h1>

      """
    if !report.facts.isEmpty {
      out += "<table>\n"
      for (name, cell) in report.facts {
        out += "<tr><th>\(PageText.escaped(word(name)))</th>\(data(cell, isNumber: cell.isNumber))</tr>\n"
      }
      out += "</table>\n"
    }
    for table in report.tables where !table.rows.isEmpty {
      let numeric = table.columns.indices.map { isNumeric(table, $0) }
      out += "<h2>\(PageText.escaped(word(table.id)))</h2>\n<table>\n<tr>"
      for (column, name) in table.columns.enumerated() {
        out += "<th\(numeric[column] ? " class=\"n\"" : "")>\(PageText.escaped(word(name)))</th>"
      }
      out += "</tr>\n"
      for row in table.rows { out += "<tr>" + cells(row, numeric) + "</tr>\n" }
      if let total = table.total { out += "<tr class=\"sum\">" + cells(total, numeric) + "</tr>\n" }
      out += "</table>\n"
    }
    return out + "</body>\n</html>\n"
  }

  private func cells(_ row: [ReportCell], _ numeric: [Bool]) -> String {
    row.enumerated().map { data($1, isNumber: numeric.indices.contains($0) && numeric[$0]) }.joined()
  }

  private func data(_ cell: ReportCell, isNumber: Bool) -> String {
    "<td\(isNumber ? " class=\"n\"" : "")>\(PageText.escaped(shown(cell)))</td>"
  }

  /// The facts on a sheet, each table on one of its own; figures as numbers, texts as texts.
  public func sheets(_ report: Report) -> [ExportSheet] {
    var sheets: [ExportSheet] = []
    let title = word(report.id) + " " + shown(report.subject)
    if !report.facts.isEmpty {
      sheets.append(
        ExportSheet(
          title, widths: [22, 24],
          rows: [ExportRow([.text(title)], .title)] + report.facts.map { ExportRow([.text(word($0.key)), cell($0.value)]) }))
    }
    for table in report.tables where !table.rows.isEmpty {
      let rows =
        [ExportRow(table.columns.map { .text(word($0)) }, .heading)] + table.rows.map { ExportRow($0.map(cell)) }
        + (table.total.map { [ExportRow($0.map(cell), .sum)] } ?? [])
      let widths = table.columns.indices.map { column in
        min(40, max(8, ([word(table.columns[column])] + table.rows.prefix(200).map { shown($0[column]) }).map(width).max() ?? 8) + 2)
      }
      sheets.append(ExportSheet(word(table.id), widths: widths, rows: rows, frozenRows: 1))
    }
    // A workbook without a sheet is none.
    return sheets.isEmpty ? [ExportSheet(title, rows: [ExportRow([.text(title)], .title)])] : sheets
  }

  private func cell(_ cell: ReportCell) -> ExportCell {
    switch cell {
    case .none: .empty
    case .count(let count): .whole(count)
    case .money(let money): .money(money)
    case .rate(let rate): .rate(rate)
    case .ratio, .tenths: .rightText(shown(cell))
    case .text, .term, .terms, .id, .day, .month: .text(shown(cell))
    }
  }
}

extension ReportText {
  /// A list as other programs read it back: the columns' ids as the only heading, values in machine form.
  public static func list(_ table: ReportTable) -> String {
    CSVText.mark + CSVText.line(table.columns)
      + table.rows.map { row in CSVText.line(row.map { $0 == .none ? "" : $0.json.string ?? $0.json.text }) }.joined()
  }
}
