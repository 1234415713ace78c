/// A quote on its way out: for WeChat, as Markdown, csv and one HTML page; each with basis and disclaimer.
public struct QuotePrint: Sendable {
  public let words: QuoteWords
  public let rules: CoverRules
  public var language: QuoteLanguage
  /// The day the quote is given; nil leaves it out.
  public var day: Day?

  public init(words: QuoteWords, rules: CoverRules, language: QuoteLanguage, on day: Day? = nil) {
    self.day = day
    self.words = words
    self.rules = rules
    self.language = language
  }

  public func table(_ quote: Quote) -> QuoteTable { QuoteTable(quote, words: words, rules: rules, language: language, on: day) }

  /// Plain text in narrow lines, package under package, as a telephone shows it.
  public func text(_ quote: Quote) -> String {
    let t = table(quote)
    var lines = [t.title] + t.heading
    for (i, name) in t.columns.enumerated() {
      lines.append("")
      lines.append(language == .zh ? "【\(name)】" : "[\(name)]")
      for row in t.rows where !row.cells[i].premium.isEmpty {
        lines.append(
          [row.label, row.cells[i].limit, row.cells[i].premium].filter { !$0.isEmpty }.joined(separator: " "))
      }
    }
    return (lines + [""] + t.footing + [t.disclaimer]).map(QuotePrint.plain).joined(separator: "\n") + "\n"
  }

  public func markdown(_ quote: Quote) -> String {
    let t = table(quote)
    func cell(_ text: String) -> String { QuotePrint.plain(text).replacing("|", with: "\\|") }
    var out = "# \(QuotePrint.plain(t.title))\n\n" + t.heading.map { cell($0) }.joined(separator: "  \n") + "\n\n"
    out +=
      "| \(words["line", language]) |" + t.columns.map { " \(cell($0)) |" }.joined() + "\n|---|"
      + t.columns.map { _ in "---:|" }.joined() + "\n"
    for row in t.rows {
      let cells = row.cells.map {
        [$0.limit.isEmpty ? "" : "(\($0.limit))", $0.premium].filter { !$0.isEmpty }.joined(separator: " ")
      }
      let mark = row.isSum ? "**" : ""
      out +=
        "| \(mark)\(cell(row.label))\(mark) |" + cells.map { $0.isEmpty ? "  |" : " \(mark)\($0)\(mark) |" }.joined()
        + "\n"
    }
    return out + "\n" + t.footing.map { "- \(cell($0))\n" }.joined() + "\n> \(t.disclaimer)\n"
  }

  /// Rows of cells for csv and xlsx: label, then limit and premium for each package. Premiums without group commas.
  public func rows(_ quote: Quote, comparedTo earlier: Quote? = nil) -> [[String]] {
    let t = table(quote)
    var out = [[t.title]] + t.heading.map { [$0] }
    out.append(
      [words["line", language]]
        + t.columns.flatMap { ["\($0) \(words["limit", language])", "\($0) \(words["premium", language])"] })
    for row in t.rows {
      out.append([row.label] + row.cells.flatMap { [$0.limit, $0.premium.replacing(",", with: "")] })
    }
    return out + (compared(quote, earlier) + t.footing + [t.disclaimer]).map { [$0] }
  }

  /// csv with a byte-order mark, so that Excel reads Chinese; cells that a spreadsheet would run get a quote in front.
  public func csv(_ quote: Quote, comparedTo earlier: Quote? = nil) -> String {
    "\u{FEFF}" + QuotePrint.csv(rows(quote, comparedTo: earlier))
  }

  static func csv(_ rows: [[String]]) -> String {
    rows.map { row in
      row.map { raw in
        var text = plain(raw)
        if let first = text.first, "=@+-\t".contains(first), Exact(text.drop { $0 == "+" }) == nil { text = "'" + text }
        return text.contains { ",\"\n\r".contains($0) } ? "\"" + text.replacing("\"", with: "\"\"") + "\"" : text
      }.joined(separator: ",")
    }.joined(separator: "\r\n") + "\r\n"
  }

  /// Two rounds in words: what goes, what changes, the totals.
  public func lines(_ comparison: QuoteComparison) -> [String] {
    func name(_ cover: Cover) -> JSONValue { .string(words.name(of: cover, language, rules)) }
    func say(_ key: String, _ facts: JSONObject) -> String {
      // Cover names are words already.
      facts.reduce(words[key, language]) { $0.replacing("{\($1.key)}", with: $1.value.string ?? "") }
    }
    if comparison.isSame { return [words["unchanged", language]] }
    var out =
      comparison.dropped.map { say("dropped", ["cover": name($0.cover)]) }
      + comparison.added.map { say("added", ["cover": name($0.cover)]) }
    for line in comparison.changed {
      let difference = JSONValue.string(QuoteTable.signed(line.difference))
      if line.oldLimit != line.newLimit, let a = line.oldLimit, let b = line.newLimit {
        let old = JSONValue.string(words.limit(a, seats: nil, language))
        let new = JSONValue.string(words.limit(b, seats: nil, language))
        out.append(say("changedLimit", ["cover": name(line.cover), "old": old, "new": new, "difference": difference]))
      } else {
        out.append(say("changedPremium", ["cover": name(line.cover), "difference": difference]))
      }
    }
    out.append(
      say(
        "totals",
        [
          "old": .string(comparison.oldTotal.grouped), "new": .string(comparison.newTotal.grouped),
          "difference": .string(QuoteTable.signed(comparison.difference)),
        ]))
    return out
  }

  /// One line without control characters: text from other people's files stays text.
  static func plain(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) ? " " : $0 }))
  }
}
