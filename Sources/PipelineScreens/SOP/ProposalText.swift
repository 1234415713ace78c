import Canvas
import Pipeline

/// The result of a win-win calculation as text: a few lines for a message, and a whole proposal to print.
enum ProposalText {
  static func short(_ deal: WinWinScreen.Deal, dealer: Dealer?, desk: Desk) -> String {
    let zh = desk.language == .zh
    var lines: [String] = []
    lines.append((zh ? "共赢测算" : "Win-win") + (dealer.map { " " + Words.plain($0.name) } ?? ""))
    guard let terms = deal.terms, let premium = deal.premium else { return lines.joined(separator: "\n") }
    lines.append(
      zh
        ? "基准手续费 \(terms.baseCommission.percent)，基准送修 \(terms.baseRepairRatio.perOne)，利润率 \(terms.repairMargin.percent)，我方分成 \(terms.insurerShare.percent)"
        : "Base commission \(terms.baseCommission.percent), base repair ratio \(terms.baseRepairRatio.perOne), margin \(terms.repairMargin.percent), our share \(terms.insurerShare.percent)")
    lines.append((zh ? "保费 " : "Premium ") + premium.grouped)
    for column in deal.columns {
      let result = column.result
      let gain = (result.dealerGain > .zero ? "+" : "") + result.dealerGain.grouped
      lines.append(
        zh
          ? "\(column.name.zh)：送修 \(result.repair.grouped)，手续费 \(result.commission.percent)，车商共得 \(result.dealerTotal.grouped)（比基准 \(gain)）"
          : "\(column.name.en): repairs \(result.repair.grouped), commission \(result.commission.percent), the dealer has \(result.dealerTotal.grouped) (\(gain) against the baseline)")
    }
    return lines.joined(separator: "\n")
  }

  static func whole(_ deal: WinWinScreen.Deal, dealer: Dealer?, desk: Desk) -> String {
    let zh = desk.language == .zh
    var lines: [String] = [zh ? "共赢合作方案" : "Proposal of a win-win deal"]
    if let dealer { lines.append(Words.plain(dealer.name)) }
    lines.append(desk.today.description)
    guard let terms = deal.terms, let premium = deal.premium else { return lines.joined(separator: "\n") }
    lines += ["", zh ? "一、条件" : "1. Terms"]
    lines.append((zh ? "基准手续费率 " : "Base commission ") + terms.baseCommission.percent)
    lines.append((zh ? "基准送修比 " : "Base repair ratio ") + terms.baseRepairRatio.perOne)
    let brands = dealer?.texts("repairPolicy.repairBrands") ?? []
    if !brands.isEmpty { lines.append((zh ? "可承修品牌 " : "Brands repaired ") + Words.plain(brands.joined(separator: zh ? "、" : ", "))) }
    lines.append((zh ? "维修利润率 " : "Repair margin ") + terms.repairMargin.percent)
    lines.append(
      zh
        ? "超出基准的利润，我方 \(terms.insurerShare.percent)，车商 \(Rate(millionths: 1_000_000 - terms.insurerShare.millionths).percent)"
        : "Profit above the baseline: ours \(terms.insurerShare.percent), the dealer's \(Rate(millionths: 1_000_000 - terms.insurerShare.millionths).percent)")
    lines.append((zh ? "手续费下限 " : "Commission floor ") + terms.commissionFloor.percent)
    lines.append((zh ? "起算门槛 " : "Trigger ") + terms.trigger.perOne)
    if let dealer, let field = desk.handbook.field("valueServices"), dealer.record["valueServices"] != nil {
      lines.append(desk.say(field.name) + " " + FieldText.display(dealer.record["valueServices"], field, desk: desk))
    }
    lines += ["", (zh ? "二、一期的算法，保费 " : "2. One period with a premium of ") + premium.grouped + (zh ? " 元" : " yuan")]
    lines += table(deal, desk: desk)
    lines += ["", zh ? "三、说明" : "3. Notes"]
    lines.append(
      zh
        ? "送修超出基准，多出的维修利润按约定分成；我方那份抵减手续费，车商到手的合计只增不减。"
        : "Repairs above the baseline bring extra profit, which is shared; our part comes off the commission, and what the dealer has in all only grows.")
    lines.append(zh ? "以送修换手续费须经公司合规同意后生效。" : "Trading repairs for commission takes effect only with the company's compliance approval.")
    return lines.joined(separator: "\n")
  }

  /// The figures in columns of text, each as wide as it needs.
  private static func table(_ deal: WinWinScreen.Deal, desk: Desk) -> [String] {
    let names = WinWinTable.lines.map { desk.say($0.name) }
    let width = names.reduce(0) { max($0, CellWidth.columns(of: $1)) }
    func right(_ text: String, _ columns: Int) -> String { String(repeating: " ", count: max(0, columns - CellWidth.columns(of: text))) + text }
    let columns = deal.columns.map { column in [desk.say(column.name)] + WinWinTable.lines.map { $0.figure(column.result) } }
    let widths = columns.map { $0.reduce(0) { max($0, CellWidth.columns(of: $1)) } + 2 }
    return (0...names.count).map { row in
      let head = row == 0 ? "" : names[row - 1]
      return CellWidth.padded(head, columns: width) + zip(columns, widths).map { right($0[row], $1) }.joined()
    }
  }
}

/// A text to look at, to copy and to print from the clipboard.
struct ProposalScreen: Screen {
  let text: String
  /// The same as a sheet to write to a file; nil while something is missing.
  let proposal: WinWinProposal?
  private var top = 0

  init(text: String, proposal: WinWinProposal? = nil) {
    self.text = text
    self.proposal = proposal
  }

  enum Message { case scroll(Int), copy, export, close }

  var name: String { "proposal" }
  func title(desk: Desk) -> Wording { Words.say("方案文本", "Proposal") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .init("y", .enter, hint: Words.say("复制", "copy"), message: .copy, rank: 1, command: .line("winwin --premium P --repair R …")),
      .init(
        "e", hint: Words.say("导出", "write to a file"), message: .export,
        unavailable: proposal == nil ? Words.say("先把条件和保费填好", "fill in the terms and the premium first") : nil, rank: 2,
        command: .line("winwin proposal DEALER --premium P -o FILE")),
      .moving(.down, "j", hint: Words.say("下移", "down"), message: .scroll(1), rank: 3),
      .moving(.up, "k", hint: Words.say("上移", "up"), message: .scroll(-1), rank: nil),
      .moving(.pageDown, " ", hint: Words.say("下翻", "page down"), message: .scroll(10), rank: nil),
      .moving(.pageUp, hint: Words.say("上翻", "page up"), message: .scroll(-10), rank: nil),
      .moving("q", .escape, hint: Words.say("返回", "back"), message: .close, rank: 2),
    ])
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .scroll(let step): top = min(max(0, top + step), text.split(separator: "\n", omittingEmptySubsequences: false).count - 1)
    case .copy: return [.copy(text), .done(zh: "已复制，可粘贴到微信或打印", en: "Copied: paste it to print or to send")]
    case .export: return proposal.map { [.open(WinWinExportScreen($0, language: desk.language))] } ?? []
    case .close: return [.close]
    }
    return []
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    grid.box(grid.content, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    let inner = grid.content.inner.inset(columns: 1, rows: 0)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let first = min(top, max(0, lines.count - inner.height))
    for (row, line) in lines.dropFirst(first).prefix(inner.height).enumerated() { grid.put(line, in: inner.row(row)) }
  }
}
