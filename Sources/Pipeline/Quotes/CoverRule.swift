/// What is known of a cover: its name, what it hangs on, its usual limits and when it is sold.
public struct CoverRule: Sendable {
  /// What the limit of a line means.
  public enum Limit: String, Sendable {
    /// The vehicle's value; nothing to choose.
    case value
    case sum, perSeat, none
  }

  public let cover: Cover
  public let name: Phrase
  public let isRider: Bool
  public let limit: Limit
  /// A rider wants one of these in the same policy.
  public let needs: [Cover]
  /// The limits one offers, rising; empty where there is nothing to choose.
  public let steps: [Money]
  public let soldFrom: Day?
  /// From that day the cover is part of another one and not sold beside it.
  public let merged: (into: Cover, from: Day)?
  public let newEnergyOnly: Bool
  public let evidence: Evidence
}

/// The covers and their rules by date (`Resources/quotes/covers.json`).
public struct CoverRules: Sendable {
  public let all: [CoverRule]
  private let index: [Cover: Int]

  init(_ json: JSONValue) throws(QuoteError) {
    all = try (json["covers"]?.array ?? []).map { value throws(QuoteError) in
      guard let id = value["id"]?.string, let zh = value["zh"]?.string, let en = value["en"]?.string,
        let limit = value["limit"]?.string.flatMap(CoverRule.Limit.init(rawValue:))
      else { throw .badTable(file: "covers.json", place: value["id"]?.string ?? "covers") }
      let merged = value["merged"].flatMap { m -> (Cover, Day)? in
        guard let into = m["into"]?.string, let day = m["from"]?.string.flatMap(Day.init) else { return nil }
        return (Cover(into), day)
      }
      return CoverRule(
        cover: Cover(id), name: Phrase(zh: zh, en: en), isRider: value["kind"]?.string == "rider", limit: limit,
        needs: (value["needs"]?.array ?? []).compactMap { $0.string.map { Cover($0) } },
        steps: (value["steps"]?.array ?? []).compactMap { $0.int.map { Money(yuan: Int64($0)) } },
        soldFrom: value["soldFrom"]?.string.flatMap(Day.init), merged: merged,
        newEnergyOnly: value["only"]?.string == "newEnergy", evidence: Evidence(value["evidence"]) ?? .uLow)
    }
    index = Dictionary(all.enumerated().map { ($1.cover, $0) }, uniquingKeysWith: { $1 })
  }

  public subscript(_ cover: Cover) -> CoverRule? { index[cover].map { all[$0] } }

  /// The place of a cover in a column; unknown ones last.
  public func rank(_ cover: Cover) -> Int { index[cover] ?? Int.max }

  /// The covers one may choose for a policy that starts on `day`.
  public func sold(on day: Day, fuel: Fuel) -> [CoverRule] {
    all.filter { rule in
      rule.cover != .commercial && (rule.soldFrom.map { $0 <= day } ?? true)
        && (rule.merged.map { day < $0.from } ?? true)
        && (!rule.newEnergyOnly || fuel.isNewEnergy)
    }
  }

  /// Refuses what is not sold on that day, and a rider without any of its main covers.
  public func check(_ covers: [Cover], start: Day, fuel: Fuel) throws(QuoteError) {
    for cover in covers {
      guard let rule = self[cover] else { throw .unknownCover(cover, known: all.map(\.cover)) }
      if let merged = rule.merged, start >= merged.from {
        throw .coverMerged(cover, into: merged.into, since: merged.from)
      }
      if let from = rule.soldFrom, start < from { throw .coverNotYetSold(cover, from: from) }
      if rule.newEnergyOnly, !fuel.isNewEnergy { throw .coverForNewEnergyOnly(cover) }
      if rule.isRider, !rule.needs.contains(where: covers.contains), !covers.contains(.commercial) {
        throw .riderAlone(cover, needs: rule.needs)
      }
    }
  }
}
