import Canvas
import Pipeline

/// Writes the win-win sheet for a dealer to a file: one page to print, or text.
struct WinWinExportScreen: Screen {
  let proposal: WinWinProposal
  var line: LineEditor
  var fault: Wording?

  init(_ proposal: WinWinProposal, language: Wording.Language) {
    self.proposal = proposal
    let whose = proposal.dealer.isEmpty ? "" : FileNames.safe(proposal.dealer) + "-"
    line = LineEditor(language.pick(zh: "共赢测算-", en: "win-win-") + whose + "\(proposal.on).html")
  }

  enum Message { case edit(Key), done, cancel }

  var name: String { "winwin-export" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Wording(zh: "导出共赢测算", en: "Write the win-win sheet") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable(
      [
        .init(.enter, hint: Wording(zh: "写入", en: "write"), message: .done, command: .line("winwin proposal DEALER --premium P -o FILE")),
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
      let path = desk.library.expanded(line.text)
      let text: String
      switch QuoteFormat(ending: path) {
      case .html: text = proposal.html(desk.language)
      case .text: text = proposal.text(desk.language)
      default:
        fault = Wording(zh: "文件名以 .html 或 .txt 结尾", en: "End the name with .html or .txt")
        return []
      }
      return [
        .run(Job("winwin-export", title: Wording(zh: "写入共赢测算", en: "Writing the sheet")) { _ in
          FileNames.Result { () throws(ExportError) in
            try FileWriter.write(text, to: path)
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
    FileNames.draw(title(desk: desk), line, fault, desk, endings: "html txt", into: &grid)
  }
}
