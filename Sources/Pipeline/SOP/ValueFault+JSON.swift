import OrderedCollections

extension ValueFault {
  /// The facts for `--json` errors: `{"field":"renewalRate","given":"18","allowed":"rate-with-percent-sign"}`.
  public var json: JSONValue {
    var object: JSONObject = ["field": .string(field), "given": .string(given), "allowed": .string(allowedName)]
    switch allowed {
    case .textUpTo(let limit), .degrees(let limit), .entryUpTo(let limit): object["limit"] = .int(limit)
    case .wholeNumber(let minimum, let maximum):
      if let minimum { object["minimum"] = .int(minimum) }
      if let maximum { object["maximum"] = .int(maximum) }
    case .rate(let maximum): object["maximum"] = .string(maximum.description)
    case .oneOf(let choices): object["choices"] = .array(choices.map { .string($0.id) })
    case .group(let parts): object["parts"] = .array(parts.map { .string($0.id.rawValue) })
    case .part(let part): object["part"] = .string(part.id.rawValue)
    case .sumAtMostWhole(let found): object["found"] = .string(found.description)
    case .knownField(let fields): object["fields"] = .array(fields.map { .string($0.rawValue) })
    default: break
    }
    return .object(object)
  }

  /// The name of what is allowed, as `--json` writes it.
  public var allowedName: String {
    switch allowed {
    case .text: "text"
    case .textUpTo: "text-up-to"
    case .phone: "phone"
    case .wholeNumber: "integer"
    case .degrees: "degrees"
    case .rate: "rate"
    case .rateWithPercentSign: "rate-with-percent-sign"
    case .ratio: "ratio"
    case .money: "money"
    case .date: "date"
    case .yesOrNo: "bool"
    case .oneOf: "choice"
    case .group: "group"
    case .part: "part"
    case .sumAtMostWhole: "sum-at-most-whole"
    case .entryUpTo: "entry-up-to"
    case .onlyOnce: "only-once"
    case .computed: "computed"
    case .knownField: "known-field"
    case .assignment: "assignment"
    }
  }
}
