import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `privacy`: how long personal data of a closed customer may stay, and who is past that. Erases nobody: it names the command.
struct PrivacyCommand: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "privacy", abstract: "个人信息保留期限 · How long personal data stays, and whose is past that")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("关闭后保留几个月，0 为不限 · Months after closing; 0 for no limit", valueName: "N")) var months: Int?

  func run(in session: Session) throws {
    if let months { try set(months, session) }
    let book = try session.store().book
    let limit = MonthSettings(book).retentionMonths
    let past = PastRetention.all(in: book, months: limit, today: session.today)
    if session.json {
      return Output.json(schema: "privacy/1", [
        "retentionMonths": limit.map { .int($0) } ?? .null, "past": .array(past.map(PrivacyCommand.json)),
      ])
    }
    if let limit {
      Output.line(session.say("客户关闭后保留 \(limit) 个月。", "Personal data stays \(limit) months after a customer is closed."))
    } else {
      Output.line(session.say("没有设保留期限：privacy --months 24 设成两年。", "No limit is set: `privacy --months 24` makes it two years."))
    }
    for one in past {
      Output.line("\(one.id.rawValue)  \(one.closed)  \(Words.plain(one.name ?? ""))  cheshang erase \(one.id.rawValue) --yes")
    }
    if limit != nil {
      Output.line(
        past.isEmpty
          ? session.say("没有人超过期限。", "Nobody is past it.")
          : session.say("\(past.count) 位超过期限，请逐位擦除；程序自己不擦。", "\(past.count) past it: erase each; the program erases nobody by itself."))
    }
  }

  static func json(_ one: PastRetention) -> JSONValue {
    ["id": .string(one.id.rawValue), "closed": .string(one.closed.description), "erase": .string("cheshang erase \(one.id.rawValue) --yes")]
  }

  private func set(_ months: Int, _ session: Session) throws {
    guard (0..<1200).contains(months) else {
      throw CommandFailure.usage(
        "bad-months", ["given": .int(months)], zh: "月数是 0 到 1199。", en: "Months are 0 to 1199.")
    }
    let id = RecordID(rawValue: "book")
    let old = try session.store().book.record(.settings, id) ?? Record(id: id)
    var new = old
    new["privacy.retentionMonths"] = months == 0 ? nil : .int(months)
    try session.commit(Change(Deed("settings.edit", ["fields": .strings(["privacy.retentionMonths"])]), .settings, from: old, to: new))
  }
}
