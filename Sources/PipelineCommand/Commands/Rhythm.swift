import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `log KIND`: a piece of work that no other record counts.
struct Log: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "记录活动 · Log a piece of work: call, visit, training, meeting, greeting, …")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("call visit training meeting greeting market-visit roadshow shop-event advertising competitor-report leaflet report other", valueName: "KIND"))
  var kind: ActivityKind
  @Option(help: ArgumentHelp("次数 · How often", valueName: "N")) var count = 1
  @Option(help: ArgumentHelp("车商 · The dealer", valueName: "DEALER")) var dealer: String?
  @Option(help: ArgumentHelp("商机 · The customer", valueName: "OPP")) var opportunity: String?
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?
  @Option(help: ArgumentHelp("日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?

  func run(in session: Session) throws {
    let dealer = try dealer.map { try session.dealer($0).id }
    let customer = try opportunity.map { try session.opportunity($0, in: try session.customers()).id }
    let on = try session.day(date, option: "--date") ?? session.today
    let change = try session.minting {
      try Activity.log(kind, count: count, dealer: dealer, opportunity: customer, note: note, on: on, stamp: session.stamp, mint: &$0)
    }
    try session.commit(change)
    let book = try session.customers()
    let stands = TargetStand.all(on: on, by: session.user, in: book.book, settings: book.settings).filter { $0.target.activity == kind }
    if session.json {
      return Output.json(schema: "log/1", [
        "activity": .string(change.edits[0].id.rawValue), "kind": .string(kind.rawValue), "count": .int(count),
        "date": .string(on.description), "targets": .array(stands.map(RhythmReport.json)),
      ])
    }
    Output.line("\(on) " + session.say(Words.activity(kind)) + " +\(count)")
    for stand in stands { Output.line("  " + RhythmReport.line(stand, session)) }
  }
}

/// `targets`: the numbers of work per period and where they stand; `targets set ID --count N`.
struct Targets: BookCommand {
  static let configuration = CommandConfiguration(commandName: "targets", abstract: "工作目标 · Numbers of work per period")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("set 目标 · set and a target's id", valueName: "ACTION")) var words: [String] = []
  @Option(help: ArgumentHelp("数目，0 为取消 · How many; 0 drops it", valueName: "N")) var count: Int?
  @Option(help: ArgumentHelp("周期 · day week month year", valueName: "PERIOD")) var per: WorkTarget.Period?
  @Option(help: ArgumentHelp("活动 · The kind of work, for a target of your own", valueName: "KIND")) var activity: ActivityKind?
  @Option(help: ArgumentHelp("谁的，缺省自己 · Whose; yours unless given", valueName: "WHO")) var by: String?

  func run(in session: Session) throws {
    if !words.isEmpty { try set(session) }
    let book = try session.customers()
    let stands = TargetStand.all(on: session.today, by: by ?? session.user, in: book.book, settings: book.settings)
    if session.json {
      return Output.json(schema: "targets/1", [
        "today": .string(session.today.description), "by": .string(by ?? session.user), "targets": .array(stands.map(RhythmReport.json)),
      ])
    }
    for stand in stands { Output.line(RhythmReport.line(stand, session)) }
  }

  private func set(_ session: Session) throws {
    guard words.count == 2, words[0] == "set", let count else {
      throw CommandFailure.usage("bad-target", ["given": .strings(words)], zh: "写 targets set 目标 --count 数目 [--per 周期]。", en: "Write `targets set ID --count N [--per PERIOD]`.")
    }
    let known = WorkTarget.defaults.contains { $0.id == words[1] }
    guard (0...100_000).contains(count), known || activity != nil && per != nil, words[1].allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      throw CommandFailure(
        .badData, "bad-target", ["target": .string(words[1]), "count": .int(count), "known": .strings(WorkTarget.defaults.map(\.id))],
        Wording(
          zh: "数目要在 0 到 100000 之间；自己的目标还要 --activity 和 --per。已有：\(WorkTarget.defaults.map(\.id).joined(separator: "、"))。",
          en: "A count lies between 0 and 100000; a target of your own also needs --activity and --per. There are: \(WorkTarget.defaults.map(\.id).joined(separator: ", "))."))
    }
    let id = RecordID(rawValue: "book")
    let old = try session.store().book.record(.settings, id) ?? Record(id: id)
    var new = old
    var value = old[.entry("targets", words[1])]?.object ?? [:]
    value["count"] = .int(count)
    if let per { value["per"] = .string(per.rawValue) }
    if let activity { value["activity"] = .string(activity.rawValue) }
    new[.entry("targets", words[1])] = .object(value)
    try session.commit(Change(Deed("settings.edit", ["fields": .strings(["targets/" + words[1]])]), .settings, from: old, to: new))
  }
}

/// `day`: the agenda, calls before noon and visits after; `day close` counts the day and carries what is undone.
struct DayCommand: BookCommand {
  static let configuration = CommandConfiguration(commandName: "day", abstract: "一天的安排与收工 · The day's agenda and its close")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("close 收工 · close, to end the day", valueName: "ACTION")) var action: String?
  @Option(help: ArgumentHelp("今天的话 · A note on the day", valueName: "T")) var note: String?
  @Option(help: ArgumentHelp("明天打算 · What is meant for tomorrow", valueName: "T")) var plan: String?
  @Option(help: ArgumentHelp("补哪一天的收工，缺省今天 · The day to close afterwards; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Flag(help: "全组的 · Everybody's") var all = false

  func run(in session: Session) throws {
    let book = try session.customers()
    let rows = OpportunityRow.all(in: book.book)
    switch action {
    case nil: try show(book, rows, session)
    case "close":
      let day = try session.day(date, option: "--date") ?? session.today
      let change = try session.minting {
        try DayClose.close(day, note: note, plan: plan, in: book, rows: rows, stamp: session.stamp, mint: &$0)
      }
      try session.commit(change)
      let closed = DayClose.all(in: try session.store().book).last { $0.on == day && $0.by == session.user }
      guard let closed else { return }
      if session.json {
        return Output.json(schema: "day-close/1", [
          "day": .string(closed.on.description), "by": .string(closed.by), "figures": .object(closed.figures),
          "undone": .array(closed.undone.map {
            ["subject": .string($0.subject.rawValue), "row": .optional($0.row?.rawValue), "method": .string($0.method.rawValue), "due": .string($0.due.description)]
          }),
          "note": .optional(closed.note), "plan": .optional(closed.plan),
        ])
      }
      Output.line(session.say("\(closed.on) 收工，\(closed.undone.count) 项转到明天", "\(closed.on) closed, \(closed.undone.count) items go on tomorrow"))
      RhythmReport.print(DayFigures(day...day, by: session.user, in: book.book), session)
    default:
      throw CommandFailure.usage("unknown-action", ["given": .optional(action)], zh: "day 后面只有 close。", en: "After `day` comes close, or nothing.")
    }
  }

  private func show(_ book: CustomerBook, _ rows: [OpportunityRow], _ session: Session) throws {
    let who = all ? nil : session.user
    let agenda = DayAgenda(session.today, in: book, rows: rows, by: who)
    let figures = DayFigures(session.today...session.today, by: who, in: book.book)
    let calendar = try session.calendar()
    let missing = DayClose.missing(through: session.today, by: session.user, in: book.book) { calendar.isWorkday($0) }
    let last = DayClose.latest(before: session.today, by: session.user, in: book.book)
    if session.json {
      func json(_ items: [DayAgenda.Item]) -> JSONValue {
        .array(items.map {
          [
            "source": .string($0.source.rawValue), "subject": .string($0.subject.rawValue), "row": .optional($0.row?.rawValue),
            "name": .string($0.name), "method": .string($0.method.rawValue), "due": .string($0.due.description),
            "note": .optional($0.note), "carried": .bool($0.isCarried), "carriedFrom": .optional($0.carriedFrom?.description),
          ]
        })
      }
      var object: JSONObject = [
        "day": .string(session.today.description), "by": .optional(who), "calls": .int(figures.calls), "visits": .int(figures.visits),
        "kitRate": .optional(figures.kitRate?.description), "figures": .object(figures.json),
      ]
      object["morning"] = json(agenda.morning)
      object["afternoon"] = json(agenda.afternoon)
      object["lastClose"] = last.map { ["on": .string($0.on.description), "note": .optional($0.note), "plan": .optional($0.plan)] } ?? .null
      object["daysNotClosed"] = .strings(missing.map(\.description))
      return Output.json(schema: "day/1", object)
    }
    for (title, items) in [(session.say("上午", "Morning"), agenda.morning), (session.say("下午", "Afternoon"), agenda.afternoon)] {
      Output.line("\(title) \(items.count)")
      var table = TextTable()
      for item in items {
        table.add([
          "  " + session.say(Words.method(item.method)), item.name, item.due.description,
          item.carriedFrom.map { session.say("\(RhythmReport.brief($0, session)) 未完", "undone \(RhythmReport.brief($0, session))") } ?? "", item.note ?? "",
        ])
      }
      table.print()
    }
    RhythmReport.print(figures, session)
    if let last, let plan = last.plan {
      Output.line(session.say("\(last.on) 收工时打算：", "meant at the close of \(last.on): ") + Words.plain(plan))
    }
    if !missing.isEmpty {
      let more = missing.count > 7 ? session.say("… 共 \(missing.count) 天，最近 ", "… \(missing.count) days, the last ") : ""
      Output.line("▲ " + session.say("没有收工：", "not closed: ") + more + missing.suffix(7).map(\.description).joined(separator: " "))
    }
  }
}

/// `brief DEALER`: what to know before walking in.
struct Brief: BookCommand {
  static let configuration = CommandConfiguration(commandName: "brief", abstract: "走访前一页 · What to know before a visit")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer)
    let book = try session.customers()
    guard let brief = VisitBrief(dealer.id, in: book) else { return }
    if session.json {
      return Output.json(schema: "brief/1", [
        "dealer": .string(brief.dealer.rawValue), "name": .string(brief.name),
        "people": .array(brief.people.map {
          ["name": .string($0.name), "post": .optional($0.post), "phone": .optional($0.phone), "influence": .optional($0.influence), "interests": .optional($0.interests)]
        }),
        "nextDate": .optional(brief.nextDate?.description), "nextNote": .optional(brief.nextNote), "openPoints": .strings(brief.openPoints),
        "talks": .array(brief.talks.map { ["on": .string($0.on.description), "by": .optional($0.by), "result": .optional($0.result)] }),
        "customers": .array(brief.customers.map { .object(CustomerJSON.row($0, dealerName: brief.name)) }),
        "pendingReferrals": .int(brief.pendingReferrals),
      ])
    }
    Output.line(Words.plain(brief.name))
    for person in brief.people {
      Output.line("  " + [person.name, person.post, person.phone, person.interests].compactMap { $0 }.map(Words.plain).joined(separator: "  "))
    }
    if let next = brief.nextDate { Output.line(session.say("  约定 ", "  next ") + "\(next) " + Words.plain(brief.nextNote ?? "")) }
    for point in brief.openPoints { Output.line("  ▲ " + Words.plain(point)) }
    for talk in brief.talks { Output.line("  \(talk.on)  " + Words.plain((talk.by ?? "") + "  " + (talk.result ?? ""))) }
    for customer in brief.customers { Output.line("  · " + Words.plain(customer.customerName + "  " + (customer.model ?? ""))) }
    if brief.pendingReferrals > 0 { Output.line(session.say("  送修待定 \(brief.pendingReferrals) 起", "  \(brief.pendingReferrals) referrals pending")) }
  }
}

/// Targets and figures as scripts and people see them.
enum RhythmReport {
  static func json(_ stand: TargetStand) -> JSONValue {
    [
      "id": .string(stand.target.id), "activity": .string(stand.target.activity.rawValue), "count": .int(stand.target.count),
      "per": .string(stand.target.per.rawValue), "reached": .int(stand.reached), "share": .optional(stand.share?.description),
    ]
  }

  /// Without the year where it is this one.
  static func brief(_ day: Day, _ session: Session) -> String {
    day.year == session.today.year ? String(day.description.dropFirst(5)) : day.description
  }

  static func line(_ stand: TargetStand, _ session: Session) -> String {
    session.say(Words.activity(stand.target.activity)) + " \(stand.reached)/\(stand.target.count) " + session.say(Words.period(stand.target.per))
  }

  static func print(_ figures: DayFigures, _ session: Session) {
    Output.line(
      session.say(
        "电话 \(figures.calls)  走访 \(figures.visits)  接待 \(figures.receptions)（3+1 齐 \(figures.kitRate?.percent ?? "–")）  报价 \(figures.quotes)  出单 \(figures.policies) \(figures.premium.grouped)  新客户 \(figures.found)  送修 \(figures.referrals)",
        "calls \(figures.calls)  visits \(figures.visits)  receptions \(figures.receptions) (kits complete \(figures.kitRate?.percent ?? "–"))  quotes \(figures.quotes)  policies \(figures.policies) \(figures.premium.grouped)  new customers \(figures.found)  referrals \(figures.referrals)"))
  }
}
