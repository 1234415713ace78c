import Canvas
import Pipeline

/// Where a quote goes: into an opportunity, onto the clipboard.
extension QuoteScreen {
  func save(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let quote, quote.columns.indices.contains(column) else { return [] }
    let unsaved = Array(rounds.dropFirst(savedRounds)) + [quote]
    let package = quote.columns[column].package.id
    if let opportunity, let record = desk.book.record(.opportunity, opportunity) {
      return QuoteKeeping.effects(unsaved, with: record, package: package, desk, library)
    }
    return [.open(QuoteSaveScreen(quotes: unsaved, package: package))]
  }

  func copy(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let quote else { return [] }
    let print = library.print(desk.language)
    let text = print.text(quote) + print.compared(quote, rounds.last).map { $0 + "\n" }.joined()
    return [.copy(text), .open(QuoteTextScreen(text: text)), .done(zh: "已复制，可直接粘贴到微信", en: "Copied; paste it into WeChat")]
  }
}
