/// What a customer agreed to: from whom we have it, since when, and for what (decision 7).
public struct Consent: Sendable, Equatable {
  public let source: String
  public let on: Day
  /// Ways or purposes: `phone`, `message`, `telesales`, …
  public let scope: [String]

  /// Without this in the scope no telesales export carries the customer.
  public static let telesales = "telesales"

  public init(source: String, on: Day, scope: [String]) {
    self.source = ArchiveField.trimmed(source)
    self.on = on
    self.scope = scope.map(ArchiveField.trimmed).filter { !$0.isEmpty }
  }

  init?(_ value: JSONValue?) {
    guard let value, let on = value["date"]?.day else { return nil }
    self.init(source: value["source"]?.string ?? "", on: on, scope: value["scope"]?.array?.compactMap(\.string) ?? [])
  }

  var json: JSONValue {
    ["source": .string(source), "date": .day(on), "scope": .array(scope.map { .string($0) })]
  }
}

extension Opportunity {
  public var consent: Consent? { Consent(record["consent"]) }

  /// Whether a list for telesales may carry the customer.
  /// - Throws: `doNotContact` or `noConsent`.
  public func checkTelesales() throws(OpportunityError) {
    if let bar = doNotContact { throw .doNotContact(id, since: bar.on, reason: bar.reason) }
    guard consent?.scope.contains(Consent.telesales) == true else { throw .noConsent(id, scope: Consent.telesales) }
  }

  /// The personal data of a closed customer outlived the branch's limit; nil limit = never.
  public func isPastRetention(on today: Day, months: Int?) -> Bool {
    guard let months, let closed = closedMonth else { return false }
    return closed + months < today.month
  }
}
