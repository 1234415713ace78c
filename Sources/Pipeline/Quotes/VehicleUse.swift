/// What a vehicle is used for, as the compulsory classes and depreciation ask.
public enum VehicleUse: String, Sendable, CaseIterable {
  /// Family car.
  case `private`
  /// Owned by a company, not for hire.
  case enterprise
  /// Owned by a public body.
  case agency
  /// Taxi and rental.
  case taxi
  case citybus
  /// Coach on public roads.
  case coach
  /// A company's own truck, and one for hire.
  case truck
  case businessTruck

  public var isTruck: Bool { self == .truck || self == .businessTruck }
}

/// The claims history of compulsory cover: one factor applies, they are not added.
public enum FloatingFactor: String, Sendable, CaseIterable {
  /// One, two, three or more clean years; one claim or a first policy; two or more claims; a claim with a death.
  case a1 = "A1"
  case a2 = "A2"
  case a3 = "A3"
  case a4 = "A4"
  case a5 = "A5"
  case a6 = "A6"
}

/// A number with where it comes from.
public struct Figure: Sendable, Equatable {
  public let value: Exact
  /// The table's name, `floating-2020`.
  public let table: String
  public let from: Day?
  public let evidence: Evidence
}

/// Dated parts of a table: chosen by the policy's start, never by today.
struct Dated: Sendable {
  let from: Day
  let to: Day?

  init(_ json: JSONValue, file: String) throws(QuoteError) {
    guard let from = json["effectiveFrom"]?.string.flatMap(Day.init) else {
      throw .badTable(file: file, place: "effectiveFrom")
    }
    self.from = from
    to = json["effectiveTo"]?.string.flatMap(Day.init)
  }

  func covers(_ day: Day) -> Bool { from <= day && (to.map { day <= $0 } ?? true) }
}

/// A region's short name as the tables write it.
enum RegionName {
  /// `吉林省`, `广西壮族自治区`, `厦门 (inferred)` become `吉林`, `广西`, `厦门`, if `known` has that.
  static func find(_ text: String, in known: [String]) -> String? {
    let bare = String(text.prefix { $0 != "(" && $0 != "（" }).filter { !$0.isWhitespace }
    if known.contains(bare) { return bare }
    // The longest name that the text begins with: 内蒙古自治区, 吉林长春. No name is the beginning of another.
    return known.filter { bare.hasPrefix($0) && $0 != "*" }.max { $0.count < $1.count }
  }
}
