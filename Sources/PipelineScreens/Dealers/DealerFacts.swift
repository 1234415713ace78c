import Canvas
import Pipeline

/// The facts of a dealer that stand beside a list.
enum DealerFacts {
  /// What the directory knows.
  static func directory(of dealer: Dealer, desk: Desk) -> [FactLine] {
    let record = dealer.record
    let place = [dealer.province, dealer.city, dealer.district].compactMap { $0 }.joined(separator: " ")
    var facts = [
      FactLine(zh: "品牌", en: "Brands", brands(of: dealer, desk)),
      FactLine(zh: "代码", en: "Code", ([dealer.code].compactMap { $0 } + dealer.aliases.map { "(" + $0 + ")" }).joined(separator: " ")),
      FactLine(zh: "地区", en: "Place", place),
      FactLine(zh: "地址", en: "Address", dealer.address ?? ""),
      FactLine(zh: "电话", en: "Phones", dealer.phones.joined(separator: "  ")),
    ]
    let contact = [dealer.text("contactName"), dealer.text("contactPhone")].compactMap { $0 }.joined(separator: " ")
    facts.append(FactLine(zh: "联系人", en: "Contact", contact))
    facts.append(FactLine(zh: "年销量", en: "Sales", dealer.salesVolume.map { String($0) + desk.language.pick(zh: " 台", en: " cars") } ?? ""))
    facts.append(FactLine(zh: "负责人", en: "Owner", dealer.text("owner") ?? ""))
    let sources = dealer.sources.map { source in
      desk.say(DealerWords.source(source.kind)) + (source.list.map { " " + $0 } ?? "") + (source.dated.map { " " + $0.description } ?? "")
    }
    facts.append(FactLine(zh: "来源", en: "Sources", sources.joined(separator: desk.language.pick(zh: "；", en: "; "))))
    if !sources.isEmpty {
      let mark = String(dealer.isVerified ? desk.lines.check : desk.lines.open)
      facts.append(FactLine(zh: "核实", en: "Verified", mark + " " + desk.say(DealerWords.verified(dealer)), dealer.isVerified ? .good : .muted))
    }
    facts.append(FactLine(zh: "备注", en: "Remark", record["remark"]?.string ?? ""))
    return facts
  }

  private static func brands(of dealer: Dealer, _ desk: Desk) -> String {
    let brands = dealer.brands.joined(separator: " ")
    guard let maker = dealer.maker else { return brands }
    let name = desk.makers.maker(code: maker)?.name ?? maker
    return brands.isEmpty || name == brands ? name : brands + desk.language.pick(zh: "（\(name)）", en: " (\(name))")
  }

  /// Where the work stands.
  static func work(of dealer: Dealer, row: DealerRow, desk: Desk) -> [FactLine] {
    let glance = desk.lookups.glance(row, on: desk.today)
    var stage = desk.say(desk.handbook.guide(dealer.stage).name)
    if dealer.standing != .open { stage += "  " + desk.say(DealerWords.standing(dealer.standing)) }
    var facts = [FactLine(zh: "阶段", en: "Stage", stage)]
    if let days = glance.daysInStage {
      let text = desk.language.pick(zh: "第 \(days) 工作日，限 \(glance.stageLimit)", en: "working day \(days) of \(glance.stageLimit)")
      let isStuck = glance.stuckBy != nil
      facts.append(FactLine(zh: "停留", en: "In stage", (isStuck ? String(desk.lines.stuck) + " " : "") + text, isStuck ? .warning : .plain))
    }
    if let id = dealer.text("class") {
      let name = desk.handbook.choice("classes", id).map { desk.say($0.name) } ?? id
      facts.append(FactLine(zh: "类别", en: "Class", name + (dealer.text("classRule").map { " (" + $0 + ")" } ?? "")))
    }
    if let step = glance.nextStep { facts.append(FactLine(zh: "下一步", en: "Next step", desk.say(step.name))) }
    facts.append(FactLine(zh: "下次", en: "Next date", next(of: dealer, desk), glance.overdueBy != nil ? .overdue : .plain))
    return facts
  }

  /// The next date with what is to be done then.
  static func next(of dealer: Dealer, _ desk: Desk) -> String {
    guard let day = dealer.day("nextDate") else { return "" }
    let distance = DayWords.distance(day, from: desk.today)
    return ([day.description, desk.say(distance)] + [dealer.text("nextNote")].compactMap { $0 }).joined(separator: "  ")
  }

  /// The latest visits and sessions, newest first.
  static func contacts(of dealer: Dealer, desk: Desk, limit: Int) -> [FactLine] {
    var found: [(day: String, line: FactLine)] = []
    for (collection, zh, en) in [("visits", "走访", "Visit"), ("sessions", "洽谈", "Talks")] {
      for entry in dealer.record.entries(of: collection) {
        let day = entry.value["date"]?.string ?? ""
        let people = (entry.value["metWith"]?.array ?? entry.value["who"]?.array ?? []).compactMap(\.string).joined(separator: " ")
        let text = [String(day.dropFirst(5)), people, entry.value["note"]?.string ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
        found.append((day, FactLine(zh: zh, en: en, text)))
      }
    }
    return found.enumerated().sorted { ($1.element.day, $1.offset) < ($0.element.day, $0.offset) }.prefix(limit).map(\.element.line)
  }

  /// The people who matter there.
  static func people(of dealer: Dealer, desk: Desk, limit: Int) -> [FactLine] {
    dealer.record.entries(of: "keyPeople").prefix(limit).map { entry in
      let text = ["name", "post", "phone"].compactMap { entry.value[$0]?.string }.joined(separator: " ")
      return FactLine(zh: "人物", en: "Person", text)
    }
  }
}
