import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `opportunities`: the customers who may buy.
struct Opportunities: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "opportunities", abstract: "商机 · The customers who may buy",
    subcommands: [
      OpportunitiesList.self, OpportunitiesShow.self, OpportunitiesAdd.self, OpportunitiesEdit.self,
      OpportunitiesContact.self, OpportunitiesWin.self, OpportunitiesLose.self, OpportunitiesReturn.self,
      OpportunitiesNextCycle.self, OpportunitiesBar.self, OpportunitiesLift.self, OpportunitiesConsent.self,
      OpportunitiesTick.self, OpportunitiesReception.self, OpportunitiesMove.self, OpportunitiesUnfollow.self,
      OpportunitiesDelete.self, OpportunitiesRestore.self,
    ],
    defaultSubcommand: OpportunitiesList.self)
}

/// `opportunities list`: the customers that fit. Those who are not to be contacted are in no list but their own.
struct OpportunitiesList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "列出商机 · List opportunities")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("按姓名、电话、车牌、车型查找 · Find by name, telephone, plate or model", valueName: "Q")) var query: String?
  @Option(help: ArgumentHelp("状态 · State of a line", valueName: "S")) var state: LineState?
  @Option(help: ArgumentHelp("险种 · Line", valueName: "L")) var line: InsuranceLine?
  @Option(help: ArgumentHelp("客户类型 · Customer type", valueName: "T")) var type: CustomerType?
  @Option(help: ArgumentHelp("车商 · Dealer", valueName: "DEALER")) var dealer: String?
  @Option(help: ArgumentHelp("归属人 · Whose", valueName: "WHO")) var owner: String?
  @Flag(help: "只列不再联系的 · Those not to be contacted instead") var barred = false
  @Flag(help: "只列已删除的 · The deleted ones instead") var deleted = false
  @Option(help: ArgumentHelp("最多几位 · At most so many", valueName: "N")) var limit: Int?

  func run(in session: Session) throws {
    if let limit, limit < 0 {
      throw CommandFailure.usage("bad-limit", ["given": .int(limit)], zh: "--limit 要不小于 0 的整数。", en: "--limit wants a whole number of 0 or more.")
    }
    let book = try session.store().book
    let dealer = try dealer.map { try session.dealer($0).id }
    let all = deleted ? CustomerBook(book).gone.map { OpportunityRow($0) } : OpportunityRow.all(in: book)
    let found = all.filter { fits($0, dealer) }
    let shown = found.prefix(limit ?? .max)
    if session.json {
      return Output.json(schema: "opportunities/1", [
        "total": .int(found.count),
        "opportunities": .array(shown.map { .object(CustomerJSON.row($0, dealerName: session.name(ofDealer: $0.dealer, in: book))) }),
      ])
    }
    var table = TextTable([
      session.say("档案号", "id"), session.say("客户", "customer"), session.say("车型", "model"), session.say("车商", "dealer"),
      session.say("状态", "state"), session.say("车险到期", "motor ends"), session.say("下次", "next"), session.say("归属", "owner"),
    ])
    for row in shown {
      table.add([
        row.id.rawValue, row.customerName, row.model ?? "", session.name(ofDealer: row.dealer, in: book) ?? "",
        row.state.map { session.say(Words.lineState($0)) } ?? "", row.motorExpiry?.description ?? "", row.nextDate?.description ?? "",
        row.owner ?? "",
      ])
    }
    if !shown.isEmpty { table.print(limit: 30) }
    Output.line(session.say("共 \(found.count) 位客户", "\(found.count) customers"))
  }

  private func fits(_ row: OpportunityRow, _ dealer: RecordID?) -> Bool {
    guard deleted || row.isBarred == barred, dealer == nil || row.dealer == dealer, owner == nil || row.owner == owner,
      type == nil || row.customerType == type, line == nil || row.line(line!) != nil
    else { return false }
    if let state {
      let lines = row.lines.filter { line == nil || $0.line == line }
      guard lines.contains(where: { $0.state == state }) else { return false }
    }
    guard let query, !query.isEmpty else { return true }
    let plate = ArchiveField.plain(query).uppercased()
    func holds(_ text: String?, _ part: String) -> Bool { text.map { CellText.holds($0, part) } ?? false }
    return holds(row.customerName, query) || holds(row.phone, query) || holds(row.plate, plate)
      || holds(row.model?.lowercased(), query.lowercased()) || row.id.rawValue == query
  }
}

/// `opportunities show`: one whole archive.
struct OpportunitiesShow: BookCommand {
  static let configuration = CommandConfiguration(commandName: "show", abstract: "查看商机 · Show an opportunity")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("档案号、电话、车牌或姓名 · An id, telephone, plate or name", valueName: "OPP")) var opportunity: String

  func run(in session: Session) throws {
    let book = try session.customers()
    let customer = try session.opportunity(opportunity, in: book)
    if session.json {
      Output.json(schema: "opportunity/1", ["opportunity": .object(CustomerJSON.whole(customer, in: book))])
    } else {
      CustomerSheet(customer, book, session).print()
    }
  }
}

/// What a command that changed one customer answers.
enum CustomerReport {
  static func tell(_ change: Change, _ id: RecordID, _ session: Session) throws {
    let book = try session.committed(change)
    guard let customer = book.opportunity(id) else {
      if session.json {
        Output.json(schema: "opportunity/1", ["opportunity": ["id": .string(id.rawValue)], "deleted": true, "verb": .string(change.deed.verb)])
      } else {
        Output.line(session.say(Words.deed(change.deed)))
      }
      return
    }
    if session.json {
      return Output.json(schema: "opportunity/1", [
        "verb": .string(change.deed.verb), "opportunity": .object(CustomerJSON.whole(customer, in: book)),
      ])
    }
    Output.line(session.say(Words.deed(change.deed)) + session.say("：", ": ") + Words.plain(customer.customerName))
    CustomerSheet(customer, book, session).printLines()
  }
}
