import Canvas
import Glibc
import Pipeline

/// Writes a report to a file of the user's as a workbook, a page, Markdown, text or CSV; telephones and plates are
/// masked unless the user wants them in full.
enum ReportExport {
  enum Done: Sendable {
    case written(String)
    case failed(String, Int32)
    case exists(String)
  }

  /// Asks for the form, the file and whether personal data stays whole.
  static func dialog(_ report: Report, _ desk: Desk) -> FieldsScreen {
    let language = desk.language
    let subject = ReportsScreen.shown(report.subject, desk)
    let fields = [
      FormField(
        "format", label: language.pick(zh: "格式", en: "Format"),
        .choice([
          .init("xlsx", "Excel"), .init("html", language.pick(zh: "网页", en: "page")), .init("md", "Markdown"),
          .init("text", language.pick(zh: "文本", en: "text")), .init("csv", "CSV"),
        ]), required: true),
      FormField("path", label: language.pick(zh: "文件", en: "File"), required: true),
      FormField(
        "reveal", label: language.pick(zh: "电话车牌", en: "Telephones"),
        .choice([.init("no", language.pick(zh: "隐去", en: "masked")), .init("yes", language.pick(zh: "写全", en: "in full"))]), required: true),
    ]
    let text = text(desk)
    return FieldsScreen(
      Wording(zh: "导出报表", en: "Export the report"), note: Wording(zh: "已有的文件不会被覆盖。", en: "A file that exists is not overwritten."),
      fields: fields, values: ["format": "xlsx", "path": "~/cheshang-\(report.id)-\(subject)", "reveal": "no"],
      command: .line("report month MONTH --format F -o FILE")
    ) { values, desk in
      let format = ExportFormat(rawValue: values["format"] ?? "") ?? .text
      var path = desk.library.expanded(values["path"] ?? "")
      if !path.hasSuffix("." + format.ending) { path += "." + format.ending }
      let shown = values["reveal"] == "yes" ? report : report.masked
      let done: Done
      if format == .xlsx {
        done = workbook(text.sheets(shown), to: path)
      } else {
        done = write(text.write(shown, as: ReportText.Style(rawValue: format.rawValue) ?? .text), to: path)
      }
      switch done {
      case .written(let path): return .effects([.done(zh: "已导出到 \(Words.plain(path))", en: "Written to \(Words.plain(path))")])
      case .exists: return .wrong([("path", Wording(zh: "已存在，换个名字", en: "exists already; choose another name"))])
      case .failed(let path, let code):
        return .wrong([("path", Wording(zh: "写不了 \(Words.plain(path))：\(Words.system(code))", en: "cannot write \(Words.plain(path)): \(Words.system(code))"))])
      }
    }
  }

  /// Reports in the desk's language.
  static func text(_ desk: Desk) -> ReportText {
    let language = desk.language
    return ReportText(word: { Words.report($0)(language) }, width: { CellWidth.columns(of: $0) })
  }

  /// A new workbook that only its owner reads.
  static func workbook(_ sheets: [ExportSheet], to path: String) -> Done {
    guard access(path, F_OK) != 0 else { return .exists(path) }
    do throws(ExportError) { try SpreadsheetWriter.write(sheets, to: path, isPrivate: true) } catch {
      switch error {
      case .cannotWrite(let path, let code): return .failed(path, code)
      case .tooLarge(let path, _): return .failed(path, EFBIG)
      }
    }
    return .written(path)
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
