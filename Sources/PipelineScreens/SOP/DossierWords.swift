import Canvas
import Pipeline

/// The sentences of the dossier and its dialogs.
enum DossierWords {
  static let gone = Words.say("这家已删除或并走", "this dealer was deleted or merged away")
  static let filled = Words.say("还没填", "not filled in")
  static let needed = Words.say("必填", "needed")

  /// Why a deed is refused, for somebody at the screen.
  static func refusal(_ error: SOPError, desk: Desk) -> Wording {
    let handbook = desk.handbook
    switch error {
    case .incomplete(_, let missing), .gateShut(_, let missing):
      return Words.say("还缺：", "Missing: ") + names(missing, desk: desk)
    case .values(let faults):
      guard let fault = faults.first else { return Words.error(error, handbook: handbook) }
      return field(fault.field, desk) + Words.say("：", ": ") + Wording(FieldText.fault(fault, desk: desk))
    case .dayAhead(let day, let today):
      return Words.say("\(day) 还没到（今天 \(today)），只记已发生的事", "\(day) lies ahead of today, \(today): record what happened")
    case .emptyOffer: return Words.say("手续费率和送修比至少填一个", "give a commission or a repair ratio")
    case .reasonNeeded: return Words.say("要写原因", "a reason is needed")
    case .laterStage(_, let stage, _):
      return Words.say("属于“\(handbook.guide(stage).name.zh)”，还没到", "belongs to \(handbook.guide(stage).name.en), not reached yet")
    case .standing(let found, _): return Words.say("现在是“\(Words.standing(found).zh)”", "this dealer is \(Words.standing(found).en)")
    case .nothingToDo: return Words.say("没有要改的", "nothing to change")
    case .gone: return gone
    default: return Words.error(error, handbook: handbook)
    }
  }

  /// A field by the id that a fault names: `keyPeople[2].phone` is the phone.
  private static func field(_ id: String, _ desk: Desk) -> Wording {
    let key = String(id.prefix { $0 != "[" })
    if let dot = id.lastIndex(of: "."), id.contains("["), let parts = desk.handbook.field(FieldKey(key))?.parts,
      let part = parts.first(where: { $0.id.rawValue == String(id[id.index(after: dot)...]) })
    { return part.name.wording }
    return Words.field(FieldKey(key), handbook: desk.handbook)
  }

  /// What is missing by name, the first few.
  static func names(_ missing: [Missing], desk: Desk, limit: Int = 6) -> Wording {
    let shown = Words.list(missing.prefix(limit).map { name($0, desk: desk) })
    return missing.count > limit ? shown + Words.say(" 等 \(missing.count) 项", " and \(missing.count - limit) more") : shown
  }

  /// One missing thing: the field's name, or the step's.
  static func name(_ item: Missing, desk: Desk) -> Wording {
    if let key = item.field { return Words.field(key, handbook: desk.handbook) }
    return desk.handbook.step(item.step)?.name.wording ?? Wording(item.step.rawValue)
  }

  /// Why a value that is there does not do; nil when nothing is there at all.
  static func why(_ item: Missing, desk: Desk) -> Wording? {
    let definition = item.field.flatMap { desk.handbook.field($0) }
    func names(_ ids: [String]) -> Wording {
      Words.list(ids.map { id in definition?.type.choices.first { $0.id == id }?.name.wording ?? Wording(Words.plain(id)) })
    }
    switch item.why {
    case .absent: return nil
    case .mustBeYes: return Words.say("须为“是”", "must be yes")
    case .tooFew(let needed, let have): return Words.say("至少 \(needed)，现有 \(have)", "at least \(needed), there are \(have)")
    case .lacks(let ids): return Words.say("还缺 \(names(ids).zh)", "lacks \(names(ids).en)")
    case .notAmong(let ids, let found):
      return Words.say("现为“\(names([found]).zh)”，过关须为 \(names(ids).zh)", "is \(names([found]).en); the gate wants \(names(ids).en)")
    case .entries(let part, let value, let minimum, let maximum, let have):
      let role = definition?.parts.first { $0.id.rawValue == part }?.type.choices.first { $0.id == value }?.name.wording ?? Wording(value)
      return maximum == minimum
        ? Words.say("\(role.zh)须恰好 \(minimum) 位，现有 \(have)", "exactly \(minimum) \(role.en), there are \(have)")
        : Words.say("至少要 \(minimum) 位\(role.zh)，现有 \(have)", "at least \(minimum) \(role.en), there are \(have)")
    case .differs(let from, let agreed, _):
      let text = desk.handbook.field(from).map { FieldText.display(agreed, $0, desk: desk) } ?? ""
      return Words.say("商定的是 \(text)", "agreed was \(text)")
    case .stepNotDone(let orSkipped): return orSkipped ? Words.say("须完成或跳过", "to be done or skipped") : Words.say("须完成", "to be done")
    }
  }

  static func stage(_ stage: Stage, desk: Desk) -> String { desk.say(desk.handbook.guide(stage).name) }

  /// `B6 拟定费用`: the step with its letter and number within a track.
  static func step(_ step: SOPStep, desk: Desk) -> String {
    let name = desk.say(step.name)
    return step.track.map { String($0.letter) + String(step.order) + " " + name } ?? name
  }

  static func mark(_ state: StepState, lines: LineSet) -> StyledLine {
    switch state {
    case .done: StyledLine(String(lines.done), .good)
    case .skipped: StyledLine(String(lines.skipped), .muted)
    case .inProgress: StyledLine(String(lines.partial), .due)
    case .open: StyledLine(String(lines.open), .muted)
    }
  }

  static func day(_ day: Day, desk: Desk) -> String { DayWords.brief(day, in: desk.today.year) }
}

extension DossierWords {
  /// Why a key of a form has no command.
  static let onScreen = Words.say("只答屏幕上的询问", "only answers what the screen asks")
}
