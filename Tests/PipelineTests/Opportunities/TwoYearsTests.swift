import Testing

@testable import Pipeline

/// Two full years played day by day; after every day the invariants of the book hold.
@Suite struct TwoYearsTests {
  @Test func twoYearsHoldTheirInvariantsEveryDay() throws {
    var played = PlayedBook()
    var team = PlayedMonths(
      seed: 7, dealers: [PlayedBook.geely, RecordID(rawValue: "dx"), RecordID(rawValue: "dy")],
      size: .init(customersPerMonth: 20, rowsPerMonth: 26))
    var witness = Witness()
    var day = Day("2024-01-01")!
    let end = Day("2025-12-31")!
    var rowsSeen: Set<RecordID> = []
    var sealed: [SalesMonth: JSONValue] = [:]
    var files: [SalesMonth: String] = [:]
    while day <= end {
      var changes: [Change] = []
      try team.play(day, in: &played.customers, mint: &played.mint) { changes.append($0) }
      for change in changes { try witness.take(change) }
      let book = played.customers
      var touched: Set<RecordID> = []
      for edit in changes.flatMap(\.edits) {
        if edit.kind == .planRow { rowsSeen.insert(edit.id) }
        if edit.kind == .opportunity { touched.insert(edit.id) }
        if edit.kind == .planRow, let row = book.row(edit.id) { touched.insert(row.opportunity) }
      }
      // No row is lost: all that ever were are there, in the index and in the book.
      #expect(book.book[.planRow].count == rowsSeen.count)
      #expect(book.index.rowsByMonth.values.reduce(0) { $0 + $1.count } == rowsSeen.count)
      let whole = day == day.month.last
      for id in whole ? book.book[.opportunity].records.map(\.id) : Array(touched) { check(id, in: book, day) }
      if whole {
        for row in book.book[.planRow].records.compactMap(PlanRow.init(record:)) {
          for (_, outcome) in row.outcomes where outcome.kind.goesOn {
            #expect(outcome.next.flatMap(book.row)?.from == row.id)
          }
          #expect(row.month >= day.month || !row.isUndecided)
        }
        sealed[day.month] = book.monthRecord(day.month).record["sealed"]
        files[day.month] = try #require(book.monthRecord(day.month).sealed).fileText
      }
      // A sealed month's bytes never change.
      for (month, content) in sealed { #expect(book.monthRecord(month).record["sealed"] == content) }
      day = day + 1
    }
    #expect(sealed.count == 24 && witness.sealed.count == 24)
    for (month, file) in files { #expect(played.customers.monthRecord(month).sealed?.fileText == file) }
    #expect(files[SalesMonth("2024-02")!]?.contains("\"sealedOn\": \"2024-02-29\"") == true)
    #expect(
      played.customers.yearRecord(2024) == Day("2024-12-31") && played.customers.yearRecord(2025) == Day("2025-12-31"))
    // What was played is rich enough to mean something.
    let total = (1...12).reduce(into: MonthFigures()) { sum, month in
      let figures = played.customers.figures(of: SalesMonth(year: 2025, month: month)!)
      sum.won += figures.won
      sum.noInterest += figures.noInterest
      sum.carried += figures.carried
      sum.notDone += figures.notDone
      sum.reDated += figures.reDated
      sum.onTheSpot += figures.onTheSpot
    }
    #expect(total.won > 20 && total.noInterest > 5 && total.carried > 20 && total.notDone > 5 && total.onTheSpot > 5)
    #expect(played.customers.book[.opportunity].records.contains { Opportunity(record: $0).closings.count > 1 })
    // The index that was kept day by day is the one that a scan of the book makes.
    let fresh = CustomerBook(played.customers.book)
    #expect(fresh.index.rowsByMonth.mapValues(Set.init) == played.customers.index.rowsByMonth.mapValues(Set.init))
    #expect(fresh.index.openRows.mapValues(Set.init) == played.customers.index.openRows.mapValues(Set.init))
    #expect(fresh.index.spotDeals.mapValues(\.count) == played.customers.index.spotDeals.mapValues(\.count))
    #expect(fresh.index.seals == played.customers.index.seals && fresh.index.seals.count == 24)
    // The same seed, the same book.
    #expect(try TwoYearsTests.digest(seed: 3) == TwoYearsTests.digest(seed: 3))
    #expect(try TwoYearsTests.digest(seed: 3) != TwoYearsTests.digest(seed: 4))
  }

  static func digest(seed: UInt64) throws -> String {
    var played = PlayedBook()
    var team = PlayedMonths(
      seed: seed, dealers: [PlayedBook.geely], size: .init(customersPerMonth: 20, rowsPerMonth: 20))
    for offset in 0..<46 { try team.play(Day("2024-01-15")! + offset, in: &played.customers, mint: &played.mint) }
    return try #require(played.customers.monthRecord(SalesMonth("2024-02")!).seal).digest
  }

  /// One line has one state, and the state fits the rows.
  private func check(_ id: RecordID, in book: CustomerBook, _ day: Day) {
    guard let customer = book.opportunity(id) else { return }
    let open = book.openRows(of: id)
    for line in customer.lines {
      let rows = open.filter { $0.undecided.contains(line.line) }
      #expect(rows.count <= 1, "\(id) \(line.line) \(day)")
      switch line.state {
      case .planned: #expect(rows.count == 1, "\(id) \(line.line) \(day)")
      case .pushing: break
      case .found, .archived, .closedWon, .closedLost: #expect(rows.isEmpty, "\(id) \(line.line) \(line.state) \(day)")
      }
      #expect(line.since <= day)
      if line.state == .closedWon {
        #expect(customer.closings.contains { $0.line == line.line && $0.cycle == line.cycle && $0.closing == .won })
      }
    }
    if customer.doNotContact != nil { #expect(open.isEmpty) }
  }
}

/// Recomputes the figures of a month from the raw edits alone. Shares no code with the review: JSON values, texts and
/// whole fen only.
struct Witness {
  private var state: [String: [String: [String: JSONValue]]] = [:]
  private(set) var sealed: [String] = []

  struct Different: Error { let month: String, member: String, found: String, expected: String }

  mutating func take(_ change: Change) throws {
    for edit in change.edits {
      for field in edit.fields {
        state[edit.kind.rawValue, default: [:]][edit.id.rawValue, default: [:]][field.key.rawValue] = field.to
      }
      if edit.kind.rawValue == "month",
        let figures = edit.fields.first(where: { $0.key.rawValue == "sealed" })?.to?["figures"]
      {
        let month = String(edit.id.rawValue.dropFirst())
        for (member, value) in count(month) {
          let found = figures[member] ?? .null
          if found != value { throw Different(month: month, member: member, found: found.text, expected: value.text) }
        }
        sealed.append(month)
      }
    }
  }

  /// The members of a review's figures, counted by hand.
  func count(_ month: String) -> [String: JSONValue] {
    var n: [String: Int] = [:]
    var fen = 0
    for row in (state["plan-row"] ?? [:]).values where row["month"] == .string(month) {
      if row["withdrawn"] != nil {
        n["withdrawn", default: 0] += 1
        continue
      }
      n["planned", default: 0] += 1
      if row["contacted"] != nil { n["contacted", default: 0] += 1 }
      if let mark = row["mark"]?.string { n[mark, default: 0] += 1 }
      let outcomes = row.filter { $0.key.hasPrefix("outcome/") }.values
      for outcome in outcomes { if let text = outcome["premium"]?.string { fen += Witness.fen(text) } }
      let words = outcomes.compactMap { $0["outcome"]?.string }
      if words.count < row["lines"]!.array!.count {
        n["undecided", default: 0] += 1
      } else if words.contains("won") {
        n["won", default: 0] += 1
      } else if words.contains("carried") {
        n["carried", default: 0] += 1
      } else if words.contains("re-dated") {
        n["carried", default: 0] += 1
        n["reDated", default: 0] += 1
      } else if words.contains("no-interest") {
        n["noInterest", default: 0] += 1
      } else {
        n["notDone", default: 0] += 1
      }
    }
    var spot = 0
    var spotFen = 0
    for opportunity in (state["opportunity"] ?? [:]).values {
      for (key, closing) in opportunity where key.hasPrefix("closings/") && closing["closing"] == "won" {
        if closing["row"] == nil, closing["on"]!.string!.hasPrefix(month) {
          spot += 1
          spotFen += Witness.fen(closing["premium"]!.string!)
        }
      }
    }
    var members: [String: JSONValue] = [:]
    for name in [
      "planned", "contacted", "won", "carried", "reDated", "noInterest", "notDone", "undecided", "late", "added",
      "withdrawn",
    ] {
      members[name] = .int(n[name] ?? 0)
    }
    members["premium"] = .string(Witness.yuan(fen))
    members["onTheSpot"] = .int(spot)
    members["onTheSpotPremium"] = .string(Witness.yuan(spotFen))
    if let planned = n["planned"] {
      // won ÷ planned to six decimals, half up.
      let millionths = ((n["won"] ?? 0) * 2_000_000 + planned) / (2 * planned)
      var text = "0." + String(String(1_000_000 + millionths).dropFirst())
      while text.hasSuffix("0") { text.removeLast() }
      if text.hasSuffix(".") { text.removeLast() }
      members["successRate"] = .string(millionths == 1_000_000 ? "1" : text)
    } else {
      members["successRate"] = .null
    }
    return members
  }

  static func fen(_ text: String) -> Int {
    let parts = text.split(separator: ".")
    return Int(parts[0])! * 100 + Int(parts[1])!
  }
  static func yuan(_ fen: Int) -> String { String(fen / 100) + "." + String(String(100 + fen % 100).dropFirst()) }
}
