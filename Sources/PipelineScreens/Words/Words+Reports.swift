import Canvas
import Pipeline

extension Words {
  /// The title of a report, a table, a column, or the word for a value that reports name by an id.
  public static func report(_ id: String) -> Wording {
    if let line = InsuranceLine(rawValue: id) { return self.line(line) }
    if let stage = Stage(rawValue: id) { return self.stage(stage) }
    if let state = LineState(rawValue: id) { return lineState(state) }
    if let outcome = RowOutcome.Kind(rawValue: id) { return self.outcome(outcome) }
    if let type = CustomerType(rawValue: id) { return customerType(type) }
    if let method = PushMethod(rawValue: id) { return self.method(method) }
    if let mark = PlanRow.Mark(rawValue: id) { return self.mark(mark) }
    if let willingness = Willingness(rawValue: id) { return self.willingness(willingness) }
    if let standing = Standing(rawValue: id), standing == .partner { return self.standing(standing) }
    return reportTitles[id] ?? field(FieldKey(id))
  }

  private static let reportTitles: [String: Wording] = [
    "month": say("月份", "month"), "year": say("年度", "year"), "funnel": say("漏斗", "funnel"), "state": say("状态", "state"),
    "open": say("未封存", "open"), "sealed": say("已封存", "sealed"), "closed": say("已关账", "closed"),
    "no-plan": say("没有计划", "no plan"), "sealedOn": say("封存日", "sealed on"), "closedOn": say("关账日", "closed on"),
    "digest": say("摘要", "digest"), "planned": say("计划", "planned"), "contacted": say("接触", "contacted"), "won": say("促成", "won"),
    "noInterest": say("无意愿", "no interest"), "carried": say("结转", "carried"), "notDone": say("未做", "not done"),
    "undecided": say("未定", "undecided"), "successRate": say("成功率", "success"), "wonOfClosed": say("促成占已关闭", "won of closed"), "premium": say("保费", "premium"),
    "onTheSpot": say("当场促成", "on the spot"), "onTheSpotPremium": say("当场保费", "on-the-spot premium"),
    "late": say("迟列", "late"), "added": say("补列", "added"), "withdrawn": say("撤出", "withdrawn"),
    "lastMonthSuccessRate": say("上月成功率", "last month's success"), "twelveMonths": say("十二个月", "twelve months"),
    "months": say("各月", "months"), "byLine": say("按险种", "by line"), "byDealer": say("按车商", "by dealer"),
    "byCustomerType": say("按客户类型", "by customer type"), "bySpecialist": say("按专员", "by specialist"),
    "by-month": say("按月", "by month"), "by-line": say("按险种", "by line"), "by-dealer": say("按车商", "by dealer"),
    "by-customer-type": say("按客户类型", "by customer type"), "by-specialist": say("按专员", "by specialist"),
    "customer-type": say("客户类型", "customer type"), "customerType": say("客户类型", "customer type"),
    "specialist": say("专员", "specialist"), "owner": say("专员", "specialist"), "line": say("险种", "line"), "lines": say("险种", "lines"),
    "dealer": say("车商", "dealer"), "customer": say("客户", "customer"), "opportunity": say("商机", "opportunity"),
    "rows": say("计划行", "rows"), "row": say("行", "row"), "method": say("方式", "method"), "due": say("期限", "due"),
    "mark": say("标记", "mark"), "outcome": say("结论", "outcome"), "overrides": say("越级", "overrides"), "from": say("从", "from"),
    "to": say("到", "to"), "on": say("日期", "on"), "by": say("谁", "by"), "reason": say("原因", "reason"), "missing": say("当时缺", "missing"),
    "corrections": say("更正", "corrections"), "fact": say("事实", "fact"), "contact": say("接触", "contact"), "win": say("促成", "win"),
    "enteredOn": say("补记日", "entered on"), "subject": say("商机", "opportunity"), "total": say("合计", "total"),
    "toRenew": say("待续", "to renew"), "neverDecided": say("从未定论", "never decided"),
    "toRenew-lines": say("待续的险种", "lines to renew"), "neverDecided-lines": say("从未定论的险种", "lines never decided"),
    "cycle": say("周期", "cycle"), "firstPush": say("起推日", "first push"), "stages": say("各阶段", "stages"), "stage": say("阶段", "stage"),
    "now": say("现有", "now"), "reached": say("到过", "reached"), "conversion": say("转化率", "conversion"),
    "medianDays": say("中位天数", "median days"), "meanDays": say("平均天数", "mean days"), "partners": say("签约车商", "partners"),
    "dropped": say("放弃", "dropped"), "ended": say("终止", "ended"), "decided": say("已定", "decided"),
    "export-dealers": say("车商名单", "dealers"), "export-opportunities": say("客户名单", "customers"),
    "export-telesales": say("电销名单", "telesales list"), "dealers": say("车商", "dealers"), "opportunities": say("客户", "customers"),
    "telesales": say("电销", "telesales"), "id": say("编号", "id"), "code": say("代码", "code"), "name": say("名称", "name"),
    "maker": say("厂家", "maker"), "brands": say("品牌", "brands"), "province": say("省份", "province"), "city": say("城市", "city"),
    "district": say("县区", "district"), "address": say("地址", "address"), "phones": say("电话", "phones"), "standing": say("合作", "standing"),
    "class": say("类别", "class"), "type": say("客户类型", "customer type"), "plate": say("车牌", "plate"), "model": say("车型", "model"),
    "motorExpiry": say("车险到期日", "motor expiry"), "states": say("状态", "states"), "willingness": say("意愿", "willingness"),
    "lastContact": say("上次接触", "last contact"), "nextDate": say("下次日期", "next date"), "consentSource": say("授权来源", "consent from"),
    "consentDate": say("授权日期", "consent on"), "callDate": say("拨打日期", "call date"), "agent": say("坐席", "agent"),
    "answered": say("接通", "answered"), "result": say("结果", "result"),
  ]
}
