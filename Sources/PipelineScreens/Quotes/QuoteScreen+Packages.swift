import Canvas
import Pipeline

/// The packages side by side: lines changed in place, and the next round.
extension QuoteScreen {
  /// The covers one may choose, in the order of the table.
  func covers(_ library: QuoteLibrary) -> [Cover] {
    guard let quote else { return [] }
    let sold = library.tables.covers.sold(on: quote.request.start, fuel: quote.request.fuel).map(\.cover)
    return sold.filter { $0 != .occupants } + quote.covers(by: library.tables.covers).filter { !sold.contains($0) }
  }

  private mutating func change(_ library: QuoteLibrary, _ edit: (QuotePackage) -> QuotePackage) -> [Effect] {
    guard let old = quote, old.columns.indices.contains(column), let branch else { return [] }
    var packages = old.columns.map(\.package)
    packages[column] = edit(packages[column])
    do throws(QuoteError) {
      quote = try branch.engine(on: old.request.start).quote(old.request, columns: packages, round: old.round)
      return []
    } catch { return [.fail(library.wording(error))] }
  }

  mutating func toggle(_ library: QuoteLibrary) -> [Effect] {
    let covers = covers(library)
    guard covers.indices.contains(row), let quote, quote.columns.indices.contains(column) else { return [] }
    let cover = covers[row]
    if quote.columns[column].line(cover) != nil { return change(library) { $0.dropping(cover) } }
    let elsewhere = quote.columns.lazy.compactMap { $0.package.lines.first { $0.cover == cover }?.limit }.first
    let limit = elsewhere ?? library.tables.covers[cover]?.steps.first
    return change(library) { $0.setting(cover, limit: limit) }
  }

  mutating func step(_ direction: Int, _ library: QuoteLibrary) -> [Effect] {
    let covers = covers(library)
    guard covers.indices.contains(row), let quote, let branch, quote.columns.indices.contains(column) else { return [] }
    let cover = covers[row]
    guard let line = quote.columns[column].package.lines.first(where: { $0.cover == cover }) else { return toggle(library) }
    let limits = branch.engine(on: quote.request.start).limits(of: cover, in: quote.request)
    guard !limits.isEmpty else {
      return [.fail(Wording(zh: "\(library.wording(cover).zh)没有可选的保额", en: "\(library.wording(cover).en): there is no limit to choose"))]
    }
    let present = line.limit ?? .zero
    let next = direction > 0 ? limits.first { $0 > present } : limits.last { $0 < present }
    guard let next else {
      return [.fail(Wording(zh: "已是\(direction > 0 ? "最高" : "最低")保额", en: direction > 0 ? "That is the highest limit" : "That is the lowest limit"))]
    }
    return change(library) { $0.setting(cover, limit: next) }
  }

  mutating func nextRound(_ desk: Desk) -> [Effect] {
    guard let quote, let branch else { return [] }
    rounds.append(quote)
    if quote == savedQuote { savedRounds = rounds.count }
    self.quote = branch.engine(on: quote.request.start).nextRound(quote)
    return [.done(zh: "第 \(quote.round + 1) 轮：改险种或保额，与第 \(quote.round) 轮对照", en: "Round \(quote.round + 1): change covers or limits, held against round \(quote.round)")]
  }

  /// The column under the cursor against the round before; nil in the first round.
  var comparison: QuoteComparison? {
    guard let quote, let earlier = rounds.last, quote.columns.indices.contains(column) else { return nil }
    let new = quote.columns[column]
    return earlier.columns.first { $0.package.id == new.package.id }.map { QuoteComparison(from: $0, to: new) }
  }
}
