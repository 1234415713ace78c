import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `report month MONTH|year YEAR|funnel`: figures to hand on, as text, Markdown, CSV or JSON.
struct ReportCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "报表 · Reports: month, year, funnel")

  enum Format: String, ExpressibleByArgument, CaseIterable { case text, md, csv, json }

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("month year funnel", valueName: "KIND")) var kind: String
  @Argument(help: ArgumentHelp("月份或年份 · The month or year", valueName: "WHEN")) var subject: String?
  @Option(help: ArgumentHelp("text md csv json", valueName: "FORMAT")) var format: Format?
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("写到文件 · Write to a file", valueName: "FILE")) var output: String?

  func run(in session: Session) throws {
    let report = try report(session)
    let form = format ?? output.flatMap(ReportCommand.format(ofFile:)) ?? (session.json ? .json : .text)
    let text: String
    switch form {
    case .json: text = JSONValue.object(report.json).text + "\n"
    case .text: text = ReportWriter(session).write(report, as: .text)
    case .md: text = ReportWriter(session).write(report, as: .md)
    case .csv: text = ReportWriter(session).write(report, as: .csv)
    }
    guard let output else { return Output.write(text) }
    try session.writeFile(Array(text.utf8), output)
    if session.json {
      Output.json(schema: "report-file/1", ["file": .string(output), "format": .string(form.rawValue), "bytes": .int(text.utf8.count)])
    } else {
      Output.line(session.say("报表写在 \(output)", "The report is in \(output)"))
    }
  }

  private static func format(ofFile name: String) -> Format? {
    name.hasSuffix(".md") ? .md : name.hasSuffix(".csv") ? .csv : name.hasSuffix(".json") ? .json : nil
  }

  private func report(_ session: Session) throws -> Report {
    switch kind {
    case "month":
      let month = try subject.map { text throws(MonthError) in try SalesMonth.asked(text) } ?? session.today.month
      let book = try session.customers()
      return MonthReport.make(MonthReview(month, in: book, today: session.today), in: book)
    case "year":
      let text = subject ?? String(session.today.year)
      guard text.utf8.count == 4, let year = Int(text), (1950...2100).contains(year) else {
        throw CommandFailure(
          .badData, "not-a-year", ["given": .string(text)],
          Wording(zh: "年份要写成四位数，如 2026。", en: "A year is written with four digits, as 2026."))
      }
      let book = try session.customers()
      return YearReport.make(YearReview(year, in: book), in: book)
    case "funnel":
      let book = try session.store().book
      let calendar = try session.calendar()
      let rows = OpportunityRow.all(in: book).filter { !$0.isBarred }
      return FunnelReport.make(
        Funnel(book) { calendar.workdays(after: $0, through: $1) }, lines: LineFunnel.all(rows), today: session.today)
    default:
      throw CommandFailure.usage(
        "unknown-report", ["given": .string(kind), "allowed": .strings(["month", "year", "funnel"])],
        zh: "报表有 month、year、funnel，没有 \(Words.plain(kind))。", en: "Reports are month, year and funnel; there is no \(Words.plain(kind)).")
    }
  }
}

/// `export dealers|opportunities`: lists as CSV for a spreadsheet. Telephones and plates are masked unless `--reveal`;
/// customers who are not to be contacted are in none; one for telesales holds only those who agreed to it.
struct Export: BookCommand {
  static let configuration = CommandConfiguration(commandName: "export", abstract: "导出 csv · Export as CSV: dealers, opportunities")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("dealers opportunities", valueName: "WHAT")) var what: String
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("写到文件 · Write to a file", valueName: "FILE")) var output: String?
  @Flag(help: "电话、车牌写全 · Telephones and plates in full") var reveal = false
  @Flag(help: "电销用：只有授权的客户 · For telesales: only customers who agreed to it") var telesales = false

  func run(in session: Session) throws {
    let book = try session.store().book
    var text = CSVText.mark
    var count = 0
    switch what {
    case "dealers":
      text += CSVText.line([
        "id", "code", "name", "maker", "brands", "province", "city", "district", "address", "phones", "stage", "standing", "class",
      ])
      book[.dealer].forEach { record in
        guard record["gone"] == nil else { return true }
        let dealer = Dealer(record: record)
        count += 1
        text += CSVText.line([
          dealer.id.rawValue, dealer.code ?? "", dealer.name, dealer.maker ?? "", dealer.brands.joined(separator: " "),
          dealer.province ?? "", dealer.city ?? "", dealer.district ?? "", dealer.address ?? "",
          dealer.phones.map(phone).joined(separator: " "), dealer.stage.rawValue, dealer.standing.rawValue, dealer.text("class") ?? "",
        ])
        return true
      }
    case "opportunities":
      text += CSVText.line([
        "id", "customer", "type", "phones", "plate", "model", "motorExpiry", "dealer", "owner", "lines", "states", "willingness",
        "lastContact", "nextDate",
      ])
      for record in book[.opportunity].records {
        let customer = Opportunity(record: record)
        guard !customer.isGone, customer.doNotContact == nil else { continue }
        if telesales, (try? customer.checkTelesales()) == nil { continue }
        count += 1
        text += CSVText.line(cells(customer, book, session))
      }
    default:
      throw CommandFailure.usage(
        "unknown-export", ["given": .string(what), "allowed": .strings(["dealers", "opportunities"])],
        zh: "可导出 dealers 和 opportunities。", en: "Export dealers or opportunities.")
    }
    guard let output else { return Output.write(text) }
    try session.writeFile(Array(text.utf8), output)
    if session.json {
      Output.json(schema: "export/1", ["file": .string(output), "rows": .int(count), "masked": .bool(!reveal), "telesales": .bool(telesales)])
    } else {
      Output.line(session.say("导出 \(count) 行：\(output)", "\(count) rows exported: \(output)") + (reveal ? "" : session.say("（电话、车牌已隐去中段）", " (telephones and plates masked)")))
    }
  }

  private func cells(_ customer: Opportunity, _ book: Book, _ session: Session) -> [String] {
    let row = OpportunityRow(customer)
    return [
      row.id.rawValue, row.customerName, row.customerType?.rawValue ?? "", customer.phones.map(phone).joined(separator: " "),
      plate(row.plate ?? ""), row.model ?? "", row.motorExpiry?.description ?? "", session.name(ofDealer: row.dealer, in: book) ?? "",
      row.owner ?? "", row.lines.map(\.line.rawValue).joined(separator: " "), row.lines.map(\.state.rawValue).joined(separator: " "),
      row.willingness?.rawValue ?? "", row.lastContact?.description ?? "", row.nextDate?.description ?? "",
    ]
  }

  /// 138****1234
  private func phone(_ text: String) -> String {
    guard !reveal, text.count > 4 else { return text }
    let head = text.prefix(min(3, text.count - 4))
    return head + String(repeating: "*", count: max(1, text.count - head.count - 4)) + text.suffix(4)
  }

  /// 吉A***45
  private func plate(_ text: String) -> String {
    guard !reveal, text.count > 4 else { return text }
    return text.prefix(2) + String(repeating: "*", count: text.count - 4) + text.suffix(2)
  }
}
