import Canvas
import Pipeline

/// Rounds of a talk on their way into an opportunity: one change, one step of undo.
enum QuoteKeeping {
  static func effects(_ quotes: [Quote], with record: Record, package: String?, _ desk: Desk, _ library: QuoteLibrary) -> [Effect] {
    var mint = desk.mint
    var book = Book(tables: [.opportunity: RecordTable([record])])
    var deed = Deed("quote.keep")
    do throws(QuoteError) {
      for quote in quotes {
        guard let present = book.record(.opportunity, record.id) else { continue }
        let held = quote.columns.contains { $0.package.id == package } ? package : nil
        let change = try quote.kept(with: present, entry: mint.nextEntry(), on: desk.today, by: desk.by, package: held, words: library.words)
        book.apply(change.edits)
        deed = change.deed
      }
    } catch { return [.fail(library.wording(error))] }
    guard let after = book.record(.opportunity, record.id) else { return [] }
    let name = record["customerName"]?.string ?? record.id.rawValue
    return [
      .apply(Change(deed, .opportunity, from: record, to: after)),
      .done(zh: "已存入商机 \(Words.plain(name))", en: "Kept with \(Words.plain(name))"),
    ]
  }
}
