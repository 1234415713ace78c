import Foundation
import Testing

@testable import Pipeline

@Suite struct BookletTests {
  let sheet = [
    ["名称", "长春分公司报价手册"], ["出具", "长春分公司"], ["有效期自", "2026-11-01"], ["有效期至", "2026-12-31"],
    ["车系", "价格下限", "价格上限", "方案", "车损险", "三者险(200万)", "车上人员 司机", "车上人员 乘客", "商业险"],
    ["朗逸", "", "", "经济", "1500.50", "900", "41", "104", "2545.50"],
    ["", "10万", "15万", "经济", "1600", "950", "41", "104", ""],
    ["", "10万", "15万", "基本", "", "", "", "", "800"],
    ["以平台为准"],
  ]

  func booklet() throws -> Booklet {
    try BookletReader.read(sheet, file: "b.xlsx", rules: QuoteFixtures.tables.get().covers)
  }

  @Test func theSheetIsReadWithNameIssuerAndValidity() throws {
    let booklet = try booklet()
    #expect(booklet.name == "长春分公司报价手册" && booklet.issuer == "长春分公司")
    #expect(booklet.validTo == Day(2026, 12, 31))
    #expect(booklet.rows.count == 3)
    #expect(booklet.rows[0].premiums.count == 4)
    #expect(booklet.rows[2].premiums == [.init(.commercial, Money(yuan: 800))])
    #expect(Booklet(booklet.json) == booklet)
  }

  @Test func theBookletGoesFirstWhenItHasTheCar() throws {
    var engine = try QuoteFixtures.engine()
    engine.booklet = try booklet()
    var request = QuoteFixtures.request()
    request.series = "朗逸"
    var quote = try engine.quote(request)
    #expect(quote.columns.map(\.basis.way) == [.booklet, .booklet, .legacy])
    #expect(quote.columns[1].commercial == Money("2545.50"))
    #expect(quote.columns[0].commercial == Money(yuan: 800))
    request.series = "宝来"
    quote = try engine.quote(request)
    #expect(quote.columns[1].commercial == Money(yuan: 2695))
    // A changed line is no longer the booklet's package: the next way is taken, and named.
    let changed = try engine.quote(quote, column: 1, dropping: .driver)
    #expect(changed.columns[1].basis.way == .legacy)
    request.start = Day(2027, 1, 1)!
    #expect(try engine.quote(request).columns[1].basis.warnings.contains { $0.kind == .outsideValidity })
    request.price = Money(yuan: 300_000)
    request.way = .booklet
    #expect(throws: QuoteError.self) { try engine.quote(request) }
  }

  @Test func aBadCellIsNamedWithItsPlace() throws {
    var rows = sheet
    rows[5][4] = "很多"
    let rules = try QuoteFixtures.tables.get().covers
    #expect(throws: QuoteError.badCell(file: "b.xlsx", row: 6, heading: "车损险", given: "很多", allowed: "≥ 0")) {
      try BookletReader.read(rows, file: "b.xlsx", rules: rules)
    }
    #expect(throws: QuoteError.noColumn(file: "b.xlsx", heading: "方案")) {
      try BookletReader.read([["a"]], file: "b.xlsx", rules: rules)
    }
  }

  @Test func theMakersRowsAreReadBackToTheSameFigures() throws {
    let engine = try QuoteFixtures.engine()
    let index = try QuoteFixtures.vehicles.get()
    let words = try QuoteFixtures.words.get()
    let cars = index.vehicles(ofBrand: "大众")
    for language in QuoteLanguage.allCases {
      let made = try BookletMaker(engine: engine).make(
        cars, model: QuoteFixtures.request(), name: "手册", issuer: "支公司", validTo: Day(2026, 12, 31), words: words,
        language: language)
      #expect(made.count == cars.count * 3)
      #expect(made.rows.last == [words["disclaimer", language]])
      let read = try BookletReader.read(made.rows, file: "x", rules: engine.tables.covers)
      #expect(read.rows.count == made.count && read.name == "手册")
      var again = engine
      again.booklet = read
      var request = QuoteFixtures.request(cars[0].price.low.fen / 100)
      request.series = cars[0].series
      request.brand = cars[0].brand
      let fromBooklet = try again.quote(request)
      let fresh = try engine.quote(request)
      #expect(fromBooklet.columns.map(\.basis.way) == [.booklet, .booklet, .booklet])
      #expect(fromBooklet.columns.map(\.total) == fresh.columns.map(\.total))
    }
  }

  @Test func aBranchProvesItsTableByExamples() throws {
    let json = """
      {"examples": [{"id": "b1", "way": "booklet", "inputs": {"series": "朗逸", "price": 119900, "package": "经济", "region": "吉林", "fuel": "electric"},
        "answer": {"commercial": {"damage": 1500.50, "thirdParty": 900, "driver": 41, "passengers": 104}, "commercialTotal": 2545.50,
          "compulsory": 950, "vehicleTax": 0, "total": 3495.50}},
       {"id": "b2", "way": "booklet", "inputs": {"price": "12万", "package": "基本"}, "answer": {"commercialTotal": 801}}]}
      """
    let report = try ExampleCheck(tables: QuoteFixtures.tables.get(), booklet: booklet()).run(
      Array(json.utf8), file: "x")
    #expect(report.differences.map(\.line) == ["commercialTotal"])
    #expect(report.passed == 1)
  }

  @Test func sixHundredSeriesTakeAMoment() throws {
    let cars = Array(try QuoteFixtures.vehicles.get().vehicles.prefix(600))
    let words = try QuoteFixtures.words.get()
    let maker = BookletMaker(engine: try QuoteFixtures.engine())
    var count = 0
    let time = try ContinuousClock().measure {
      count = try maker.make(cars, model: QuoteFixtures.request(), name: "n", words: words, language: .zh).count
    }
    #expect(count == 1800)
    // The aim is 1 s in release; debug code on a busy machine gets more.
    #expect(time < .seconds(15))
  }

  /// A spreadsheet writes 8567.47 as the binary fraction that is nearest: the premium is read as it is shown.
  @Test func centsOfAWorkbookComeBackAsTheyAreShown() throws {
    for (written, shown) in [
      ("8567.4699999999993", "8567.47"), ("8567.469999999999", "8567.47"), ("1.3912345678E10", "13912345678"), ("0.29999999999999999", "0.3"),
      ("1.2345E-3", "0.0012345"), ("119900", "119900"), ("807.5", "807.5"), ("116.40528700000001", "116.405287"), ("x1e5", "x1e5"),
    ] { #expect(WorksheetReader.plainNumber(written) == shown) }
    var request = QuoteFixtures.request()
    request.benchmarks = [.init(.commercial, Money("6425.60")!)]
    let engine = try QuoteFixtures.engine()
    let car = try #require(QuoteFixtures.vehicles.get().vehicle(named: "朗逸"))
    let made = try BookletMaker(engine: engine).make([car], model: request, name: "手册", words: QuoteFixtures.words.get(), language: .zh)
    let path = NSTemporaryDirectory() + "cheshang-booklet-\(UInt32.random(in: 0...UInt32.max)).xlsx"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try SpreadsheetWriter.write([BookletMaker.sheet(made.rows, name: "手册")], to: path)
    let read = try BookletReader.read(SpreadsheetReader().texts(path: path), file: "x", rules: engine.tables.covers)
    #expect(read.rows.first?.premiums.map(\.premium) == [Money("8567.47")!])
  }

  /// A printed premium is for a new car without claims: for another it stands as it is, and that is said.
  @Test func aBookletIsNotAdjustedToAgeOrClaimsAndSaysSo() throws {
    var engine = try QuoteFixtures.engine()
    engine.booklet = Booklet(name: "手册", rows: [.init(series: "朗逸", package: "basic", premiums: [.init(.commercial, Money(yuan: 888))])])
    var request = QuoteFixtures.request()
    request.series = "朗逸"
    #expect(try engine.quote(request, packages: ["basic"]).warnings.allSatisfy { $0.kind != .asPrinted })
    request.claims = .claims(3)
    request.firstRegistered = Day(2022, 1, 1)!
    let warning = try #require(try engine.quote(request, packages: ["basic"]).warnings.first { $0.kind == .asPrinted })
    #expect(try QuoteFixtures.words.get().text(warning, .zh).contains("初次登记日、商业险出险记录"))
  }

  /// Printed and imported again, an estimate is still one; a branch's own premiums are none.
  @Test func aBookletMadeOfEstimatesStaysAnEstimate() throws {
    let words = try QuoteFixtures.words.get()
    var engine = try QuoteFixtures.engine()
    let car = try #require(QuoteFixtures.vehicles.get().vehicle(named: "朗逸"))
    for language in QuoteLanguage.allCases {
      let made = try BookletMaker(engine: engine).make([car], model: QuoteFixtures.request(), name: "手册", words: words, language: language)
      let read = try BookletReader.read(made.rows, file: "x", rules: engine.tables.covers)
      let kept = try #require(Booklet(read.json))
      #expect(read.isEstimate && kept == read)
      engine.booklet = kept
      var request = QuoteFixtures.request()
      (request.price, request.brand, request.series) = (car.price(.low), car.brand, car.series)
      let column = try engine.quote(request, packages: ["basic"]).columns[0]
      #expect(column.basis.way == .booklet && column.basis.evidence == .uHigh)
      #expect(column.basis.warnings.first?.kind == .legacyEstimate)
      engine.booklet = nil
    }
    let own = try BookletReader.read([["车系", "方案", "商业险"], ["朗逸", "basic", "888"]], file: "x", rules: engine.tables.covers)
    #expect(!own.isEstimate)
  }
}
