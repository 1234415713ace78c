import Canvas
import Pipeline

/// The words of opportunities and of the month on the screens.
enum MonthWords {
  static func say(_ zh: String, _ en: String) -> Wording { Wording(zh: zh, en: en) }

  static func shortLine(_ line: InsuranceLine) -> Wording {
    switch line {
    case .motor: say("车险", "motor")
    case .accident: say("意外", "accident")
    case .home: say("家财", "home")
    case .businessProperty: say("企财", "business")
    }
  }

  static func lines(_ lines: [InsuranceLine]) -> Wording {
    Wording(zh: lines.map { shortLine($0).zh }.joined(separator: "、"), en: lines.map { shortLine($0).en }.joined(separator: ", "))
  }

  static func type(_ type: CustomerType) -> Wording {
    switch type {
    case .newCarBuyer: say("新车", "new car")
    case .maintenance: say("维修", "workshop")
    case .dealerStock: say("存量", "stock")
    case .other: say("其他", "other")
    }
  }

  static func willingness(_ willingness: Willingness) -> Wording {
    switch willingness {
    case .willing: say("愿意", "willing")
    case .considering: say("可考虑", "considering")
    case .unwilling: say("不愿意", "unwilling")
    }
  }

  static func method(_ method: PushMethod) -> Wording {
    switch method {
    case .phone: say("电话", "call")
    case .visit: say("走访", "visit")
    case .inStore: say("到店", "in shop")
    case .atRenewal: say("续保时", "renewal")
    case .message: say("微信", "message")
    }
  }

  static func loss(_ code: LossCode) -> Wording {
    switch code {
    case .price: say("价格", "price")
    case .otherInsurer: say("已在别家投保", "with another insurer")
    case .badServiceMemory: say("对服务不满", "bad memory of service")
    case .unreachable: say("联系不上", "cannot be reached")
    case .soldTheCar: say("车已卖", "sold the car")
    case .other: say("其他", "other")
    }
  }

  static func outcome(_ kind: RowOutcome.Kind) -> Wording {
    switch kind {
    case .won: say("促成", "won")
    case .carried: say("结转", "carried")
    case .reDated: say("改期", "re-dated")
    case .noInterest: say("无意愿", "no interest")
    case .notDone: say("未做", "not done")
    }
  }

  static func mark(_ mark: PlanRow.Mark) -> Wording {
    switch mark {
    case .late: say("迟列", "late")
    case .added: say("补列", "added")
    }
  }

  static func origin(_ origin: PlanRow.Origin) -> Wording {
    switch origin {
    case .manual: say("手工", "by hand")
    case .expiry: say("到期", "expiry")
    case .promised: say("约定", "promised")
    case .carried: say("结转", "carried")
    case .wonLastYear: say("上年促成", "won last year")
    }
  }

  static func band(_ band: ExpiryBand) -> Wording {
    switch band {
    case .days90to61: say("90–61 天", "90–61 d")
    case .days60to31: say("60–31 天", "60–31 d")
    case .days30to16: say("30–16 天", "30–16 d")
    case .days15to0: say("15–0 天", "15–0 d")
    case .overdue1to30: say("已过期", "overdue")
    }
  }

  static func bandStyle(_ band: ExpiryBand?) -> Style {
    switch band {
    case .overdue1to30: .overdue
    case .days15to0, .days30to16: .due
    default: .plain
    }
  }

  static func part(_ part: PlanTime.Part) -> Wording {
    switch part {
    case .early: say("上旬", "early")
    case .middle: say("中旬", "middle")
    case .late: say("下旬", "late")
    }
  }

  static func time(_ time: PlanTime, in year: Int) -> Wording {
    switch time {
    case .day(let day): Wording(DayWords.brief(day, in: year))
    case .part(let part): self.part(part)
    }
  }

  static func travel(_ habit: TravelHabit) -> Wording {
    switch habit {
    case .often: say("经常出差", "often")
    case .sometimes: say("偶尔出差", "sometimes")
    case .never: say("不出差", "never")
    }
  }

  static func housing(_ housing: Housing) -> Wording {
    switch housing {
    case .luxury: say("豪宅", "luxury")
    case .upscale: say("高档", "upscale")
    case .ordinary: say("普通", "ordinary")
    case .other: say("其他", "other")
    }
  }

  static func exclusion(_ exclusion: PolicyExclusion) -> Wording {
    switch exclusion {
    case .shortTerm: say("短期单", "short term")
    case .cancelled: say("已退保", "cancelled")
    case .highRisk: say("高风险", "high risk")
    }
  }

  static func field(_ field: ArchiveField) -> Wording {
    switch field {
    case .dealer: say("车商", "Dealer")
    case .owner: say("负责人", "Owner")
    case .foundDate: say("发现日期", "Found on")
    case .customerName: say("姓名", "Name")
    case .customerType: say("客户类型", "Customer type")
    case .phones: say("电话", "Telephones")
    case .model: say("车型", "Vehicle")
    case .plate: say("车牌", "Plate")
    case .vin: say("车架号", "VIN")
    case .firstRegistered: say("初登日期", "First registered")
    case .price: say("车价", "Price")
    case .motorExpiry: say("车险到期", "Motor expiry")
    case .employer: say("单位", "Employer")
    case .post: say("职务", "Post")
    case .travel: say("出差", "Travels")
    case .housing: say("住房", "Housing")
    case .referredBy: say("推荐人", "Referred by")
    case .toldBy: say("线索来自", "Told by")
    case .note: say("备注", "Note")
    case .lastPolicyNumber: say("上年保单号", "Last policy")
    case .lastPolicyPremium: say("上年保费", "Last premium")
    case .lastPolicyExcluded: say("不计续保", "Not counted due")
    }
  }

  static func step(_ step: ClosingStep) -> Wording {
    switch step {
    case .receive: say("接待客户", "Receive the customer")
    case .assistSale: say("协助卖车", "Help to sell the car")
    case .aftercare: say("说明售后", "Explain aftercare")
    case .company: say("介绍公司", "Present the company")
    case .questions: say("了解需求", "Ask about needs")
    case .advice: say("建议方案", "Advise on cover")
    case .quote: say("报价", "Quote")
    case .issue: say("出单", "Issue the policy")
    }
  }

  static func kit(_ item: KitItem) -> Wording {
    switch item {
    case .water: say("水", "water")
    case .newspaper: say("报纸", "newspaper")
    case .leaflet: say("宣传单", "leaflet")
    case .sticker: say("服务贴", "sticker")
    }
  }

  static func activity(_ kind: ActivityKind) -> Wording {
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

  static func period(_ period: WorkTarget.Period) -> Wording {
    switch period {
    case .day: say("今日", "today")
    case .week: say("本周", "this week")
    case .month: say("本月", "this month")
    case .year: say("今年", "this year")
    }
  }

  static func reason(_ reason: OpportunityToday.Reason) -> Wording {
    switch reason {
    case .overdue: say("逾期未联系", "overdue")
    case .due: say("约定今天", "due today")
    case .expiring: say("临期未接触", "expiring, no contact")
    case .noNextStep: say("没有下一步", "no next step")
    case .reviewUndecided: say("往月未定", "undecided of a past month")
    }
  }

  /// `26.1 %`, or a dash.
  static func rate(_ rate: Rate?) -> String { rate?.percent ?? "–" }

  /// A rate on one decimal, as the head lines have it.
  static func shortRate(_ rate: Rate?) -> String {
    guard let rate else { return "–" }
    let tenths = (rate.millionths + 500) / 1000
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// The glyph of a line's state.
  static func glyph(_ state: LineState, _ lines: LineSet) -> Character {
    switch state {
    case .found: lines.open
    case .archived: lines.hollowDiamond
    case .planned: lines.diamond
    case .pushing: lines.partial
    case .closedWon: lines.done
    case .closedLost: lines.skipped
    }
  }

  static func style(_ state: LineState) -> Style {
    switch state {
    case .found: .muted
    case .archived, .planned: .plain
    case .pushing: .due
    case .closedWon: .good
    case .closedLost: .muted
    }
  }
}
