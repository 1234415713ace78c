import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `report month MONTH|year YEAR|funnel`: figures to hand on, as text, Markdown, CSV, a workbook, a page or JSON. Telephones and
/// plates in them are masked unless `--reveal`.
struct ReportCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "report", abstract: "报表 · Reports: month, year, funnel")

  @OptionGroup var globals: Globals
  @OptionGroup var arguments: ReportArguments
  @Argument(help: ArgumentHelp("month year funnel", valueName: "KIND")) var kind: String
  @Argument(help: ArgumentHelp("月份或年份 · The month or year", valueName: "WHEN")) var subject: String?

  func run(in session: Session) throws {
    let report = try report(session)
    let format = try arguments.chosen(session, else: .text)
    guard try ReportWriter(session).deliver(report, as: format, arguments), let file = arguments.output else { return }
    if session.json {
      Output.json(schema: "report-file/1", ["file": .string(file), "format": .string(format.rawValue), "masked": .bool(!arguments.reveal)])
    } else {
      Output.line(session.say("报表写在 \(file)", "The report is in \(file)"))
    }
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
