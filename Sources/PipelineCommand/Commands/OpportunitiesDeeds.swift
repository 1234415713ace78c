import ArgumentParser
import Pipeline
import PipelineScreens

/// `opportunities contact`: logs a contact with a customer.
struct OpportunitiesContact: BookCommand {
  static let configuration = CommandConfiguration(commandName: "contact", abstract: "记录接触 · Log a contact")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp("方式 · phone visit in-store at-renewal message", valueName: "M")) var method: PushMethod = .phone
  @Option(help: ArgumentHelp("谈到的险种，可多次；缺省为在跟的 · Lines talked about; the open ones unless given", valueName: "LINE")) var line: [InsuranceLine] = []
  @Option(help: ArgumentHelp("结果 · What came of it", valueName: "T")) var result: String?
  @Option(help: ArgumentHelp("意愿 · willing considering unwilling", valueName: "W")) var willingness: Willingness?
  @Option(help: ArgumentHelp("下次联系 · The next date", valueName: "YYYY-MM-DD")) var next: String?
  @Option(help: ArgumentHelp("日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, mint in
      let open = customer.lines.filter { !$0.state.isClosed }.map(\.line)
      let contact = CustomerContact(
        on: try session.day(date, option: "--date") ?? session.today, by: session.user, method: method,
        lines: !line.isEmpty ? line : open.isEmpty ? customer.lines.map(\.line) : open, result: result, willingness: willingness,
        nextDate: try session.day(next, option: "--next"))
      return try book.logContact(customer.id, contact, stamp: session.stamp, mint: &mint)
    }
  }
}

/// `opportunities win`: a line is sold, with its policies.
struct OpportunitiesWin: BookCommand {
  static let configuration = CommandConfiguration(commandName: "win", abstract: "促成 · A line is sold")

  @OptionGroup var globals: Globals
  @OptionGroup var policy: PolicyArguments
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine?

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, mint in
      let line = try session.line(line, of: customer) { $0.state == .pushing }
      return try book.win(customer.id, line, policies: policy.policies(line, session), stamp: session.stamp, mint: &mint)
    }
  }
}

/// `opportunities lose`: closes a line without interest.
struct OpportunitiesLose: BookCommand {
  static let configuration = CommandConfiguration(commandName: "lose", abstract: "无意愿关闭 · Close a line without interest")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine?
  @OptionGroup var because: ReasonArgument
  @Option(help: ArgumentHelp("归类 · price other-insurer bad-service-memory unreachable sold-the-car other", valueName: "CODE")) var code: LossCode = .other

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, mint in
      // What was forgotten is asked for first, whatever else is open.
      if because.text.allSatisfy(\.isWhitespace) { throw OpportunityError.reasonMissing }
      let line = try session.line(line, of: customer) { $0.state == .pushing }
      return try book.lose(customer.id, line, reason: because.text, code: code, stamp: session.stamp, mint: &mint)
    }
  }
}

/// `opportunities return`: a customer who was closed without interest comes back.
struct OpportunitiesReturn: BookCommand {
  static let configuration = CommandConfiguration(commandName: "return", abstract: "客户回头 · A closed customer comes back")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine?
  @Option(help: ArgumentHelp("备注 · What brought them", valueName: "T")) var note: String?

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, mint in
      let line = try session.line(line, of: customer) { $0.state == .closedLost }
      return try book.comeBack(customer.id, line, note: note ?? "", stamp: session.stamp, mint: &mint)
    }
  }
}

/// `opportunities next-cycle`: a won line is pushed again once its day has come.
struct OpportunitiesNextCycle: BookCommand {
  static let configuration = CommandConfiguration(commandName: "next-cycle", abstract: "开始下一周期 · Begin the next cycle of a won line")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine?

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, _ in
      let line = try session.line(line, of: customer) { $0.state == .closedWon }
      return try book.beginNextCycle(customer.id, line, stamp: session.stamp)
    }
  }
}

/// `opportunities bar`: the customer is not to be contacted any more.
struct OpportunitiesBar: BookCommand {
  static let configuration = CommandConfiguration(commandName: "bar", abstract: "不再联系 · Do not contact any more")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { try $0.bar($1.id, reason: because.text, stamp: session.stamp, mint: &$2) }
  }
}

/// `opportunities lift`: lifts the bar.
struct OpportunitiesLift: BookCommand {
  static let configuration = CommandConfiguration(commandName: "lift", abstract: "取消不再联系 · Lift the bar")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { try $0.liftBar($1.id, reason: because.text, stamp: session.stamp, mint: &$2) }
  }
}

/// `opportunities consent`: what the customer agreed to, or that it was withdrawn.
struct OpportunitiesConsent: BookCommand {
  static let configuration = CommandConfiguration(commandName: "consent", abstract: "记录授权 · Record a consent")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp("从何得来 · From whom and how", valueName: "T")) var source: String = ""
  @Option(help: ArgumentHelp("范围，可多次：telesales、phone、message · Scope; may be repeated", valueName: "SCOPE")) var scope: [String] = []
  @Option(help: ArgumentHelp("日期，缺省今天 · The day; today unless given", valueName: "YYYY-MM-DD")) var date: String?
  @Flag(help: "撤回 · Withdraw it") var withdraw = false

  func run(in session: Session) throws {
    let on = try session.day(date, option: "--date") ?? session.today
    let consent = withdraw ? nil : Consent(source: source, on: on, scope: scope)
    try session.act(onCustomer: opportunity) { book, customer, _ in try book.setConsent(customer.id, consent, stamp: session.stamp) }
  }
}

/// `opportunities tick`: a closing step of a line is done, or not after all.
struct OpportunitiesTick: BookCommand {
  static let configuration = CommandConfiguration(commandName: "tick", abstract: "成交步骤打勾 · Tick a closing step")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Argument(help: ArgumentHelp(valueName: "STEP")) var step: ClosingStep
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine?
  @Flag(help: "取消打勾 · Untick it") var undone = false

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, _ in
      let line = try session.line(line, of: customer) { !$0.state.isClosed }
      return try book.tick(customer.id, line, step, done: !undone, stamp: session.stamp)
    }
  }
}

/// `opportunities reception`: a reception in the shop with what was handed over of the 3+1 kit.
struct OpportunitiesReception: BookCommand {
  static let configuration = CommandConfiguration(commandName: "reception", abstract: "记录接待（3+1） · Record a reception and its kit")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(name: .customLong("item"), help: ArgumentHelp("给了什么，可多次：water newspaper leaflet sticker · What was handed over; may be repeated", valueName: "ITEM"))
  var items: [KitItem] = []

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { try $0.receive($1.id, items: Set(items), stamp: session.stamp, mint: &$2) }
  }
}
