import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `sop`: the stages and steps, or one step with everything that fills it.
struct Sop: BookCommand {
  static let configuration = CommandConfiguration(commandName: "sop", abstract: "流程手册：阶段、步骤、字段 · The handbook: stages, steps, fields")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("步骤编号、简称（b6）或名称 · Step id, its first part (b6) or name", valueName: "STEP")) var step: String?

  func run(in session: Session) throws {
    let handbook = try session.handbook()
    guard let name = step else {
      if session.json, case .object(let outline) = handbook.outline { return Output.json(schema: "sop/1", outline) }
      return outline(handbook, session)
    }
    let step = try session.step(name)
    if session.json, case .object(let object) = handbook.json(of: step) { return Output.json(schema: "sop-step/1", object) }
    page(step, handbook, session)
  }

  private func outline(_ handbook: Handbook, _ session: Session) {
    for guide in handbook.stages {
      Output.line("\(guide.stage.index + 1) \(session.say(guide.name))  (\(guide.stage.rawValue))")
      var table = TextTable()
      for step in handbook.steps(of: guide.stage) {
        let lead = step.track.map { "\($0.letter)\(step.order) " } ?? ""
        table.add(["   " + step.id.rawValue, lead + session.say(step.name), session.say(step.purpose)])
      }
      table.print(limit: 60)
    }
  }

  private func page(_ step: SOPStep, _ handbook: Handbook, _ session: Session) {
    Output.line("\(session.say(step.name))  \(step.id)  · \(session.say(Words.stage(step.stage)))")
    var facts = TextTable()
    for (name, phrase) in [
      (session.say("目的", "purpose"), step.purpose), (session.say("谁", "who"), step.who), (session.say("完成条件", "done when"), step.exit),
      (session.say("留下", "leaves"), step.artefact), (session.say("当心", "beware"), step.pitfall),
    ] { facts.add(["  " + name, session.say(phrase)]) }
    facts.print(limit: 160)
    for sentence in step.content { Output.line("  · " + session.say(sentence)) }
    let fields = handbook.fields(of: step)
    if !fields.isEmpty {
      Output.line(session.say("字段（* 必填）", "Fields (* required)"))
      var table = TextTable()
      for field in fields {
        table.add(["  " + (step.required.contains(field.id) ? "*" : " ") + field.id.rawValue, session.say(field.name), type(field, session)])
      }
      table.print(limit: 100)
    }
    for topic in handbook.talk(at: step) {
      Output.line(session.say(topic.topic))
      for point in topic.points { Output.line("  – " + session.say(point)) }
    }
  }

  private func type(_ field: SOPField, _ session: Session) -> String {
    var text = field.type.name
    if case .list(let element) = field.type { text += "(\(element.name))" }
    let choices = field.type.choices
    if !choices.isEmpty { text += ": " + choices.map { "\($0.id) \(session.say($0.name))" }.joined(separator: " | ") }
    if !field.parts.isEmpty {
      text += " {" + field.parts.map { $0.id.rawValue + ($0.required ? "*" : "") + ":" + $0.type.name }.joined(separator: ",") + "}"
    }
    if field.computed { text += session.say("（由规则得出）", " (by rule)") }
    return text
  }
}
