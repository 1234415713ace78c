import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// The car and the policy, as the quote and the booklet ask for them.
struct CarOptions: ParsableArguments {
  @Option(help: ArgumentHelp("地区：省或计划单列市 · Region", valueName: "R")) var region: String?
  @Option(help: ArgumentHelp("座位数 · Seats (5)", valueName: "N")) var seats: String?
  @Option(help: ArgumentHelp("排量（升） · Litres", valueName: "L")) var litres: String?
  @Option(help: ArgumentHelp("能源：petrol diesel hybrid energySaving electric plugin fuelCell · Fuel", valueName: "F")) var fuel: String?
  @Option(help: ArgumentHelp("使用性质：private enterprise agency taxi … · Use", valueName: "U")) var use: String?
  @Option(name: .customLong("first-registered"), help: ArgumentHelp("初次登记日 · First registration", valueName: "D")) var firstRegistered: String?
  @Option(help: ArgumentHelp("起保日（默认明天） · Start of the policy (tomorrow)", valueName: "D")) var start: String?
  @Option(help: ArgumentHelp("出险记录：新车、连续3年未出险、2 claims · Claims history", valueName: "C")) var claims: String?
  @Option(help: ArgumentHelp("交强险浮动代码 A1–A6 · Compulsory floating factor", valueName: "A")) var factor: String?
  @Option(help: ArgumentHelp("核定载质量（吨） · Rated load of a truck, tonnes", valueName: "T")) var tonnes: String?
  @Flag(help: "进口车 · An imported car") var imported = false

  /// The request with these inputs; what nobody gave is assumed and named.
  func request(price: String, place: String?, _ quotes: QuoteSession) throws -> QuoteRequest {
    var start = quotes.session.today + 1
    if let text = self.start {
      guard let day = Day(text) else {
        throw QuoteError.badInput(.start, given: text, allowed: "YYYY-MM-DD", source: "quote")
      }
      start = day
    }
    let known = quotes.tables.compulsory.regions
    guard let region = region ?? place ?? quotes.branch.region else {
      throw QuoteError.missing(.region, allowed: known.joined(separator: "、"), source: "floating-2020")
    }
    var request = try QuoteRequest(
      price: price, region: region, start: start, seats: seats, litres: litres, fuel: fuel, use: use,
      firstRegistered: firstRegistered, claims: claims, floatingFactor: factor)
    if self.region == nil { request.assumed.insert(.region) }
    if self.start == nil { request.assumed.insert(.start) }
    if let tonnes {
      guard let value = Exact(tonnes) else {
        throw QuoteError.badInput(.tonnes, given: tonnes, allowed: "0.1–100", source: "compulsory-2008")
      }
      request.tonnes = value
    }
    request.imported = imported
    return request
  }
}

extension CarOptions {
  /// The inputs that were given, over those of a kept quote; the rest stays as it was.
  func apply(to request: inout QuoteRequest, price: String?, _ quotes: QuoteSession) throws {
    let old = request
    let new = try self.request(price: price ?? old.price.description, place: old.region, quotes)
    func take<Value>(_ given: Bool, _ field: QuoteField, _ path: WritableKeyPath<QuoteRequest, Value>) {
      guard given else { return }
      request[keyPath: path] = new[keyPath: path]
      request.assumed.remove(field)
    }
    take(price != nil, .price, \.price)
    take(region != nil, .region, \.region)
    take(start != nil, .start, \.start)
    take(seats != nil, .seats, \.seats)
    take(fuel != nil, .fuel, \.fuel)
    take(litres != nil, .litres, \.litres)
    if request.fuel.hasNoLitres { request.litres = nil }
    take(use != nil, .use, \.use)
    take(firstRegistered != nil, .firstRegistered, \.firstRegistered)
    take(claims != nil, .claims, \.claims)
    take(factor != nil, .floatingFactor, \.floatingFactor)
    take(tonnes != nil, .tonnes, \.tonnes)
    if imported { request.imported = true }
  }
}

/// What a way to the commercial premium needs beside the car.
struct WayOptions: ParsableArguments {
  @Option(help: ArgumentHelp("保费来源：booklet reform renewal legacy · The way to the premium", valueName: "W")) var way: String?
  @Option(parsing: .singleValue, help: ArgumentHelp("基准保费，整单或分险种 · Benchmark premium", valueName: "[L=]PREMIUM"))
  var benchmark: [String] = []
  @Option(name: .customLong("expense-ratio"), help: ArgumentHelp("附加费用率 · Expense ratio", valueName: "E")) var expenseRatio: String?
  @Option(help: ArgumentHelp("自主定价系数 · Pricing coefficient", valueName: "K")) var coefficient: String?
  @Option(name: .customLong("reference-value"), help: ArgumentHelp("参照实际价值 · Reference value", valueName: "V")) var referenceValue: String?
  @Option(name: .customLong("last-premium"), parsing: .singleValue, help: ArgumentHelp("上年保费，整单或分险种 · Last year's premium", valueName: "[L=]PREMIUM"))
  var lastPremium: [String] = []
  @Option(name: .customLong("last-no-claim"), help: ArgumentHelp("上年无赔款优待系数 · Last year's no-claim coefficient", valueName: "N")) var lastNoClaim: String?
  @Option(name: .customLong("last-coefficient"), help: ArgumentHelp("上年自主定价系数 · Last year's pricing coefficient", valueName: "K")) var lastCoefficient: String?
  @Option(name: .customLong("vehicle-tax"), help: ArgumentHelp("车船税金额（手工） · Vehicle tax, entered", valueName: "T")) var vehicleTax: String?
  @Flag(name: .customLong("no-compulsory"), help: "不含交强险和车船税 · Without compulsory cover and tax") var noCompulsory = false

  func apply(to request: inout QuoteRequest, _ quotes: QuoteSession) throws {
    if let way {
      guard let value = QuoteWay(rawValue: way) else {
        let allowed = QuoteWay.allCases.map(\.rawValue)
        throw CommandFailure.usage(
          "bad-way", ["field": "way", "given": .string(way), "allowed": .strings(allowed)],
          zh: "--way 只有 \(allowed.joined(separator: "、"))，给的是 \(Words.plain(way))。",
          en: "--way is one of \(allowed.joined(separator: ", ")); given was \(Words.plain(way)).")
      }
      request.way = value
    }
    if !benchmark.isEmpty { request.benchmarks = try premiums(benchmark, .benchmark, quotes) }
    func number(_ text: String?, _ field: QuoteField, allowed: String) throws -> Exact? {
      guard let text else { return nil }
      // 25% is 0.25, as in every other place.
      if text.hasSuffix("%"), let value = Exact(text.dropLast()) { return value.percent }
      guard let value = Exact(text) else { throw QuoteError.badInput(field, given: text, allowed: allowed, source: "quote") }
      return value
    }
    func money(_ text: String, _ field: QuoteField) throws -> Money {
      guard let value = QuoteInput.price(text) else {
        throw QuoteError.badInput(field, given: text, allowed: "≥ 0", source: "quote")
      }
      return value
    }
    if let value = try number(expenseRatio, .expenseRatio, allowed: "0–0.25") { request.expenseRatio = value }
    if let value = try number(coefficient, .pricingCoefficient, allowed: "> 0") {
      request.pricingCoefficient = value
      request.assumed.remove(.pricingCoefficient)
    } else if request.pricingCoefficient == .one, !(benchmark + lastPremium).isEmpty {
      request.assumed.insert(.pricingCoefficient)
    }
    if let referenceValue { request.referenceValue = try money(referenceValue, .benchmark) }
    if !lastPremium.isEmpty {
      request.lastYear = QuoteRequest.LastYear(
        premiums: try premiums(lastPremium, .lastPremium, quotes),
        noClaim: try number(lastNoClaim, .lastNoClaim, allowed: "> 0") ?? .one,
        coefficient: try number(lastCoefficient, .lastCoefficient, allowed: "> 0") ?? .one)
      request.assumed.subtract([.lastNoClaim, .lastCoefficient])
      if lastNoClaim == nil { request.assumed.insert(.lastNoClaim) }
      if lastCoefficient == nil { request.assumed.insert(.lastCoefficient) }
    }
    if let vehicleTax { request.vehicleTax = try money(vehicleTax, .vehicleTax) }
    if noCompulsory { request.withCompulsory = false }
  }

  private func premiums(_ texts: [String], _ field: QuoteField, _ quotes: QuoteSession) throws -> [LinePremium] {
    try texts.map { text in
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard let last = parts.last, let premium = QuoteInput.price(last) else {
        throw QuoteError.badInput(field, given: text, allowed: "PREMIUM, LINE=PREMIUM", source: "quote")
      }
      return LinePremium(parts.count == 2 ? try quotes.cover(parts[0]) : .commercial, premium)
    }
  }
}

extension QuoteSession {
  /// A cover by its id, `third-party` and `third party` included, or its name in either language.
  /// - Throws: `.unknownCover` with all that are known.
  func cover(_ text: String) throws(QuoteError) -> Cover {
    func bare(_ text: String) -> String { text.lowercased().filter { $0 != "-" && $0 != " " && $0 != "_" } }
    let key = bare(text)
    let found = tables.covers.all.first { bare($0.cover.rawValue) == key || $0.name.zh == text || bare($0.name.en) == key }
    guard let found else { throw .unknownCover(Cover(text), known: tables.covers.all.map(\.cover)) }
    return found.cover
  }

  /// `thirdParty=200万`, or `damage` alone where there is no limit to choose.
  func line(_ text: String) throws(QuoteError) -> QuotePackage.Line {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    let cover = try cover(parts.first ?? text)
    let steps = tables.covers[cover]?.steps ?? []
    guard parts.count == 2 else {
      if let first = steps.first {
        throw .badInput(
          .limit, given: text, allowed: "\(cover)=\(first.description)…\(steps.last?.description ?? "")", source: "covers")
      }
      return .init(cover)
    }
    guard let limit = QuoteInput.limit(parts[1]), limit.fen > 0 else {
      throw .badInput(
        .limit, given: parts[1], allowed: steps.map(\.description).joined(separator: "、"), source: "covers")
    }
    return .init(cover, limit: limit)
  }
}
