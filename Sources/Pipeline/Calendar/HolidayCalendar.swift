/// Working days of mainland China: Monday to Friday without public holidays, and weekend days made up for them.
///
/// Years come from data files; a year that no file lists is counted by weekends alone, and `unknownYears` says so.
public struct HolidayCalendar: Sendable {
  /// What is wrong with a calendar file.
  public enum Fault: Error, Equatable, Sendable {
    case notJSON(JSONError)
    /// `years` or a year in it is not as expected; `path` says where.
    case malformed(path: String)
    case badDay(path: String, found: String)
  }

  private var years: Set<Int> = []
  private var holidays: Set<Int32> = []
  private var workdays: Set<Int32> = []

  /// A calendar that knows no year.
  public init() {}

  /// Reads the shipped file and then a branch's own, which replaces the years it lists.
  /// - Parameter files: each as `Resources/calendar/holidays-cn.json`: `{"years":{"2026":{"holidays":[…],"workdays":[…]}}}`.
  public init(files: [[UInt8]]) throws(Fault) {
    for file in files { try add(file) }
  }

  /// Adds the years of a file; a year that was known before is replaced.
  public mutating func add(_ bytes: [UInt8]) throws(Fault) {
    let root: JSONValue
    do {
      root = try JSONValue.parse(bytes)
    } catch {
      throw .notJSON(error)
    }
    guard let listed = root["years"]?.object else { throw .malformed(path: "years") }
    var added: [(year: Int, holidays: [Day], workdays: [Day])] = []
    for (name, value) in listed {
      guard let year = Int(name), (1...9999).contains(year), value.object != nil else {
        throw .malformed(path: "years." + name)
      }
      added.append((year, try days(value, name, "holidays"), try days(value, name, "workdays")))
    }
    for (year, free, worked) in added {
      years.insert(year)
      holidays = holidays.filter { Day(number: $0).year != year }
      workdays = workdays.filter { Day(number: $0).year != year }
      holidays.formUnion(free.map(\.number))
      workdays.formUnion(worked.map(\.number))
    }
  }

  private func days(_ value: JSONValue, _ year: String, _ list: String) throws(Fault) -> [Day] {
    guard let member = value[list] else { return [] }
    let path = "years.\(year).\(list)"
    guard let items = member.array else { throw .malformed(path: path) }
    var days: [Day] = []
    for item in items {
      guard let text = item.string, let day = Day(text), String(day.year) == year else {
        throw .badDay(path: path, found: item.string ?? item.text)
      }
      days.append(day)
    }
    return days
  }

  /// The years that a file lists, in order.
  public var knownYears: [Int] { years.sorted() }
  public func knows(_ year: Int) -> Bool { years.contains(year) }

  /// The years between the two days, both included, that no file lists: figures over them are a guess by weekends.
  public func unknownYears(from first: Day, through last: Day) -> [Int] {
    guard first <= last else { return [] }
    return (first.year...last.year).filter { !years.contains($0) }
  }

  public func isWorkday(_ day: Day) -> Bool {
    if workdays.contains(day.number) { return true }
    if holidays.contains(day.number) { return false }
    return day.weekday <= 5
  }

  /// Working days after `start` up to and including `end`; 0 when `end` is not later. Monday to Tuesday is 1.
  public func workdays(after start: Day, through end: Day) -> Int {
    guard start < end else { return 0 }
    // Whole weeks have five weekdays each; then only the listed exceptions count.
    let span = end - start
    var count = span / 7 * 5
    for offset in 0..<(span % 7) where (end - offset).weekday <= 5 { count += 1 }
    let range = (start.number + 1)...end.number
    for number in holidays where range.contains(number) && Day(number: number).weekday <= 5 && !workdays.contains(number) {
      count -= 1
    }
    for number in workdays where range.contains(number) && Day(number: number).weekday > 5 { count += 1 }
    return count
  }

  /// The day `count` working days after `day` (before, when negative). With 0: the day itself when it is a working
  /// day, else the next one.
  public func day(_ count: Int, workdaysAfter day: Day) -> Day {
    var result = day
    if count == 0 {
      while !isWorkday(result) { result = result + 1 }
      return result
    }
    var left = count.magnitude
    while left > 0 {
      result = count > 0 ? result + 1 : result - 1
      if isWorkday(result) { left -= 1 }
    }
    return result
  }
}
