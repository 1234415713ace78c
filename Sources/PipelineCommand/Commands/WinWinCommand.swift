import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `winwin`: the arithmetic of the win-win deal.
struct WinWinCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "calculate", abstract: "共赢测算 · Work out a win-win deal")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("保费（元） · Premium, yuan", valueName: "P")) var premium: String
  @Option(help: ArgumentHelp("送修金额（元） · Repair money, yuan", valueName: "R")) var repair: String
  @Option(name: .customLong("base-ratio"), help: ArgumentHelp("基准送修比 · Base repair ratio, as 1:0.5", valueName: "X")) var baseRatio: String
  @Option(name: .customLong("base-commission"), help: ArgumentHelp("基准手续费率 · Base commission", valueName: "C")) var baseCommission: String
  @Option(help: ArgumentHelp("维修毛利率 · The dealer's repair margin", valueName: "M")) var margin: String
  @Option(help: ArgumentHelp("我方分成 · The insurer's share", valueName: "S")) var share: String
  @Option(help: ArgumentHelp("手续费下限 · Commission floor", valueName: "F")) var floor: String?
  @Option(help: ArgumentHelp("触发值 · Trigger above the base ratio", valueName: "T")) var trigger: String?

  func run(in session: Session) throws {
    var faults: [ValueFault] = []
    func rate(_ text: String?, _ option: String) -> Rate {
      guard let text else { return .zero }
      if let rate = Rate(text) { return rate }
      faults.append(
        ValueFault(field: option, given: text, allowed: Ratio(text) == nil ? .rate(maximum: .whole) : .rateWithPercentSign(number: text)))
      return .zero
    }
    func ratio(_ text: String?, _ option: String) -> Ratio {
      guard let text else { return Ratio(millionths: 0) }
      if let ratio = Ratio(text) { return ratio }
      faults.append(ValueFault(field: option, given: text, allowed: .ratio))
      return Ratio(millionths: 0)
    }
    func money(_ text: String, _ option: String) -> Money {
      if let money = Money(text) { return money }
      faults.append(ValueFault(field: option, given: text, allowed: .money))
      return .zero
    }
    let terms = WinWinTerms(
      baseRepairRatio: ratio(baseRatio, "--base-ratio"), baseCommission: rate(baseCommission, "--base-commission"),
      repairMargin: rate(margin, "--margin"), insurerShare: rate(share, "--share"), commissionFloor: rate(floor, "--floor"),
      trigger: ratio(trigger, "--trigger"))
    let amounts = (money(premium, "--premium"), money(repair, "--repair"))
    if !faults.isEmpty { throw SOPError.values(faults) }
    let deal = try WinWin(terms, premium: amounts.0, repair: amounts.1)
    if session.json { Output.json(schema: "winwin/1", WinWinCommand.json(deal)) } else { tell(deal, session) }
  }

  static func json(_ deal: WinWin) -> JSONObject {
    [
      "premium": .string(deal.premium.description), "repair": .string(deal.repair.description),
      "repairRatio": .optional(deal.repairRatio?.description), "extraRepair": .string(deal.extraRepair.description),
      "extraProfit": .string(deal.extraProfit.description), "insurerGain": .string(deal.insurerGain.description),
      "commission": .string(deal.commission.description), "commissionPaid": .string(deal.commissionPaid.description),
      "commissionAtBase": .string(deal.commissionAtBase.description), "dealerTotal": .string(deal.dealerTotal.description),
      "dealerTotalAtBase": .string(deal.dealerTotalAtBase.description), "dealerGain": .string(deal.dealerGain.description),
      "uncollected": .string(deal.uncollected.description), "shortfall": .string(deal.shortfall.description),
    ]
  }

  private func tell(_ deal: WinWin, _ session: Session) {
    var table = TextTable(right: [1])
    func row(_ zh: String, _ en: String, _ value: String) { table.add([session.say(zh, en), value]) }
    row("保费", "premium", deal.premium.grouped)
    row("送修金额", "repair money", deal.repair.grouped)
    row("送修比", "repair ratio", deal.repairRatio?.perOne ?? "–")
    row("超基准送修", "extra repair", deal.extraRepair.grouped)
    row("超基准利润", "extra profit", deal.extraProfit.grouped)
    row("我方所得", "insurer's gain", deal.insurerGain.grouped)
    row("手续费率", "commission", deal.commission.percent)
    row("手续费", "commission paid", deal.commissionPaid.grouped)
    row("车商合计", "dealer's total", deal.dealerTotal.grouped)
    row("比基准多得", "dealer's gain", deal.dealerGain.grouped)
    if deal.floorBites { row("下限挡住未收", "kept by the floor", deal.uncollected.grouped) }
    if deal.shortfall > .zero { row("送修不足", "short of the baseline", deal.shortfall.grouped) }
    table.print()
    Output.line(session.say("以送修换手续费须经公司合规批准。", "Trading repairs for commission needs the company's compliance approval."))
  }
}
