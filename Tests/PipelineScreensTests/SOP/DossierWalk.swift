import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

extension Book {
  /// One dealer as a maker's list brings it.
  static var oneListedDealer: Book {
    var record = Record(id: Book.listedDealer)
    record["name"] = "长春吉利通达汽车销售服务有限公司"
    record["brands"] = .array(["吉利"])
    record["province"] = "吉林省"
    record["city"] = "长春市"
    record["address"] = "人民大街 100 号"
    record["phones"] = .array(["0431-88880000"])
    record["sources/internet:geely"] = .object(["kind": "internet", "list": "geely", "dated": "2020-04-03"])
    return Book(tables: [.dealer: RecordTable([record])])
  }

  static let listedDealer = RecordID(rawValue: "d0000000000001")

  /// The same dealer with fields of the work.
  static func listedDealer(_ fields: JSONObject) -> Book {
    var record = oneListedDealer[.dealer].records[0]
    for (key, value) in fields { record[FieldKey(key)] = value }
    return Book(tables: [.dealer: RecordTable([record])])
  }
}

/// All that a dealer needs up to the talks, as the book keeps it.
enum Story {
  static let survey: JSONObject = [
    "mainModels": ["帝豪"], "salesVolume": 1200, "contactName": "赵经理", "contactPhone": "0431-8888888",
    "sources/door-to-door": ["kind": "door-to-door", "dated": "2026-10-10"],
  ]
  static let visit: JSONObject = [
    "visitDate": "2026-11-02", "visitor": "王芳", "metWith": ["赵经理"], "newCarInsuredRate": "0.6", "renewalRate": "0.42",
    "repairDemand": "0.5", "repairBrands": ["吉利"], "keyPeople/a": ["name": "陈总", "post": "总经理", "influence": "decides"],
    "insurerShares/a": ["insurer": "平安", "share": "0.4"], "willingness": "high", "agencyLicence": "licensed",
  ]
  static let classify: JSONObject = [
    "quality": "good", "newlyFounded": false, "mainstreamBrand": true, "class": "key", "classRule": "R1", "priority": false, "scale": "large",
  ]
  static let policy: JSONObject = [
    "feePolicy.baseCommission": "0.18", "feePolicy.byScaleQuality/a": ["basis": "scale", "condition": "≥ 100 台/月", "plus": "0.01"],
    "underwritingPolicy": "不收营运", "repairPolicy.baseRepairRatio": "0.5", "repairPolicy.repairBrands": ["吉利"],
    "repairPolicy.partsPriceRule": "市场价", "repairPolicy.labourRateRule": "市场价", "edge": "送修比胜过同业",
    "decisionMakers/a": ["name": "陈总", "interests": "钓鱼"], "ourAdvantages": ["双调度"],
    "expectedSituations/a": ["situation": "问手续费", "script": "先讲客户留存"], "bottomLine.maxCommission": "0.2",
  ]
  static let talks: JSONObject = [
    "appointment.date": "2026-11-20", "appointment.place": "店里", "appointment.agenda": "合作", "invitees/a": ["name": "陈总", "role": "decisive"],
    "team/a": ["name": "王芳", "role": "lead-negotiator"], "materials": ["policy-draft", "cooperation-proposal"], "mode": "strategic",
    "products": ["telesales-renewal"], "signDate": "2026-12-01", "signForm": "written", "communicationMechanism": "每周一电话",
    "steps/a7-agree-intent": ["state": "done", "on": "2026-11-20", "by": "王芳"], "steps/b6-fee-policy": ["state": "done", "on": "2026-11-20", "by": "王芳"],
    "steps/c5-repair-policy": ["state": "skipped", "on": "2026-11-20", "by": "王芳", "reason": "售后归保险部管"],
  ]

  /// The dealer at the beginning of a stage, with everything of the stages before.
  static func book(at stage: Stage, _ more: JSONObject = [:]) -> Book {
    var fields: JSONObject = ["stage": .string(stage.rawValue), "stageSince": "2026-11-11"]
    let parts: [(Stage, JSONObject)] = [(.survey, survey), (.visit, visit), (.classify, classify), (.policy, policy), (.negotiate, talks)]
    for (own, values) in parts where own < stage { for (key, value) in values { fields[key] = value } }
    for (key, value) in more { fields[key] = value }
    return .listedDealer(fields)
  }
}

extension Walk {
  /// On the dossier of the one dealer.
  init(dossier book: Book, step: StepID? = nil, language: Wording.Language = .zh, columns: Int = 100, rows: Int = 30) {
    self.init(
      desk: .shipped(book, language: language), screen: DossierScreen(dealer: Book.listedDealer, landingOn: step.map { ($0, nil) }), columns: columns, rows: rows)
  }

  var dealer: Dealer { Dealer(record: book[.dealer].records[0]) }
  var dossier: DossierScreen? { front(DossierScreen.self) }
  var gate: GateScreen? { front(GateScreen.self) }

  private var place: Int { dossier?.sheet?.form.focus ?? gate?.sheet?.form.focus ?? 0 }
  private var focusedField: FieldKey? { dossier?.sheet?.focusedField ?? gate?.sheet?.focusedField }

  /// Goes to a field of the form in front by the arrow keys.
  mutating func go(to field: FieldKey, sourceLocation: SourceLocation = #_sourceLocation) {
    // Down to the last field, then up to the first: a row that stays the same is the end.
    for key in [Stroke.down, .up] {
      var before = -1
      var still = 0
      while focusedField != field, still < 3 {
        still = place == before ? still + 1 : 0
        before = place
        type(key)
      }
    }
    if focusedField != field { Issue.record("no field \(field) here:\n\(text)", sourceLocation: sourceLocation) }
  }

  /// Types a value into a field.
  mutating func fill(_ field: FieldKey, _ stroke: Stroke, sourceLocation: SourceLocation = #_sourceLocation) {
    go(to: field, sourceLocation: sourceLocation)
    type(stroke)
  }

  /// Adds an entry in the dialog behind a collection's row: values in the order of its fields.
  mutating func add(to field: FieldKey, _ strokes: Stroke..., sourceLocation: SourceLocation = #_sourceLocation) {
    go(to: field, sourceLocation: sourceLocation)
    type("+")
    #expect(screens.last == "entry", sourceLocation: sourceLocation)
    for stroke in strokes {
      type(stroke)
      type(.tab)
    }
    type(.control("s"))
    #expect(screens.last != "entry", "\(text)", sourceLocation: sourceLocation)
  }
}
