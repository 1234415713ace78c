/// What lies between two columns: two rounds of one package, or two packages of one round.
public struct QuoteComparison: Sendable, Equatable {
  public struct ChangedLine: Sendable, Equatable {
    public let cover: Cover
    public let oldLimit: Money?
    public let newLimit: Money?
    public let oldPremium: Money
    public let newPremium: Money
    public var difference: Money { newPremium - oldPremium }
  }
  public let old: QuoteColumn
  public let new: QuoteColumn
  /// Covers that go: the customer is without them from now on.
  public let dropped: [QuoteLine]
  public let added: [QuoteLine]
  /// Lines whose limit or premium is another one.
  public let changed: [ChangedLine]

  public init(from old: QuoteColumn, to new: QuoteColumn) {
    self.old = old
    self.new = new
    dropped = old.lines.filter { new.line($0.cover) == nil }
    added = new.lines.filter { old.line($0.cover) == nil }
    changed = old.lines.compactMap { before in
      guard let after = new.line(before.cover), after.limit != before.limit || after.premium != before.premium else {
        return nil
      }
      return ChangedLine(
        cover: before.cover, oldLimit: before.limit, newLimit: after.limit, oldPremium: before.premium,
        newPremium: after.premium)
    }
  }

  public var oldTotal: Money { old.total }
  public var newTotal: Money { new.total }
  /// Negative when the new one costs less.
  public var difference: Money { new.total - old.total }
  /// Covers of which less is insured than before.
  public var lowered: [ChangedLine] {
    changed.filter { line in
      guard let a = line.oldLimit, let b = line.newLimit else { return false }
      return b < a
    }
  }
  public var isSame: Bool { dropped.isEmpty && added.isEmpty && changed.isEmpty && difference == .zero }

  public var json: JSONValue {
    func lines(_ list: [QuoteLine]) -> JSONValue { .array(list.map(\.json)) }
    return .object([
      "schema": "cheshang.quoteComparison/1", "package": .string(new.package.id),
      "oldTotal": .string(oldTotal.description),
      "newTotal": .string(newTotal.description), "difference": .string(difference.description),
      "dropped": lines(dropped), "added": lines(added),
      "changed": .array(
        changed.map { c in
          .object([
            "line": .string(c.cover.rawValue), "oldLimit": c.oldLimit.map { .string($0.description) } ?? .null,
            "newLimit": c.newLimit.map { .string($0.description) } ?? .null,
            "oldPremium": .string(c.oldPremium.description),
            "newPremium": .string(c.newPremium.description),
          ])
        }),
    ])
  }
}

extension Quote {
  /// Package by package from an earlier round to this one; packages that only one of them has are left out.
  public func compared(to earlier: Quote) -> [QuoteComparison] {
    columns.compactMap { new in
      earlier.columns.first { $0.package.id == new.package.id }.map { QuoteComparison(from: $0, to: new) }
    }
  }
}
