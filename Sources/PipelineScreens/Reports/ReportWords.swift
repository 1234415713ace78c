import Canvas
import Pipeline

/// The words of reports by the ids that reports use.
enum ReportWords {
  static func word(_ id: String) -> Wording {
    if let line = InsuranceLine(rawValue: id) { return Words.line(line) }
    if let stage = Stage(rawValue: id) { return DealerWords.short(stage) }
    if let state = LineState(rawValue: id) { return Words.lineState(state) }
    if let outcome = RowOutcome.Kind(rawValue: id) { return MonthWords.outcome(outcome) }
    if let type = CustomerType(rawValue: id) { return MonthWords.type(type) }
    if let method = PushMethod(rawValue: id) { return MonthWords.method(method) }
    if let mark = PlanRow.Mark(rawValue: id) { return MonthWords.mark(mark) }
    return titles[id] ?? Wording(Words.plain(id))
  }

  private static func say(_ zh: String, _ en: String) -> Wording { Wording(zh: zh, en: en) }

  private static let titles: [String: Wording] = [
    "month": say("月份", "month"), "year": say("年度", "year"), "funnel": say("漏斗", "funnel"), "state": say("状态", "state"),
    "open": say("未封存", "open"), "sealed": say("已封存", "sealed"), "closed": say("已关账", "closed"), "no-plan": say("没有计划", "no plan"),
    "sealedOn": say("封存日", "sealed on"), "closedOn": say("关账日", "closed on"), "digest": say("摘要", "digest"),
    "planned": say("计划", "planned"), "contacted": say("接触", "contacted"), "noInterest": say("无意愿", "no interest"), "notDone": say("未做", "not done"),
    "undecided": say("未定", "undecided"), "successRate": say("成功率", "success"), "premium": say("保费", "premium"), "withdrawn": say("撤出", "withdrawn"),
    "onTheSpot": say("当场", "on the spot"), "onTheSpotPremium": say("当场保费", "spot premium"), "lastMonthSuccessRate": say("上月成功率", "last month's success"),
    "twelveMonths": say("十二个月", "twelve months"), "months": say("各月", "months"), "byLine": say("按险种", "by line"), "byDealer": say("按车商", "by dealer"),
    "byCustomerType": say("按客户类型", "by customer type"), "bySpecialist": say("按专员", "by specialist"), "by-month": say("按月", "by month"),
    "by-line": say("按险种", "by line"), "by-dealer": say("按车商", "by dealer"), "by-customer-type": say("按客户类型", "by customer type"),
    "by-specialist": say("按专员", "by specialist"), "customerType": say("客户类型", "customer type"), "customer-type": say("客户类型", "customer type"),
    "specialist": say("专员", "specialist"), "owner": say("专员", "specialist"), "line": say("险种", "line"), "lines": say("险种", "lines"), "dealer": say("车商", "dealer"),
    "customer": say("客户", "customer"), "opportunity": say("商机", "opportunity"), "rows": say("计划行", "rows"), "row": say("行", "row"), "method": say("方式", "method"),
    "due": say("期限", "due"), "mark": say("标记", "mark"), "outcome": say("结论", "outcome"), "overrides": say("越级", "overridden gates"), "from": say("从", "from"),
    "to": say("到", "to"), "on": say("日期", "on"), "by": say("谁", "by"), "reason": say("原因", "reason"), "missing": say("当时缺", "missing"),
    "corrections": say("更正", "corrections"), "fact": say("事实", "fact"), "contact": say("接触", "contact"), "win": say("促成", "win"),
    "enteredOn": say("补记日", "entered on"), "subject": say("商机", "opportunity"), "total": say("合计", "total"), "toRenew": say("待续", "to renew"),
    "neverDecided": say("从未定论", "never decided"), "neverDecided-lines": say("从未定论的险种", "lines never decided"), "toRenew-lines": say("待续的险种", "lines to renew"),
    "cycle": say("年份", "cycle"), "firstPush": say("起推日", "first push"), "stages": say("阶段", "stages"), "stage": say("阶段", "stage"), "now": say("现有", "now"),
    "reached": say("到过", "reached"), "conversion": say("转化率", "conversion"), "medianDays": say("中位天数", "median days"), "meanDays": say("平均天数", "mean days"),
    "partners": say("合作", "partners"), "dropped": say("放弃", "dropped"), "ended": say("终止", "ended"),
  ]

  static func text(_ desk: Desk) -> ReportText {
    let language = desk.language
    return ReportText(word: { ReportWords.word($0)(language) }, width: { CellWidth.columns(of: $0) })
  }
}
