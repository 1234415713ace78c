/// How people write days, words and yes in lists, read into what an archive takes. What cannot be read passes on as it
/// is, so that the archive's own check names it.
enum CustomerCell {
  /// `2026-12-18`, `2026/12/18`, `2026.12.18`, `2026年12月18日`, `20261218` and Excel's day numbers, a time of day cut off.
  static func day(_ text: String) -> String {
    var numbers: [Int] = []
    var digits = ""
    var plain = true
    func close() {
      if !digits.isEmpty {
        numbers.append(Int(digits) ?? -1)
        digits = ""
      }
    }
    for character in text {
      if let digit = character.wholeNumberValue, (0...9).contains(digit), digits.count < 9 {
        digits.append(String(digit))
        continue
      }
      close()
      if numbers.count == 3 { break }
      switch character {
      case "-", "/", "年", "月", "日", " ": plain = false
      case ".": plain = false
      default: return text
      }
    }
    close()
    if numbers.count >= 3 { return Day(numbers[0], numbers[1], numbers[2])?.description ?? text }
    if numbers.count == 1, plain, text.utf8.count == 8 {
      return Day(numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100)?.description ?? text
    }
    // Days since 1899-12-30, a fraction being the time of day.
    if let serial = numbers.first, numbers.count <= 2, text.utf8.count >= 5, (20_000...80_000).contains(serial) {
      return (Day(1899, 12, 30)! + serial).description
    }
    return text
  }

  /// The archive's word for what a list says; unknown words pass.
  static func word(_ field: ArchiveField, _ text: String) -> String {
    switch field {
    case .customerType:
      if text.contains("新车") { return CustomerType.newCarBuyer.rawValue }
      if text.contains("保养") || text.contains("维修") { return CustomerType.maintenance.rawValue }
      if text.contains("存量") || text.contains("续保") { return CustomerType.dealerStock.rawValue }
      return text == "其他" || text == "其它" ? CustomerType.other.rawValue : text
    case .travel:
      if text.contains("经常") { return TravelHabit.often.rawValue }
      if text.contains("偶尔") { return TravelHabit.sometimes.rawValue }
      return text.contains("从不") ? TravelHabit.never.rawValue : text
    case .housing:
      if text.contains("豪宅") { return Housing.luxury.rawValue }
      if text.contains("高档") { return Housing.upscale.rawValue }
      return text.contains("普通") ? Housing.ordinary.rawValue : text.hasPrefix("其") ? Housing.other.rawValue : text
    default: return text
    }
  }

  /// The lines that a cell names; nil when a word of it names none.
  static func lines(_ text: String) -> [InsuranceLine]? {
    var lines: [InsuranceLine] = []
    for part in text.split(whereSeparator: { "、,，;；/ +\u{3000}".contains($0) }) {
      switch part {
      case "车险": lines.append(.motor)
      case "意外险", "意外": lines.append(.accident)
      case "家财险", "家财": lines.append(.home)
      case "企财险", "企财": lines.append(.businessProperty)
      default:
        guard let line = InsuranceLine(rawValue: part.lowercased()) else { return nil }
        lines.append(line)
      }
    }
    return lines.isEmpty ? nil : lines
  }

  static func isYes(_ text: String) -> Bool { ["是", "y", "yes", "true", "1", "√", "有"].contains(text.lowercased()) }
}
