import Canvas
import Pipeline

extension Words {
  public static func customerType(_ type: CustomerType) -> Wording {
    switch type {
    case .newCarBuyer: say("购新车", "new car buyer")
    case .maintenance: say("保养维修", "maintenance")
    case .dealerStock: say("存量客户", "dealer stock")
    case .other: say("其他", "other")
    }
  }

  public static func method(_ method: PushMethod) -> Wording {
    switch method {
    case .phone: say("电话", "call")
    case .visit: say("走访", "visit")
    case .inStore: say("到店", "in shop")
    case .atRenewal: say("续保时", "renewal")
    case .message: say("微信", "message")
    }
  }

  public static func willingness(_ willingness: Willingness) -> Wording {
    switch willingness {
    case .willing: say("愿意", "willing")
    case .considering: say("可考虑", "considering")
    case .unwilling: say("不愿意", "unwilling")
    }
  }

  public static func outcome(_ kind: RowOutcome.Kind) -> Wording {
    switch kind {
    case .won: say("促成", "won")
    case .noInterest: say("无意愿", "no interest")
    case .carried: say("结转", "carried")
    case .reDated: say("改期", "re-dated")
    case .notDone: say("未做", "not done")
    }
  }

  public static func mark(_ mark: PlanRow.Mark) -> Wording {
    switch mark {
    case .late: say("迟列", "late")
    case .added: say("补列", "added")
    }
  }

  public static func origin(_ origin: PlanRow.Origin) -> Wording {
    switch origin {
    case .manual: say("手工", "by hand")
    case .expiry: say("到期", "expiry")
    case .promised: say("约定", "promised")
    case .carried: say("结转", "carried")
    case .wonLastYear: say("上年促成", "won last year")
    }
  }

  /// When in its month a row is due.
  public static func time(_ time: PlanTime) -> Wording {
    switch time {
    case .day(let day): Wording(day.description)
    case .part(let part): self.part(part)
    }
  }

  public static func band(_ band: ExpiryBand) -> Wording {
    let (first, last) = band.daysLeft
    return first < 0
      ? say("逾期 \(-first)–\(-last) 天", "overdue \(-first)–\(-last) days") : say("剩 \(first)–\(last) 天", "\(first)–\(last) days left")
  }

  public static func lossCode(_ code: LossCode) -> Wording {
    switch code {
    case .price: say("价格", "price")
    case .otherInsurer: say("已在别家投保", "with another insurer")
    case .badServiceMemory: say("对服务不满", "bad memory of service")
    case .unreachable: say("联系不上", "cannot be reached")
    case .soldTheCar: say("车已卖", "sold the car")
    case .other: say("其他", "other")
    }
  }

  public static func reason(_ reason: OpportunityToday.Reason) -> Wording {
    switch reason {
    case .overdue: say("逾期未联系", "overdue")
    case .due: say("约定今天", "due today")
    case .expiring: say("临期未接触", "expiring, no contact")
    case .noNextStep: say("没有下一步", "no next step")
    case .reviewUndecided: say("往月未定", "undecided of a past month")
    }
  }

  public static func activity(_ kind: ActivityKind) -> Wording {
    switch kind {
    case .call: say("电话", "calls")
    case .visit: say("走访", "visits")
    case .training: say("培训", "trainings")
    case .meeting: say("会议", "meetings")
    case .greeting: say("问候", "greetings")
    case .reception: say("接待", "receptions")
    case .marketVisit: say("市场走访", "market visits")
    case .roadshow: say("路演", "roadshows")
    case .shopEvent: say("店内活动", "shop events")
    case .advertising: say("宣传", "advertising")
    case .competitorReport: say("竞品报告", "competitor reports")
    case .leaflet: say("派单", "leaflets")
    case .report: say("月报", "reports")
    case .other: say("其他", "other")
    }
  }

  public static func period(_ period: WorkTarget.Period) -> Wording {
    switch period {
    case .day: say("今日", "today")
    case .week: say("本周", "this week")
    case .month: say("本月", "this month")
    case .year: say("今年", "this year")
    }
  }

  public static func referralResult(_ result: Referral.Result) -> Wording {
    switch result {
    case .pending: say("待定", "pending")
    case .arrived: say("到店", "arrived")
    case .wentElsewhere: say("去往他店", "went elsewhere")
    case .declined: say("拒绝", "declined")
    }
  }

  /// What a partner's balance warns of.
  public static func warning(_ warning: PartnerBalance.Warning) -> Wording {
    switch warning {
    case .notAllRecommended(let rate, let left):
      say("推荐率 \(rate.percent)，还有 \(left) 起没有推荐回店", "recommended \(rate.percent); \(left) \(left == 1 ? "case was" : "cases were") not sent back")
    case .belowBaseline(let ratio, let base, let shortfall):
      say("送修比 \(ratio.perOne)，低于约定 \(base.perOne)，差 \(shortfall.grouped) 元", "ratio \(ratio.perOne) is below the agreed \(base.perOne), \(shortfall.grouped) yuan short")
    }
  }

  /// Why a referral cannot be recorded, and what to do.
  public static func error(_ error: ReferralError) -> Wording {
    switch error {
    case .noReferral(let id): say("没有送修记录 \(id)。用 referrals list 查找。", "There is no referral \(id). Look with `referrals list`.")
    case .missing(let keys): say("送修记录还缺：\(list(keys.map { field($0) }).zh)。用 --set 补上。", "The referral lacks: \(list(keys.map { field($0) }).en). Give it with --set.")
    case .badValue(let key, let found, let why):
      field(key) + say("：\(quoted(found).zh)，\(archiveFault(why).zh)。", ": \(quoted(found).en) – \(archiveFault(why).en).")
    case .dayInFuture(let day, let today): say("\(day) 还没到（今天 \(today)），请核对日期。", "\(day) lies ahead of today (\(today)); check the date.")
    case .noShopRecommended: say("没有推荐网点，就不会有结果、第二次推荐和定损金额。先填 shop。", "Without a recommended shop there is no result, second try or repair money. Set shop first.")
    case .triesOutOfRange(let tries): say("推荐次数只能是 1 或 2，给的是 \(tries)。", "Tries are 1 or 2; given was \(tries).")
    case .lossWithoutArrival(let result):
      say("结果是“\(referralResult(result).zh)”，没有定损金额。把 result 改为 arrived，或去掉 assessedLoss。", "The result is \(referralResult(result).en), which leaves no repair money. Set result to arrived, or leave assessedLoss out.")
    }
  }

  /// Why a piece of work or a day's close cannot be recorded, and what to do.
  public static func error(_ error: RhythmError) -> Wording {
    switch error {
    case .dayInFuture(let day, let today): say("\(day) 还没到（今天 \(today)），做完再记。", "\(day) lies ahead of today (\(today)); log it when it is done.")
    case .dayTooEarly(let day): say("\(day) 太早，不早于 2000-01-01。", "\(day) is too early; not before 2000-01-01.")
    case .countOutOfRange(let count): say("次数要在 1 到 1000 之间，给的是 \(count)。", "A count lies between 1 and 1000; given was \(count).")
    case .dayClosed(let day, let by): say("\(plain(by)) 的 \(day) 已经收工，一天只收一次；要改先撤销。", "\(plain(by)) closed \(day) already; a day closes once. Undo it to change it.")
    }
  }

  /// Why a row of a customer list was refused.
  public static func reason(_ reason: CustomerImport.Reason) -> Wording {
    switch reason {
    case .opportunity(let inner): error(inner)
    case .nothingToCall: say("姓名和电话都没有。", "Neither name nor telephone.")
    case .noDealer: say("没有写车商；在车商列填编号或名称，或用 --dealer 指定。", "No dealer: fill the dealer column, or name one with --dealer.")
    case .unknownDealer(let text): say("没有车商\(quoted(text).zh)，先建档或改成名录里的编号。", "No dealer \(quoted(text).en): add it, or write the code of the directory.")
    case .ambiguousDealer(let text, let ids):
      say("车商\(quoted(text).zh)有 \(ids.count) 家吻合，请写编号。", "\(quoted(text).en) fits \(ids.count) dealers: write its code.")
    case .badLines(let text): say("险种\(quoted(text).zh)看不懂，可写 车险、意外险、家财险、企财险。", "The lines \(quoted(text).en) cannot be read: motor, accident, home, business-property.")
    case .twoCustomers(let ids): say("电话和车牌属于不同的客户：\(ids.map(\.rawValue).joined(separator: "、"))。", "Telephone and plate belong to different customers: \(ids.map(\.rawValue).joined(separator: ", ")).")
    case .knownAtOtherDealer(let id, let dealer):
      say("这位客户（\(id)）已记在车商 \(dealer?.rawValue ?? "-") 名下；要换车商用 opportunities move。", "This customer (\(id)) is noted at dealer \(dealer?.rawValue ?? "-"); `opportunities move` changes that.")
    }
  }

  /// Why a row of a telesales result list was refused.
  public static func reason(_ reason: TelesalesImport.Reason) -> Wording {
    switch reason {
    case .month(let inner): error(inner)
    case .nobodyNamed: say("没有编号、完整的电话或车牌，不知道是谁。", "Neither an id nor a whole telephone or plate says who it is.")
    case .unknownCustomer(let text): say("没有客户\(quoted(text).zh)；先导入或新增这位客户。", "No customer \(quoted(text).en): import or add the customer first.")
    case .twoCustomers(let ids):
      say("编号、电话和车牌属于不同的客户：\(ids.map(\.rawValue).joined(separator: "、"))。", "Id, telephone and plate belong to different customers: \(ids.map(\.rawValue).joined(separator: ", ")).")
    case .noDay: say("没有拨打日期，写成 2026-12-01。", "The day of the call is missing; write it as 2026-12-01.")
    case .badWillingness(let text): say("意愿\(quoted(text).zh)看不懂，可写 愿意、可考虑、不愿意。", "The willingness \(quoted(text).en) cannot be read: willing, considering, unwilling.")
    case .badMethod(let text): say("方式\(quoted(text).zh)看不懂，可写 电话、微信、走访、到店。", "The way \(quoted(text).en) cannot be read: phone, message, visit, in-store, at-renewal.")
    case .badLines(let text): say("险种\(quoted(text).zh)看不懂，可写 车险、意外险、家财险、企财险。", "The lines \(quoted(text).en) cannot be read: motor, accident, home, business-property.")
    }
  }

  /// Why a row of a list of accident cases was refused.
  public static func reason(_ reason: ReferralImport.Reason) -> Wording {
    switch reason {
    case .referral(let inner): error(inner)
    case .unknownDealer(let key, let text): field(key) + say("：没有车商\(quoted(text).zh)。", ": no dealer \(quoted(text).en).")
    case .ambiguousDealer(let key, let text, let ids):
      field(key) + say("：\(quoted(text).zh)有 \(ids.count) 家吻合，请写编号。", ": \(quoted(text).en) fits \(ids.count) dealers; write the code.")
    }
  }
}
