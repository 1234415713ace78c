import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

extension Session {
  /// What one can do with a dealer today, with the city's median at hand for its class.
  func work(on dealer: Dealer) throws -> DealerWork {
    let median = CityVolumes(dealers: try store().book[.dealer]).median(of: dealer.city)
    return DealerWork(dealer, handbook: try handbook(), day: today, by: user, cityMedian: median)
  }

  /// Does one deed on the dealer that `text` names, writes it, and says where the dealer stands after it.
  ///
  /// - Parameter facts: what the answer as JSON says besides.
  func act(
    on text: String, facts: (Dealer) -> JSONObject = { _ in [:] }, _ deed: (DealerWork, inout IDMint) throws -> Change
  ) throws {
    let dealer = try dealer(text)
    let work = try work(on: dealer)
    let change = try minting { try deed(work, &$0) }
    try finish(change, on: dealer.id, facts: facts(dealer))
  }

  /// A step by its id, its first part (`b6`) or its name.
  func step(_ text: String) throws -> SOPStep {
    let found = try handbook().findSteps(text)
    if found.count == 1 { return found[0] }
    guard !found.isEmpty else { throw SOPError.unknownStep(text) }
    let ids = found.map(\.id.rawValue)
    throw CommandFailure.usage(
      "ambiguous-step", ["given": .string(text), "candidates": .strings(ids)],
      zh: "“\(Words.plain(text))”有几个步骤吻合：\(ids.joined(separator: "、"))。请写全。",
      en: "\"\(Words.plain(text))\" fits several steps: \(ids.joined(separator: ", ")). Write it in full.")
  }

  /// A day as typed on the command line.
  func day(_ text: String?, option: String) throws -> Day? {
    guard let text else { return nil }
    if let day = Day(text) { return day }
    throw CommandFailure(
      .badData, "bad-date", ["option": .string(option), "given": .string(text)],
      Wording(
        zh: "\(option) 要写成 YYYY-MM-DD 且确有其日，给的是 \(Words.plain(text))。",
        en: "\(option) is written YYYY-MM-DD, a day that exists; given was \(Words.plain(text))."))
  }

  /// Writes the change and says where the dealer stands after it.
  func finish(_ change: Change, on dealer: RecordID, facts: JSONObject = [:]) throws {
    try commit(change)
    guard let after = try store().book.dealer(dealer) else { return }
    let handbook = try handbook()
    let progress = DealerProgress(dealer: after, handbook: handbook, calendar: try calendar(), today: today)
    if json {
      var object = StepReport.json(progress)
      object.merge(facts) { $1 }
      Output.json(schema: "step/1", object)
    } else {
      StepReport.tell(change.deed, progress, handbook, self)
    }
  }
}

/// Why something is done, for the deeds that want to know it.
struct ReasonArgument: ParsableArguments {
  @Option(help: ArgumentHelp("原因 · Why", valueName: "T")) var reason: String?

  /// Empty when none was given: the rule that wants one refuses that.
  var text: String { reason ?? "" }
}

/// What a command that changed one dealer answers.
enum StepReport {
  static func json(_ progress: DealerProgress) -> JSONObject {
    let dealer = progress.dealer
    return [
      "dealer": .string(dealer.id.rawValue), "name": .string(dealer.name), "stage": .string(dealer.stage.rawValue),
      "standing": .string(dealer.standing.rawValue), "class": .optional(dealer.text("class")),
      "classRule": .optional(dealer.text("classRule")), "missing": .array(progress.gate.map(\.json)),
      "nextStep": .optional(progress.nextStep?.id.rawValue), "nextField": .optional(progress.nextField?.rawValue),
    ]
  }

  static func tell(_ deed: Deed, _ progress: DealerProgress, _ handbook: Handbook, _ session: Session) {
    let dealer = progress.dealer
    Output.line(session.say(Words.deed(deed, handbook: handbook)))
    var place = session.say(Words.stage(dealer.stage))
    if dealer.standing != .open { place += " · " + session.say(Words.standing(dealer.standing)) }
    if let name = dealer.text("class") { place += " · " + session.say(Words.dealerClass(name, handbook: handbook)) }
    Output.line("  " + place)
    guard dealer.standing == .open else { return }
    if progress.gate.isEmpty {
      Output.line(session.say("  可以过关：cheshang advance \(dealer.id)", "  The gate is open: cheshang advance \(dealer.id)"))
    } else {
      let shown = progress.gate.prefix(8).map { session.say(Words.missing($0, handbook: handbook)) }
      let more = progress.gate.count > 8 ? session.say(" 等 \(progress.gate.count) 项", " and \(progress.gate.count - 8) more") : ""
      Output.line(session.say("  过关还缺：", "  The gate still wants: ") + shown.joined(separator: session.say("、", ", ")) + more)
    }
    if let step = progress.nextStep {
      Output.line(session.say("  下一步：", "  Next step: ") + session.say(Words.step(step.id, handbook: handbook)))
    }
    for warning in progress.warnings {
      switch warning {
      case .overBottomLine, .complianceOpen, .contractDiffers, .licence:
        Output.line("  ▲ " + session.say(Words.warning(warning, handbook: handbook)))
      default: break
      }
    }
  }
}
