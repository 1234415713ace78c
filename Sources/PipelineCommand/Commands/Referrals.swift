import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

/// `referrals`: accident cars and the shops recommended to them; each partner's balance of a month.
struct Referrals: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "referrals", abstract: "送修与伙伴账 · Repair referrals and partners' balances",
    subcommands: [ReferralsList.self, ReferralsAdd.self, ReferralsEdit.self, ReferralsImport.self, ReferralsBalance.self],
    defaultSubcommand: ReferralsList.self)
}

/// The fields of a referral as options.
struct ReferralArguments: ParsableArguments {
  @Option(help: ArgumentHelp("车牌 · The plate", valueName: "PLATE")) var plate: String?
  @Option(help: ArgumentHelp("出险日，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Option(help: ArgumentHelp("品牌 · The brand", valueName: "B")) var brand: String?
  @Option(help: ArgumentHelp("保单由哪家车商出 · The dealer that sold the policy", valueName: "DEALER")) var sold: String?
  @Option(help: ArgumentHelp("推荐到哪家 · The shop recommended", valueName: "DEALER")) var shop: String?
  @Option(help: ArgumentHelp("第几次推荐 · Tries: 1 or 2", valueName: "N")) var tries: String?
  @Option(help: ArgumentHelp("结果：pending arrived went-elsewhere declined · The result", valueName: "R")) var result: String?
  @Option(help: ArgumentHelp("定损金额（元） · The assessed loss, yuan", valueName: "YUAN")) var loss: String?
  @Option(help: ArgumentHelp("备注 · A note", valueName: "T")) var note: String?

  func fields(_ session: Session) throws -> JSONObject {
    var fields: JSONObject = [:]
    for (key, value) in [
      ("plate", plate), ("date", date), ("brand", brand), ("tries", tries), ("result", result), ("assessedLoss", loss), ("note", note),
    ] { if let value { fields[key] = .string(value) } }
    if let sold { fields["soldThrough"] = .string(try session.dealer(sold).id.rawValue) }
    if let shop { fields["shop"] = .string(try session.dealer(shop).id.rawValue) }
    return fields
  }
}

/// `referrals add`
struct ReferralsAdd: BookCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "记录送修 · Record a case")

  @OptionGroup var globals: Globals
  @OptionGroup var referral: ReferralArguments

  func run(in session: Session) throws {
    let fields = try referral.fields(session)
    let change = try session.minting { try Referral.add(fields, stamp: session.stamp, mint: &$0) }
    try ReferralReport.tell(change, session)
  }
}

/// `referrals edit`: the second try, the result, the loss once it is assessed.
struct ReferralsEdit: BookCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "修改送修 · Change a case")

  @OptionGroup var globals: Globals
  @OptionGroup var referral: ReferralArguments
  @Argument(help: ArgumentHelp("编号或车牌 · An id, or a plate that one case has", valueName: "REFERRAL")) var name: String

  func run(in session: Session) throws {
    let fields = try referral.fields(session)
    let old = try ReferralReport.find(name, session)
    try ReferralReport.tell(try old.edited(fields, stamp: session.stamp), session)
  }
}

/// `referrals list`
struct ReferralsList: BookCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "列出送修 · List cases")

  @OptionGroup var globals: Globals
  @Option(help: ArgumentHelp("月份 · The month", valueName: "YYYY-MM")) var month: String?
  @Option(help: ArgumentHelp("车商 · The dealer", valueName: "DEALER")) var dealer: String?
  @Flag(help: "只列待定的 · Only the pending ones") var pending = false

  func run(in session: Session) throws {
    let month = try month.map { text throws(MonthError) in try SalesMonth.asked(text) }
    let dealer = try dealer.map { try session.dealer($0).id }
    let book = try session.store().book
    let found = book[.referral].records.map(Referral.init(record:)).filter { referral in
      !referral.isGone && (month == nil || referral.on?.month == month)
        && (dealer == nil || referral.shop == dealer || referral.soldThrough == dealer) && (!pending || referral.result == .pending)
    }.sorted { ($0.on ?? session.today, $0.id) < ($1.on ?? session.today, $1.id) }
    if session.json {
      return Output.json(schema: "referrals/1", [
        "total": .int(found.count), "referrals": .array(found.map { .object(ReferralReport.json($0, book)) }),
      ])
    }
    var table = TextTable()
    for item in found { table.add(ReferralReport.cells(item, book, session)) }
    table.print()
    Output.line(session.say("共 \(found.count) 起", "\(found.count) cases"))
  }
}

/// `referrals balance MONTH`: premium, repair money, ratio, rates, commission and warnings of every partner.
struct ReferralsBalance: BookCommand {
  static let configuration = CommandConfiguration(commandName: "balance", abstract: "伙伴月度账 · Partners' balances of a month")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "YYYY-MM")) var month: String
  @Option(help: ArgumentHelp("车商 · The dealer", valueName: "DEALER")) var dealer: String?

  func run(in session: Session) throws {
    let month = try SalesMonth.asked(month)
    let dealer = try dealer.map { try session.dealer($0).id }
    let book = try session.customers()
    let terms = try session.partnerTerms()
    let balances = book.balances(of: month, terms: terms).filter { dealer == nil || $0.dealer == dealer }
    if session.json {
      return Output.json(schema: "balances/1", [
        "month": .string(month.description), "balances": .array(balances.map { .object(ReferralReport.json($0, book.book, session)) }),
      ])
    }
    if balances.isEmpty { Output.line(session.say("\(month) 没有保费，也没有送修。", "\(month) has neither premium nor cases.")) }
    for balance in balances {
      Output.line(Words.plain(session.name(ofDealer: balance.dealer, in: book.book) ?? balance.dealer.rawValue))
      Output.line(
        session.say("  保费 ", "  premium ") + balance.premium.grouped + session.say("  送修 ", "  repair ") + balance.repair.grouped
          + session.say("  比 ", "  ratio ") + (balance.repairRatio?.perOne ?? "–") + session.say("（约定 ", " (agreed ")
          + (balance.baseRatio?.perOne ?? "–") + session.say("）", ")"))
      Output.line(
        session.say("  推荐率 ", "  recommended ") + (balance.recommendationRate?.percent ?? "–") + session.say("  成功率 ", "  success ")
          + (balance.successRate?.percent ?? "–"))
      if let yield = balance.yield {
        Output.line(
          session.say("  手续费 ", "  commission ") + yield.commission.percent + " = " + yield.commissionPaid.grouped
            + (yield.uncollected > .zero ? session.say("  未收回 ", "  uncollected ") + yield.uncollected.grouped : ""))
      }
      for warning in balance.warnings { Output.line("  ▲ " + session.say(Words.warning(warning))) }
    }
  }
}

extension Session {
  /// How a partner's terms turn premium and repair money into a commission: the arithmetic of the win-win deal.
  func partnerTerms() throws -> PartnerTerms { .winWin(try handbook().defaults) }
}

/// Referrals and balances as scripts and people see them.
enum ReferralReport {
  static func find(_ name: String, _ session: Session) throws -> Referral {
    let book = try session.store().book
    if let record = book.record(.referral, RecordID(rawValue: name)) { return Referral(record: record) }
    let plate = ArchiveField.plain(name).uppercased()
    let found = book[.referral].records.map(Referral.init(record:)).filter { $0.plate == plate && !$0.isGone }
    guard let one = found.first else { throw ReferralError.noReferral(RecordID(rawValue: name)) }
    guard found.count == 1 else {
      let ids = found.map { "\($0.id) (\($0.on?.description ?? "-"))" }
      throw CommandFailure.usage(
        "ambiguous-referral", ["given": .string(name), "candidates": .strings(found.map(\.id.rawValue))],
        zh: "这个车牌有 \(found.count) 起：\(ids.joined(separator: "、"))，请写编号。", en: "The plate has \(found.count) cases: \(ids.joined(separator: ", ")). Name one by its id.")
    }
    return one
  }

  static func tell(_ change: Change, _ session: Session) throws {
    try session.commit(change)
    let book = try session.store().book
    guard let record = book.record(.referral, change.edits[0].id) else { return }
    let referral = Referral(record: record)
    if session.json { return Output.json(schema: "referral/1", ["referral": .object(json(referral, book))]) }
    Output.line(session.say(Words.deed(change.deed)))
    var table = TextTable()
    table.add(cells(referral, book, session))
    table.print()
  }

  static func json(_ referral: Referral, _ book: Book) -> JSONObject {
    [
      "id": .string(referral.id.rawValue), "date": .optional(referral.on?.description), "plate": .optional(referral.plate),
      "brand": .optional(referral.brand), "soldThrough": .optional(referral.soldThrough?.rawValue),
      "soldThroughName": .optional(referral.soldThrough.flatMap { book.dealer($0)?.name }), "shop": .optional(referral.shop?.rawValue),
      "shopName": .optional(referral.shop.flatMap { book.dealer($0)?.name }), "tries": .int(referral.tries),
      "result": .string(referral.result.rawValue), "assessedLoss": .optional(referral.assessedLoss?.description),
      "note": .optional(referral.record["note"]?.string),
    ]
  }

  static func cells(_ referral: Referral, _ book: Book, _ session: Session) -> [String] {
    [
      referral.id.rawValue, referral.on?.description ?? "", referral.plate ?? "", referral.brand ?? "",
      referral.shop.flatMap { book.dealer($0)?.name } ?? session.say("未推荐", "not recommended"),
      session.say(Words.referralResult(referral.result)), referral.assessedLoss?.grouped ?? "",
    ]
  }

  static func json(_ balance: PartnerBalance, _ book: Book, _ session: Session) -> JSONObject {
    var object: JSONObject = [
      "dealer": .string(balance.dealer.rawValue), "name": .optional(session.name(ofDealer: balance.dealer, in: book)),
      "month": .string(balance.month.description), "premium": .string(balance.premium.description),
      "repair": .string(balance.repair.description), "repairRatio": .optional(balance.repairRatio?.description),
      "baseRatio": .optional(balance.baseRatio?.description), "accidents": .int(balance.accidents),
      "recommendedBack": .int(balance.recommendedBack), "recommended": .int(balance.recommended), "arrived": .int(balance.arrived),
      "arrivedFirst": .int(balance.arrivedFirst), "arrivedSecond": .int(balance.arrivedSecond), "pending": .int(balance.pending),
      "recommendationRate": .optional(balance.recommendationRate?.description), "successRate": .optional(balance.successRate?.description),
      "firstTryRate": .optional(balance.firstTryRate?.description), "commission": .optional(balance.yield?.commission.description),
      "commissionPaid": .optional(balance.yield?.commissionPaid.description), "uncollected": .optional(balance.yield?.uncollected.description),
    ]
    object["warnings"] = .array(balance.warnings.map { warning in
      switch warning {
      case .notAllRecommended(let rate, let left): ["warning": "not-all-recommended", "rate": .string(rate.description), "left": .int(left)]
      case .belowBaseline(let ratio, let base, let shortfall):
        ["warning": "below-baseline", "ratio": .string(ratio.description), "base": .string(base.description), "shortfall": .string(shortfall.description)]
      }
    })
    return object
  }
}
