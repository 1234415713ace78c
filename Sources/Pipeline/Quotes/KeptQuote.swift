import OrderedCollections

/// A quote as it is kept with an opportunity: entry `quotes/<entry>` of its record, one per round.
public struct KeptQuote: Sendable, Equatable {
  public static let collection = "quotes"

  public let entry: String
  public let quote: Quote
  /// The day it was given.
  public let on: Day
  public let by: String?
  /// The package the customer is at, by id.
  public let package: String?
  public let validUntil: Day?
  public let accepted: Bool

  init?(entry: String, _ json: JSONValue) {
    guard let quote = Quote(json), let on = json["on"]?.string.flatMap({ Day($0) }) else { return nil }
    self.entry = entry
    self.quote = quote
    self.on = on
    by = json["by"]?.string
    package = json["package"]?.string
    validUntil = json["validUntil"]?.string.flatMap { Day($0) }
    accepted = json["accepted"]?.bool ?? false
  }

  public var column: QuoteColumn? { quote.columns.first { $0.package.id == package } ?? quote.columns.first }

  /// The quotes of an opportunity, oldest first. Entries that cannot be read are left out, and left alone.
  public static func all(of record: Record) -> [KeptQuote] {
    record.entries(of: collection).compactMap { KeptQuote(entry: $0.entry, $0.value) }
      .sorted { ($0.on, $0.quote.round, $0.entry) < ($1.on, $1.quote.round, $1.entry) }
  }
}

extension Quote {
  /// The change that keeps this quote with an opportunity. The round is counted on from those kept before, when this
  /// one says no higher.
  /// - Parameters:
  ///   - opportunity: its record, as the book has it.
  ///   - entry: from `IDMint.nextEntry()`.
  ///   - package: the package the customer is at; nil while he has not said.
  ///   - validUntil: nil: as long as the table is.
  public func kept(
    with opportunity: Record, entry: String, on day: Day, by: String? = nil, package: String? = nil,
    validUntil: Day? = nil, words: QuoteWords
  ) throws(QuoteError) -> Change {
    if let package, !columns.contains(where: { $0.package.id == package }) {
      throw .unknownPackage(package, known: columns.map(\.package.id))
    }
    var copy = self
    let before = KeptQuote.all(of: opportunity).map(\.quote.round).max() ?? 0
    copy.round = max(round, before + 1)
    guard case .object(var fields) = copy.json(words: words) else { return Change(Deed("quote.keep"), []) }
    fields["on"] = .string(day.description)
    if let by { fields["by"] = .string(by) }
    if let package { fields["package"] = .string(package) }
    if let validUntil { fields["validUntil"] = .string(validUntil.description) }
    fields["accepted"] = false
    var record = opportunity
    record[.entry(KeptQuote.collection, entry)] = .object(fields)
    let shown = columns.first { $0.package.id == package } ?? columns.first
    let facts: JSONObject = [
      "round": .int(copy.round), "total": .string(shown?.total.description ?? "0.00"),
      "customer": opportunity["customer"] ?? opportunity["customerName"] ?? .null,
    ]
    return Change(Deed("quote.keep", facts), .opportunity, from: opportunity, to: record)
  }
}

extension KeptQuote {
  /// The change that marks a kept quote as accepted (and any other of the opportunity as not): the closing steps follow.
  public static func accepting(_ entry: String, package: String? = nil, of opportunity: Record) throws(QuoteError)
    -> Change
  {
    let kept = all(of: opportunity)
    guard let target = kept.first(where: { $0.entry == entry }) else {
      throw .unknownPackage(entry, known: kept.map(\.entry))
    }
    if let package, !target.quote.columns.contains(where: { $0.package.id == package }) {
      throw .unknownPackage(package, known: target.quote.columns.map(\.package.id))
    }
    var record = opportunity
    for one in kept {
      guard case .object(var fields)? = record[.entry(collection, one.entry)] else { continue }
      let accepted = one.entry == entry
      if fields["accepted"]?.bool ?? false != accepted { fields["accepted"] = .bool(accepted) }
      if accepted, let package { fields["package"] = .string(package) }
      record[.entry(collection, one.entry)] = .object(fields)
    }
    let total = target.quote.columns.first { $0.package.id == package ?? target.package }?.total
    return Change(
      Deed(
        "quote.accept", ["round": .int(target.quote.round), "total": total.map { .string($0.description) } ?? .null]),
      .opportunity,
      from: opportunity, to: record)
  }
}
