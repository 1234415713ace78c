import Canvas
import Pipeline

extension Words {
  /// Why a dealer is on today's list.
  public static func reason(_ reason: DealerAgenda.Reason) -> Wording {
    switch reason {
    case .overdue(let days): say("逾期 \(days) 日", "overdue by \(days) d")
    case .dueToday: say("今日", "due today")
    case .contractExpired(let on): say("合同 \(on) 已到期", "contract expired on \(on)")
    case .contractRunsOut(let on, let left): say("合同 \(on) 到期（还有 \(left) 日）", "contract ends on \(on) (\(left) d left)")
    case .stuck(let days, let limit): say("停滞 \(days)/\(limit) 工作日", "stuck: \(days)/\(limit) working days")
    case .readyToAdvance(let at): say("可过关（\(stage(at).zh)）", "ready to advance from \(stage(at).en)")
    case .noNextDate: say("无下步", "no next date")
    }
  }

  /// Something about a dealer that a specialist must see, though no gate stops for it.
  public static func warning(_ warning: DealerWarning, handbook: Handbook? = nil) -> Wording {
    switch warning {
    case .licence(let state):
      let name = handbook?.choice("licences", state)?.name.wording ?? Wording(plain(state))
      return say("代理资质：\(name.zh)。没有资质不能付手续费。", "Agency licence: \(name.en). Without one no commission may be paid.")
    case .unverified(let kinds, let needed):
      return say("资料只有 \(kinds) 类来源，\(needed) 类才算核实。", "Known from \(kinds) kind(s) of source; \(needed) make a record verified.")
    case .overBottomLine(_, let side, let what, let offered, let limit):
      let who = side == "dealer" ? say("对方出价", "Their offer") : say("我方条件", "Our terms")
      return who + say(" \(offered) 超过底线 \(limit)（\(field(what, handbook: handbook).zh)）。", " of \(offered) cross the bottom line of \(limit) (\(field(what, handbook: handbook).en)).")
    case .contractDiffers(let key, let from, let agreed, let found):
      return say("合同里的\(field(key, handbook: handbook).zh)是 \(value(found).zh)，\(field(from, handbook: handbook).zh)商定为 \(value(agreed).zh)。",
        "\(field(key, handbook: handbook).en) in the contract is \(value(found).en); \(field(from, handbook: handbook).en) agreed is \(value(agreed).en).")
    case .contractExpired(let on): return say("合同 \(on) 已到期，续签前不算合作车商。", "The contract expired on \(on); until it is renewed this is no partner.")
    case .contractRunsOut(let on, let left): return say("合同 \(on) 到期，还有 \(left) 日。", "The contract ends on \(on), in \(left) days.")
    case .complianceOpen: return say("共赢模式还没有合规批准的记录。", "No approval by compliance is recorded for the win-win deal.")
    case .unknownYears(let years):
      return say("\(years.map(String.init).joined(separator: "、")) 年没有节假日表，工作日只按周末算。",
        "There is no holiday table for \(years.map(String.init).joined(separator: ", ")); working days there are counted by weekends.")
    }
  }

  /// What led to a dealer's class.
  public static func reason(_ reason: Classification.Reason, handbook: Handbook? = nil) -> Wording {
    func scale(_ id: String) -> Wording { handbook?.choice("scales", id)?.name.wording ?? Wording(plain(id)) }
    switch reason {
    case .rule(let phrase): return phrase.wording
    case .scaleGiven(let id): return say("规模：\(scale(id).zh)", "size given: \(scale(id).en)")
    case .scaleFromMedian(let id, let volume, let median):
      return say("规模：\(scale(id).zh)（年销 \(volume)，本市中位数 \(median)）", "size: \(scale(id).en) (\(volume) a year, the city's median is \(median))")
    case .scaleFromVolume(let id, let volume, let border):
      return say("规模：\(scale(id).zh)（年销 \(volume)，分界 \(border)）", "size: \(scale(id).en) (\(volume) a year, the border is \(border))")
    case .missing(let key): return say("缺\(field(key, handbook: handbook).zh)", "missing: \(field(key, handbook: handbook).en)")
    }
  }
}
