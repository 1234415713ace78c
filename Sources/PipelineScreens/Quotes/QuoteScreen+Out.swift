import Canvas
import Pipeline

/// Where a quote goes: into an opportunity, onto the clipboard.
extension QuoteScreen {
  mutating func save(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let quote, quote.columns.indices.contains(column) else { return [] }
    let unsaved = Array(rounds.dropFirst(savedRounds)) + [quote]
    let package = quote.columns[column].package.id
    if let opportunity, let record = desk.book.record(.opportunity, opportunity) {
      if quote == savedQuote { return [.warn(zh: "这一轮已经存过了", en: "This round is kept already")] }
      // It counts as kept when the book holds it: a refused write leaves it to be kept again.
      awaitsKeeping = (quote, rounds.count)
      return QuoteKeeping.effects(unsaved, with: record, package: package, desk, library)
    }
    return [.open(QuoteSaveScreen(quotes: unsaved, package: package))]
  }

  /// Notes what the book keeps of this talk after it changed: what was just asked to be kept, or less after an undo.
  mutating func noteKept(_ desk: Desk) {
    guard let opportunity, let record = desk.book.record(.opportunity, opportunity) else { return }
    let count = KeptQuote.all(of: record).count
    if count > keptCount, let awaited = awaitsKeeping {
      savedQuote = awaited.quote
      savedRounds = awaited.rounds
    } else if count < keptCount {
      savedQuote = nil
      savedRounds = min(savedRounds, count)
    }
    keptCount = count
    awaitsKeeping = nil
  }

  /// The customer takes the round that was kept, with the package under the cursor; the closing steps come next.
  func agree(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let opportunity, let record = desk.book.record(.opportunity, opportunity), let quote, quote.columns.indices.contains(column),
      let kept = KeptQuote.all(of: record).last
    else { return [] }
    do throws(QuoteError) {
      let change = try KeptQuote.accepting(kept.entry, package: quote.columns[column].package.id, of: record)
      return [.apply(change), .open(ClosingScreen(opportunity, .motor)), .done(zh: "已记下客户接受第 \(kept.quote.round) 轮", en: "Noted: round \(kept.quote.round) is accepted")]
    } catch { return [.fail(library.wording(error))] }
  }

  func copy(_ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    guard let quote else { return [] }
    let print = library.print(desk.language, on: desk.today)
    let text = print.text(quote) + print.compared(quote, rounds.last).map { $0 + "\n" }.joined()
    return [.copy(text), .open(QuoteTextScreen(text: text)), .done(zh: "已复制，可直接粘贴到微信", en: "Copied; paste it into WeChat")]
  }
}
