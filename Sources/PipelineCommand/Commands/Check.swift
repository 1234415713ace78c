import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `check`: looks at every line of the book; exit 1 when it found a problem. `--repair` mends what needs no guessing.
struct Check: BookCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "检查档案 · Look at every line of the book")

  @OptionGroup var globals: Globals
  @Flag(help: "能修的修好 · Mend what can be mended without guessing") var repair = false

  func run(in session: Session) throws {
    let store = try session.store()
    let report = repair ? try store.repair() : try store.check()
    let sound = repair ? try store.check().isSound : report.isSound
    if session.json {
      Output.json(schema: "check/1", [
        "sound": .bool(sound), "journals": .int(report.journals), "lines": .int(report.lines),
        "transactions": .int(report.transactions), "records": .int(report.records), "quarantined": .int(report.quarantined),
        "findings": .array(report.findings.map(Check.json)),
      ])
    } else {
      for finding in report.findings {
        let mark = finding.severity == .problem ? "▲ " : "· "
        Output.line(mark + session.say(Words.finding(finding)))
      }
      Output.line(
        session.say(
          "流水 \(report.journals) 本 \(report.lines) 行，\(report.transactions) 次操作，\(report.records) 条记录",
          "\(report.journals) journals with \(report.lines) lines, \(report.transactions) transactions, \(report.records) records"))
      if repair {
        Output.line(session.say("移走 \(report.quarantined) 行，快照已重建", "\(report.quarantined) lines moved to quarantine, snapshots made anew"))
      }
      Output.line(sound ? session.say("完好", "sound") : session.say("有问题，见上", "there are problems, see above"))
    }
    if !sound { throw ExitCode(Exit.refused.rawValue) }
  }

  private static func json(_ finding: Finding) -> JSONValue {
    var object: JSONObject = ["file": .string(finding.file)]
    if let line = finding.line { object["line"] = .int(line) }
    object["reason"] = .string(finding.reason.rawValue)
    object["severity"] = .string(finding.severity.rawValue)
    object["remedy"] = .string(finding.remedy.rawValue)
    if let detail = finding.detail { object["detail"] = .string(detail) }
    return .object(object)
  }
}

/// `checkpoint`: makes the snapshots anew, so that the next opening reads little.
struct Checkpoint: BookCommand {
  static let configuration = CommandConfiguration(commandName: "checkpoint", abstract: "重建快照 · Make the snapshots anew")

  @OptionGroup var globals: Globals

  func run(in session: Session) throws {
    try session.store().checkpoint()
    if session.json {
      Output.json(schema: "checkpoint/1", ["book": .string(session.folder)])
    } else {
      Output.line(session.say("快照已重建。", "Snapshots made anew."))
    }
  }
}
