import Canvas
import Pipeline

extension Words {
  /// A field by the name people use: the handbook's own when one is at hand, else that of the directory; a collection's
  /// entry is named after its collection, and a field that nobody defined by its key.
  public static func field(_ key: FieldKey, handbook: Handbook? = nil) -> Wording {
    let whole = key.rawValue
    if let name = handbook?.field(key)?.name { return name.wording }
    if let known = fieldNames[whole] { return known }
    if let slash = whole.firstIndex(of: "/") {
      let collection = String(whole[..<slash])
      let entry = String(whole[whole.index(after: slash)...])
      if collection == "steps" { return say("步骤 ", "step ") + step(StepID(entry), handbook: handbook) }
      if collection == "own" { return say("手工更正 ", "correction of ") + field(FieldKey(entry), handbook: handbook) }
      if let known = fieldNames[collection] ?? handbook?.field(FieldKey(collection))?.name.wording { return known }
    }
    return Wording(plain(whole))
  }

  /// A step by its name; by its id without a handbook.
  public static func step(_ id: StepID, handbook: Handbook? = nil) -> Wording {
    guard let name = handbook?.step(id)?.name else { return Wording(plain(id.rawValue)) }
    return say("\(name.zh)（\(id.rawValue)）", "\(name.en) (\(id.rawValue))")
  }

  public static func stage(_ stage: Stage) -> Wording {
    switch stage {
    case .survey: say("全面摸底", "survey")
    case .visit: say("初步走访", "visit")
    case .classify: say("目标分类", "classify")
    case .policy: say("拟定政策", "policy")
    case .negotiate: say("洽谈商议", "negotiate")
    case .sign: say("签约合作", "sign")
    }
  }

  public static func standing(_ standing: Standing) -> Wording {
    switch standing {
    case .open: say("跟进中", "open")
    case .partner: say("已签约", "partner")
    case .dropped: say("已放弃", "given up")
    case .ended: say("合作终止", "ended")
    }
  }

  public static func track(_ track: Track) -> Wording {
    switch track {
    case .decisionMaker: say("A 决定人", "A decision maker")
    case .insuranceHead: say("B 保险部", "B insurance desk")
    case .aftersalesHead: say("C 售后", "C after-sales")
    }
  }

  public static func stepState(_ state: StepState) -> Wording {
    switch state {
    case .open: say("未做", "open")
    case .inProgress: say("进行中", "in progress")
    case .done: say("已完成", "done")
    case .skipped: say("已跳过", "skipped")
    }
  }

  private static let fieldNames: [String: Wording] = [
    "name": say("名称", "name"), "maker": say("厂家", "maker"), "code": say("编号", "code"),
    "aliases": say("原编号", "earlier codes"), "brands": say("品牌", "brands"), "province": say("省份", "province"),
    "city": say("城市", "city"), "district": say("县区", "district"), "address": say("地址", "address"),
    "phones": say("电话", "telephones"), "phoneRemark": say("电话备注", "telephone remark"), "lon": say("经度", "longitude"),
    "lat": say("纬度", "latitude"), "salesVolume": say("年销量", "sales volume"), "mainModels": say("主销车型", "main models"),
    "contactName": say("联系人", "contact"), "contactPhone": say("联系人电话", "contact's telephone"),
    "remark": say("备注", "remark"), "owner": say("负责人", "owner"), "nextDate": say("下次日期", "next date"),
    "nextNote": say("下次事项", "next note"), "stage": say("阶段", "stage"), "stageSince": say("进入阶段", "in stage since"),
    "standing": say("状态", "standing"), "class": say("类别", "class"), "classRule": say("分类规则", "class rule"),
    "priority": say("优先", "priority"), "sources": say("来源", "sources"), "moves": say("阶段变动", "moves"),
    "visits": say("走访", "visits"), "sessions": say("洽谈", "talks"), "offers": say("出价", "offers"),
    "contracts": say("历次合同", "earlier contracts"), "gone": say("已删除", "deleted"), "steps": say("步骤", "steps"),
    "editions": say("名单版本", "list editions"), "own": say("手工更正", "corrections by hand"),
  ]
}
