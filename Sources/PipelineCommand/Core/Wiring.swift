import Glibc
import Pipeline
import PipelineResources

/// The one place that picks the real things: clock, environment, folders, machine, chance.
enum Wiring {
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name) else { return nil }
    let text = String(cString: value)
    return text.isEmpty ? nil : text
  }

  /// Milliseconds since 1970 of the real clock: stamps of events, never a rule.
  @Sendable static func wallMilliseconds() -> Int64 {
    var now = timespec()
    clock_gettime(CLOCK_REALTIME, &now)
    return Int64(now.tv_sec) * 1000 + Int64(now.tv_nsec) / 1_000_000
  }

  /// The day on the wall, in the machine's time zone.
  static func calendarDay() -> Day {
    var now = time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return Day(Int(parts.tm_year) + 1900, Int(parts.tm_mon) + 1, Int(parts.tm_mday))!
  }

  static func mint() -> IDMint {
    let since2020 = wallMilliseconds() / 1000 - 1_577_836_800
    return IDMint(seconds: UInt64(max(0, since2020)), salt: UInt64.random(in: 0...UInt64(UInt32.max)))
  }

  /// Where the book lies unless `--book` or `CHESHANG_BOOK` say otherwise.
  static func defaultBookFolder() -> String {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") { return data + "/cheshang" }
    return (environment("HOME") ?? ".") + "/.local/share/cheshang"
  }

  /// Who sits here, as the journal notes it; `-` where nobody knows.
  static func user() -> String {
    environment("CHESHANG_USER") ?? environment("USER") ?? environment("LOGNAME") ?? accountName() ?? "-"
  }

  private static func accountName() -> String? {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return nil }
    let text = String(cString: name)
    return text.isEmpty ? nil : text
  }

  static let resources = ResourceShelf.besideProgram()
}
