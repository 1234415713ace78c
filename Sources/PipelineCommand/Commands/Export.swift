import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `export dealers|opportunities`: lists in every form. Telephones and plates are masked unless `--reveal`; customers who
/// are not to be contacted are in none; one for telesales holds only those who agreed to it.
struct Export: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "导出名单（csv xlsx html md text json） · Export lists: dealers, opportunities")

  @OptionGroup var globals: Globals
  @OptionGroup var report: ReportArguments
  @Argument(help: ArgumentHelp("dealers opportunities", valueName: "WHAT")) var what: String
  @Flag(help: "电销用：只有授权的客户，留出填结果的列 · For telesales: only customers who agreed to it, with columns for the result") var telesales = false

  func run(in session: Session) throws {
    let kind: ListReport.Kind
    switch (what, telesales) {
    case ("dealers", false): kind = .dealers
    case ("opportunities", false): kind = .opportunities
    case ("opportunities", true), ("telesales", _): kind = .telesales
    default:
      throw CommandFailure.usage(
        "unknown-export", ["given": .string(what), "allowed": .strings(["dealers", "opportunities"])],
        zh: "可导出 dealers 和 opportunities；--telesales 只用于 opportunities。", en: "Export dealers or opportunities; --telesales goes with opportunities.")
    }
    let list = ListReport.make(kind, of: try session.store().book, today: session.today)
    let format = try report.chosen(session, else: .csv)
    guard try ReportWriter(session).deliver(list, as: format, report, isList: true), let file = report.output else { return }
    let count = list.tables[0].rows.count
    if session.json {
      Output.json(schema: "export/1", [
        "file": .string(file), "format": .string(format.rawValue), "rows": .int(count), "masked": .bool(!report.reveal),
        "telesales": .bool(kind == .telesales),
      ])
    } else {
      Output.line(
        session.say("导出 \(count) 行：\(file)", "\(count) rows exported: \(file)")
          + (report.reveal ? "" : session.say("（电话、车牌已隐去中段）", " (telephones and plates masked)")))
    }
  }
}
