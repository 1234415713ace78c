import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `today`: everything that wants the user now, most urgent first, with the reason.
struct Today: BookCommand {
  static let configuration = CommandConfiguration(commandName: "today", abstract: "今日待办 · What wants you today")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("最多几条 · At most so many", valueName: "N")) var limit: Int?

  func run(in session: Session) throws {
    let items = DealerAgenda.items(
      dealers: try session.store().book[.dealer], handbook: try session.handbook(), calendar: try session.calendar(),
      today: session.today)
    let shown = items.prefix(max(0, limit ?? .max))
    let month = try TodayMonth(session)
    if session.json {
      var object: JSONObject = [
        "day": .string(session.today.description), "total": .int(items.count), "due": .array(shown.map(Today.json)),
      ]
      object.merge(month.json(limit: limit)) { old, _ in old }
      Output.json(schema: "today/1", object)
    } else {
      Output.line(
        session.say("\(session.today) 待办：车商 \(items.count)，客户 \(month.count)", "\(session.today): \(items.count) dealers and \(month.count) customers want you"))
      Output.write(Today.lines(Array(shown), session, try session.handbook()).map { $0 + "\n" }.joined())
      month.print(limit: limit)
    }
  }

  static func json(_ item: DealerAgenda.Item) -> JSONValue {
    [
      "dealer": .string(item.dealer.id.rawValue), "name": .string(item.dealer.name), "stage": .string(item.stage.rawValue),
      "reasons": .array(item.reasons.map(json)), "step": .optional(item.step?.rawValue), "field": .optional(item.field?.rawValue),
      "missing": .array(item.missing.map(\.json)),
    ]
  }

  private static func json(_ reason: DealerAgenda.Reason) -> JSONValue {
    switch reason {
    case .overdue(let days): ["reason": "overdue", "days": .int(days)]
    case .dueToday: ["reason": "due"]
    case .contractExpired(let on): ["reason": "contract-expired", "on": .string(on.description)]
    case .contractRunsOut(let on, let left): ["reason": "contract-runs-out", "on": .string(on.description), "daysLeft": .int(left)]
    case .stuck(let days, let limit): ["reason": "stuck", "workdays": .int(days), "limit": .int(limit)]
    case .readyToAdvance(let stage): ["reason": "ready-to-advance", "stage": .string(stage.rawValue)]
    case .noNextDate: ["reason": "no-next-date"]
    }
  }

  static func lines(_ items: [DealerAgenda.Item], _ session: Session, _ handbook: Handbook) -> [String] {
    var table = TextTable()
    for item in items {
      let step = item.step.map { session.say(Words.step($0, handbook: handbook)) } ?? ""
      table.add([
        session.say(Words.reason(item.reason)), item.dealer.name, session.say(Words.stage(item.stage)), step,
        item.missing.first.map { session.say("缺 ", "wants ") + session.say(Words.missing($0, handbook: handbook)) } ?? "",
      ])
    }
    return table.lines()
  }
}
