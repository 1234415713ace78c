import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `check`: looks at every line of the book; exit 1 when it found a problem. `--repair` mends what needs no guessing.
struct Check: BookCommand {
  static let configuration = CommandConfiguration(commandName: "check", abstract: "检查档案 · Look at every line of the book")

  @OptionGroup var globals: Globals
  @Flag(help: "能修的修好 · Mend what can be mended without guessing") var repair = false
  @Option(help: ArgumentHelp("从这份备份放回缺的操作，配合 --repair · With --repair: put back what is missing from this copy", valueName: "ID"))
  var from: String?
  @Flag(help: "认了丢失，不再提 · With --repair: accept what is lost, and name it no more") var acceptLoss = false

  func run(in session: Session) throws {
    guard repair || (from == nil && !acceptLoss) else {
      throw CommandFailure.usage(
        "needs-repair", zh: "--from 和 --accept-loss 要和 --repair 一起用。", en: "--from and --accept-loss go with --repair.")
    }
    let store = try session.store()
    let report = repair ? try store.repair(from: from, acceptingLoss: acceptLoss) : try store.check()
    let past = PastRetention.all(in: store.book, months: MonthSettings(store.book).retentionMonths, today: session.today)
    let sound = repair ? report.remaining.isEmpty : report.isSound
    if session.json {
      Output.json(schema: "check/1", [
        "sound": .bool(sound), "journals": .int(report.journals), "lines": .int(report.lines),
        "transactions": .int(report.transactions), "records": .int(report.records), "quarantined": .int(report.quarantined),
        "putBack": .int(report.putBack), "remaining": .array(report.remaining.map(Check.json)),
        "pastRetention": .array(past.map(PrivacyCommand.json)), "findings": .array(report.findings.map(Check.json)),
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
      if !past.isEmpty {
        Output.line(
          session.say(
            "· \(past.count) 位客户的个人信息超过保留期限：cheshang privacy 列出来",
            "· personal data of \(past.count) customers is past its limit: `cheshang privacy` lists them"))
      }
      if repair {
        Output.line(session.say("移走 \(report.quarantined) 行，快照已重建", "\(report.quarantined) lines moved to quarantine, snapshots made anew"))
        if report.putBack > 0 {
          Output.line(session.say("从备份放回 \(report.putBack) 次操作", "\(report.putBack) transactions put back from the copy"))
        }
        if !report.remaining.isEmpty { Output.line(session.say("修不了的：", "what repair cannot mend:")) }
        for finding in report.remaining { Output.line("▲ " + session.say(Words.finding(finding))) }
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
    if let backup = finding.backup { object["backup"] = .string(backup) }
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
