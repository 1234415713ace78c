/// Writes a report for people. Words come from outside: `word` gives the title of an id in the reader's language. What it
/// writes is what it is handed: mask the report first (`Report.masked`).
public struct ReportText: Sendable {
  public enum Style: String, Sendable, CaseIterable { case text, md, csv, html }

  public let word: @Sendable (String) -> String
  /// How many columns of a terminal a text takes.
  public let width: @Sendable (String) -> Int

  public init(
    word: @escaping @Sendable (String) -> String, width: @escaping @Sendable (String) -> Int = ReportText.roughWidth
  ) {
    self.word = word
    self.width = width
  }

  /// Two columns for everything from Hangul Jamo up, one below: near enough for lists; screens bring the exact table.
  public static let roughWidth: @Sendable (String) -> Int = { text in
    text.unicodeScalars.reduce(0) { $0 + ($1.value >= 0x1100 ? 2 : 1) }
  }

  public func write(_ report: Report, as style: Style) -> String {
    switch style {
    case .text: text(report)
    case .md: markdown(report)
    case .csv: csv(report)
    case .html: page(report)
    }
  }

  func shown(_ cell: ReportCell) -> String {
    switch cell {
    case .none: "–"
    case .text(let text): ReportText.tame(text)
    case .term(let id): word(id)
    case .terms(let ids): ids.map(word).joined(separator: ", ")
    case .id(let text): ReportText.tame(text)
    case .count(let count): String(count)
    case .money(let money): money.grouped
    case .rate(let rate): rate.percent
    case .ratio(let ratio): ratio.perOne
    case .day(let day): day.description
    case .month(let month): month.description
    case .tenths(let tenths): FixedPoint.text(Int64(tenths), decimals: 1, atLeast: 1)
    }
  }

  /// Other people's text never carries a command to a terminal: control characters become blanks.
  static func tame(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }))
  }

  private func text(_ report: Report) -> String {
    var out = word(report.id) + " " + shown(report.subject) + "\n"
    for (name, cell) in report.facts { out += "  " + word(name) + " " + shown(cell) + "\n" }
    for table in report.tables where !table.rows.isEmpty {
      out += "\n" + word(table.id) + "\n"
      let lines =
        [table.columns.map(word)] + table.rows.map { $0.map(shown) } + (table.total.map { [$0.map(shown)] } ?? [])
      let widths = table.columns.indices.map { column in lines.map { width($0[column]) }.max() ?? 0 }
      for (number, line) in lines.enumerated() {
        var parts: [String] = []
        for (column, cell) in line.enumerated() {
          let pad = String(repeating: " ", count: widths[column] - width(cell))
          let right = isNumeric(table, column)
          parts.append(right ? pad + cell : column == line.count - 1 && number >= 0 ? cell : cell + pad)
        }
        out += "  " + parts.joined(separator: "  ") + "\n"
      }
    }
    return out
  }

  func isNumeric(_ table: ReportTable, _ column: Int) -> Bool {
    table.rows.contains { $0[column].isNumber } && table.rows.allSatisfy { $0[column].isNumber || $0[column] == .none }
  }

  private func markdown(_ report: Report) -> String {
    func escape(_ text: String) -> String {
      String(text.flatMap { "\\`*_{}[]<>|#".contains($0) ? ["\\", $0] : [$0] })
    }
    var out = "# " + escape(word(report.id) + " " + shown(report.subject)) + "\n\n"
    for (name, cell) in report.facts { out += "- " + escape(word(name)) + ": " + escape(shown(cell)) + "\n" }
    for table in report.tables where !table.rows.isEmpty {
      out += "\n## " + escape(word(table.id)) + "\n\n"
      out += "| " + table.columns.map { escape(word($0)) }.joined(separator: " | ") + " |\n"
      out += "|" + table.columns.indices.map { isNumeric(table, $0) ? "---:|" : "---|" }.joined() + "\n"
      for row in table.rows + (table.total.map { [$0] } ?? []) {
        out += "| " + row.map { escape(shown($0)) }.joined(separator: " | ") + " |\n"
      }
    }
    return out
  }

  /// As spreadsheets expect it (`CSVText`), numbers in machine form.
  private func csv(_ report: Report) -> String {
    func value(_ cell: ReportCell) -> String {
      switch cell {
      case .none: ""
      case .text, .term, .terms, .id: shown(cell)
      default: cell.json.string ?? cell.json.text
      }
    }
    var out = CSVText.mark + CSVText.line([word(report.id), value(report.subject)])
    for (name, cell) in report.facts { out += CSVText.line([word(name), value(cell)]) }
    for table in report.tables where !table.rows.isEmpty {
      out += "\r\n" + CSVText.line([word(table.id)]) + CSVText.line(table.columns.map(word))
      for row in table.rows + (table.total.map { [$0] } ?? []) { out += CSVText.line(row.map(value)) }
    }
    return out
  }
}
