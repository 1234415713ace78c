import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `review MONTH`: the month's review with its figures; `decide`, `close`, `reopen`. `review year YEAR [close]`.
struct Review: BookCommand {
  static let configuration = CommandConfiguration(
    commandName: "review", abstract: "检视与封存 · The month's review",
    discussion: """
      review 2026-11
      review 2026-11 decide ROW won --policy PA1 --premium 5180.00
      review 2026-11 decide ROW no-interest --reason T [--code price]
      review 2026-11 decide ROW carried --note T [--next 2026-12-08]
      review 2026-11 decide ROW not-done [--note T]
      review 2026-11 decide ROW re-dated --date 2026-12-03
      review 2026-11 close
      review 2026-11 reopen --reason T
      review year 2026 [close]
      """)

  @OptionGroup var globals: Globals
  @OptionGroup var policy: PolicyArguments
  @Argument(help: ArgumentHelp("月份，或 year 年份 · A month, or year and a year", valueName: "MONTH")) var words: [String]
  @Option(help: ArgumentHelp("险种，可多次；缺省为未定的 · Lines; the undecided ones unless given", valueName: "LINE")) var line: [InsuranceLine] = []
  @Option(help: ArgumentHelp("原因 · Why", valueName: "T")) var reason: String?
  @Option(help: ArgumentHelp("原因归类 · Why, as a word", valueName: "CODE")) var code: LossCode = .other
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?
  @Option(help: ArgumentHelp("下次接触 · The next contact", valueName: "YYYY-MM-DD")) var next: String?
  @Option(help: ArgumentHelp("改到哪天 · The new day", valueName: "YYYY-MM-DD")) var date: String?

  func run(in session: Session) throws {
    guard let first = words.first else { throw usage() }
    if first == "year" { return try YearCommand(words: Array(words.dropFirst())).run(in: session) }
    let month = try SalesMonth.asked(first)
    let book = try session.customers()
    switch words.count > 1 ? words[1] : nil {
    case nil: ReviewReport(month, book, session).print()
    case "decide": try decide(month, book, session)
    case "close": try close(month, book, session)
    case "reopen": try reopen(month, book, session)
    default: throw usage()
    }
  }

  private func usage() -> CommandFailure {
    CommandFailure.usage(
      "unknown-action", ["given": .strings(words), "allowed": .strings(["decide", "close", "reopen"])],
      zh: "review 月份 后面可写 decide、close、reopen；整年写 review year 年份。",
      en: "After `review MONTH` write decide, close or reopen; for a year `review year YEAR`.")
  }

  private func decide(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    guard words.count == 4 else {
      throw CommandFailure.usage(
        "decide-needs-row-and-outcome", ["outcomes": .strings(RowOutcome.Kind.allCases.map(\.rawValue))],
        zh: "写 review \(month) decide 行 结论；结论有 \(RowOutcome.Kind.allCases.map(\.rawValue).joined(separator: "、"))。",
        en: "Write `review \(month) decide ROW OUTCOME`; outcomes are \(RowOutcome.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    guard let kind = RowOutcome.Kind(rawValue: words[3]) else { throw MonthError.unknownOutcome(words[3]) }
    let row = try PlanRows.row(words[2], month, book, session)
    let lines = line.isEmpty ? nil : line
    let decision = try decision(kind, row, session)
    let change = try session.minting { try book.decide(row.id, decision, lines: lines, stamp: session.stamp, mint: &$0) }
    let after = try session.committed(change)
    let made = change.edits.filter { $0.kind == .planRow && $0.id != row.id }.map(\.id)
    if session.json {
      var object: JSONObject = [
        "month": .string(month.description), "decided": .string(row.id.rawValue), "outcome": .string(kind.rawValue),
        "row": after.row(row.id).map { .object(CustomerJSON.planRow($0, after.opportunity($0.opportunity), in: after)) } ?? .null,
        "next": made.first.flatMap(after.row).map { .object(CustomerJSON.planRow($0, after.opportunity($0.opportunity), in: after)) } ?? .null,
      ]
      object.merge(after.figures(of: month).json) { old, _ in old }
      return Output.json(schema: "review-decision/1", object)
    }
    let figures = after.figures(of: month)
    let name = after.opportunity(row.opportunity)?.customerName ?? row.id.rawValue
    Output.line("\(Words.plain(name))：\(session.say(Words.outcome(kind)))".replacing("：", with: session.say("：", ": ")))
    if let next = made.first.flatMap(after.row) {
      Output.line(session.say("  转入 \(next.month)：", "  goes on in \(next.month): ") + next.id.rawValue + " " + session.say(Words.time(next.time)))
    }
    Output.line(session.say("未定 \(figures.undecided) ／ \(figures.planned)", "undecided \(figures.undecided) of \(figures.planned)"))
  }

  private func decision(_ kind: RowOutcome.Kind, _ row: PlanRow, _ session: Session) throws -> RowDecision {
    switch kind {
    case .won:
      // A row decided already has nothing undecided: the rules say so better than a question for its lines.
      let lines = line.isEmpty ? (row.undecided.isEmpty ? row.lines : row.undecided) : line
      if lines.count > 1, lines.count == policy.numbers.count {
        // One policy a line, in their order.
        return .won(zip(lines, try policy.policies(lines[0], session)).map { line, made in
          var made = made
          made.line = line
          return made
        })
      }
      guard lines.count == 1 || policy.isEmpty || row.undecided.isEmpty, let only = lines.first ?? row.lines.first else {
        throw CommandFailure.usage(
          "which-line", ["lines": InsuranceLine.json(row.undecided)],
          zh: "这一行有几个险种，请用 --line 指明是哪个促成。", en: "The row plans several lines: name the one that was won with --line.")
      }
      return .won(try policy.policies(only, session))
    case .noInterest where (reason ?? "").allSatisfy(\.isWhitespace): throw MonthError.reasonMissing
    case .noInterest: return .noInterest(reason: reason ?? "", code: code)
    case .carried: return .carried(note: note, next: try session.day(next, option: "--next"))
    case .notDone: return .notDone(note: note)
    case .reDated:
      guard let day = try session.day(date, option: "--date") ?? session.day(next, option: "--next") else {
        throw CommandFailure.usage("date-missing", zh: "改到哪天？写 --date YYYY-MM-DD。", en: "To which day? Write --date YYYY-MM-DD.")
      }
      return .reDated(day, note: note)
    }
  }

  private func close(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    let (change, sealed) = try book.seal(month, stamp: session.stamp)
    let after = try session.committed(change)
    let next = month.next
    let proposals = PlanProposal.all(for: next, in: after, rows: OpportunityRow.all(in: after.book), today: session.today)
    let planned = after.rows(of: next).count
    if session.json {
      var object: JSONObject = [
        "month": .string(month.description), "sealedOn": .string(sealed.sealedOn.description), "digest": .string(sealed.digest),
        "file": .string("months/\(month).json"),
      ]
      object.merge(sealed.figures.json) { old, _ in old }
      object["nextPlan"] = ["month": .string(next.description), "rows": .int(planned), "proposed": .int(proposals.count)]
      return Output.json(schema: "review-close/1", object)
    }
    Output.line(session.say("\(month) 已封存：months/\(month).json", "\(month) is sealed: months/\(month).json"))
    ReviewReport.printFigures(sealed.figures, nil, session)
    Output.line(
      session.say(
        "接着排 \(next)：已有 \(planned) 行，建议 \(proposals.count) 行（cheshang plan \(next) propose）",
        "Now plan \(next): \(planned) rows are there, \(proposals.count) more proposed (`cheshang plan \(next) propose`)"))
  }

  private func reopen(_ month: SalesMonth, _ book: CustomerBook, _ session: Session) throws {
    let change = try session.minting { try book.reopen(month, reason: reason ?? "", stamp: session.stamp, mint: &$0) }
    _ = try session.committed(change)
    if session.json {
      return Output.json(schema: "review-reopen/1", ["month": .string(month.description), "reason": .optional(reason)])
    }
    Output.line(session.say("\(month) 已重开，改完请再封存。", "\(month) is open again; seal it when done."))
  }
}
