import Canvas
import Pipeline

/// Writes the quote to a file: the ending of its name says the form.
struct QuoteExportScreen: Screen {
  let quote: Quote
  let earlier: Quote?
  var line: LineEditor
  var fault: Wording?

  init(quote: Quote, earlier: Quote?, today: Day, language: Wording.Language) {
    self.quote = quote
    self.earlier = earlier
    let car = FileNames.safe(quote.request.series ?? Words.wholeYuan(quote.request.price))
    line = LineEditor(language.pick(zh: "报价-", en: "quote-") + car + "-\(today).html")
  }

  enum Message { case edit(Key), done, cancel }

  var name: String { "quote-export" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "导出报价", en: "Export the quote") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .init(.enter, hint: Wording(zh: "写入", en: "write"), message: .done, command: .line("quote -o FILE")),
        .moving(.escape, hint: Wording(zh: "取消", en: "cancel"), message: .cancel),
      ] + LineEditor.bindings(Message.edit), typing: { .edit(.paste($0)) })
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .edit(let key):
      line.press(key)
      fault = nil
    case .cancel: return [.close]
    case .done:
      guard let library = desk.library.quotes else { return [] }
      let path = desk.library.expanded(line.text)
      guard let format = QuoteFormat(ending: path) else {
        fault = Wording(zh: "文件名以 .html .xlsx .csv .md .txt .json 结尾", en: "End the name with .html .xlsx .csv .md .txt .json")
        return []
      }
      let (quote, earlier, print) = (quote, earlier, library.print(desk.language, on: desk.today))
      return [
        .run(Job("quote-export", title: Wording(zh: "写入报价", en: "Writing the quote")) { _ in
          FileNames.Result { () throws(ExportError) in
            try print.write(quote, as: format, to: path, comparedTo: earlier)
            return path
          }
        })
      ]
    }
    return []
  }

  mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] {
    guard let result = result as? FileNames.Result else { return [] }
    fault = result.fault
    return result.effects
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    FileNames.draw(title(desk: desk), line, fault, desk, into: &grid)
  }
}

/// What the file dialogs of quotes share.
enum FileNames {
  /// How writing ended.
  struct Result: Sendable {
    var path: String?
    var fault: Wording?

    init(_ write: () throws(ExportError) -> String) {
      do throws(ExportError) { path = try write() } catch {
        switch error {
        case .cannotWrite(let path, let code): fault = Words.file(FileError(.open, path, code: code))
        case .tooLarge(_, let rows): fault = Wording(zh: "\(rows) 行，一张表放不下", en: "\(rows) rows are too many for a sheet")
        }
      }
    }

    var effects: [Effect] {
      guard let path else { return [] }
      return [.close, .done(zh: "已写入 \(Words.plain(path))", en: "Wrote \(Words.plain(path))")]
    }
  }

  /// A name without what folders and shells take for something else.
  static func safe(_ text: String) -> String {
    let kept = Words.plain(text).filter { !"/\\:*?\"<>| '$`".contains($0) }
    return kept.isEmpty || kept.hasPrefix(".") || kept.hasPrefix("-") ? "car" + kept.drop { $0 == "." } : String(kept.prefix(40))
  }

  static func draw(_ title: Wording, _ line: LineEditor, _ fault: Wording?, _ desk: Desk, endings: String = "html xlsx csv md txt json", into grid: inout CellGrid) {
    let width = min(84, grid.content.width - 8)
    let inside = DialogPart.open(into: &grid, title: StyledLine(desk.say(title), .title), width: width, height: 5)
    grid.put(desk.language.pick(zh: "文件（结尾 \(endings)）", en: "File, ending in \(endings)"), in: inside.row(0))
    let field = inside.row(1)
    grid.put("[", x: field.x, y: field.y, .key)
    grid.put("]", x: field.right - 1, y: field.y, .key)
    if let fault { grid.putParagraph(String(grid.lines.cross) + " " + desk.say(fault), in: inside.droppingTop(2).top(2), .error) }
    DialogPart.buttons(
      [(.enter, desk.language.pick(zh: "写入", en: "write")), (.escape, desk.language.pick(zh: "取消", en: "cancel"))], into: &grid, in: inside.bottom(1))
    line.draw(into: &grid, in: field.inset(columns: 1, rows: 0))
  }
}
