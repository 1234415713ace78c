import Canvas
import Pipeline
import PipelineScreens

/// One dealer as text: facts, steps with their states, what the gate wants, warnings.
struct DealerSheet {
  private let progress: DealerProgress
  private let handbook: Handbook
  private let session: Session
  private var dealer: Dealer { progress.dealer }

  init(_ progress: DealerProgress, _ handbook: Handbook, _ session: Session) {
    self.progress = progress
    self.handbook = handbook
    self.session = session
  }

  func print() { Output.write(lines().map { $0 + "\n" }.joined()) }

  func lines() -> [String] {
    var lines = [Words.plain(dealer.name) + "  " + dealer.id.rawValue]
    var place = session.say(Words.stage(dealer.stage))
    if dealer.standing != .open { place += " · " + session.say(Words.standing(dealer.standing)) }
    if let name = dealer.text("class") {
      place += " · " + session.say(Words.dealerClass(name, handbook: handbook)) + (dealer.text("classRule").map { "(\($0))" } ?? "")
    }
    if let days = progress.daysInStage {
      place += " · " + session.say("第 \(days) 工作日/限 \(progress.stageLimit)", "working day \(days) of \(progress.stageLimit)")
    }
    if dealer.isGone { place += " · " + session.say("已删除", "deleted") }
    lines.append(place)
    lines += facts()
    lines.append("")
    lines += steps()
    if !progress.gate.isEmpty {
      lines += ["", session.say("过关还缺", "The gate still wants")]
      lines += progress.gate.map { "  " + session.say(Words.missing($0, handbook: handbook)) }
    }
    if !progress.warnings.isEmpty {
      lines.append("")
      lines += progress.warnings.map { "▲ " + session.say(Words.warning($0, handbook: handbook)) }
    }
    return lines
  }

  private func facts() -> [String] {
    var table = TextTable()
    var seen: Set<String> = ["name", "stage", "standing", "class", "classRule", "priority", "stageSince", "gone"]
    for key in DealerField.allCases.map(\.rawValue) + dealer.record.fields.keys where seen.insert(key).inserted {
      guard let value = dealer.record.fields[key], !["steps/", "moves/", "own/"].contains(where: key.hasPrefix) else { continue }
      table.add(["  " + session.say(Words.field(FieldKey(key), handbook: handbook)), session.say(Words.value(value, of: FieldKey(key), handbook: handbook))])
    }
    return table.lines(limit: 100)
  }

  private func steps() -> [String] {
    var lines: [String] = []
    for guide in handbook.stages {
      let mark = guide.stage < dealer.stage || dealer.standing == .partner ? "●" : guide.stage == dealer.stage ? "◐" : "○"
      lines.append("\(mark) \(session.say(guide.name))")
      let form = dealer.text("signForm")
      var table = TextTable()
      for item in progress.steps where item.step.stage == guide.stage && (item.step.form == nil || item.step.form == form) {
        guard guide.stage <= dealer.stage || item.state != .open else { continue }
        let lead = item.step.track.map { String($0.letter) + String(item.step.order) + " " } ?? ""
        table.add([
          "   " + item.step.id.rawValue, lead + session.say(item.step.name), session.say(Words.stepState(item.state)),
          item.on?.description ?? "", item.by ?? "", item.reason ?? item.note ?? "",
        ])
      }
      lines += table.lines()
    }
    return lines
  }
}
