import Glibc
import Pipeline
import Testing

/// Every wrong input names its field, what was given, what is allowed and the source, in both languages.
@Suite struct QuoteBadInputTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let field: String
    let given: String
    let allowed: String
    /// The source as each language names it, and the field.
    let zh: [String]
    let en: [String]
    var status: Int32 = 65
    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let car = ["--price", "12万"]
  static let cases: [Case] = [
    Case(arguments: ["--price", "0"], field: "price", given: "0.00", allowed: "0.01–99999999.99", zh: ["车价", "本工具的限定"], en: ["price", "limits of this program"]),
    Case(arguments: ["--price=-5"], field: "price", given: "-5.00", allowed: "0.01–99999999.99", zh: ["车价"], en: ["price"]),
    Case(arguments: ["--price", "10000000000"], field: "price", given: "10000000000.00", allowed: "0.01–99999999.99", zh: ["车价"], en: ["price"]),
    Case(arguments: ["--price", "很贵"], field: "price", given: "很贵", allowed: "0.01–99999999.99", zh: ["车价"], en: ["price"]),
    Case(arguments: car + ["--seats", "0"], field: "seats", given: "0", allowed: "1–59", zh: ["座位数", "交强险保费 2008 版"], en: ["seats", "compulsory premiums 2008"]),
    Case(arguments: car + ["--seats", "60"], field: "seats", given: "60", allowed: "1–59", zh: ["座位数"], en: ["seats"]),
    Case(arguments: car + ["--litres", "99"], field: "litres", given: "99", allowed: "0.1–10", zh: ["排量", "车船税 2012 版"], en: ["litres", "vehicle tax 2012"]),
    Case(arguments: car + ["--region", "火星"], field: "region", given: "火星", allowed: "吉林", zh: ["地区", "交强险浮动比率 2020 版"], en: ["region", "compulsory floating rates 2020"]),
    Case(arguments: car + ["--start", "1999-01-01"], field: "start", given: "1999-01-01", allowed: "≥ 2006-07-01", zh: ["起保日", "交强险基础保费表"], en: ["start date", "compulsory premiums"]),
    Case(arguments: car + ["--start", "明天"], field: "start", given: "明天", allowed: "YYYY-MM-DD", zh: ["起保日"], en: ["start date"]),
    Case(arguments: car + ["--way", "reform", "--benchmark", "0"], field: "benchmark", given: "0.00", allowed: "> 0", zh: ["基准保费", "综合改革公式"], en: ["benchmark premium", "reform formula"]),
    Case(arguments: car + ["--coefficient", "3"], field: "pricingCoefficient", given: "3", allowed: "0.5–1.5", zh: ["自主定价系数", "2020 年综合改革公式", "燃油车"], en: ["pricing coefficient", "reform formula of 2020", "fuel cars"]),
    Case(arguments: car + ["--expense-ratio", "2"], field: "expenseRatio", given: "2", allowed: "0–0.25", zh: ["附加费用率"], en: ["expense ratio"]),
    Case(arguments: car + ["--fuel", "煤"], field: "fuel", given: "煤", allowed: "petrol", zh: ["能源", "汽油 petrol"], en: ["fuel", "petrol"]),
    Case(arguments: car + ["--claims", "运气好"], field: "claims", given: "运气好", allowed: "2 claims", zh: ["出险记录", "连续3年未出险"], en: ["claims history", "3 years without a claim"]),
    Case(arguments: car + ["--factor", "A9"], field: "floatingFactor", given: "A9", allowed: "A1", zh: ["浮动代码"], en: ["floating factor"]),
    Case(arguments: car + ["--line", "moon"], field: "line", given: "", allowed: "damage", zh: ["险种", "moon", "车损险 damage", "险种规则表"], en: ["cover", "moon", "table of covers"]),
    Case(arguments: car + ["--drop", "damage", "--line", "scratch=5千"], field: "line", given: "", allowed: "", zh: ["划痕险", "附加险", "车损险", "险种规则表"], en: ["rider", "Own damage", "table of covers"]),
    Case(arguments: car + ["--line", "theft"], field: "line", given: "", allowed: "", zh: ["并入车损险", "2020-09-19", "险种规则表"], en: ["part of Own damage", "2020-09-19", "table of covers"]),
    Case(arguments: car + ["--line", "thirdParty=123"], field: "limit", given: "thirdParty 123", allowed: "1000000–10000000", zh: ["保额", "三者险 123", "八五折公开表"], en: ["limit", "Third-party liability 123", "published at 85 %"]),
    Case(arguments: car + ["--line", "damage", "--line", "scratch=3000"], field: "limit", given: "scratch 3000", allowed: "2000、5000", zh: ["保额", "划痕险 3000"], en: ["limit", "Paint scratches 3000"]),
    Case(arguments: car + ["--last-premium", "3000", "--last-coefficient", "9"], field: "lastCoefficient", given: "9", allowed: "0.5–1.5", zh: ["上年自主定价系数"], en: ["last year's pricing coefficient"]),
    Case(arguments: car + ["--last-premium", "3000", "--last-no-claim", "0"], field: "lastNoClaim", given: "0", allowed: "≤ 3", zh: ["上年无赔款优待系数"], en: ["last year's no-claim coefficient"]),
    Case(arguments: car + ["--first-registered", "2030-01-01"], field: "firstRegistered", given: "2030-01-01", allowed: "1980-01-01–2027-02-23", zh: ["初次登记日"], en: ["first registration"]),
    Case(arguments: car + ["--vehicle-tax", "很多"], field: "vehicleTax", given: "很多", allowed: "≥ 0", zh: ["车船税"], en: ["vehicle tax"]),
    Case(arguments: car + ["--line", "thirdParty"], field: "limit", given: "thirdParty", allowed: "thirdParty", zh: ["保额"], en: ["limit"]),
  ]

  @Test(arguments: cases) func theFieldTheAllowedValuesAndTheSourceAreNamed(_ one: Case) throws {
    let region = one.arguments.contains("--region") ? [] : ["--region", "吉林"]
    for (language, words) in [("zh", one.zh), ("en", one.en)] {
      let arguments = ["--book", "/nonexistent/book", "--today", "2026-11-24", "--lang", language, "quote"] + region + one.arguments
      let text = try Program.run(arguments)
      #expect(text.status == one.status)
      for word in words { #expect(text.err.contains(word), "\(language) \(word): \(text.err)") }
      // Names, not the ids of tables and levels.
      for id in ["-2008", "-2020 ", "-2012", "U-high", "{", "null"] { #expect(!text.err.contains(id), "\(id): \(text.err)") }
      guard language == "zh" else { continue }
      let json = try Program.run(arguments + ["--json"]).error
      #expect(json["field"]?.string == one.field)
      if !one.given.isEmpty { #expect(json["given"]?.string == one.given) }
      if !one.allowed.isEmpty { #expect(json["allowed"]?.string?.contains(one.allowed) == true, "\(json.text)") }
      #expect(json["source"]?.string?.isEmpty == false)
    }
  }

  @Test func aMissingRegionSaysHowToGiveOne() throws {
    for (language, words) in [("zh", ["没有给出地区", "--region", "吉林"]), ("en", ["No region was given", "--region", "吉林"])] {
      let outcome = try Program.run(["--book", "/nonexistent/book", "--today", "2026-11-24", "--lang", language, "quote", "--price", "12万"])
      #expect(outcome.status == 64)
      for word in words { #expect(outcome.err.contains(word), "\(outcome.err)") }
    }
  }

  @Test func twelveWanIsAHundredAndTwentyThousandAndIsSaid() throws {
    for language in ["zh", "en"] {
      let outcome = try Program.run(["--book", "/nonexistent/book", "--today", "2026-11-24", "--lang", language, "quote", "--region", "吉林", "--price", "12万"])
      #expect(outcome.status == 0 && outcome.out.contains("120,000.00"))
    }
  }

  private func talk() throws -> (book: CommandBook, opportunity: String) {
    let book = try CommandBook(made: false)
    #expect(try book.run("demo", "--folder", book.book, "--json").status == 0)
    return (book, try #require(try book.json("opportunities", "list")["opportunities"]?.array?.first?["id"]?.string))
  }

  /// A refused quote leaves nothing behind: no round with the customer, no file.
  @Test func aRefusedQuoteIsNeitherKeptNorWritten() throws {
    let (book, customer) = try talk()
    let before = try book.state()
    let path = book.folder + "/quote.html"
    for one in QuoteBadInputTests.cases {
      let region = one.arguments.contains("--region") ? [] : ["--region", "吉林"]
      let outcome = try book.run(["quote"] + region + one.arguments + ["--save", customer, "-o", path])
      #expect(outcome.status == one.status, "\(one.arguments): \(outcome.err)")
    }
    #expect(try book.state() == before)
    #expect(access(path, F_OK) != 0)
    #expect(try book.run(["quote", "--region", "吉林", "--price", "12万", "--save", customer, "-o", path]).status == 0)
    #expect(try book.state() != before)
    #expect(access(path, F_OK) == 0)
  }

  @Test func theNextRoundTakesWhatIsGivenAndRefusesAnotherCar() throws {
    let (book, customer) = try talk()
    try book.json("quote", "--series", "朗逸", "--region", "吉林", "--save", customer)
    let next = try book.json("quote", "--round-of", customer, "--seats", "7", "--price", "10万", "--claims", "2 claims")
    #expect(next["round"]?.int == 2 && next["inputs"]?["seats"]?.int == 7 && next["inputs"]?["price"]?.string == "100000.00")
    #expect(next["inputs"]?["claims"]?.string == "claims:2" && next["inputs"]?["series"]?.string == "朗逸")
    let assumed = next["inputs"]?["assumed"]?.array?.compactMap(\.string) ?? []
    #expect(!assumed.contains("seats") && !assumed.contains("price") && assumed.contains("litres"))
    #expect(try book.refused(64, "quote", "--round-of", customer, "--series", "宝来")["error"]?.string == "another-car")
  }

  /// A file of examples that is none, or that says wrong figures.
  @Test func aBadExampleFileIsRefusedWithItsPlaceAndAWrongFigureIsNamed() throws {
    let book = try CommandBook()
    let broken = book.file("broken.json", "{\"examples\": [\n  {\"id\": \"a\",,}\n]}")
    let error = try book.refused(65, "quote", "check", broken)
    #expect(error["error"]?.string == "notJSON" && error["line"]?.int == 2 && error["reason"]?.string == "unexpectedByte")
    #expect(try book.run("quote", "check", broken).err.contains("第 2 行"))
    for (text, words) in [("{}", "没有算例"), ("[{\"answer\": {}}]", "examples[0].answer：没有可以核对的数字")] {
      let outcome = try book.run("quote", "check", book.file("none.json", text))
      #expect(outcome.status == 65 && outcome.err.contains(words), "\(outcome.err)")
    }
    let wrong = book.file(
      "wrong.json",
      "{\"examples\": [{\"id\": \"甲\", \"tariff\": \"compulsory.json\", \"lineRounding\": \"odd\", \"inputs\": {\"class\": \"private.lt6\"}, \"answer\": {\"basePremium\": 951}}]}")
    let outcome = try book.run("quote", "check", wrong)
    #expect(outcome.status == 1)
    for word in ["甲", "basePremium", "951", "950"] { #expect(outcome.out.contains(word)) }
    #expect(outcome.err.contains("lineRounding") && outcome.err.contains("odd") && outcome.err.contains("halfUpYuan"))
  }
}
