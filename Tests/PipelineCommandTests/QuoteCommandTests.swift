import Pipeline
import Testing

@Suite struct QuoteCommandTests {
  private func run(_ arguments: String...) throws -> Program.Outcome {
    try Program.run(["--book", "/nonexistent/book", "--today", "2026-11-24", "--lang", "zh"] + arguments)
  }

  @Test func aQuoteNeedsNoBookAndItsTotalIsTheSumOfItsLines() throws {
    let outcome = try run("quote", "--series", "朗逸", "--region", "吉林", "--json")
    #expect(outcome.status == 0)
    let packages = try #require(outcome.json["packages"]?.array)
    #expect(packages.count == 3)
    for package in packages {
      func money(_ name: String) -> Money { package[name]?.string.flatMap { Money($0) } ?? .zero }
      let lines = (package["lines"]?.array ?? []).reduce(Money.zero) { $0 + ($1["premium"]?.string.flatMap { Money($0) } ?? .zero) }
      #expect(lines == money("commercial"))
      #expect(money("compulsory") + money("vehicleTax") + money("commercial") == money("total"))
    }
    #expect(outcome.json["basis"]?["table"]?.string?.isEmpty == false)
  }

  @Test func theShippedExamplesAgreeToTheLastDigit() throws {
    let file = Fixtures.root + "/Tests/Fixtures/quotes/worked-examples.json"
    let outcome = try run("quote", "check", file, "--json")
    #expect(outcome.status == 0)
    #expect(outcome.json["examples"]?.int == outcome.json["passed"]?.int)
  }

  @Test(arguments: [
    (["--price", "0"], "price"), (["--price", "100亿"], "price"), (["--price", "12万", "--seats", "0"], "seats"),
    (["--price", "12万", "--seats", "60"], "seats"), (["--price", "12万", "--litres", "99"], "litres"),
    (["--price", "12万", "--start", "1999-01-01"], "start"),
    (["--price", "12万", "--way", "reform", "--benchmark", "0"], "benchmark"),
    (["--price", "12万", "--coefficient", "3"], "pricingCoefficient"),
    (["--price", "12万", "--drop", "damage", "--line", "scratch=5千"], "line"),
  ])
  func badInputNamesTheField(_ arguments: [String], _ field: String) throws {
    let outcome = try Program.run(["--book", "/nonexistent/book", "--today", "2026-11-24", "quote", "--region", "吉林", "--json"] + arguments)
    #expect(outcome.status == 65)
    #expect(outcome.error["field"]?.string == field)
  }

  @Test func anImportedBookletIsTheFirstChoice() throws {
    let book = try CommandBook()
    let file = book.folder + "/booklet.xlsx"
    try book.json("quote", "booklet", "--brand", "大众", "--region", "吉林", "-o", file)
    let read = try book.json("quote", "booklet", "import", file, "--name", "长春支公司手册", "--valid-to", "2026-12-31")
    #expect(read["rows"]?.int ?? 0 > 30)
    let quote = try book.json("quote", "--series", "朗逸", "--region", "吉林")
    #expect(quote["basis"]?["way"]?.string == "booklet")
    #expect(quote["basis"]?["table"]?.string?.contains("长春支公司手册") == true)
  }
}
