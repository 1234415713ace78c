/// Monthly depreciation, by which a new-car price becomes the actual value (`Resources/quotes/depreciation.json`).
public struct DepreciationTable: Sendable {
  struct FuelRow: Sendable {
    let vehicle: String
    let percent: [Exact?]
    let evidence: [Evidence]
  }
  struct ElectricRow: Sendable {
    let fuels: [Fuel]
    let below: Exact?
    let percent: Exact
    let evidence: Evidence
  }
  let table: String
  let dated: Dated
  /// At most so many percent of the price are lost.
  let maxPercent: Exact
  let rows: [FuelRow]
  let electricTable: String
  let electricDated: Dated
  let electric: [ElectricRow]

  init(_ json: JSONValue) throws(QuoteError) {
    let file = "depreciation.json"
    table = json["table"]?.string ?? ""
    dated = try Dated(json, file: file)
    maxPercent = Exact(json["maxPercent"]) ?? Exact(80)
    rows = (json["fuel"]?.array ?? []).map { r in
      FuelRow(
        vehicle: r["vehicle"]?.string ?? "", percent: (r["percent"]?.array ?? []).map { Exact($0) },
        evidence: (r["evidence"]?.array ?? []).map { Evidence($0) ?? .uLow })
    }
    guard let new = json["newEnergy"], rows.count >= 3 else { throw .badTable(file: file, place: "fuel") }
    electricTable = new["table"]?.string ?? ""
    electricDated = try Dated(new, file: file)
    electric = try (new["rows"]?.array ?? []).map { r throws(QuoteError) in
      guard let percent = Exact(r["percent"]) else { throw .badTable(file: file, place: "newEnergy") }
      return ElectricRow(
        fuels: (r["fuels"]?.array ?? []).compactMap { $0.string.flatMap { Fuel(rawValue: $0) } },
        below: Exact(r["below"]),
        percent: percent, evidence: Evidence(r["evidence"]) ?? .uLow)
    }
  }

  /// Percent of the new-car price lost per full month.
  public func rate(use: VehicleUse, seats: Int, fuel: Fuel, price: Exact, on day: Day) -> Figure {
    if fuel.isNewEnergy, electricDated.covers(day), seats <= 9, use == .private || use == .enterprise || use == .agency,
      let row = electric.first(where: { $0.fuels.contains(fuel) && ($0.below.map { price < $0 } ?? true) })
    {
      return Figure(value: row.percent, table: electricTable, from: electricDated.from, evidence: row.evidence)
    }
    let column =
      switch use {
      case .private: 0
      case .enterprise, .agency, .truck: 1
      case .taxi: 2
      case .citybus, .coach, .businessTruck: 3
      }
    let row = rows[use.isTruck ? 5 : seats <= 9 ? 0 : 1]
    return Figure(
      value: (row.percent[column] ?? row.percent[1])!, table: table, from: dated.from, evidence: row.evidence[column])
  }

  /// Price × (1 − months × percent ÷ 100), never under the floor (20 % of the price).
  public func actualValue(price: Exact, months: Int, percentPerMonth: Exact) -> Exact {
    let lost = min(Exact(max(0, months)) * percentPerMonth, maxPercent)
    return price * (Exact.one - lost.percent)
  }

  /// Full months from `first` to `day`: a part of a month is dropped, before `first` there are none.
  public static func fullMonths(from first: Day, to day: Day) -> Int {
    let a = first.parts
    let b = day.parts
    let months = (b.year - a.year) * 12 + b.month - a.month - (b.day < a.day && !isLast(of: b) ? 1 : 0)
    return max(0, months)
  }

  /// The 28th of February is a full month after the 31st of January.
  private static func isLast(of p: (year: Int, month: Int, day: Int)) -> Bool {
    p.day == Day.length(year: p.year, month: p.month)
  }
}
