import Testing

@testable import Pipeline

@Suite struct PlainValueTests {
  @Test func daysAndMonthsRoundTrip() {
    #expect(Day(1970, 1, 1)?.number == 0)
    #expect(Day(2020, 2, 29)?.description == "2020-02-29")
    #expect(Day(2019, 2, 29) == nil)
    #expect(Day("2026-11-24")?.weekday == 2)
    #expect(SalesMonth("2024-02")?.last.description == "2024-02-29")
    #expect(SalesMonth("2026-13") == nil)
    #expect(SalesMonth("2026-12")?.next.description == "2027-01")
    for number in stride(from: Int32(-700_000), to: 2_900_000, by: 37) {
      let day = Day(number: number)
      #expect(Day(day.description) == day)
    }
  }

  @Test func moneyAndRatesAreExact() {
    #expect(Money("5,180.00")?.fen == 518_000)
    #expect(Money("0.005") == nil)
    #expect(Money(fen: -5).description == "-0.05")
    #expect(Money(fen: 123_456_789).grouped == "1,234,567.89")
    #expect(Rate("18%") == Rate("0.18"))
    #expect(Rate("18") == nil)
    #expect(Rate("13.5 %")?.description == "0.135")
    #expect(Rate(percent: 18).percent == "18.00 %")
    #expect(Ratio("1:0.5")?.description == "0.5")
    #expect(Money(yuan: 557).times(millionths: 1_397_666).fen == 77_850)
  }

  @Test func jsonRoundTrips() throws {
    let text = #"{"a":[1,-2.50,1e999,true,null,"中\n\u0007\\"],"b":{}}"#
    #expect(try JSONValue.parse(text).text == text)
    #expect(throws: JSONError.self) { try JSONValue.parse("{\"a\":01}") }
    #expect(throws: JSONError.self) { try JSONValue.parse(String(repeating: "[", count: 100_000)) }
  }
}
