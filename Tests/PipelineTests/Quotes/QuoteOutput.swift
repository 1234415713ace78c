import Foundation

@testable import Pipeline

/// One printed form of a quote, read back as its reader would: the figures by package, and all of its words.
///
/// It knows the forms, not the program: it looks for figures where a person does, at the end of a line or in a cell.
struct QuoteOutput {
  enum Form: CaseIterable { case text, md, csv, html, json, sheet, xlsx }
  struct Column {
    var parts: [(label: String, amount: Money)] = []
    var commercial: Money?
    var total: Money?
  }

  let form: Form
  let words: String
  var columns: [Column] = []

  init(_ form: Form, _ quote: Quote, _ print: QuotePrint, comparedTo earlier: Quote? = nil) throws {
    self.form = form
    let count = quote.columns.count
    columns = Array(repeating: Column(), count: count)
    let labels = QuoteOutput.labels(print)
    switch form {
    case .text:
      words = print.written(quote, as: .text, comparedTo: earlier) ?? ""
      // A package is a heading and the lines below it, up to an empty one.
      var (at, inside) = (-1, false)
      for line in words.split(separator: "\n", omittingEmptySubsequences: false) {
        if line.isEmpty { inside = false }
        if line.hasPrefix("【") && line.hasSuffix("】") || line.hasPrefix("[") && line.hasSuffix("]") { (at, inside) = (at + 1, true) }
        guard inside, columns.indices.contains(at), let amount = line.split(separator: " ").last else { continue }
        note(String(line), String(amount), at, labels)
      }
    case .md:
      words = print.written(quote, as: .md, comparedTo: earlier) ?? ""
      for line in words.split(separator: "\n") where line.hasPrefix("|") {
        let cells = line.split(separator: "|", omittingEmptySubsequences: false).map { $0.replacing("*", with: "") }
        for at in 0..<count where cells.count > at + 2 {
          note(String(cells[1]), cells[at + 2].split(separator: " ").last.map(String.init) ?? "", at, labels)
        }
      }
    case .csv:
      words = print.written(quote, as: .csv, comparedTo: earlier) ?? ""
      take(QuoteOutput.csv(words), count, labels)
    case .html:
      let page = print.written(quote, as: .html, comparedTo: earlier) ?? ""
      words = page.replacing("&#39;", with: "'").replacing("&quot;", with: "\"").replacing("&amp;", with: "&")
      for row in page.components(separatedBy: "<tr").dropFirst(2) {
        let cells = row.components(separatedBy: "<td class=\"n\">").map { $0.components(separatedBy: "</td>")[0] }
        let label = row.components(separatedBy: "<th>").dropFirst().first?.components(separatedBy: "</th>")[0] ?? ""
        for at in 0..<count where cells.count > at + 1 { note(label, cells[at + 1], at, labels) }
      }
    case .json:
      words = print.written(quote, as: .json, comparedTo: earlier) ?? ""
      let packages = try JSONValue.parse(words)["packages"]?.array ?? []
      for (at, package) in packages.enumerated() {
        for line in package["lines"]?.array ?? [] { note(line["line"]?.string ?? "", line["premium"]?.string ?? "", at, [:]) }
        note("compulsory", package["compulsory"]?.string ?? "", at, [:])
        note("vehicleTax", package["vehicleTax"]?.string ?? "", at, [:])
        columns[at].commercial = package["commercial"]?.string.flatMap { Money($0) }
        columns[at].total = package["total"]?.string.flatMap { Money($0) }
      }
    case .sheet:
      let rows = print.sheet(quote, comparedTo: earlier).rows.map { row in
        row.cells.map { cell in
          switch cell {
          case .text(let text), .rightText(let text): text
          case .money(let money): money.description
          default: ""
          }
        }
      }
      words = rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
      take(rows, count, labels)
    case .xlsx:
      let path = NSTemporaryDirectory() + "cheshang-output-\(UInt32.random(in: 0...UInt32.max)).xlsx"
      defer { try? FileManager.default.removeItem(atPath: path) }
      try print.write(quote, as: .xlsx, to: path, comparedTo: earlier)
      let rows = try SpreadsheetReader().texts(path: path)
      words = rows.map { $0.joined(separator: " ") }.joined(separator: "\n")
      take(rows, count, labels)
    }
  }

  private enum Sum { case commercial, total, difference }

  private static func labels(_ print: QuotePrint) -> [String: Sum] {
    [
      print.words["commercial", print.language]: .commercial, print.words["total", print.language]: .total,
      print.words["totalWithoutTax", print.language]: .total, print.words["difference", print.language]: .difference,
    ]
  }

  /// The rows of a table whose second and third cell are limit and premium of the first package, and so on.
  private mutating func take(_ rows: [[String]], _ count: Int, _ labels: [String: Sum]) {
    for row in rows where row.count > 2 {
      for at in 0..<count where row.count > 2 + 2 * at { note(row[0], row[2 + 2 * at], at, labels) }
    }
  }

  private mutating func note(_ label: String, _ amount: String, _ at: Int, _ labels: [String: Sum]) {
    guard let money = Money(amount.replacing(",", with: "").replacing("+", with: "")) else { return }
    let name = label.trimmed
    // The longest label that begins the line: 合计（未含车船税） begins with 合计.
    let sum = labels.filter { name.hasPrefix($0.key) }.max { $0.key.count < $1.key.count }?.value
    switch sum {
    // A policy that is one line is called as its sum is: the first is the line.
    case .commercial where columns[at].commercial == nil: columns[at].commercial = money
    case .commercial:
      columns[at].parts.append((name, columns[at].commercial ?? .zero))
      columns[at].commercial = money
    case .total: columns[at].total = money
    case .difference: break
    case nil: columns[at].parts.append((name, money))
    }
  }

  /// Cells of csv, quoted ones too.
  static func csv(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var cell = ""
    var quoted = false
    var characters = Array(text.unicodeScalars.drop { $0 == "\u{FEFF}" })[...]
    while let c = characters.popFirst() {
      switch (c, quoted) {
      case ("\"", true) where characters.first == "\"":
        cell += "\""
        characters.removeFirst()
      case ("\"", _): quoted.toggle()
      case (",", false):
        row.append(cell)
        cell = ""
      case ("\r", false): continue
      case ("\n", false):
        rows.append(row + [cell])
        row = []
        cell = ""
      default: cell.unicodeScalars.append(c)
      }
    }
    return rows
  }
}
