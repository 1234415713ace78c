import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `winwin`: the arithmetic by itself, or the sheet for a dealer.
struct WinWinGroup: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "winwin", abstract: "共赢测算 · Win-win deal", subcommands: [WinWinCommand.self, WinWinProposalCommand.self],
    defaultSubcommand: WinWinCommand.self)
}

/// `winwin proposal`: baseline and scenarios side by side for a dealer in negotiation.
struct WinWinProposalCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "proposal", abstract: "共赢建议书 · The sheet for the talk")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("车商 · Dealer", valueName: "DEALER")) var dealer: String
  @Option(help: ArgumentHelp("保费（元） · Premium, yuan", valueName: "P")) var premium: String
  @Option(parsing: .singleValue, help: ArgumentHelp("送修金额，可多次 · Repair money, several times", valueName: "R")) var repair: [String] = []
  @Option(help: ArgumentHelp("输出格式 · Form", valueName: "html|text")) var format: String?
  @Option(name: [.customShort("o"), .customLong("output")], help: ArgumentHelp("写入文件 · Writes a file", valueName: "FILE")) var output: String?

  func run(in session: Session) throws {
    let form = format ?? (output.flatMap { QuoteFormat(ending: $0) } == .html ? "html" : "text")
    guard form == "html" || form == "text" else {
      throw CommandFailure.usage(
        "bad-format", ["field": "format", "given": .string(form), "allowed": .strings(["html", "text"])],
        zh: "--format 只有 html、text，给的是 \(Words.plain(form))。", en: "--format is html or text; given was \(Words.plain(form)).")
    }
    func money(_ text: String, _ option: String) throws -> Money {
      guard let money = QuoteInput.price(text) else { throw SOPError.values([ValueFault(field: option, given: text, allowed: .money)]) }
      return money
    }
    let premium = try money(premium, "--premium")
    let repairs = try repair.map { try money($0, "--repair") }
    let dealer = try session.dealer(dealer)
    guard let terms = WinWinTerms(of: dealer, defaults: try session.handbook().defaults) else {
      let wanted = ["repairPolicy.baseRepairRatio", "feePolicy.baseCommission", "winWinTerms.repairMargin", "winWinTerms.insurerShare"]
      let missing = wanted.filter { dealer.record[FieldKey($0)] == nil }
      let handbook = try session.handbook()
      let names = missing.map { Words.field(FieldKey($0), handbook: handbook) }
      throw CommandFailure(
        .refused, "no-terms", ["dealer": .string(dealer.id.rawValue), "missing": .strings(missing)],
        Wording(
          zh: "\(Words.plain(dealer.name)) 还缺共赢条款：\(names.map(\.zh).joined(separator: "、"))。",
          en: "\(Words.plain(dealer.name)) still lacks win-win terms: \(names.map(\.en).joined(separator: ", "))."))
    }
    let proposal = try WinWinProposal(dealer: dealer.name, on: session.today, terms: terms, premium: premium, repairs: repairs)
    let text = form == "html" ? proposal.html(session.language) : proposal.text(session.language)
    if let output, output != "-" { try FileWriter.write(text, to: output) }
    if session.json {
      var object: JSONObject = [
        "dealer": .string(dealer.id.rawValue), "name": .string(dealer.name),
        "scenarios": .array(proposal.columns.map { .object(WinWinCommand.json($0)) }),
      ]
      if let output { object["file"] = .string(output) }
      Output.json(schema: "winwinProposal/1", object)
    } else if let output, output != "-" {
      Output.note(session.say("已写入 \(Words.plain(output))", "Wrote \(Words.plain(output))"))
    } else {
      Output.write(text)
    }
  }
}
