import Canvas
import Pipeline

/// A moment to be glad: the contract's number, from when to when it runs, and what it took.
struct SignedScreen: Screen {
  private let dealer: Dealer
  private let began: Day?

  init(dealer: Dealer, desk: Desk) {
    self.dealer = dealer
    began = dealer.moves.compactMap(\.since).min()
  }

  enum Message { case close, copy }

  var name: String { "signed" }
  var isOverlay: Bool { true }
  func title(desk: Desk) -> Wording { Words.say("签约成功", "Signed") }

  func keys(desk: Desk) -> KeyTable<Message> {
    KeyTable([
      .moving(.enter, .escape, "q", " ", hint: Words.say("好", "good"), message: .close, rank: 1),
      .init("y", hint: Words.say("复制喜报", "copy the news"), message: .copy, rank: 2, command: .line("dealers show DEALER")),
    ])
  }

  mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .close: [.close]
    case .copy: [.copy(([desk.say(title(desk: desk))] + lines(desk)).joined(separator: "\n")), .done(zh: "已复制", en: "Copied")]
    }
  }

  private func lines(_ desk: Desk) -> [String] {
    let zh = desk.language == .zh
    var lines = [Words.plain(dealer.name)]
    lines.append((zh ? "合同 " : "Contract ") + Words.plain(dealer.text("contract.number") ?? ""))
    let from = dealer.text("contract.inForce") ?? "", until = dealer.text("contract.ends") ?? ""
    lines.append(zh ? "\(from) 生效，\(until) 到期" : "in force \(from), ends \(until)")
    var terms: [String] = []
    if let commission = dealer.rate("contract.commission") { terms.append((zh ? "手续费 " : "commission ") + commission.percent) }
    if let ratio = dealer.ratio("contract.repairRatio") { terms.append((zh ? "送修比 " : "repair ratio ") + ratio.perOne) }
    if !terms.isEmpty { lines.append(terms.joined(separator: zh ? "，" : ", ")) }
    if let began {
      let days = desk.calendar.workdays(after: began, through: desk.today)
      lines.append(zh ? "从摸底到签约 \(days) 个工作日" : "\(days) working days from survey to contract")
    }
    return lines
  }

  func view(desk: Desk, into grid: inout CellGrid) {
    let lines = lines(desk)
    let width = min(56, grid.content.width - 8)
    let inside = DialogPart.open(
      into: &grid, title: StyledLine(String(grid.lines.check) + " " + desk.say(title(desk: desk)), .good), width: width, height: lines.count + 4)
    grid.put(lines[0], in: inside.row(1), .title, .centre)
    for (number, line) in lines.dropFirst().enumerated() { grid.put(line, in: inside.row(2 + number), .plain, .centre) }
    DialogPart.buttons([(.enter, desk.language.pick(zh: "好", en: "good")), ("y", desk.language.pick(zh: "复制", en: "copy"))], into: &grid, in: inside.bottom(1))
  }
}
