import Testing

@testable import Pipeline

@Suite struct ExactTests {
  func exact(_ text: String) throws -> Exact { try #require(Exact(text)) }

  @Test func halvesGoUpAndNothingIsLostOnTheWay() throws {
    #expect(try exact("778.5").rounded(places: 0).description == "779")
    #expect(try exact("-778.5").rounded(places: 0).description == "-779")
    #expect(try exact("778.49999").rounded(places: 0).description == "778")
    #expect(try exact("0.1") + exact("0.2") == exact("0.3"))
    #expect(try (exact("360021") * (Exact.one - exact("43.2").percent)).description == "204491.928")
    #expect(try LineRounding.truncateYuan.apply(exact("778.9")) == exact("778"))
    #expect(try LineRounding.upYuan.apply(exact("778.1")) == exact("779"))
  }

  @Test func quotientsAreRoundedOnceByTheNamedRule() throws {
    #expect(try exact("3105").divided(by: exact("1.06"), places: 2)?.description == "2929.25")
    #expect(Exact.one.divided(by: Exact(3), places: 4)?.description == "0.3333")
    #expect(Exact(2).divided(by: Exact(3), places: 4, .down)?.description == "0.6666")
    #expect(Exact.one.divided(by: .zero, places: 2) == nil)
  }

  @Test func readsNumbersAndRefusesTheRest() throws {
    #expect(Exact("1,200")?.description == "1200")
    #expect(Exact("3.7e-05")?.description == "0.000037")
    #expect(Exact("1e3")?.description == "1000")
    for text in ["", "-", ".", "1.", "1..2", "abc", "1e999", "12万", String(repeating: "9", count: 40), "1.0x"] {
      #expect(Exact(text) == nil, "\(text)")
    }
  }

  @Test func hugeProductsDoNotTrap() throws {
    let big = try exact("999999999999999999.999999999999999999")
    #expect((big * big * big) > big)
    #expect((big * big).money == nil)
    #expect(big + Exact.one > big)
  }
}
