import Canvas
import Pipeline

extension InfoItem {
  /// What happened with a dealer, the latest first: moves, steps, visits, talks, offers, contracts.
  static func history(_ progress: DealerProgress, desk: Desk) -> [InfoItem] {
    let dealer = progress.dealer
    var found: [(day: String, item: InfoItem)] = []
    func add(_ day: String?, _ what: String, _ style: Style = .plain, by: String? = nil, _ body: [String?] = [], target: Target? = nil) {
      let day = day ?? ""
      let shown = Day(day).map { DossierWords.day($0, desk: desk) } ?? day
      var head = StyledLine(shown + " ", .muted)
      head.append(what, style)
      if let by, !by.isEmpty { head.append("  " + Words.plain(by), .muted) }
      let text = body.compactMap { $0 }.filter { !$0.isEmpty }.map { Words.plain($0) }.joined(separator: "\n")
      found.append((day, InfoItem(head: head, body: text, target: target)))
    }
    for step in progress.steps where step.state == .done || step.state == .skipped {
      let verb = step.state == .done ? desk.language.pick(zh: "完成 ", en: "Done: ") : desk.language.pick(zh: "跳过 ", en: "Skipped: ")
      add(step.on?.description, verb + DossierWords.step(step.step, desk: desk), by: step.by, [step.reason, step.note], target: .step(step.step.id))
    }
    for entry in dealer.record.entries(of: "visits") {
      let met = strings(entry.value["metWith"]).joined(separator: desk.language.pick(zh: "、", en: ", "))
      add(
        entry.value["date"]?.string, desk.language.pick(zh: "走访 ", en: "Visit ") + Words.plain(met), .heading,
        by: entry.value["visitor"]?.string ?? entry.value["by"]?.string, [entry.value["note"]?.string])
    }
    for entry in dealer.record.entries(of: "sessions") {
      let track = entry.value["track"]?.string.flatMap { Track(rawValue: $0) }
      let steps = strings(entry.value["steps"]).compactMap { desk.handbook.step(StepID($0)) }.map { DossierWords.step($0, desk: desk) }
      let open = strings(entry.value["openPoints"])
      add(
        entry.value["date"]?.string, desk.language.pick(zh: "洽谈 ", en: "Talk ") + (track.map { desk.say(Words.track($0)) } ?? ""), .heading,
        by: entry.value["by"]?.string,
        [
          strings(entry.value["who"]).joined(separator: desk.language.pick(zh: "、", en: ", ")), steps.joined(separator: desk.language.pick(zh: "、", en: ", ")),
          open.isEmpty ? nil : desk.language.pick(zh: "未决 ", en: "Open: ") + open.joined(separator: desk.language.pick(zh: "；", en: "; ")),
          entry.value["note"]?.string,
          entry.value["nextDate"]?.string.map { desk.language.pick(zh: "下次 ", en: "Next ") + $0 },
        ])
    }
    for entry in dealer.record.entries(of: "offers") {
      let terms = [
        entry.value["commission"]?.string.flatMap { Rate($0) }?.percent, entry.value["repairRatio"]?.string.flatMap { Ratio($0) }?.perOne,
      ].compactMap { $0 }.joined(separator: " ")
      let isTheirs = entry.value["side"]?.string == "dealer"
      let isOver = progress.warnings.contains { if case .overBottomLine(entry.entry, _, _, _, _) = $0 { true } else { false } }
      let who = isTheirs ? desk.language.pick(zh: "对方要 ", en: "They ask ") : desk.language.pick(zh: "我方报 ", en: "We offer ")
      let over = isOver ? " " + String(desk.lines.stuck) + desk.language.pick(zh: " 超过底线", en: " over the limit") : ""
      add(entry.value["date"]?.string, who + terms + over, isOver ? .warning : .heading, by: entry.value["by"]?.string, [entry.value["note"]?.string])
    }
    for move in dealer.moves {
      let to = DossierWords.stage(move.to, desk: desk)
      let what: Wording =
        switch move.kind {
        case .advance: Words.say("进入 \(to)", "Into \(to)")
        case .override: Words.say("越级进入 \(to)", "Overridden into \(to)")
        case .return: Words.say("退回 \(to)", "Back to \(to)")
        case .drop: Words.say("放弃", "Given up")
        case .resume: Words.say("重新跟进", "Taken up again")
        case .sign: Words.say("签约", "Signed")
        case .renew: Words.say("续约", "Contract renewed")
        case .end: Words.say("终止合作", "Partnership ended")
        }
      var body = [move.reason]
      if !move.missing.isEmpty {
        let names = move.missing.map { item in
          item.field.map { Words.field($0, handbook: desk.handbook) } ?? desk.handbook.step(item.step)?.name.wording ?? Wording(item.step.rawValue)
        }
        body.append(desk.language.pick(zh: "当时缺：", en: "Missing then: ") + desk.say(Words.list(names)))
      }
      let style: Style = move.kind == .override || move.kind == .drop || move.kind == .end ? .warning : .good
      add(move.on.description, desk.say(what), style, by: move.by, body)
    }
    // The latest day first; of one day, what was written last.
    return found.enumerated().sorted { ($0.element.day, $0.offset) > ($1.element.day, $1.offset) }.map(\.element.item)
  }

  private static func strings(_ value: JSONValue?) -> [String] { (value?.array ?? []).compactMap(\.string).map { Words.plain($0) } }
}
