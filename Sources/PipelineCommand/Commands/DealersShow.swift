import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `dealers show`: one whole dealer with its steps, what its gate still wants, and warnings.
struct DealersShow: BookCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "查看一家车商 · Show one dealer")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("档案号、编号或名称 · Id, maker's code or name", valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer, gone: true)
    let handbook = try session.handbook()
    let progress = DealerProgress(dealer: dealer, handbook: handbook, calendar: try session.calendar(), today: session.today)
    if session.json { Output.json(schema: "dealer/1", DealersShow.json(progress, handbook)) } else { DealerSheet(progress, handbook, session).print() }
  }

  static func json(_ progress: DealerProgress, _ handbook: Handbook) -> JSONObject {
    let dealer = progress.dealer
    var object = DealerJSON.row(dealer)
    object["dealer"] = .object(DealerJSON.whole(dealer))
    object["steps"] = .array(progress.steps.map(DealerJSON.step))
    object["missing"] = .array(progress.gate.map(\.json))
    object["nextStep"] = .optional(progress.nextStep?.id.rawValue)
    object["nextField"] = .optional(progress.nextField?.rawValue)
    object["daysInStage"] = progress.daysInStage.map { .int($0) } ?? .null
    object["stageLimit"] = .int(progress.stageLimit)
    object["verified"] = .bool(handbook.isVerified(dealer))
    object["tracks"] = .array(progress.tracks.map {
      ["track": .string($0.track.rawValue), "done": .int($0.done), "skipped": .int($0.skipped), "total": .int($0.total)]
    })
    object["earlier"] = .array(progress.earlier.map {
      [
        "stage": .string($0.stage.rawValue), "from": .optional($0.from?.description), "through": .string($0.through.description),
        "workdays": $0.workdays.map { .int($0) } ?? .null,
      ]
    })
    object["warnings"] = .strings(progress.warnings.map { Words.warning($0, handbook: handbook).en })
    return object
  }
}
