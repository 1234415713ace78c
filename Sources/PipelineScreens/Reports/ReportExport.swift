import Canvas
import Glibc
import Pipeline

/// Writes a report to a file of the user's as text, Markdown or CSV.
enum ReportExport {
  enum Done: Sendable {
    case written(String)
    case failed(String, Int32)
    case exists(String)
  }

  static func dialog(_ report: Report, _ desk: Desk) -> FieldsScreen {
    let language = desk.language
    let subject = ReportsScreen.shown(report.subject, desk)
    let fields = [
      FormField(
        "format", label: language.pick(zh: "格式", en: "Format"),
        .choice([
          .init("md", "Markdown"), .init("text", language.pick(zh: "文本", en: "text")), .init("csv", "CSV (Excel)"),
        ]), required: true),
      FormField("path", label: language.pick(zh: "文件", en: "File"), required: true),
    ]
    let text = ReportWords.text(desk)
    return FieldsScreen(
      Wording(zh: "导出报表", en: "Export the report"), note: Wording(zh: "已有的文件不会被覆盖。", en: "A file that exists is not overwritten."),
      fields: fields, values: ["format": "md", "path": "~/cheshang-\(report.id)-\(subject)"], command: .line("report month MONTH --format F -o FILE")
    ) { values, desk in
      let style = ReportText.Style(rawValue: values["format"] ?? "") ?? .text
      let ending = style == .text ? "txt" : style.rawValue
      var path = desk.library.expanded(values["path"] ?? "")
      if !path.hasSuffix("." + ending) { path += "." + ending }
      switch write(text.write(report, as: style), to: path) {
      case .written(let path): return .effects([.done(zh: "已导出到 \(Words.plain(path))", en: "Written to \(Words.plain(path))")])
      case .exists(let path): return .wrong([("path", Wording(zh: "\(Words.plain(path)) 已存在", en: "\(Words.plain(path)) exists already"))])
      case .failed(let path, let code):
        return .wrong([("path", Wording(zh: "写不了 \(Words.plain(path))：\(Words.system(code))", en: "cannot write \(Words.plain(path)): \(Words.system(code))"))])
      }
    }
  }

  /// Makes a new file that only its owner reads; a file that is there stays as it is.
  static func write(_ text: String, to path: String) -> Done {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { return errno == EEXIST ? .exists(path) : .failed(path, errno) }
    defer { close(file) }
    let bytes = Array(text.utf8)
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { Glibc.write(file, $0.baseAddress! + done, bytes.count - done) }
      if written < 0 {
        if errno == EINTR { continue }
        let code = errno
        unlink(path)
        return .failed(path, code)
      }
      done += written
    }
    return .written(path)
  }
}
