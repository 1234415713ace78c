import Canvas
import Pipeline
import PipelineScreens

/// Reports in the session's language and in every form that there is.
struct ReportWriter {
  private let words: ReportText

  init(_ session: Session) {
    let language = session.language
    words = ReportText(word: { Words.report($0)(language) }, width: { CellWidth.columns(of: $0) })
  }

  func text(_ report: Report) -> String { words.write(report, as: .text) }
  func write(_ report: Report, as style: ReportText.Style) -> String { words.write(report, as: style) }
}
