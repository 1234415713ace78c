import Canvas
import Pipeline

@testable import PipelineScreens

/// A month at a partner, made by the library's own rules: some customers won, some talked to, some not.
struct MonthBook {
  static let partner = RecordID(rawValue: "d0000000000006")
  var customers: CustomerBook
  var mint = IDMint(seconds: 7, salt: 7)
  var ids: [String: RecordID] = [:]
  var rows: [String: RecordID] = [:]
  static let november = SalesMonth("2026-11")!

  static func stamp(_ day: String) -> WorkStamp { WorkStamp(on: Day(day)!, by: "王芳") }

  init() { customers = CustomerBook(.dealersAtWork) }

  mutating func find(_ name: String, _ type: CustomerType, _ model: String, expiry: String?, _ lines: [InsuranceLine] = [.motor], on day: String = "2026-10-20") throws {
    var fields: JSONObject = [
      "customerName": .string(name), "customerType": .string(type.rawValue), "phones": [.string("1380000\(1000 + ids.count)")],
      "vehicle.model": .string(model), "vehicle.plate": .string("吉A1234\(ids.count)"),
    ]
    if let expiry { fields["motorExpiry"] = .string(expiry) }
    let change = try Opportunity.find(fields, lines: lines, dealer: MonthBook.partner, isPartner: true, stamp: MonthBook.stamp(day), mint: &mint)
    customers.apply(change)
    ids[name] = change.edits[0].id
  }

  mutating func plan(_ name: String, _ lines: [InsuranceLine] = [.motor], _ method: PushMethod = .phone, day: String = "2026-11-18", on made: String = "2026-10-30") throws {
    let draft = PlanDraft(opportunity: ids[name]!, lines: lines, method: method, time: .day(Day(day)!))
    let change = try customers.plan(MonthBook.november, [draft], stamp: MonthBook.stamp(made), mint: &mint)
    customers.apply(change)
    rows[name] = change.edits.last!.id
  }

  mutating func talk(_ name: String, _ result: String, _ will: Willingness, on day: String, _ lines: [InsuranceLine] = [.motor]) throws {
    let contact = CustomerContact(on: Day(day)!, by: "王芳", method: .phone, lines: lines, result: result, willingness: will)
    customers.apply(try customers.logContact(ids[name]!, contact, stamp: MonthBook.stamp(day), mint: &mint))
  }

  /// November 2026 with three undecided rows, one won and one lost; the month before sealed with one win.
  static func played() throws -> MonthBook {
    var month = MonthBook()
    try month.find("赵先生", .dealerStock, "哈弗H6", expiry: "2026-11-05", on: "2026-09-01")
    let october = PlanDraft(opportunity: month.ids["赵先生"]!, lines: [.motor], method: .phone, time: .part(.early))
    month.customers.apply(try month.customers.plan(SalesMonth("2026-10")!, [october], stamp: stamp("2026-09-30"), mint: &month.mint))
    try month.talk("赵先生", "价格合适", .willing, on: "2026-10-12")
    month.customers.apply(
      try month.customers.win(
        month.ids["赵先生"]!, .motor, policies: [Policy(number: "PA100", line: .motor, premium: Money("4210.00")!, kind: .commercial, on: Day("2026-10-13")!)],
        stamp: stamp("2026-10-13"), mint: &month.mint))
    month.customers.apply(try month.customers.seal(SalesMonth("2026-10")!, stamp: stamp("2026-10-31")).change)
    try month.find("李先生", .dealerStock, "宝来", expiry: "2026-12-09")
    try month.find("孙女士", .maintenance, "轩逸 1.6L 手动舒适版", expiry: "2027-02-20", [.motor, .accident])
    try month.find("长春鼎盛物流有限公司", .other, "解放 J6P", expiry: nil, [.businessProperty])
    try month.find("王女士", .dealerStock, "朗逸", expiry: "2026-12-18")
    try month.find("Smith, John", .newCarBuyer, "BYD Seal", expiry: nil, [.motor, .home])
    try month.find("周先生", .dealerStock, "速腾", expiry: "2026-12-25")
    try month.plan("李先生")
    try month.plan("孙女士", [.accident], .inStore, day: "2026-11-26")
    try month.plan("长春鼎盛物流有限公司", [.businessProperty], .visit, day: "2026-11-18")
    try month.plan("王女士")
    try month.plan("Smith, John", [.motor], .inStore, on: "2026-11-03")
    try month.talk("李先生", "问价", .considering, on: "2026-11-06")
    try month.talk("李先生", "报价 4,320.00 等比价", .considering, on: "2026-11-21")
    for day in ["2026-11-05", "2026-11-12", "2026-11-20"] { try month.talk("长春鼎盛物流有限公司", "没有预算", .unwilling, on: day, [.businessProperty]) }
    try month.talk("王女士", "同意", .willing, on: "2026-11-10")
    try month.talk("Smith, John", "too dear", .unwilling, on: "2026-11-11")
    month.customers.apply(
      try month.customers.decide(
        month.rows["王女士"]!, .won([Policy(number: "PA231", line: .motor, premium: Money("5180.00")!, kind: .commercial, on: Day("2026-11-10")!)]),
        stamp: stamp("2026-11-10"), mint: &month.mint))
    month.customers.apply(
      try month.customers.decide(
        month.rows["Smith, John"]!, .noInterest(reason: "too dear", code: .price), stamp: stamp("2026-11-11"), mint: &month.mint))
    return month
  }

  /// A desk on the last day of November.
  static func desk(_ language: Wording.Language = .zh, today: String = "2026-11-30") throws -> Desk {
    var desk = Desk.shipped(try played().customers.book, language: language)
    desk.today = Day(today)!
    return desk
  }
}
