import Canvas
import Pipeline

/// Typed texts as values, with what is wrong in words.
enum TypedText {
  /// A day that lies behind: `11-20` is the latest such day, everything else as `DayWords` reads it.
  static func past(_ text: String, today: Day) -> Day? {
    if text.isEmpty { return today }
    if text == "昨天" || text.lowercased() == "yesterday" { return today - 1 }
    if text.hasPrefix("-"), let days = Int(text.dropFirst()), (0...3660).contains(days) { return today - days }
    if let day = Day(text) { return day }
    let parts = text.split { "-/.月日".contains($0) }.map { Int($0) }
    if parts.count == 2, let month = parts[0], let number = parts[1] {
      if let day = Day(today.year, month, number), day <= today { return day }
      return Day(today.year - 1, month, number)
    }
    return DayWords.parse(text, today: today)
  }

  static let noDay = Wording(zh: "不是日期：写 2026-12-01、12-1 或 +3", en: "no date: write 2026-12-01, 12-1 or +3")

  /// An amount in yuan, with or without the commas of thousands.
  static func money(_ text: String) -> Money? { Money(String(text.filter { !",， ￥¥元".contains($0) })) }

  static let noAmount = Wording(zh: "不是金额：写 5180 或 5,180.00", en: "no amount: write 5180 or 5,180.00")

  static func lines(_ text: String) -> [InsuranceLine] {
    let names = Set(text.split(separator: ",").map(String.init))
    return InsuranceLine.allCases.filter { names.contains($0.rawValue) }
  }

  static func choices<T: CaseIterable & RawRepresentable<String>>(_ type: T.Type, _ desk: Desk, _ word: (T) -> Wording)
    -> [FormField.Choice]
  {
    T.allCases.map { FormField.Choice($0.rawValue, desk.say(word($0))) }
  }

  static func lineField(_ lines: [InsuranceLine], _ desk: Desk) -> FormField {
    FormField(
      "lines", label: desk.language.pick(zh: "险种", en: "Lines"),
      .choices(lines.map { FormField.Choice($0.rawValue, desk.say(Words.shortLine($0))) }), required: true)
  }
}
