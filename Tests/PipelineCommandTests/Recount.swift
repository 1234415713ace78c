import Pipeline

/// The figures of a month counted anew from the journal's raw lines. Shares no code with the report: it reads JSON, keeps
/// the last value of every field, and counts by the words of rule M10.
struct Recount {
  private(set) var figures: [String: JSONValue] = [:]

  init(journalsOf book: String, month: String) {
    var rows: [String: [String: JSONValue]] = [:]
    var customers: [String: [String: JSONValue]] = [:]
    for name in Scratch.names(book + "/journal") {
      for line in Scratch.text(book + "/journal/" + name).split(separator: "\n") {
        guard let event = try? JSONValue.parse(String(line)), let kind = event["of"]?.string,
          let id = event["id"]?.string
        else { continue }
        for (key, value) in event["set"]?.object ?? [:] {
          if kind == "plan-row" { rows[id, default: [:]][key] = value.isNull ? nil : value }
          if kind == "opportunity" { customers[id, default: [:]][key] = value.isNull ? nil : value }
        }
      }
    }
    var counts: [String: Int] = [:]
    var fen = 0
    func cents(_ text: String) -> Int {
      let parts = text.split(separator: ".")
      return Int(parts[0])! * 100 + (parts.count > 1 ? Int((parts[1] + "00").prefix(2))! : 0)
    }
    func yuan(_ fen: Int) -> String { "\(fen / 100)." + String(fen % 100 + 100).dropFirst() }
    for row in rows.values where row["month"]?.string == month {
      if row["withdrawn"] != nil {
        counts["withdrawn", default: 0] += 1
        continue
      }
      counts["planned", default: 0] += 1
      if row["contacted"] != nil { counts["contacted", default: 0] += 1 }
      if let mark = row["mark"]?.string { counts[mark, default: 0] += 1 }
      let lines = (row["lines"]?.array ?? []).compactMap(\.string)
      let outcomes = lines.compactMap { row["outcome/" + $0]?["outcome"]?.string }
      for line in lines { if let premium = row["outcome/" + line]?["premium"]?.string { fen += cents(premium) } }
      let word: String
      if outcomes.count < lines.count {
        word = "undecided"
      } else if outcomes.contains("won") {
        word = "won"
      } else if outcomes.contains("carried") || outcomes.contains("re-dated") {
        word = "carried"
      } else {
        word = outcomes.contains("no-interest") ? "noInterest" : "notDone"
      }
      counts[word, default: 0] += 1
    }
    var spot = 0
    var spotFen = 0
    for customer in customers.values {
      for (key, value) in customer where key.hasPrefix("closings/") && value["closing"]?.string == "won" && value["row"] == nil {
        guard value["on"]?.string?.hasPrefix(month) == true else { continue }
        spot += 1
        spotFen += cents(value["premium"]?.string ?? "0")
      }
    }
    for name in ["planned", "contacted", "won", "noInterest", "carried", "notDone", "undecided", "withdrawn", "late", "added"] {
      figures[name] = .int(counts[name] ?? 0)
    }
    // Won ÷ planned in millionths, rounded half up and written without needless zeros; nothing without a plan.
    let (won, planned) = (counts["won"] ?? 0, counts["planned"] ?? 0)
    if planned > 0 {
      let millionths = (won * 2_000_000 + planned) / (planned * 2)
      var text = String(millionths / 1_000_000) + "." + String(String(1_000_000 + millionths % 1_000_000).dropFirst())
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
      figures["successRate"] = .string(text)
    } else {
      figures["successRate"] = .null
    }
    figures["premium"] = .string(yuan(fen))
    figures["onTheSpot"] = .int(spot)
    figures["onTheSpotPremium"] = .string(yuan(spotFen))
  }
}
