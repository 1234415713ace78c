import OrderedCollections

private func decimal(_ money: Money?) -> JSONValue { money.map { .string($0.description) } ?? .null }
private func dateText(_ day: Day?) -> JSONValue { day.map { .string($0.description) } ?? .null }
private func money(_ value: JSONValue?) -> Money? { Exact(value)?.money }

extension QuoteLine {
  public var json: JSONValue {
    var object: JSONObject = [
      "line": .string(cover.rawValue), "limit": decimal(limit), "premium": decimal(premium),
      "share": .string(share.description),
    ]
    if let seats { object["seats"] = .int(seats) }
    return .object(object)
  }
}

extension QuoteBasis {
  public var json: JSONValue {
    .object([
      "way": .string(way.rawValue), "table": .string(table), "effectiveFrom": dateText(effectiveFrom),
      "effectiveTo": dateText(effectiveTo),
      "evidence": .string(evidence.rawValue), "compulsory": compulsory.map { .string($0) } ?? .null,
      "vehicleTax": vehicleTax.map { .string($0) } ?? .null, "warnings": .array(warnings.map(\.json)),
    ])
  }

  init?(_ json: JSONValue?) {
    guard let json, let way = json["way"]?.string.flatMap({ QuoteWay(rawValue: $0) }),
      let table = json["table"]?.string,
      let evidence = Evidence(json["evidence"])
    else { return nil }
    let warnings = (json["warnings"]?.array ?? []).compactMap { value -> QuoteWarning? in
      guard var facts = value.object, let kind = facts["warning"]?.string.flatMap({ QuoteWarning.Kind(rawValue: $0) })
      else { return nil }
      facts.removeValue(forKey: "warning")
      return QuoteWarning(kind, facts)
    }
    self.init(
      way: way, table: table, effectiveFrom: json["effectiveFrom"]?.string.flatMap { Day($0) },
      effectiveTo: json["effectiveTo"]?.string.flatMap { Day($0) }, evidence: evidence,
      compulsory: json["compulsory"]?.string,
      vehicleTax: json["vehicleTax"]?.string, warnings: warnings)
  }
}

extension QuoteColumn {
  func json(difference: Money?) -> JSONValue {
    .object([
      "name": .string(package.id), "zh": .string(package.name.zh), "en": .string(package.name.en),
      "lines": .array(lines.map(\.json)),
      "package": package.json, "compulsory": decimal(compulsory), "vehicleTax": decimal(vehicleTax),
      "commercial": decimal(commercial), "total": decimal(total),
      "difference": decimal(difference), "basis": basis.json,
    ])
  }

  /// Nil when figures are missing or the sums do not hold: such a record was not written by this program.
  init?(_ json: JSONValue) {
    guard let id = json["name"]?.string, let zh = json["zh"]?.string, let list = json["lines"]?.array,
      let basis = QuoteBasis(json["basis"]),
      let compulsory = money(json["compulsory"]), let total = money(json["total"])
    else { return nil }
    var lines: [(cover: Cover, limit: Money?, seats: Int?, premium: Money)] = []
    for value in list {
      guard let cover = value["line"]?.string, let premium = money(value["premium"]) else { return nil }
      lines.append((Cover(cover), money(value["limit"]), value["seats"]?.int, premium))
    }
    // What was asked for, without the values that computing filled in; an older or foreign record has only the lines.
    let package =
      json["package"].flatMap { QuotePackage($0) }
      ?? QuotePackage(
        id: id, name: Phrase(zh: zh, en: json["en"]?.string ?? zh),
        lines: lines.map { QuotePackage.Line($0.cover, limit: $0.limit) })
    self.init(
      package: package, lines: lines, compulsory: compulsory, vehicleTax: money(json["vehicleTax"]), basis: basis)
    guard self.total == total else { return nil }
  }
}

extension QuoteRequest {
  public var json: JSONValue {
    var o: JSONObject = [
      "price": .string(price.description), "region": .string(region), "start": .string(start.description),
      "seats": .int(seats),
      "litres": litres.map { .string($0.description) } ?? .null, "fuel": .string(fuel.rawValue),
      "use": .string(use.rawValue),
      "imported": .bool(imported), "firstRegistered": dateText(firstRegistered), "claims": .string(claims.word),
      "floatingFactor": .string(floatingFactor.rawValue), "pricingCoefficient": .string(pricingCoefficient.description),
    ]
    func put(_ key: String, _ value: JSONValue?) { if let value { o[key] = value } }
    func lines(_ list: [LinePremium]) -> JSONValue {
      .array(
        list.map { p in
          var line: JSONObject = ["line": .string(p.cover.rawValue), "premium": .string(p.premium.description)]
          if let limit = p.limit { line["limit"] = .string(limit.description) }
          return .object(line)
        })
    }
    put("tonnes", tonnes.map { .string($0.description) })
    put("brand", brand.map { .string($0) })
    put("series", series.map { .string($0) })
    put("way", way.map { .string($0.rawValue) })
    put("benchmarks", benchmarks.isEmpty ? nil : lines(benchmarks))
    put("expenseRatio", expenseRatio.map { .string($0.description) })
    put("referenceValue", referenceValue.map { .string($0.description) })
    put(
      "lastYear",
      lastYear.map { last in
        .object([
          "premiums": lines(last.premiums), "noClaim": .string(last.noClaim.description),
          "coefficient": .string(last.coefficient.description),
        ])
      })
    put("vehicleTax", vehicleTax.map { .string($0.description) })
    if !withCompulsory { o["withCompulsory"] = false }
    if !assumed.isEmpty {
      o["assumed"] = .array(QuoteField.allCases.filter(assumed.contains).map { .string($0.rawValue) })
    }
    return .object(o)
  }

  public init?(_ json: JSONValue?) {
    guard let json, let price = money(json["price"]), let region = json["region"]?.string,
      let start = json["start"]?.string.flatMap({ Day($0) })
    else { return nil }
    func lines(_ value: JSONValue?) -> [LinePremium] {
      (value?.array ?? []).compactMap { p in
        guard let cover = p["line"]?.string, let premium = money(p["premium"]) else { return nil }
        return LinePremium(Cover(cover), premium, limit: money(p["limit"]))
      }
    }
    self.init(price: price, region: region, start: start)
    seats = json["seats"]?.int ?? 5
    litres = Exact(json["litres"])
    fuel = json["fuel"]?.string.flatMap { Fuel(rawValue: $0) } ?? .petrol
    use = json["use"]?.string.flatMap { VehicleUse(rawValue: $0) } ?? .private
    tonnes = Exact(json["tonnes"])
    imported = json["imported"]?.bool ?? false
    firstRegistered = json["firstRegistered"]?.string.flatMap { Day($0) }
    claims = json["claims"]?.string.flatMap { ClaimHistory(word: $0) } ?? .first
    floatingFactor = json["floatingFactor"]?.string.flatMap { FloatingFactor(rawValue: $0) } ?? .a4
    brand = json["brand"]?.string
    series = json["series"]?.string
    way = json["way"]?.string.flatMap { QuoteWay(rawValue: $0) }
    benchmarks = lines(json["benchmarks"])
    expenseRatio = Exact(json["expenseRatio"])
    pricingCoefficient = Exact(json["pricingCoefficient"]) ?? .one
    referenceValue = money(json["referenceValue"])
    if let last = json["lastYear"], last.object != nil {
      lastYear = LastYear(
        premiums: lines(last["premiums"]), noClaim: Exact(last["noClaim"]) ?? .one,
        coefficient: Exact(last["coefficient"]) ?? .one)
    }
    vehicleTax = money(json["vehicleTax"])
    withCompulsory = json["withCompulsory"]?.bool ?? true
    assumed = Set((json["assumed"]?.array ?? []).compactMap { $0.string.flatMap { QuoteField(rawValue: $0) } })
  }
}

extension ClaimHistory {
  /// `first`, `clean:3`, `claims:2`, `transferred`: the machine form.
  public var word: String {
    switch self {
    case .first: "first"
    case .clean(let years): "clean:\(years)"
    case .claims(let count): "claims:\(count)"
    case .transferred: "transferred"
    }
  }
  public init?(word: String) {
    let parts = word.split(separator: ":")
    switch (parts.first, parts.count > 1 ? Int(parts[1]) : nil) {
    case ("first", _): self = .first
    case ("transferred", _): self = .transferred
    case ("clean", let years?): self = .clean(years: years)
    case ("claims", let count?): self = .claims(count)
    default: return nil
    }
  }
}

extension Quote {
  /// The form of `--json` and of the record: `cheshang.quote/1`. The disclaimer belongs to it.
  public func json(words: QuoteWords) -> JSONValue {
    var basis = columns.first?.basis
    basis?.warnings = warnings
    return .object([
      "schema": "cheshang.quote/1", "round": .int(round), "inputs": request.json, "actualValue": decimal(actualValue),
      "packages": .array(columns.indices.map { columns[$0].json(difference: difference(at: $0)) }),
      "basis": basis?.json ?? .null,
      "disclaimer": .string(words["disclaimer", .zh]),
    ])
  }

  public init?(_ json: JSONValue?) {
    guard let json, let request = QuoteRequest(json["inputs"]), let list = json["packages"]?.array,
      let value = money(json["actualValue"])
    else { return nil }
    let columns = list.compactMap { QuoteColumn($0) }
    guard columns.count == list.count else { return nil }
    self.init(request: request, round: json["round"]?.int ?? 1, columns: columns, actualValue: value)
  }
}
