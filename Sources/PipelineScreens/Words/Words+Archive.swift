import Canvas
import Pipeline

extension Words {
  /// A line in a word, where a column is narrow.
  static func shortLine(_ line: InsuranceLine) -> Wording {
    switch line {
    case .motor: say("车险", "motor")
    case .accident: say("意外", "accident")
    case .home: say("家财", "home")
    case .businessProperty: say("企财", "business")
    }
  }

  /// The lines of a row, in short words.
  static func lines(_ lines: [InsuranceLine]) -> Wording {
    Wording(zh: lines.map { shortLine($0).zh }.joined(separator: "、"), en: lines.map { shortLine($0).en }.joined(separator: ", "))
  }

  /// A customer type in a word.
  static func shortType(_ type: CustomerType) -> Wording {
    switch type {
    case .newCarBuyer: say("新车", "new car")
    case .maintenance: say("维修", "workshop")
    case .dealerStock: say("存量", "stock")
    case .other: say("其他", "other")
    }
  }

  /// A band by its days alone.
  static func shortBand(_ band: ExpiryBand) -> Wording {
    switch band {
    case .days90to61: say("90–61 天", "90–61 d")
    case .days60to31: say("60–31 天", "60–31 d")
    case .days30to16: say("30–16 天", "30–16 d")
    case .days15to0: say("15–0 天", "15–0 d")
    case .overdue1to30: say("已过期", "overdue")
    }
  }

  public static func part(_ part: PlanTime.Part) -> Wording {
    switch part {
    case .early: say("上旬", "early")
    case .middle: say("中旬", "middle")
    case .late: say("下旬", "late")
    }
  }

  /// When a row is due, the year left out when it is this one.
  static func time(_ time: PlanTime, in year: Int) -> Wording {
    switch time {
    case .day(let day): Wording(DayWords.brief(day, in: year))
    case .part(let part): self.part(part)
    }
  }

  public static func travel(_ habit: TravelHabit) -> Wording {
    switch habit {
    case .often: say("经常出差", "often")
    case .sometimes: say("偶尔出差", "sometimes")
    case .never: say("不出差", "never")
    }
  }

  public static func housing(_ housing: Housing) -> Wording {
    switch housing {
    case .luxury: say("豪宅", "luxury")
    case .upscale: say("高档", "upscale")
    case .ordinary: say("普通", "ordinary")
    case .other: say("其他", "other")
    }
  }

  public static func exclusion(_ exclusion: PolicyExclusion) -> Wording {
    switch exclusion {
    case .shortTerm: say("短期单", "short term")
    case .cancelled: say("已退保", "cancelled")
    case .highRisk: say("高风险", "high risk")
    }
  }

  /// The field of an archive as its form calls it.
  static func archive(_ field: ArchiveField) -> Wording {
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

  static func closingStep(_ step: ClosingStep) -> Wording {
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
}
