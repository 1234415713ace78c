import Testing

@testable import Pipeline

@Suite struct DealerAgendaTests {
  let handbook: Handbook
  let calendar: HolidayCalendar
  let today = Day(2026, 11, 24)!
  init() throws {
    handbook = try ShippedHandbook.load()
    calendar = try HolidayCalendar(files: [ShippedHandbook.shelf.bytes(.holidays)])
  }

  func record(_ id: String, _ fields: JSONObject) -> Record { Record(id: RecordID(rawValue: id), fields: fields) }
  func items(_ records: [Record]) -> [DealerAgenda.Item] {
    DealerAgenda.items(dealers: RecordTable(records), handbook: handbook, calendar: calendar, today: today)
  }

  @Test func theMostUrgentStandFirst() {
    let found = items([
      record("d1", ["name": "无下步", "stageSince": "2026-11-20"]),
      record("d2", ["name": "停滞", "stageSince": "2026-11-03", "nextDate": "2026-12-01"]),
      record("d3", ["name": "今日", "stageSince": "2026-11-20", "nextDate": "2026-11-24"]),
      record("d4", ["name": "逾期 3", "stageSince": "2026-11-20", "nextDate": "2026-11-21"]),
      record("d5", ["name": "逾期 9", "stageSince": "2026-11-20", "nextDate": "2026-11-15"]),
      record("d6", ["name": "将到期", "stageSince": "2026-11-20", "stage": "sign", "standing": "partner", "contract.ends": "2026-12-10"]),
      record("d7", ["name": "已到期", "stageSince": "2026-11-20", "stage": "sign", "standing": "partner", "contract.ends": "2026-11-10"]),
      record("d8", ["name": "不急", "stageSince": "2026-11-20", "nextDate": "2026-12-01"]),
      record("d9", ["name": "放弃", "stageSince": "2026-01-20", "standing": "dropped"]),
      record("da", ["name": "只是导入"]),
      record("db", ["name": "已删", "stageSince": "2026-01-20", "gone": ["on": "2026-11-01"]]),
    ])
    #expect(found.map(\.dealer.name) == ["逾期 9", "逾期 3", "今日", "已到期", "将到期", "停滞", "无下步"])
    #expect(
      found.map(\.reason) == [
        .overdue(days: 9), .overdue(days: 3), .dueToday, .contractExpired(on: Day(2026, 11, 10)!),
        .contractRunsOut(on: Day(2026, 12, 10)!, daysLeft: 16), .stuck(days: 15, limit: 10), .noNextDate,
      ])
    #expect(found[0].step == "prep-survey" && found[0].field == "address")
  }

  @Test func aShutNegotiationNamesTheFieldToLandOn() throws {
    var walk = try SOPWalk()
    try walk.reach(.negotiate)
    try walk.complete("prep-appointment", SOPWalk.appointment)
    let item = DealerAgenda.item(for: walk.dealer, handbook: handbook, calendar: calendar, today: today)
    #expect(item?.step == "prep-team" && item?.field == "team" && item?.stage == .negotiate)
    #expect(item?.missing.map(\.why) == [.absent])
  }

  @Test func aDealerWithNothingMissingIsReadyToAdvance() throws {
    var walk = try SOPWalk(day: today)
    try walk.complete("prep-survey", SOPWalk.survey)
    let item = DealerAgenda.item(for: walk.dealer, handbook: handbook, calendar: calendar, today: today)
    #expect(item?.reasons == [.readyToAdvance(.survey), .noNextDate] && item?.step == nil)
  }

  /// A table over raw lines, as a snapshot gives it: only lines that a person touched are ever decoded.
  @Test func importedLinesAreNeverDecoded() {
    let lines = (0..<5300).map { number -> [UInt8] in
      let touched = number % 500 == 7 ? #","stageSince":"2026-11-20""# : ""
      return Array(#"{"id":"d\#(number)","name":"店 \#(number)","city":"长春","salesVolume":\#(number)\#(touched)}"#.utf8)
    }
    let base = RecordTable.Base(
      count: lines.count,
      record: { number in
        guard number % 500 == 7 else { Issue.record("line \(number) was decoded"); return nil }
        guard case .object(var fields)? = try? JSONValue.parse(lines[number]), let id = fields.removeValue(forKey: "id")?.string
        else { return nil }
        return Record(id: RecordID(rawValue: id), fields: fields)
      },
      withLine: { number, body in lines[number].withUnsafeBytes(body) })
    let table = RecordTable(base: base)
    let found = DealerAgenda.items(dealers: table, handbook: handbook, calendar: calendar, today: today)
    #expect(found.count == 11 && found.allSatisfy { $0.reason == .noNextDate })
    #expect(CityVolumes(dealers: table).median(of: "长春") == 2650)
  }
}
