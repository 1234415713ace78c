import PipelineResources
import Testing

@testable import Pipeline

@Suite struct HolidayCalendarTests {
  let calendar: HolidayCalendar
  init() throws { calendar = try HolidayCalendar(files: [ShippedHandbook.shelf.bytes(.holidays)]) }

  @Test func springFestival2026IsFreeAndItsWeekendsAreMadeUp() throws {
    let saturday = Day(2026, 2, 14)!, festival = Day(2026, 2, 17)!, madeUp = Day(2026, 2, 28)!
    #expect(calendar.isWorkday(saturday) && calendar.isWorkday(madeUp))
    #expect(!calendar.isWorkday(festival) && !calendar.isWorkday(Day(2026, 2, 15)!))
    // 13 (Fri), 14 (made up), then free to 23; 24–27 and the made-up 28.
    #expect(calendar.workdays(after: Day(2026, 2, 12)!, through: Day(2026, 2, 28)!) == 7)
    #expect(calendar.day(3, workdaysAfter: Day(2026, 2, 12)!) == Day(2026, 2, 24)!)
    #expect(calendar.day(-3, workdaysAfter: Day(2026, 2, 24)!) == Day(2026, 2, 12)!)
    #expect(calendar.day(0, workdaysAfter: festival) == Day(2026, 2, 24)!)
  }

  @Test func aYearNobodyPublishedIsSaidAndCountedByWeekends() {
    #expect(!calendar.knows(2027) && calendar.knownYears == Array(2018...2026))
    #expect(calendar.unknownYears(from: Day(2026, 12, 20)!, through: Day(2027, 1, 4)!) == [2027])
    #expect(calendar.unknownYears(from: Day(2026, 1, 1)!, through: Day(2026, 12, 31)!) == [])
    #expect(calendar.isWorkday(Day(2027, 1, 1)!))
  }

  @Test func countingInOneStepEqualsCountingDayByDay() {
    for start in stride(from: Day(2018, 1, 1)!.number, to: Day(2027, 3, 1)!.number, by: 17) {
      let first = Day(number: start)
      for span in [0, 1, 2, 5, 6, 7, 8, 30, 365] {
        let last = first + span
        var count = 0
        var day = first
        while day < last { day = day + 1; if calendar.isWorkday(day) { count += 1 } }
        #expect(calendar.workdays(after: first, through: last) == count)
      }
    }
    #expect(calendar.workdays(after: Day(2026, 5, 5)!, through: Day(2026, 5, 4)!) == 0)
  }

  @Test func aBranchsFileAddsAYearAndReplacesOne() throws {
    var own = calendar
    try own.add(Array(#"{"years":{"2027":{"holidays":["2027-01-01"],"workdays":["2027-01-02"]},"2026":{"holidays":[]}}}"#.utf8))
    #expect(!own.isWorkday(Day(2027, 1, 1)!) && own.isWorkday(Day(2027, 1, 2)!))
    #expect(own.isWorkday(Day(2026, 2, 17)!) && !own.isWorkday(Day(2026, 2, 14)!))
  }

  @Test func aBrokenFileIsNamedAndChangesNothing() {
    var own = calendar
    #expect(throws: HolidayCalendar.Fault.badDay(path: "years.2027.holidays", found: "2027-02-30")) {
      try own.add(Array(#"{"years":{"2027":{"holidays":["2027-02-30"]}}}"#.utf8))
    }
    #expect(throws: HolidayCalendar.Fault.malformed(path: "years.x")) { try own.add(Array(#"{"years":{"x":{}}}"#.utf8)) }
    #expect(throws: HolidayCalendar.Fault.self) { try own.add([0x7B]) }
    #expect(!own.knows(2027))
  }
}
