import Testing

@testable import Canvas

@Suite struct TextWrapTests {
  @Test func chineseBreaksAnywhereButNotBeforeClosingPunctuation() {
    #expect(TextWrap.lines("先讲闪赔与双调度", columns: 6) == ["先讲闪", "赔与双", "调度"])
    #expect(TextWrap.lines("先讲闪，再讲资源", columns: 6) == ["先讲", "闪，再", "讲资源"])
    #expect(TextWrap.lines("费率（含税）为", columns: 6) == ["费率", "（含", "税）为"])
  }

  @Test func latinBreaksBetweenWords() {
    #expect(TextWrap.lines("the best dealer", columns: 8) == ["the best", "dealer"])
    #expect(TextWrap.lines("Volkswagen", columns: 4) == ["Volk", "swag", "en"])
    #expect(TextWrap.lines("买 BYD 汽车 12,800.50 元", columns: 10) == ["买 BYD 汽", "车", "12,800.50", "元"])
  }

  @Test func lineEndsStay() {
    #expect(TextWrap.lines("一\n\n二", columns: 10) == ["一", "", "二"])
    #expect(TextWrap.lines("", columns: 10) == [""])
    #expect(TextWrap.lines("一", columns: 0) == [])
  }

  @Test func noLineIsTooLongAndNoTextIsLost() {
    let text = "原则：「先服务、后费用」（B6 手续费 18.00 %），陈总说：“再看看……”。BYD、Changchun FAW-Volkswagen 都一样！"
    for columns in 2..<60 {
      let lines = TextWrap.lines(text, columns: columns)
      for line in lines { #expect(CellWidth.columns(of: line) <= columns) }
      #expect(lines.joined().filter { $0 != " " } == text.filter { $0 != " " })
    }
  }
}
