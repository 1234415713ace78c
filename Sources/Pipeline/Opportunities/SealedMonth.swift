import OrderedCollections

/// A reviewed month as it stays: the content of `months/YYYY-MM.json`. Ids, lines, amounts and outcomes only; no name,
/// telephone, plate or free text, so that an erasure never touches it (decision 4).
///
/// The digest is SHA-256 over the compact JSON text of everything before it, in the order written here.
public struct SealedMonth: Sendable, Equatable {
  /// The format of the file.
  public static let schema = "cheshang.sealed-month/1"

  public let month: SalesMonth
  public let sealedOn: Day
  public let figures: MonthFigures
  public let rows: [JSONValue]
  public let spot: [JSONValue]
  public let digest: String

  /// The file is no sealed month, or its content does not fit its digest.
  public enum Fault: Error, Equatable, Sendable {
    case unreadable
    case digestDiffers(kept: String, computed: String)
  }

  init(month: SalesMonth, on day: Day, rows: [PlanRow], spot: [MonthIndex.SpotDeal]) {
    let figures = MonthFigures(rows: rows, spot: spot)
    let rows = rows.sorted { $0.id < $1.id }.map(SealedMonth.row)
    let spot: [JSONValue] = spot.sorted { ($0.opportunity, $0.entry) < ($1.opportunity, $1.entry) }.map {
      [
        "opportunity": .string($0.opportunity.rawValue), "line": .string($0.line.rawValue), "on": .day($0.on),
        "premium": .money($0.premium),
      ]
    }
    let content = SealedMonth(month, day, figures, rows, spot, "").body
    self.init(month, day, figures, rows, spot, SHA256.hex(Array(JSONValue.object(content).text.utf8)))
  }

  private init(
    _ month: SalesMonth, _ sealedOn: Day, _ figures: MonthFigures, _ rows: [JSONValue], _ spot: [JSONValue],
    _ digest: String
  ) {
    self.month = month
    self.sealedOn = sealedOn
    self.figures = figures
    self.rows = rows
    self.spot = spot
    self.digest = digest
  }

  /// Reads a sealed month and checks its digest.
  /// - Throws: `unreadable`, or `digestDiffers` when somebody changed the file by hand.
  public init(json: JSONValue) throws(Fault) {
    guard json["schema"]?.string == SealedMonth.schema, let month = json["month"]?.string.flatMap({ SalesMonth($0) }),
      let on = json["sealedOn"]?.day, let figures = MonthFigures(json: json["figures"]), let rows = json["rows"]?.array,
      let spot = json["spot"]?.array, let digest = json["digest"]?.string
    else { throw .unreadable }
    self.init(month, on, figures, rows, spot, digest)
    var content = json.object ?? [:]
    content.removeValue(forKey: "digest")
    let computed = SHA256.hex(JSONValue.object(content).utf8)
    guard computed == digest else { throw .digestDiffers(kept: digest, computed: computed) }
  }

  private var body: JSONObject {
    [
      "schema": .string(SealedMonth.schema), "month": .month(month), "sealedOn": .day(sealedOn),
      "figures": .object(figures.json), "rows": .array(rows), "spot": .array(spot),
    ]
  }

  public var json: JSONValue {
    var content = body
    content["digest"] = .string(digest)
    return .object(content)
  }

  /// The bytes of the file: one row a line, so that a difference reads well, and a final newline.
  public var fileText: String {
    func lines(_ values: [JSONValue]) -> String {
      values.isEmpty ? "[]" : "[\n    " + values.map(\.text).joined(separator: ",\n    ") + "\n  ]"
    }
    let members = json.object!.map { name, value in
      "  " + JSONValue.string(name).text + ": " + (name == "rows" || name == "spot" ? lines(value.array!) : value.text)
    }
    return "{\n" + members.joined(separator: ",\n") + "\n}\n"
  }

  private static func row(_ row: PlanRow) -> JSONValue {
    var members: JSONObject = [
      "id": .string(row.id.rawValue), "opportunity": .string(row.opportunity.rawValue),
      "dealer": row.dealer.map { .string($0.rawValue) } ?? .null,
      "outcome": .string(row.outcome?.rawValue ?? "withdrawn"), "contacted": .bool(row.contacted != nil),
      "lines": .array(
        row.lines.map { line in
          var entry: JSONObject = ["line": .string(line.rawValue)]
          if let outcome = row.outcomes[line] {
            entry["outcome"] = .string(outcome.kind.rawValue)
            if let premium = outcome.premium { entry["premium"] = .money(premium) }
          }
          return .object(entry)
        }),
    ]
    if let mark = row.mark { members["mark"] = .string(mark.rawValue) }
    return .object(members)
  }
}
