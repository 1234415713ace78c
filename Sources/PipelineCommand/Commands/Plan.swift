import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `plan MONTH`: the month's push plan, and what is done to it: `add`, `edit`, `withdraw`, `propose`, `accept`.
struct Plan: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan", abstract: "月度推进计划 · A month's push plan",
    discussion: """
      plan 2026-12                                          各行 · its rows
      plan 2026-12 add OPP --line motor --method phone --date 2026-12-05
      plan 2026-12 edit ROW [--method M] [--date D | --part early] [--note T]
      plan 2026-12 withdraw ROW --reason T
      plan 2026-12 propose                                  该列的 · rows it should have
      plan 2026-12 accept [OPP …]                           全部或几位采纳 · all of them, or some
      """)

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("月份 · The month", valueName: "YYYY-MM")) var month: String
  @Argument(help: ArgumentHelp("add edit withdraw propose accept", valueName: "ACTION")) var action: String?
  @Argument(help: ArgumentHelp("商机或计划行 · Opportunities or rows", valueName: "NAME")) var names: [String] = []
  @Option(help: ArgumentHelp("险种，可多次 · Line; may be repeated", valueName: "LINE")) var line: [InsuranceLine] = []
  @Option(help: ArgumentHelp("方式 · phone visit in-store at-renewal message", valueName: "M")) var method: PushMethod?
  @Option(help: ArgumentHelp("日期 · The day", valueName: "YYYY-MM-DD")) var date: String?
  @Option(help: ArgumentHelp("上、中、下旬 · early middle late", valueName: "PART")) var part: PlanTime.Part?
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?
  @Option(help: ArgumentHelp("原因 · Why", valueName: "T")) var reason: String?
  @Option(help: ArgumentHelp("只看谁的 · Whose rows", valueName: "WHO")) var owner: String?

  func run(in session: Session) throws {
    let month = try SalesMonth.asked(month)
    let book = try session.customers()
    switch action {
    case nil: try show(month, book, session)
    case "add": try add(month, book, session)
    case "edit": try edit(month, book, session)
    case "withdraw": try withdraw(month, book, session)
    case "propose": try propose(month, book, session)
    case "accept": try accept(month, book, session)
    default:
      throw CommandFailure.usage(
        "unknown-action", ["given": .optional(action), "allowed": .strings(["add", "edit", "withdraw", "propose", "accept"])],
        zh: "plan 月份 后面可写 add、edit、withdraw、propose、accept。", en: "After `plan MONTH` write add, edit, withdraw, propose or accept.")
    }
  }

  private func time(_ session: Session) throws -> PlanTime? {
    if let day = try session.day(date, option: "--date") { return .day(day) }
    return part.map { .part($0) }
  }

  private func only(_ session: Session, zh: String, en: String) throws -> String {
    guard names.count == 1 else { throw CommandFailure.usage("name-one", ["given": .strings(names)], zh: zh, en: en) }
    return names[0]
  }

  private func add(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    guard !names.isEmpty else { throw CommandFailure.usage("name-one", zh: "要列哪位客户？写 plan \(month) add 商机。", en: "Plan whom? Write `plan \(month) add OPP`.") }
    var drafts: [PlanDraft] = []
    for name in names {
      let customer = try session.opportunity(name, in: book)
      let lines = line.isEmpty ? [try session.line(nil, of: customer) { $0.state == .archived }] : line
      drafts.append(
        PlanDraft(
          opportunity: customer.id, lines: InsuranceLine.allCases.filter(lines.contains),
          method: method ?? customer.customerType?.usualMethod ?? .phone, time: try time(session) ?? .part(.early), note: note))
    }
    let change = try session.minting { try book.plan(month, drafts, stamp: session.stamp, mint: &$0) }
    try told(change, month, session)
  }

  private func edit(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    let row = try PlanRows.row(try only(session, zh: "要改哪一行？", en: "Edit which row?"), month, book, session)
    let change = try book.changeRow(row.id, method: method, time: try time(session), note: note.map { .some($0) } ?? nil, stamp: session.stamp)
    try told(change, month, session)
  }

  private func withdraw(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    let row = try PlanRows.row(try only(session, zh: "要撤哪一行？", en: "Withdraw which row?"), month, book, session)
    try told(try book.withdraw(row.id, reason: reason ?? "", stamp: session.stamp), month, session)
  }

  private func proposals(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) -> [PlanProposal] {
    PlanProposal.all(for: month, in: book, rows: OpportunityRow.all(in: book.book), today: session.today).filter {
      owner == nil || $0.customer.owner == owner
    }
  }

  private func propose(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    let found = proposals(month, book, session)
    if session.json {
      return Output.json(schema: "plan-proposals/1", [
        "month": .string(month.description), "total": .int(found.count),
        "proposals": .array(found.map { CustomerJSON.proposal($0, month, dealerName: session.name(ofDealer: $0.customer.dealer, in: book.book)) }),
      ])
    }
    var table = TextTable()
    for item in found {
      table.add([
        item.customer.id.rawValue, item.customer.customerName, item.draft.lines.map { session.say(Words.line($0)) }.joined(separator: " "),
        session.say(Words.origin(item.draft.origin)), session.say(Words.method(item.draft.method)), session.say(Words.time(item.draft.time)),
        item.expiry.map { session.say("到期 \($0)", "ends \($0)") } ?? "",
      ])
    }
    if !found.isEmpty { table.print() }
    Output.line(session.say("建议列入 \(found.count) 行；采纳：cheshang plan \(month) accept", "\(found.count) rows proposed; take them with `cheshang plan \(month) accept`"))
  }

  private func accept(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    var wanted = proposals(month, book, session)
    if !names.isEmpty {
      let ids = try names.map { try session.opportunity($0, in: book).id }
      if let stray = ids.first(where: { id in !wanted.contains { $0.customer.id == id } }) {
        throw CommandFailure(
          .refused, "not-proposed", ["opportunity": .string(stray.rawValue), "month": .string(month.description)],
          Wording(
            zh: "\(month) 没有建议 \(stray)；要列入请用 plan \(month) add。", en: "\(stray) is not proposed for \(month); plan it with `plan \(month) add`."))
      }
      wanted = wanted.filter { ids.contains($0.customer.id) }
    }
    let change =
      wanted.isEmpty
      ? Change(Deed("plan.add", ["month": .string(month.description), "rows": .int(0)]), [])
      : try session.minting { try book.plan(month, wanted.map(\.draft), stamp: session.stamp, mint: &$0) }
    try told(change, month, session)
  }

  private func told(_ change: Change, _ month: SalesMonth, _ session: Session) throws {
    let touched = change.edits.filter { $0.kind == .planRow }.map(\.id)
    let book = try session.committed(change)
    if session.json {
      return Output.json(schema: "plan/1", PlanRows.json(month, book, touched: touched, owner: owner))
    }
    Output.line(session.say(Words.deed(change.deed)) + " " + month.description)
    PlanRows.print(touched.compactMap(book.row), book, session)
  }

  private func show(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    if session.json { return Output.json(schema: "plan/1", PlanRows.json(month, book, touched: nil, owner: owner)) }
    let rows = book.rows(of: month).filter { owner == nil || $0.owner == owner }
    if rows.isEmpty {
      Output.line(session.say("\(month) 没有计划。看建议：cheshang plan \(month) propose", "\(month) has no plan. See `cheshang plan \(month) propose`"))
    } else {
      PlanRows.print(rows, book, session)
    }
  }
}

/// Rows of a plan, found and shown.
enum PlanRows {
  /// A row by its id, or the open row that a customer has in the month.
  static func row(_ text: String, _ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws -> PlanRow {
    let id = RecordID(rawValue: text)
    if let row = book.row(id) {
      guard row.month == month else { throw MonthError.noRow(id) }
      return row
    }
    if text.hasPrefix("r"), text.count == 14 { throw MonthError.noRow(id) }
    let customer = try session.opportunity(text, in: book)
    let all = book.rows(of: month).filter { $0.opportunity == customer.id && $0.withdrawn == nil }
    let rows = all.contains(where: \.isUndecided) ? all.filter(\.isUndecided) : all
    guard let row = rows.first else {
      throw CommandFailure(
        .notFound, "no-such-row", ["given": .string(text), "month": .string(month.description)],
        Wording(
          zh: "\(Words.plain(customer.customerName)) 在 \(month) 没有计划行。用 cheshang plan \(month) 查看。",
          en: "\(Words.plain(customer.customerName)) has no row in \(month). Look with `cheshang plan \(month)`."))
    }
    guard rows.count == 1 else {
      let ids = rows.map(\.id.rawValue)
      throw CommandFailure.usage(
        "ambiguous-row", ["rows": .strings(ids)], zh: "有几行吻合：\(ids.joined(separator: "、"))，请写行号。",
        en: "Several rows fit: \(ids.joined(separator: ", ")). Name one.")
    }
    return row
  }

  static func json(_ month: SalesMonth, _ book: CustomerBook, touched: [RecordID]?, owner: String?) -> JSONObject {
    let rows = book.rows(of: month).filter { owner == nil || $0.owner == owner }
    var object: JSONObject = [
      "month": .string(month.description), "total": .int(rows.count),
      "sealedOn": .optional(book.seal(of: month)?.on.description),
      "rows": .array(rows.map { .object(CustomerJSON.planRow($0, book.opportunity($0.opportunity), in: book)) }),
    ]
    if let touched { object["touched"] = .strings(touched.map(\.rawValue)) }
    return object
  }

  static func print(_ rows: [PlanRow], _ book: CustomerBook, _ session: Session) {
    var table = TextTable()
    for row in rows { table.add(cells(row, book.opportunity(row.opportunity), session)) }
    table.print(limit: 40)
  }

  static func cells(_ row: PlanRow, _ customer: Opportunity?, _ session: Session) -> [String] {
    var outcome = row.withdrawn.map { session.say("撤出：", "withdrawn: ") + $0.reason } ?? ""
    if row.withdrawn == nil {
      outcome = row.lines.compactMap { line in
        row.outcomes[line].map { result in
          let premium = result.premium.map { " " + $0.grouped } ?? ""
          return (row.lines.count > 1 ? session.say(Words.line(line)) + " " : "") + session.say(Words.outcome(result.kind)) + premium
        }
      }.joined(separator: session.say("、", ", "))
      if row.isUndecided, outcome.isEmpty {
        outcome = row.contacted.map { session.say("已接触 \($0)", "contacted \($0)") } ?? session.say("未接触", "not contacted")
      }
    }
    return [
      row.id.rawValue, customer?.customerName ?? "–", customer?.model ?? "",
      row.lines.map { session.say(Words.line($0)) }.joined(separator: " "), session.say(Words.method(row.method)),
      session.say(Words.time(row.time)), row.mark.map { session.say(Words.mark($0)) } ?? "",
      row.carries > 0 ? session.say("结转 \(row.carries)", "carried \(row.carries)") : "", outcome,
    ]
  }
}
