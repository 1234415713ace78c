import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `renewals`: motor covers near their end by band, with the contacts that each band wants, and both renewal rates.
struct Renewals: BookCommand {
  static let configuration = CommandConfiguration(commandName: "renewals", abstract: "续保清单与续保率 · Renewals and their rates")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("续保率的月份，缺省本月 · The month of the rates; this one unless given", valueName: "YYYY-MM")) var month: String?
  @Option(help: ArgumentHelp("只看谁的 · Whose", valueName: "WHO")) var owner: String?
  @Flag(help: "只列还没有人负责的 · Only those without an owner") var unowned = false

  func run(in session: Session) throws {
    let month = try month.map { text throws(MonthError) in try SalesMonth.asked(text) } ?? session.today.month
    let book = try session.customers()
    let list = RenewalList(OpportunityRow.all(in: book.book), today: session.today, settings: book.settings, owner: owner)
    let items = unowned ? list.withoutOwner : list.items
    var rates = RenewalRates.all(
      of: book.book[.opportunity].records.map(Opportunity.init(record:)),
      months: month...month, settings: book.settings)
    rates.sort { ($0.dealer?.rawValue ?? "") < ($1.dealer?.rawValue ?? "") }
    if session.json {
      return Output.json(schema: "renewals/1", [
        "today": .string(session.today.description), "total": .int(items.count),
        "bands": .array(ExpiryBand.allCases.map { band in
          let within = items.filter { $0.band == band }
          return [
            "band": .string(band.rawValue), "count": .int(within.count), "contacted": .int(within.count { $0.isContacted }),
            "withoutOwner": .int(within.count { $0.owner == nil }),
          ]
        }),
        "renewals": .array(items.map { item in
          [
            "opportunity": .string(item.customer.id.rawValue), "customer": .string(item.customer.customerName),
            "dealer": .optional(item.customer.dealer?.rawValue), "owner": .optional(item.owner), "plate": .optional(item.customer.plate),
            "expiry": .string(item.expiry.description), "daysLeft": .int(item.daysLeft), "band": .string(item.band.rawValue),
            "contacted": .bool(item.isContacted), "missed": .strings(item.missed.map(\.rawValue)),
            "state": .optional(item.customer.line(.motor)?.state.rawValue),
          ]
        }),
        "month": .string(month.description), "rates": .array(rates.map { rate in Renewals.json(rate, book.book, session) }),
      ])
    }
    for band in ExpiryBand.allCases {
      let within = items.filter { $0.band == band }
      guard !within.isEmpty else { continue }
      Output.line(session.say(Words.band(band)) + session.say("  \(within.count) 位，已接触 \(within.count { $0.isContacted })", "  \(within.count), contacted \(within.count { $0.isContacted })"))
      var table = TextTable()
      for item in within {
        table.add([
          "  " + item.customer.id.rawValue, item.customer.customerName, item.customer.plate ?? "", item.expiry.description,
          item.owner ?? session.say("无人负责", "no owner"), item.isContacted ? session.say("已接触", "contacted") : session.say("未接触", "not contacted"),
          item.missed.isEmpty ? "" : session.say("漏 \(item.missed.count) 段", "\(item.missed.count) bands missed"),
        ])
      }
      table.print()
    }
    if items.isEmpty { Output.line(session.say("没有临近到期的车险。", "No motor cover is near its end.")) }
    for rate in rates {
      let name = session.name(ofDealer: rate.dealer, in: book.book) ?? "–"
      Output.line(
        session.say("\(month) 续保率 ", "\(month) renewal rate ") + Words.plain(name) + "  \(rate.renewed)/\(rate.due) "
          + (rate.byNumber?.percent ?? "–") + session.say("  按保费 ", "  by premium ") + (rate.byPremium?.percent ?? "–"))
    }
  }

  static func json(_ rate: RenewalRates, _ book: Book, _ session: Session) -> JSONValue {
    [
      "dealer": .optional(rate.dealer?.rawValue), "dealerName": .optional(session.name(ofDealer: rate.dealer, in: book)),
      "month": .string(rate.month.description), "due": .int(rate.due), "renewed": .int(rate.renewed),
      "premiumDue": .string(rate.premiumDue.description), "premiumRenewed": .string(rate.premiumRenewed.description),
      "byNumber": .optional(rate.byNumber?.description), "byPremium": .optional(rate.byPremium?.description),
    ]
  }
}
