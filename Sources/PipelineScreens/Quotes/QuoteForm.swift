import Canvas
import Pipeline

/// The short form of a quote: which fields it has now, and the request it makes. Fields that a car does not need (litres
/// of an electric one, the inputs of another way) are not there.
enum QuoteForm {
  static func part(_ values: [String: String], _ language: Wording.Language, _ library: QuoteLibrary) -> FormPart {
    func say(_ zh: String, _ en: String) -> String { language.pick(zh: zh, en: en) }
    func word(_ key: String) -> String { library.words["value.\(key)", QuoteLibrary.language(language)] }
    let fuel = values["fuel"].flatMap(Fuel.init(rawValue:)) ?? .petrol
    let way = values["way"] ?? ""
    var fields = [
      FormField("series", label: say("车系", "Series"), placeholder: say("例：朗逸、ly、大众、12万", "e.g. langyi, ly, 12w")),
      FormField("price", label: say("新车价", "Price"), required: true, placeholder: say("例：119900、12万", "e.g. 119900, 12w")),
      FormField("region", label: say("地区", "Region"), required: true, placeholder: say("例：吉林、jl", "e.g. jilin, jl")),
      FormField(
        "fuel", label: say("能源", "Fuel"),
        .choice([Fuel.petrol, .diesel, .hybrid, .electric, .plugin].map { .init($0.rawValue, word($0.rawValue)) })),
    ]
    if !fuel.hasNoLitres { fields.append(FormField("litres", label: say("排量", "Litres"), hint: say("升", "l"), placeholder: say("没填按 1.6", "1.6 if empty"))) }
    fields += [
      FormField("seats", label: say("座位", "Seats"), placeholder: say("没填按 5", "5 if empty")),
      FormField("firstRegistered", label: say("初登", "Registered"), placeholder: say("没填按新车", "a new car if empty")),
      FormField("start", label: say("起保", "Starts"), placeholder: say("没填按明天", "tomorrow if empty")),
      FormField(
        "claims", label: say("出险", "Claims"),
        .choice([
          .init(QuoteForm.unsaid, say("新保", "first")), .init("clean:1", say("1年无", "1 clean")), .init("clean:2", say("2年无", "2 clean")),
          .init("clean:3", say("3年无", "3 clean")), .init("clean:4", say("4年+无", "4+ clean")), .init("claims:1", say("1次", "1 claim")),
          .init("claims:2", say("2次", "2 claims")), .init("claims:3", say("3次", "3 claims")), .init("claims:4", say("4次", "4 claims")),
          .init("claims:5", say("5次+", "5+ claims")), .init("transferred", say("过户", "transferred")),
        ])),
      FormField(
        "factor", label: say("交强浮动", "Floating"),
        .choice([
          .init("A1", say("A1 一年无责", "A1 1 clean")), .init("A2", say("A2 两年", "A2 2 clean")), .init("A3", say("A3 三年", "A3 3 clean")),
          .init(QuoteForm.unsaid, say("A4 新保或一次", "A4 first or 1 claim")), .init("A5", say("A5 两次", "A5 2 claims")), .init("A6", say("A6 有死亡", "A6 death")),
        ])),
      FormField("vehicleTax", label: say("车船税", "Tax"), placeholder: say("没填按表", "by the table if empty")),
      FormField(
        "way", label: say("依据", "Way"),
        .choice([
          .init(QuoteForm.unsaid, say("自动", "auto")), .init("booklet", say("手册", "booklet")), .init("reform", say("基准保费", "benchmark")),
          .init("renewal", say("上年保费", "last year")), .init("legacy", say("旧费率估算", "old tariff")),
        ])),
    ]
    if way == QuoteWay.reform.rawValue {
      fields.append(FormField("benchmark", label: say("基准保费", "Benchmark"), required: true))
      fields.append(FormField("coefficient", label: say("定价系数", "Coefficient"), placeholder: say("没填按 1.00", "1.00 if empty")))
    }
    if way == QuoteWay.renewal.rawValue {
      fields.append(FormField("lastPremium", label: say("上年保费", "Last year"), required: true))
      let one = say("没填按 1.00", "1.00 if empty")
      fields += [
        FormField("coefficient", label: say("定价系数", "Coefficient"), placeholder: one),
        FormField("lastNoClaim", label: say("上年优待", "Last NCD"), placeholder: one),
        FormField("lastCoefficient", label: say("上年系数", "Last coef."), placeholder: one),
      ]
    }
    return FormPart("form", fields: fields, values: values)
  }

  /// The value of a choice that stands for what nobody said: it is marked in the form and assumed in the quote.
  static let unsaid = "-"
  /// What the choices begin with.
  static let defaults = ["fuel": Fuel.petrol.rawValue, "claims": unsaid, "factor": unsaid, "way": unsaid]

  /// The fields whose values decide which others there are.
  static let deciding: Set<String> = ["fuel", "way"]

  /// - Parameters:
  ///   - vehicle: the car chosen from the list, if the series still says so.
  ///   - assumed: what stands in the form though nobody typed it.
  ///   - begun: the request of the kept quote that the form began with.
  static func request(
    _ values: [String: String], _ desk: Desk, vehicle: Vehicle?, assumed: Set<QuoteField>, begun: QuoteRequest? = nil
  ) throws(QuoteError) -> QuoteRequest {
    func text(_ id: String) -> String? { values[id].flatMap { $0.allSatisfy(\.isWhitespace) || $0 == unsaid ? nil : $0 } }
    var start = desk.today + 1
    if let given = text("start") {
      guard let day = Day(given) else { throw .badInput(.start, given: given, allowed: "YYYY-MM-DD", source: "quote") }
      start = day
    }
    let price = text("price") ?? vehicle.map { $0.price(.low).description } ?? ""
    var request = try QuoteRequest(
      price: price, region: text("region") ?? "", start: start, seats: text("seats"), litres: text("litres"), fuel: text("fuel"),
      use: nil, firstRegistered: text("firstRegistered"), claims: nil, floatingFactor: text("factor"))
    if let history = text("claims").flatMap({ ClaimHistory(word: $0) }) {
      request.claims = history
      request.assumed.remove(.claims)
    }
    if text("start") == nil { request.assumed.insert(.start) }
    request.assumed.formUnion(assumed)
    // Private use is what the screen is for; trucks and taxis are quoted by command.
    request.assumed.remove(.use)
    request.series = vehicle?.series ?? text("series")
    request.brand = vehicle?.brand
    // The low end of the list's range that nobody has corrected.
    if let vehicle, vehicle.price.low != vehicle.price.high, price == vehicle.price(.low).description { request.assumed.insert(.price) }
    if let way = text("way").flatMap(QuoteWay.init(rawValue:)) { request.way = way }
    func amount(_ id: String, _ field: QuoteField) throws(QuoteError) -> Money? {
      guard let given = text(id) else { return nil }
      guard let value = QuoteInput.price(given) else { throw .badInput(field, given: given, allowed: "≥ 0", source: "quote") }
      return value
    }
    request.vehicleTax = try amount("vehicleTax", .vehicleTax)
    if let benchmark = try amount("benchmark", .benchmark) { request.benchmarks = [LinePremium(.commercial, benchmark)] }
    func coefficient(_ id: String, _ field: QuoteField, allowed: String) throws(QuoteError) -> Exact {
      guard let given = text(id) else {
        request.assumed.insert(field)
        return .one
      }
      guard let value = Exact(given) else { throw .badInput(field, given: given, allowed: allowed, source: "reform-2020") }
      return value
    }
    let last = try amount("lastPremium", .lastPremium)
    if last != nil || !request.benchmarks.isEmpty {
      request.pricingCoefficient = try coefficient("coefficient", .pricingCoefficient, allowed: "0.5–1.5")
    }
    if let last {
      request.lastYear = .init(
        premium: last, noClaim: try coefficient("lastNoClaim", .lastNoClaim, allowed: "> 0"),
        coefficient: try coefficient("lastCoefficient", .lastCoefficient, allowed: "> 0"))
    }
    if let begun { carry(begun, into: &request) }
    return request
  }

  /// What a command gave and the form has no field for stays with the quote.
  private static func carry(_ begun: QuoteRequest, into request: inout QuoteRequest) {
    request.use = begun.use
    request.tonnes = begun.tonnes
    request.imported = begun.imported
    request.expenseRatio = begun.expenseRatio
    request.referenceValue = begun.referenceValue
    request.withCompulsory = begun.withCompulsory
    if request.benchmarks.isEmpty, request.lastYear == nil, request.way == begun.way {
      request.benchmarks = begun.benchmarks
      request.lastYear = begun.lastYear
      request.pricingCoefficient = begun.pricingCoefficient
      request.assumed.formUnion(begun.assumed.intersection([.pricingCoefficient, .lastNoClaim, .lastCoefficient]))
    }
  }

  /// The form of a request: what was assumed then stays empty.
  static func values(of r: QuoteRequest) -> [String: String] {
    func given(_ field: QuoteField, _ text: String?) -> String { r.assumed.contains(field) ? "" : text ?? "" }
    var values = [
      "price": r.price.description, "region": r.region, "series": r.series ?? "", "fuel": r.fuel.rawValue,
      "litres": given(.litres, r.litres?.description), "seats": given(.seats, String(r.seats)),
      "firstRegistered": given(.firstRegistered, r.firstRegistered?.description), "start": given(.start, r.start.description),
      "claims": r.claims == .first ? unsaid : r.claims.word, "factor": r.floatingFactor == .a4 ? unsaid : r.floatingFactor.rawValue,
      "vehicleTax": r.vehicleTax?.description ?? "", "way": r.way?.rawValue ?? unsaid,
      "coefficient": given(.pricingCoefficient, r.pricingCoefficient.description),
    ]
    if let whole = r.benchmarks.first(where: { $0.cover == .commercial }) {
      values["benchmark"] = whole.premium.description
      values["way"] = QuoteWay.reform.rawValue
    } else if let last = r.lastYear, let whole = last.premiums.first(where: { $0.cover == .commercial }) {
      values["lastPremium"] = whole.premium.description
      values["lastNoClaim"] = given(.lastNoClaim, last.noClaim.description)
      values["lastCoefficient"] = given(.lastCoefficient, last.coefficient.description)
      values["way"] = QuoteWay.renewal.rawValue
    }
    return values
  }

  /// The field of the form that an error is about.
  static func field(of error: QuoteError) -> String? {
    guard let name = error.facts["field"]?.string else { return nil }
    return ["pricingCoefficient": "coefficient", "floatingFactor": "factor"][name] ?? name
  }
}
