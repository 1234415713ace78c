import Canvas
import Pipeline

extension DossierScreen {
  /// The deeds that ask something first, or lead to a screen of their own.
  func deed(_ message: Message, _ desk: Desk) -> [Effect] {
    let id = id
    switch message {
    case .skip:
      guard let step = openStep?.step else { return [] }
      return reason(
        Words.say("跳过：\(step.name.zh)", "Skip: \(step.name.en)"),
        Words.say("为什么不需要这一步？过关要的字段仍要填。", "Why is this step not needed? Fields that the gate requires are still asked for."),
        then: [.done(zh: "已跳过 \(step.name.zh)", en: "Skipped: \(step.name.en)")]
      ) { work, reason, _ throws(SOPError) in try work.skip(step.id, reason: reason) }
    case .reopen:
      guard let step = openStep?.step else { return [] }
      return DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "已重开 \(step.name.zh)，所填都在", en: "Reopened: \(step.name.en); its values stay")]) {
        work, _ throws(SOPError) in try work.reopen(step.id)
      }
    case .advance: return [.open(GateScreen(dealer: id))]
    case .goBack: return [.open(StageDialogs.goBack(dealer: id, desk: desk))]
    case .drop:
      return reason(
        Words.say("放弃这家", "Give this dealer up"), Words.say("原因会留在历史和月检视里。", "The reason stays in the history and the month's review."),
        then: [.done(zh: "已放弃，按 d 可重新跟进", en: "Given up; d takes it up again")]
      ) { work, reason, mint throws(SOPError) in try work.drop(reason: reason, mint: &mint) }
    case .resume:
      return DealerDeeds.effects(on: id, desk: desk, then: [.done(zh: "已重新跟进", en: "Taken up again")]) { work, mint throws(SOPError) in
        try work.takeUpAgain(mint: &mint)
      }
    case .end:
      return reason(
        Words.say("终止合作", "End the partnership"), Words.say("合同会存档。为什么终止？", "The contract is filed. Why does it end?"),
        then: [.done(zh: "合作已终止，合同已存档", en: "Partnership ended, contract filed")]
      ) { work, reason, mint throws(SOPError) in try work.endContract(reason: reason, mint: &mint) }
    case .contract: return [.open(StageDialogs.renewal(dealer: id, desk: desk))]
    case .nextDate: return [.open(StageDialogs.nextDate(dealer: id, desk: desk))]
    case .visit: return [.open(ReportDialogs.visit(dealer: id, desk: desk))]
    case .session: return [.open(ReportDialogs.session(dealer: id, track: openStep?.step.track ?? .decisionMaker, desk: desk))]
    case .offer: return [.open(ReportDialogs.offer(dealer: id, track: openStep?.step.track, desk: desk))]
    case .winWin: return [.open(WinWinScreen(dealer: id))]
    default: return []
    }
  }

  /// Asks for a reason and does the deed with it.
  private func reason(
    _ heading: Wording, _ question: Wording, then: [Effect],
    _ deed: @escaping @Sendable (DealerWork, String, inout IDMint) throws(SOPError) -> Change
  ) -> [Effect] {
    let id = id
    return [
      .open(
        PromptScreen(heading, question: question) { reason, desk in
          DealerDeeds.effects(on: id, desk: desk, then: then) { work, mint throws(SOPError) in try deed(work, reason, &mint) }
        })
    ]
  }
}
