import Testing

@testable import Pipeline

/// A book on the raw lines of a snapshot tells the same as the book of records that it came from.
@Suite struct SnapshotLinesTests {
  static func onLines(_ book: Book) -> Book {
    func base(_ table: RecordTable) -> RecordTable {
      let lines: [[UInt8]] = table.records.map { record in
        var fields: JSONObject = ["id": .string(record.id.rawValue)]
        for (key, value) in record.fields { fields[key] = value }
        return JSONValue.object(fields).utf8
      }
      return RecordTable(
        base: .init(
          count: lines.count,
          record: { place in
            guard let value = try? JSONValue.parse(lines[place]), var fields = value.object else { return nil }
            let id = fields.removeValue(forKey: "id")?.string ?? ""
            return Record(id: RecordID(rawValue: id), fields: fields)
          }, withLine: { place, body in lines[place].withUnsafeBytes { body($0) } }))
    }
    return Book(tables: book.tables.mapValues(base))
  }

  @Test func scansOfLinesAndOfRecordsAgree() throws {
    var played = PlayedBook()
    var team = PlayedMonths(seed: 11, dealers: [PlayedBook.geely], size: .init(customersPerMonth: 40, rowsPerMonth: 40))
    for offset in 0..<100 { try team.play(Day("2025-10-01")! + offset, in: &played.customers, mint: &played.mint) }
    let records = played.customers
    let lines = CustomerBook(SnapshotLinesTests.onLines(records.book))
    #expect(OpportunityRow.all(in: lines.book) == OpportunityRow.all(in: records.book))
    #expect(lines.index.rowsByMonth == records.index.rowsByMonth && lines.index.seals == records.index.seals)
    #expect(lines.index.seals.count == 3)
    #expect(lines.index.openRows.mapValues(Set.init) == records.index.openRows.mapValues(Set.init))
    for (month, deals) in records.index.spotDeals {
      #expect(lines.index.spotDeals[month]?.map(\.entry).sorted() == deals.map(\.entry).sorted())
    }
    let days = Day("2025-12-01")!...Day("2025-12-31")!
    #expect(DayFigures.byDay(days, in: lines.book) == DayFigures.byDay(days, in: records.book))
    #expect(YearReview(2025, in: lines).groups(by: .line) == YearReview(2025, in: records).groups(by: .line))
    let december = SalesMonth("2025-12")!
    let today = Day("2026-01-05")!
    let one = MonthReport.make(MonthReview(december, in: lines, today: today), in: lines)
    #expect(one == MonthReport.make(MonthReview(december, in: records, today: today), in: records))
  }
}
