import ArgumentParser
import Pipeline

/// `step`: the steps of the SOP on one dealer.
struct Step: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "step", abstract: "办理步骤 · Work at a step", subcommands: [StepComplete.self, StepSave.self, StepSkip.self, StepReopen.self])
}

/// `step complete`: sets values and completes the step.
struct StepComplete: BookCommand {
  static let configuration = CommandConfiguration(commandName: "complete", abstract: "填字段并完成步骤 · Set values and complete the step")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Argument(help: ArgumentHelp(valueName: "STEP")) var step: String
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?

  func run(in session: Session) throws {
    let step = try session.step(step)
    let values = try values.assignments()
    try session.act(on: dealer, facts: { _ in ["step": .string(step.id.rawValue)] }) {
      try $0.complete(step.id, values: values, note: note, mint: &$1)
    }
  }
}

/// `step save`: sets values without completing anything.
struct StepSave: BookCommand {
  static let configuration = CommandConfiguration(commandName: "save", abstract: "只填字段，不完成 · Set values and complete nothing")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    if values.isEmpty {
      throw CommandFailure.usage("nothing-given", zh: "要保存什么？用 --set 字段=值、--unset 字段 或 --from 文件。", en: "Save what? Use --set FIELD=VALUE, --unset FIELD or --from FILE.")
    }
    let values = try values.assignments()
    try session.act(on: dealer) { try $0.save(values, mint: &$1) }
  }
}

/// `step skip`: marks a step of track B or C as not needed.
struct StepSkip: BookCommand {
  static let configuration = CommandConfiguration(commandName: "skip", abstract: "跳过 B、C 线的步骤 · Skip a step of track B or C")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Argument(help: ArgumentHelp(valueName: "STEP")) var step: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    let step = try session.step(step)
    try session.act(on: dealer, facts: { _ in ["step": .string(step.id.rawValue)] }) { work, _ in try work.skip(step.id, reason: because.text) }
  }
}

/// `step reopen`: opens a done or skipped step again; its values stay.
struct StepReopen: BookCommand {
  static let configuration = CommandConfiguration(commandName: "reopen", abstract: "重开已完成或跳过的步骤 · Open a done or skipped step again")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Argument(help: ArgumentHelp(valueName: "STEP")) var step: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    let step = try session.step(step)
    try session.act(on: dealer, facts: { _ in ["step": .string(step.id.rawValue)] }) { work, _ in try work.reopen(step.id, reason: because.reason) }
  }
}
