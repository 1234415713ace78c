/// A dealer's class with the rule that gave it (sop 4): the first row of the table that fits wins.
public struct Classification: Sendable, Equatable {
  /// What led to the class, as facts.
  public enum Reason: Equatable, Sendable {
    /// The rule's own sentence.
    case rule(Phrase)
    case scaleGiven(String)
    /// Measured against the median sales volume of the dealer's city.
    case scaleFromMedian(String, volume: Int, median: Int)
    /// Measured against the branch's own border.
    case scaleFromVolume(String, volume: Int, border: Int)
    /// An input the table needed and did not have.
    case missing(FieldKey)
  }

  /// An id of the catalogue `classes`.
  public let `class`: String
  /// `R1` … `R6`.
  public let rule: String
  public let reasons: [Reason]
  /// Repair resources suffice or connections are strong: to be worked at before others of its class.
  public let priority: Bool

  /// - Parameter cityMedian: the median sales volume of the dealer's city; nil when unknown (see `CityVolumes`).
  public init(of dealer: Dealer, table: ClassificationTable, large: HandbookDefaults.LargeRule, cityMedian: Int?) {
    let quality = dealer.text("quality") ?? "unknown"
    let newMainstream = dealer.flag("newlyFounded") == true && dealer.flag("mainstreamBrand") == true
    let answers = [dealer.flag("canChangeTerms"), dealer.flag("canSelectBusiness")]
    let canAdapt: Bool? = answers.contains(true) ? true : answers == [false, false] ? false : nil
    var reasons: [Reason] = []
    let scale: String?
    if let given = dealer.text("scale") {
      scale = given
      reasons.append(.scaleGiven(given))
    } else if let volume = dealer.salesVolume {
      switch large {
      case .volume(let border):
        let found = volume >= border ? "large" : "small"
        scale = found
        reasons.append(.scaleFromVolume(found, volume: volume, border: border))
      case .cityMedian:
        scale = cityMedian.map { volume >= $0 ? "large" : "small" }
        if let cityMedian, let scale { reasons.append(.scaleFromMedian(scale, volume: volume, median: cityMedian)) }
      }
    } else {
      scale = nil
    }
    priority = dealer.flag("repairResourceEnough") == true || dealer.text("relationship") == "strong"

    var wanted: [FieldKey] = []
    for rule in table.rules {
      if let want = rule.newMainstream, want != newMainstream { continue }
      if let want = rule.quality, !want.contains(quality) { continue }
      if let want = rule.scale {
        guard let scale else { wanted.append("scale"); continue }
        if !want.contains(scale) { continue }
      }
      if let want = rule.canAdapt {
        guard let canAdapt else {
          for (key, answer) in zip(["canChangeTerms", "canSelectBusiness"] as [FieldKey], answers)
          where answer == nil && !wanted.contains(key) { wanted.append(key) }
          continue
        }
        if want != canAdapt { continue }
      }
      self.class = rule.result
      self.rule = rule.id
      var missing: [Reason] = []
      if quality == "unknown", rule.quality?.contains("unknown") == true { missing.append(.missing("quality")) }
      self.reasons = [.rule(rule.reason)] + reasons + missing
      return
    }
    self.class = table.undecided.result
    self.rule = table.undecided.rule
    var seen: Set<FieldKey> = []
    self.reasons = reasons + wanted.filter { seen.insert($0).inserted }.map { .missing($0) }
  }

  /// The fields whose change may change the class.
  public static let inputs: [FieldKey] = [
    "quality", "scale", "salesVolume", "newlyFounded", "mainstreamBrand", "canChangeTerms", "canSelectBusiness",
    "repairResourceEnough", "relationship",
  ]
}

extension Handbook {
  /// The class of a dealer by this handbook's table and border.
  public func classify(_ dealer: Dealer, cityMedian: Int?) -> Classification {
    Classification(of: dealer, table: classification, large: defaults.large, cityMedian: cityMedian)
  }
}

/// A dealer's place in the order of work: class, then enough repair resources, connections, volume, name (sop 4).
public struct WorkOrder: Comparable, Sendable {
  private let ranks: [Int]
  private let name: String

  public init(_ dealer: Dealer, handbook: Handbook) {
    func place(_ list: String, _ field: FieldKey) -> Int {
      let choices = handbook.choices[list] ?? []
      return dealer.text(field).flatMap { id in choices.firstIndex { $0.id == id } } ?? choices.count
    }
    ranks = [
      place("classes", "class"), dealer.flag("repairResourceEnough") == true ? 0 : 1,
      place("relationships", "relationship"), dealer.salesVolume.map { -max(0, $0) } ?? 1,
    ]
    name = dealer.name
  }

  public static func < (a: WorkOrder, b: WorkOrder) -> Bool {
    for (x, y) in zip(a.ranks, b.ranks) where x != y { return x < y }
    return a.name < b.name
  }
}
