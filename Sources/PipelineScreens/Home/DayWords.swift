import Canvas
import Pipeline

/// Days as people say them.
enum DayWords {
  static func weekday(_ day: Day) -> Wording {
    let zh = ["一", "二", "三", "四", "五", "六", "日"], en = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return Wording(zh: "周" + zh[day.weekday - 1], en: en[day.weekday - 1])
  }

  /// `11-24 周二`
  static func short(_ day: Day) -> Wording {
    let text = String(day.description.dropFirst(5))
    let name = weekday(day)
    return Wording(zh: text + " " + name.zh, en: text + " " + name.en)
  }

  /// Without the year where it is this one.
  static func brief(_ day: Day, in year: Int) -> String { day.year == year ? String(day.description.dropFirst(5)) : day.description }

  static func distance(_ day: Day, from today: Day) -> Wording {
    let days = day - today
    switch days {
    case 0: return Wording(zh: "今天", en: "today")
    case 1: return Wording(zh: "明天", en: "tomorrow")
    case 2...: return Wording(zh: "\(days) 天后", en: "in \(days) days")
    case -1: return Wording(zh: "昨天", en: "yesterday")
    default: return Wording(zh: "逾期 \(-days) 天", en: "\(-days) days ago")
    }
  }

  /// A day as somebody types it: `2026-12-01`, `12-1` (the next such day), `1` (the next such day of a month), `+3`, `今天`,
  /// `明天`; nil when it is none.
  static func parse(_ text: String, today: Day) -> Day? {
    let text = String(text.filter { !$0.isWhitespace }).lowercased()
    switch text {
    case "今天", "today", "t": return today
    case "明天", "tomorrow": return today + 1
    case "后天": return today + 2
    default: break
    }
    if let day = Day(text) { return day }
    if text.hasPrefix("+"), let days = Int(text.dropFirst()), (0...3660).contains(days) { return today + days }
    let parts = text.split { "-/.月日".contains($0) }.map { Int($0) }
    if parts.count == 3, let year = parts[0], let month = parts[1], let number = parts[2], year > 1900 { return Day(year, month, number) }
    if parts.count == 2, let month = parts[0], let number = parts[1] {
      guard let day = Day(today.year, month, number) ?? Day(today.year + 1, month, number) else { return nil }
      return day < today ? Day(today.year + 1, month, number) : day
    }
    if parts.count == 1, let number = parts[0], text.allSatisfy({ ("0"..."9").contains($0) || $0 == "日" }) {
      let this = Day(today.year, today.month.month, number)
      if let this, this >= today { return this }
      let next = today.month.next
      return Day(next.year, next.month, number)
    }
    return nil
  }
}
