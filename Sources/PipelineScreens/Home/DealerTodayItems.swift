import Canvas
import Pipeline

extension TodayProvider {
  /// The dealers: what is overdue, due, stuck, ready or without a next step, and how many stand in each stage.
  public static let dealers = TodayProvider(
    items: { desk in desk.lookups.agenda(on: desk.today).map { DealerTodayItems.item($0, desk) } },
    counters: DealerTodayItems.counters)
}

/// Makes items of the Today screen from the dealers' agenda.
enum DealerTodayItems {
  static func item(_ item: DealerAgenda.Item, _ desk: Desk) -> TodayItem {
    let stage = DealerWords.short(item.stage)
    let step = item.step.flatMap { desk.handbook.step($0) }
    let letter = item.step.map { id in
      id.rawValue.split(separator: "-").first.map { $0.count == 2 ? $0.uppercased() + " " : "" } ?? ""
    } ?? ""
    var where_ = stage
    if let step, step.name.zh != desk.handbook.guide(item.stage).name.zh {
      where_ = Wording(zh: stage.zh + " " + letter + step.name.zh, en: stage.en + " " + letter + step.name.en)
    }
    let id = item.dealer.id
    let land = item.step.map { (step: $0, field: item.field) }
    return TodayItem(
      urgency(item.reason), title: item.dealer.name, step: where_, note: note(item), dealer: id,
      facts: { facts(item, $0) }, open: { _ in [.open(DossierScreen(dealer: id, landingOn: land))] })
  }

  static func urgency(_ reason: DealerAgenda.Reason) -> TodayItem.Urgency {
    switch reason {
    case .overdue, .contractExpired: .overdue
    case .dueToday: .today
    case .contractRunsOut: .runningOut
    case .stuck: .stuck
    case .readyToAdvance: .ready
    case .noNextDate: .noNextStep
    }
  }

  static func note(_ item: DealerAgenda.Item) -> Wording {
    switch item.reason {
    case .overdue(let days): return Wording(zh: "+\(days) 天", en: "+\(days) d")
    case .contractExpired: return Wording(zh: "合同已过", en: "lapsed")
    case .contractRunsOut(_, let left): return Wording(zh: "剩 \(left) 天", en: "\(left) d left")
    case .stuck(let days, let limit): return Wording(zh: "\(days)/\(limit) 日", en: "\(days)/\(limit) wd")
    case .readyToAdvance: return Wording(zh: "条件已齐", en: "gate open")
    case .dueToday, .noNextDate:
      return item.missing.isEmpty ? Wording("") : Wording(zh: "缺 \(item.missing.count)", en: "\(item.missing.count) miss.")
    }
  }

  /// Why, in a sentence.
  static func why(_ reason: DealerAgenda.Reason) -> Wording {
    switch reason {
    case .overdue(let days): Wording(zh: "约定的日期过了 \(days) 天", en: "The agreed date passed \(days) days ago")
    case .dueToday: Wording(zh: "约定今天", en: "Agreed for today")
    case .contractExpired(let on): Wording(zh: "合同 \(on) 到期，没有续签", en: "The contract ended on \(on) and was not renewed")
    case .contractRunsOut(let on, let left): Wording(zh: "合同 \(on) 到期，还有 \(left) 天", en: "The contract ends on \(on), \(left) days left")
    case .stuck(let days, let limit):
      Wording(zh: "本阶段已 \(days) 个工作日，限 \(limit)", en: "\(days) working days in this stage, limit \(limit)")
    case .readyToAdvance(let stage):
      Wording(
        zh: "本阶段条件已齐，可以" + (stage.next.map { "进入" + DealerWords.short($0).zh } ?? "成为伙伴"),
        en: "The gate is open: " + (stage.next.map { "on to " + DealerWords.short($0).en } ?? "make it a partner"))
    case .noNextDate: Wording(zh: "没有定下次日期", en: "No date for what comes next")
    }
  }

  static func facts(_ item: DealerAgenda.Item, _ desk: Desk) -> [FactLine] {
    let dealer = item.dealer
    var facts: [FactLine] = item.reasons.enumerated().map { place, reason in
      FactLine(
        place == 0 ? Wording(zh: "原因", en: "Why") : Wording(""), desk.say(why(reason)), urgency(reason).style)
    }
    if let step = item.step.flatMap({ desk.handbook.step($0) }) {
      facts.append(FactLine(zh: "该做", en: "To do", desk.say(step.name) + desk.language.pick(zh: "：", en: ": ") + desk.say(step.purpose)))
    }
    if let note = dealer.text("nextNote") { facts.append(FactLine(zh: "约定", en: "Agreed", note)) }
    let fields = item.missing.compactMap { missing in missing.field.flatMap { desk.handbook.field($0) }.map { desk.say($0.name) } }
    facts.append(FactLine(zh: "还缺", en: "Missing", fields.joined(separator: desk.language.pick(zh: "、", en: ", "))))
    facts += DealerFacts.contacts(of: dealer, desk: desk, limit: 3)
    facts += DealerFacts.people(of: dealer, desk: desk, limit: 3)
    facts.append(FactLine.heading(zh: "车商", en: "Dealer"))
    facts += DealerFacts.work(of: dealer, row: DealerRow(dealer.record), desk: desk)
    facts += DealerFacts.directory(of: dealer, desk: desk).prefix(6)
    return facts
  }

  /// `摸底 5,231 ▇▇▇ 走访 12 ▇▁▁ …`: bars shrink before words go.
  static func counters(_ desk: Desk) -> [StyledLine] {
    let rows = desk.lookups.dealers.rows
    guard !rows.isEmpty else { return [] }
    var stages = [Int](repeating: 0, count: Stage.allCases.count)
    var partners = 0
    var worked = 0
    for row in rows {
      switch row.standing.flatMap(Standing.init(rawValue:)) ?? .open {
      case .open:
        stages[(row.stage.flatMap(Stage.init(rawValue:)) ?? .survey).index] += 1
        if row.isWorkedOn { worked += 1 }
      case .partner: partners += 1
      case .dropped, .ended: break
      }
    }
    // The untouched many would flatten every other bar.
    let largest = max(1, stages.dropFirst().max() ?? 1)
    return [6, 4, 3, 0, -1].map { bar in
      var line = StyledLine()
      for stage in Stage.allCases {
        let name = desk.say(DealerWords.short(stage))
        line.append((bar < 0 ? String(name.prefix(desk.language == .zh ? 1 : 3)) : name) + " ", .label)
        line.append(grouped(stages[stage.index]))
        if bar > 0, stage != .survey {
          line += " " + Bars.bar(stages[stage.index], of: largest, columns: bar, lines: desk.lines)
        }
        line.append(bar < 0 ? " " : "  ")
      }
      line.append(desk.language.pick(zh: "经办 ", en: "open "), .label)
      line.append(grouped(worked) + (bar < 0 ? " " : "  "))
      line.append(desk.language.pick(zh: "合作 ", en: "partners "), .label)
      line.append(grouped(partners), partners > 0 ? .good : .plain)
      return line
    }
  }

  /// `5,231`
  static func grouped(_ number: Int) -> String {
    var digits = Array(String(number))
    var place = digits.count - 3
    while place > (number < 0 ? 1 : 0) {
      digits.insert(",", at: place)
      place -= 3
    }
    return String(digits)
  }
}
