/// The part of an annual premium that a shorter policy costs (`Resources/quotes/short-term.json`, from memory: U-medium).
public struct ShortTermTable: Sendable {
  let percent: [Exact]
  public let evidence: Evidence

  init(_ json: JSONValue) throws(QuoteError) {
    percent = (json["percent"]?.array ?? []).compactMap { Exact($0) }
    evidence = Evidence(json["evidence"]) ?? .uLow
    guard percent.count == 12 else { throw .badTable(file: "short-term.json", place: "percent") }
  }

  /// Percent of the annual premium; a started month counts whole. Nil outside of 1…12.
  public func percent(months: Int) -> Exact? { (1...12).contains(months) ? percent[months - 1] : nil }
}
