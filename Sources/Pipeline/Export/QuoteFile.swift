extension QuotePrint {
  /// The quote as text of that form; nil for `xlsx`, which is a file.
  public func written(_ quote: Quote, as format: QuoteFormat, comparedTo earlier: Quote? = nil) -> String? {
    switch format {
    case .text: text(quote) + compared(quote, earlier).map { $0 + "\n" }.joined()
    case .md:
      markdown(quote)
        + compared(quote, earlier).map { "- " + QuotePrint.plain($0).replacing("|", with: "\\|") + "\n" }.joined()
    case .csv: csv(quote, comparedTo: earlier)
    case .html: html(quote, comparedTo: earlier)
    case .json: JSONValue.object(json(quote, comparedTo: earlier)).text + "\n"
    case .xlsx: nil
    }
  }

  /// The machine form on its way out: the record's, with the names of the ways, the warnings in words, and what changed.
  public func json(_ quote: Quote, comparedTo earlier: Quote? = nil) -> JSONObject {
    var object = quote.json(words: words).object ?? [:]
    func both(_ say: (QuoteLanguage) -> JSONValue) -> JSONValue { ["zh": say(.zh), "en": say(.en)] }
    var ways: JSONObject = [:]
    for way in quote.columns.map(\.basis.way) { ways[way.rawValue] = both { .string(words["way.\(way.rawValue)", $0]) } }
    object["ways"] = .object(ways)
    object["notes"] = both { language in .array(words.texts(quote.warnings, language, rules: rules).map { .string($0) }) }
    object["disclaimers"] = both { .string(words["disclaimer", $0]) }
    if let earlier { object["comparison"] = .array(quote.compared(to: earlier).map(\.json)) }
    return object
  }

  /// Writes the quote to a file.
  /// - Throws: `ExportError` when the file cannot be written.
  public func write(_ quote: Quote, as format: QuoteFormat, to path: String, comparedTo earlier: Quote? = nil)
    throws(ExportError)
  {
    if let text = written(quote, as: format, comparedTo: earlier) {
      try FileWriter.write(text, to: path)
    } else {
      try SpreadsheetWriter.write([sheet(quote, comparedTo: earlier)], to: path)
    }
  }

  /// What changed from an earlier round, package by package, in words; empty without one.
  public func compared(_ quote: Quote, _ earlier: Quote?) -> [String] {
    guard let earlier else { return [] }
    return quote.compared(to: earlier).flatMap { comparison in
      let name = language == .zh ? comparison.new.package.name.zh : comparison.new.package.name.en
      return lines(comparison).map { (language == .zh ? "【\(name)】" : "[\(name)] ") + $0 }
    }
  }

  /// The quote as a sheet: premiums as numbers, limits and words as text.
  public func sheet(_ quote: Quote, comparedTo earlier: Quote? = nil) -> ExportSheet {
    let t = table(quote)
    var rows = [ExportRow([.text(t.title)], .title)] + t.heading.map { ExportRow([.text($0)], .note) }
    rows.append(ExportRow([]))
    rows.append(
      ExportRow(
        [.text(words["line", language])]
          + t.columns.flatMap {
            [.rightText("\($0) \(words["limit", language])"), .rightText("\($0) \(words["premium", language])")]
          }, .heading))
    for row in t.rows {
      let cells = row.cells.flatMap { cell -> [ExportCell] in
        let money = cell.premium.hasPrefix("+") ? nil : Money(cell.premium.replacing(",", with: ""))
        return [
          cell.limit.isEmpty ? .empty : .rightText(cell.limit),
          cell.premium.isEmpty ? .empty : money.map { .money($0) } ?? .rightText(cell.premium),
        ]
      }
      rows.append(ExportRow([.text(row.label)] + cells, row.isSum ? .sum : .plain))
    }
    rows.append(ExportRow([]))
    rows += (compared(quote, earlier) + t.footing + [t.disclaimer]).map { ExportRow([.text($0)], .note) }
    let widths = [22] + t.columns.flatMap { _ in [14, 14] }
    return ExportSheet(t.title, widths: widths, rows: rows)
  }
}

extension BookletMaker {
  /// The rows of a booklet as a sheet that `BookletReader` reads back: figures as numbers, the rest as text.
  public static func sheet(_ rows: [[String]], name: String) -> ExportSheet {
    let heading = rows.firstIndex { $0.count > 5 } ?? 0
    let out = rows.enumerated().map { number, row -> ExportRow in
      if number == heading { return ExportRow(row.map { .text($0) }, .heading) }
      if number < heading || row.count < 6 { return ExportRow(row.map { .text($0) }, .note) }
      return ExportRow(
        row.enumerated().map { column, text in
          // Brand, series, package and region stay text even where they look like a number: 500, 205.
          if text.isEmpty { return .empty }
          if column == 2 || column > 4, let money = Money(text) { return .money(money) }
          return .text(text)
        })
    }
    return ExportSheet(
      name, widths: [12, 22, 14, 12, 8] + (rows[heading].dropFirst(5).map { _ in 13 }), rows: out, frozenRows: heading + 1)
  }
}
