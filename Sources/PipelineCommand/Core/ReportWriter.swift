import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

extension ExportFormat: ExpressibleByArgument {}

/// What every command that hands out a report or a list asks: the form, the file, and whether personal data stays whole.
struct ReportArguments: ParsableArguments {
  @Option(help: ArgumentHelp("text md csv xlsx html json", valueName: "FORMAT")) var format: ExportFormat?
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("写到文件 · Write to a file", valueName: "FILE")) var output: String?
  @Flag(help: "电话、车牌、证件号写全 · Telephones, plates and identity numbers in full") var reveal = false

  /// What was asked for, else what the file's ending says, else `usual`.
  func chosen(_ session: Session, else usual: ExportFormat) throws -> ExportFormat {
    let chosen = format ?? output.flatMap { ExportFormat(ending: $0) } ?? (session.json ? .json : usual)
    if chosen == .xlsx, output == nil {
      throw CommandFailure.usage(
        "needs-output", ["format": .string(chosen.rawValue)], zh: "xlsx 要写到文件：加 -o 文件名.xlsx。",
        en: "An xlsx goes to a file: add -o NAME.xlsx.")
    }
    return chosen
  }
}

/// Reports in the session's language and in every form that there is. Nothing leaves by another way, so that what has to
/// be masked is masked in each form.
struct ReportWriter {
  private let words: ReportText
  private let session: Session

  init(_ session: Session) {
    let language = session.language
    self.session = session
    words = ReportText(word: { Words.report($0)(language) }, width: { CellWidth.columns(of: $0) })
  }

  func text(_ report: Report) -> String { words.write(report, as: .text) }

  /// Writes the report to the file, or to standard output without one. Answers whether it went to a file.
  /// - Parameter isList: csv has the columns' ids as its only heading, so that another program reads it back.
  @discardableResult
  func deliver(_ report: Report, as format: ExportFormat, _ arguments: ReportArguments, isList: Bool = false) throws -> Bool {
    let shown = arguments.reveal ? report : report.masked
    let text: String
    switch format {
    case .xlsx:
      guard let output = arguments.output else { return false }
      try SpreadsheetWriter.write(words.sheets(shown), to: output, isPrivate: true)
      return true
    case .json: text = JSONValue.object(shown.json).text + "\n"
    case .csv where isList: text = shown.tables.first.map(ReportText.list) ?? CSVText.mark
    case .csv: text = words.write(shown, as: .csv)
    case .text: text = words.write(shown, as: .text)
    case .md: text = words.write(shown, as: .md)
    case .html: text = words.write(shown, as: .html)
    }
    guard let output = arguments.output else {
      Output.write(text)
      return false
    }
    try session.writeFile(Array(text.utf8), output)
    return true
  }
}
