import Canvas
import Pipeline

extension Words {
  /// What is wrong with a typed value, and what would be right.
  public static func fault(_ fault: ValueFault) -> Wording {
    let name = plain(fault.field)
    let given = quoted(fault.given)
    let subject = name.isEmpty ? given : Wording(zh: "\(name) = \(given.zh)", en: "\(name) = \(given.en)")
    switch fault.allowed {
    case .text: return subject + say("：要写文字；要清空用 --unset。", ": wants some text; --unset empties it.")
    case .textUpTo(let limit): return subject + say("：太长，最多 \(limit) 个字。", ": too long, at most \(limit) characters.")
    case .phone: return subject + say("：不是电话号码，至少五位数字，可带空格、短横线、括号和开头的 +。", ": is no telephone number: at least five digits, with spaces, dashes, brackets or a leading +.")
    case .wholeNumber(let low, let high):
      return subject + say("：要整数", ": wants a whole number") + range(low, high) + say("。", ".")
    case .degrees(let limit): return subject + say("：要 ±\(limit) 以内的十进制度数。", ": wants decimal degrees within ±\(limit).")
    case .rate(let most):
      return subject + say("：要 0 到 \(most.percent) 之间的比率，写成 18% 或 0.18。", ": wants a rate from 0 to \(most.percent), written 18% or 0.18.")
    case .rateWithPercentSign(let number):
      return subject + say("：是 \(number)% 还是写错了？请写 \(number)% 或小数，如 0.18。", ": is it \(number)%? Write \(number)%, or a fraction such as 0.18.")
    case .ratio: return subject + say("：要比值，写成 1:0.5 或 0.5，不小于 0。", ": wants a ratio of 0 or more, written 1:0.5 or 0.5.")
    case .money: return subject + say("：要金额（元），最多两位小数，不小于 0。", ": wants an amount in yuan with two decimals at most, 0 or more.")
    case .date: return subject + say("：要写成 YYYY-MM-DD 且确有其日。", ": is written YYYY-MM-DD, a day that exists.")
    case .yesOrNo: return subject + say("：写 yes 或 no（是、否）。", ": write yes or no.")
    case .oneOf(let choices):
      let names = list(choices.map { Wording(zh: "\($0.id)（\($0.name.zh)）", en: "\($0.id) (\($0.name.en))") })
      return subject + say("：可选 \(names.zh)。", ": choose one of \(names.en).")
    case .group(let parts):
      let form = "{" + parts.map { $0.id.rawValue + ":…" }.joined(separator: ",") + "}"
      return subject + say("：要写成 \(form)。", ": is written \(form).")
    case .part(let part):
      return subject + say("：少了\(part.name.zh)（\(part.id)）。", ": lacks its \(part.name.en) (\(part.id)).")
    case .sumAtMostWhole(let found):
      return subject + say("：各项合计 \(found.percent)，不能超过 100 %。", ": together they come to \(found.percent), more than 100 %.")
    case .entryUpTo(let count):
      return count == 0
        ? subject + say("：还没有条目；用 [+] 添加。", ": there is no entry yet; add one with [+].")
        : subject + say("：只有 \(count) 条。", ": there are only \(count) entries.")
    case .onlyOnce: return subject + say("：同一项写了两次。", ": is given twice.")
    case .computed: return subject + say("：由规则得出，不能手填。", ": follows from a rule and is not set by hand.")
    case .knownField(let known):
      let near = nearest(fault.given, among: known.map(\.rawValue))
      return say("没有 \(name) 这个字段", "There is no field \(name)")
        + (near.isEmpty ? say("。用 cheshang sop 步骤 查看字段。", ". `cheshang sop STEP` lists the fields.")
          : say("。相近的有：\(near.joined(separator: "、"))。", ". Near it: \(near.joined(separator: ", ")).") )
    case .assignment: return subject + say("：要写成 字段=值、字段[+]={…} 或 字段[2].子项=值。", ": is written FIELD=VALUE, FIELD[+]={…} or FIELD[2].PART=VALUE.")
    }
  }

  private static func range(_ low: Int?, _ high: Int?) -> Wording {
    switch (low, high) {
    case (let low?, let high?): say("，\(low) 到 \(high)", " from \(low) to \(high)")
    case (let low?, nil): say("，不小于 \(low)", " of \(low) or more")
    case (nil, let high?): say("，不大于 \(high)", " of \(high) or less")
    case (nil, nil): Wording("")
    }
  }

  /// Names that begin alike or hold the word, for "did you mean".
  static func nearest(_ word: String, among names: [String]) -> [String] {
    let lower = word.lowercased()
    guard lower.count >= 2 else { return [] }
    let start = lower.prefix(4)
    return Array(names.filter { $0.lowercased().hasPrefix(start) || $0.lowercased().contains(lower) }.prefix(5))
  }

  /// Why win-win terms cannot be worked out.
  public static func error(_ fault: WinWinFault) -> Wording {
    switch fault {
    case .rateOutOfRange(let name, let rate):
      say("\(term(name).zh)是 \(rate.percent)，要在 0 到 100 % 之间。", "\(term(name).en) is \(rate.percent); it lies between 0 and 100 %.")
    case .ratioOutOfRange(let name, let ratio):
      say("\(term(name).zh)是 \(ratio.perOne)，要在 0 到 1000 之间。", "\(term(name).en) is \(ratio.perOne); it lies between 0 and 1000.")
    case .floorAboveBase(let floor, let base):
      say("手续费下限 \(floor.percent) 高于基准 \(base.percent)。", "The commission floor \(floor.percent) is above the base \(base.percent).")
    case .amountOutOfRange(let name, let money):
      say("\(term(name).zh)是 \(money.grouped) 元，要在 0 到一万亿之间。", "\(term(name).en) is \(money.grouped) yuan; it lies between 0 and 10^12.")
    }
  }

  private static func term(_ name: String) -> Wording {
    switch name {
    case "baseCommission": say("基准手续费率", "the base commission")
    case "repairMargin": say("维修毛利率", "the repair margin")
    case "insurerShare": say("我方分成", "the insurer's share")
    case "commissionFloor": say("手续费下限", "the commission floor")
    case "baseRepairRatio": say("基准送修比", "the base repair ratio")
    case "trigger": say("触发值", "the trigger")
    case "premium": say("保费", "the premium")
    case "repair": say("送修金额", "the repair money")
    default: Wording(plain(name))
    }
  }

  /// Everything that is wrong in the handbook's files.
  public static func error(_ error: HandbookError) -> Wording {
    let faults = error.faults.prefix(6).map { fault in
      Wording(fault.part.file + (fault.path.isEmpty ? "" : " " + plain(fault.path))) + say("：", ": ") + what(fault.what)
    }
    let text = faults.reduce(Wording("")) { $0 + say("\n  ", "\n  ") + $1 }
    return say("SOP 手册有 \(error.faults.count) 处错误，改好后再用：", "The SOP handbook has \(error.faults.count) faults; mend them first:") + text
  }

  private static func what(_ what: HandbookFault.What) -> Wording {
    switch what {
    case .missingFile: say("缺少文件", "the file is missing")
    case .notJSON(let error): say("第 \(error.offset) 字节起不是 JSON", "no JSON from byte \(error.offset)")
    case .expected(let type): say("此处应为 \(type)", "expected here: \(type)")
    case .emptyPhrase(let language): say("缺 \(language) 文字", "no text in \(language)")
    case .unknown(let kind, let name): say("不认识的 \(kind)：\(plain(name))", "unknown \(kind): \(plain(name))")
    case .duplicate(let name): say("重复：\(plain(name))", "twice: \(plain(name))")
    case .stages(let found): say("阶段须为六个既定的，现为 \(some(found).zh)", "the stages must be the six; found \(some(found).en)")
    case .notSkippable: say("只有 B、C 线的步骤可以标为可跳过", "only steps of tracks B and C may be skippable")
    }
  }

  /// What is wrong with a calendar of holidays.
  public static func error(_ fault: HolidayCalendar.Fault) -> Wording {
    switch fault {
    case .notJSON(let error): say("节假日文件第 \(error.offset) 字节起不是 JSON。", "The calendar file is no JSON from byte \(error.offset).")
    case .malformed(let path): say("节假日文件里 \(plain(path)) 不合格式。", "\(plain(path)) in the calendar file is malformed.")
    case .badDay(let path, let found): say("节假日文件里 \(plain(path)) 的\(quoted(found).zh)不是这一年的日期。", "\(quoted(found).en) at \(plain(path)) in the calendar file is no day of that year.")
    }
  }
}
