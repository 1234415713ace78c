import Canvas
import Pipeline

/// Values of the SOP as people read them and as they type them.
enum FieldText {
  /// A value for reading: the choice's name, `18.00 %`, `1:0.50`, thousands in groups.
  static func display(_ value: JSONValue?, _ field: SOPField, desk: Desk) -> String {
    guard let value, !value.isNull else { return "" }
    return desk.say(Words.value(value, as: field.type))
  }

  /// An entry of a collection in one line: `陈总 · 总经理 · 拍板`.
  static func entry(_ value: JSONValue, _ parts: [SOPField], desk: Desk) -> String {
    desk.say(Words.entry(value, parts, separator: desk.lines.separator))
  }

  /// The text that a form begins with: what `assignment` reads back.
  static func editing(_ value: JSONValue?, _ type: FieldType) -> String {
    guard let value, !value.isNull else { return "" }
    switch type {
    case .bool: return value.bool.map { $0 ? "yes" : "no" } ?? ""
    case .choice: return value.string ?? ""
    case .list(let element) where !element.choices.isEmpty:
      return (value.array ?? []).compactMap(\.string).joined(separator: ",")
    default:
      // The field's name plays no part in its text.
      return FieldInput(SOPField(id: "", name: Phrase(zh: "", en: ""), type: type)).text(of: value)
    }
  }

  /// What was typed as the value's text, days such as `+3` or `明天` made whole; nil: nothing there.
  static func typed(_ text: String, _ type: FieldType, today: Day) -> String? {
    guard text.contains(where: { !$0.isWhitespace }) else { return nil }
    if case .date = type, let day = DayWords.parse(text, today: today) { return day.description }
    return text
  }

  /// The value of a typed text; nil when there is none or it is wrong.
  static func value(_ text: String, _ field: SOPField, today: Day) -> JSONValue? {
    guard let typed = typed(text, field.type, today: today) else { return nil }
    return try? FieldInput(field).parse(typed)
  }

  /// How a form asks for a value of that type.
  static func kind(_ field: SOPField, desk: Desk) -> FormField.Kind {
    if field.computed { return .fixed }
    switch field.type {
    case .text(let long): return long ? .note(rows: 2) : .line
    case .bool:
      return .choice([.init("yes", desk.language.pick(zh: "是", en: "yes")), .init("no", desk.language.pick(zh: "否", en: "no"))])
    case .choice(_, let choices): return .choice(choices.map { .init($0.id, desk.say($0.name)) })
    case .list(let element) where !element.choices.isEmpty:
      return .choices(element.choices.map { .init($0.id, desk.say($0.name)) })
    case .entries: return .item
    default: return .line
    }
  }

  /// `例 18%`: said to be an example, or an empty field would look filled in where there are no colours.
  static func example(_ text: String, desk: Desk) -> String { desk.language.pick(zh: "例 ", en: "e.g. ") + text }

  /// An example of how it is written.
  static func placeholder(_ type: FieldType, desk: Desk) -> String {
    switch type {
    case .rate: example("18%", desk: desk)
    case .ratio: example("1:0.5", desk: desk)
    case .date: desk.language.pick(zh: "2026-12-01、12-1、+3、明天", en: "2026-12-01, 12-1, +3, tomorrow")
    case .money: example("5180.00", desk: desk)
    case .phone: example("0431-8888888", desk: desk)
    case .list(let element) where element.choices.isEmpty: desk.language.pick(zh: "用逗号隔开", en: "separated by commas")
    default: ""
    }
  }

  static func unit(_ type: FieldType, desk: Desk) -> String {
    switch type {
    case .integer(let unit, _, _): unit.map { desk.say($0) } ?? ""
    case .money: desk.language.pick(zh: "元", en: "yuan")
    default: ""
    }
  }

  /// What would be right, in the few words that fit below a field.
  static func fault(_ fault: ValueFault, desk: Desk) -> String {
    let words: Wording =
      switch fault.allowed {
      case .text: Words.say("要写文字", "wants some text")
      case .textUpTo(let count): Words.say("最多 \(count) 字", "\(count) characters at most")
      case .phone: Words.say("电话至少五位数字，如 0431-8888888", "at least five digits, as 0431-8888888")
      case .wholeNumber(let low?, let high?): Words.say("要 \(low) 到 \(high) 的整数", "a whole number from \(low) to \(high)")
      case .wholeNumber(let low?, nil): Words.say("要整数，不小于 \(low)", "a whole number, \(low) or more")
      case .wholeNumber: Words.say("要整数", "a whole number")
      case .degrees(let limit): Words.say("要 ±\(limit) 以内的度数", "degrees within ±\(limit)")
      case .rate(let most): Words.say("写成 18% 或 0.18，最多 \(most.percent)", "write 18% or 0.18, \(most.percent) at most")
      case .rateWithPercentSign(let number):
        Words.say("是 \(number)% 吗？写 \(number)% 或 0.18 这样的小数", "\(number)%? Write \(number)% or a fraction as 0.18")
      case .ratio: Words.say("写成 1:0.5 或 0.5", "write 1:0.5 or 0.5")
      case .money: Words.say("要金额（元），最多两位小数", "an amount in yuan, two decimals at most")
      case .date: Words.say("写成 2026-12-01、12-1、+3 或 明天", "write 2026-12-01, 12-1, +3 or tomorrow")
      case .yesOrNo: Words.say("选是或否", "yes or no")
      case .oneOf(let choices): Words.list(choices.map { $0.name.wording })
      case .group(let parts): Words.list(parts.map { $0.name.wording })
      case .part(let part): Words.say("要填\(part.name.zh)", "the \(part.name.en) is needed")
      case .sumAtMostWhole(let found): Words.say("合计 \(found.percent)，超过 100 %", "together \(found.percent), over 100 %")
      case .onlyOnce: Words.say("同一项写了两次", "given twice")
      case .computed: Words.say("由规则得出", "follows from a rule")
      case .entryUpTo, .knownField, .assignment: Words.fault(fault)
      }
    return desk.say(words)
  }
}
