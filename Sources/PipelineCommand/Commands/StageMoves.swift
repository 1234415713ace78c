import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `advance`: leads a dealer through the gate of its stage; at the last one it becomes a partner.
struct Advance: BookCommand {
  static let configuration = CommandConfiguration(commandName: "advance", abstract: "过关到下一阶段 · Go through the gate of the stage")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Flag(help: "缺项也过，要 --reason · Pass although something is missing; wants --reason") var override = false
  @Option(help: ArgumentHelp("越级原因，月检视时会再看到 · Why; the month's review shows it", valueName: "T")) var reason: String?

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer)
    let work = try session.work(on: dealer)
    let change: Change
    do {
      change = try session.minting { mint in
        if `override` { return try work.advance(overridingBecause: reason ?? "", mint: &mint) }
        return try work.advance(mint: &mint)
      }
    } catch {
      if session.json, case .gateShut(let stage, let missing)? = error as? SOPError {
        Output.json(schema: "step/1", [
          "dealer": .string(dealer.id.rawValue), "stage": .string(stage.rawValue), "advanced": false,
          "missing": .array(missing.map(\.json)),
        ])
      }
      throw error
    }
    try session.finish(change, on: dealer.id, facts: ["advanced": true, "from": .string(dealer.stage.rawValue)])
  }
}

/// `return`: leads a dealer back to an earlier stage.
struct Return: BookCommand {
  static let configuration = CommandConfiguration(commandName: "return", abstract: "退回较早的阶段 · Go back to an earlier stage")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @Argument(help: ArgumentHelp(valueName: "STAGE")) var stage: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    let stage = try DealerFilter.stage(stage)
    try session.act(on: dealer, facts: { ["from": .string($0.stage.rawValue)] }) {
      try $0.goBack(to: stage, reason: because.text, mint: &$1)
    }
  }
}

/// `drop`: gives a dealer up.
struct Drop: BookCommand {
  static let configuration = CommandConfiguration(commandName: "drop", abstract: "放弃一家车商 · Give a dealer up")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(on: dealer) { try $0.drop(reason: because.text, mint: &$1) }
  }
}

/// `resume`: works again on a dealer that was given up or whose contract ended.
struct Resume: BookCommand {
  static let configuration = CommandConfiguration(commandName: "resume", abstract: "重新跟进 · Take up again a dealer that was given up")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(on: dealer) { try $0.takeUpAgain(reason: because.reason, mint: &$1) }
  }
}

/// `classify`: works the class out again, with the rule that fired.
struct Classify: BookCommand {
  static let configuration = CommandConfiguration(commandName: "classify", abstract: "重新分类 · Work the class out again")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer)
    let work = try session.work(on: dealer)
    let handbook = try session.handbook()
    let classification = handbook.classify(dealer, cityMedian: work.cityMedian)
    do { try session.commit(try work.classify()) } catch SOPError.nothingToDo {}
    let reasons = classification.reasons.map { Words.reason($0, handbook: handbook) }
    if session.json {
      Output.json(schema: "class/1", [
        "dealer": .string(dealer.id.rawValue), "class": .string(classification.class), "classRule": .string(classification.rule),
        "priority": .bool(classification.priority), "reasons": .strings(reasons.map { session.say($0) }),
      ])
    } else {
      let name = session.say(Words.dealerClass(classification.class, handbook: handbook))
      Output.line("\(Words.plain(dealer.name)): \(name) (\(classification.rule))")
      for reason in reasons { Output.line("  " + session.say(reason)) }
      if classification.priority { Output.line(session.say("  优先：送修资源够或关系硬", "  First of its class: enough repair resources, or strong connections")) }
    }
  }
}

/// `contract`: a partner's contract after the signing.
struct Contract: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract", abstract: "续签与终止 · Renew or end a contract", subcommands: [ContractRenew.self, ContractEnd.self])
}

/// `contract renew`: replaces the contract by the next one.
struct ContractRenew: BookCommand {
  static let configuration = CommandConfiguration(commandName: "renew", abstract: "续签：--set contract.number=… 等 · Renew: --set contract.number=… and so on")

  @OptionGroup var globals: Globals
  @OptionGroup var values: ValueArguments
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let values = try values.assignments()
    try session.act(on: dealer) { try $0.renewContract(values, mint: &$1) }
  }
}

/// `contract end`: ends a partnership.
struct ContractEnd: BookCommand {
  static let configuration = CommandConfiguration(commandName: "end", abstract: "终止合作 · End the partnership")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(on: dealer) { try $0.endContract(reason: because.text, mint: &$1) }
  }
}
