import ArgumentParser
import Canvas
import Pipeline
import PipelineScreens

extension InsuranceLine: ExpressibleByArgument {
  public init?(argument: String) {
    guard let line = InsuranceLine.allCases.first(where: { $0.rawValue == argument.lowercased() || Words.line($0).zh == argument })
    else { return nil }
    self = line
  }
}
extension CustomerType: ExpressibleByArgument {}
extension PushMethod: ExpressibleByArgument {}
extension Willingness: ExpressibleByArgument {}
extension LossCode: ExpressibleByArgument {}
extension LineState: ExpressibleByArgument {}
extension PlanTime.Part: ExpressibleByArgument {}
extension Policy.Kind: ExpressibleByArgument {}
extension PolicyExclusion: ExpressibleByArgument {}
extension ClosingStep: ExpressibleByArgument {}
extension KitItem: ExpressibleByArgument {}
extension ActivityKind: ExpressibleByArgument {}
extension WorkTarget.Period: ExpressibleByArgument {}

extension Session {
  /// The book as the work of the month sees it.
  func customers() throws -> CustomerBook { CustomerBook(try store().book) }

  var stamp: WorkStamp { WorkStamp(on: today, by: user) }

  /// The customer that a word on the command line means: an id or the beginning of one, a telephone, a plate or a name
  /// that only one has.
  ///
  /// - Throws: exit 66 when nothing fits, 64 with the candidates when several do.
  func opportunity(_ text: String, in book: CustomerBook) throws -> Opportunity {
    if let exact = book.opportunity(RecordID(rawValue: text)) { return exact }
    let plate = ArchiveField.plain(text).uppercased()
    let phone = try? ArchiveField.phone(text)
    let rows = OpportunityRow.all(in: book.book)
    var found = rows.filter {
      $0.plate == plate || $0.customerName == text || phone != nil && $0.phone == phone || text.count >= 4 && $0.id.rawValue.hasPrefix(text)
    }
    if found.isEmpty, !text.isEmpty { found = rows.filter { CellText.holds($0.customerName, text) } }
    if found.count == 1, let one = book.opportunity(found[0].id) { return one }
    guard !found.isEmpty else {
      throw CommandFailure(
        .notFound, "no-such-opportunity", ["given": .string(text)],
        Wording(
          zh: "没有找到商机“\(Words.plain(text))”。用 cheshang opportunities list --query 查找。",
          en: "No opportunity fits \"\(Words.plain(text))\". Look with `cheshang opportunities list --query`."))
    }
    var table = TextTable()
    for row in found.prefix(12) { table.add(["  " + row.id.rawValue, row.customerName, row.plate ?? "", row.model ?? ""]) }
    let list = table.lines().joined(separator: "\n")
    throw CommandFailure(
      .usage, "ambiguous-opportunity",
      [
        "given": .string(text), "count": .int(found.count),
        "candidates": .array(found.prefix(12).map { ["id": .string($0.id.rawValue), "customer": .string($0.customerName)] }),
      ],
      Wording(
        zh: "“\(Words.plain(text))”有 \(found.count) 位客户吻合，请用档案号指明：\n\(list)",
        en: "\"\(Words.plain(text))\" fits \(found.count) customers; name one by its id:\n\(list)"))
  }

  /// Does one deed on the customer that `text` names, writes it, and says what became of it.
  func act(
    onCustomer text: String, _ deed: (CustomerBook, Opportunity, inout IDMint) throws -> Change
  ) throws {
    let book = try customers()
    let customer = try opportunity(text, in: book)
    let change = try minting { try deed(book, customer, &$0) }
    try CustomerReport.tell(change, customer.id, self)
  }

  /// An amount of yuan as typed on the command line.
  func money(_ text: String, option: String) throws -> Money {
    if let money = Money(text) { return money }
    throw CommandFailure(
      .badData, "bad-amount", ["option": .string(option), "given": .string(text)],
      Wording(
        zh: "\(option) 要写金额（元），最多两位小数，给的是 \(Words.plain(text))。",
        en: "\(option) is an amount in yuan with two decimals at most; given was \(Words.plain(text))."))
  }

  /// The line that is meant when none is named: the only one that `fits`.
  func line(_ asked: InsuranceLine?, of customer: Opportunity, where fits: (FollowedLine) -> Bool) throws -> InsuranceLine {
    if let asked { return asked }
    let lines = customer.lines
    if lines.count == 1 { return lines[0].line }
    let fitting = lines.filter(fits)
    if fitting.count == 1 { return fitting[0].line }
    let names = lines.map(\.line)
    throw CommandFailure.usage(
      "which-line", ["lines": InsuranceLine.json(names)],
      zh: "这位客户跟进 \(names.map { Words.line($0).zh }.joined(separator: "、"))，请用 --line 指明。",
      en: "Several lines are followed (\(names.map(\.rawValue).joined(separator: ", "))): name one with --line.")
  }

  /// Writes the change and gives the book with it.
  func committed(_ change: Change) throws -> CustomerBook {
    try commit(change)
    return try customers()
  }

  func name(ofDealer id: RecordID?, in book: Book) -> String? { id.flatMap { book.dealer($0)?.name } }
}

/// Policies as options: number, premium and kind go together in their order.
struct PolicyArguments: ParsableArguments {
  @Option(name: .customLong("policy"), help: ArgumentHelp("保单号，可多次 · The policy's number; may be repeated", valueName: "NUMBER")) var numbers: [String] = []
  @Option(name: .customLong("premium"), help: ArgumentHelp("保费（元），依次对应 · Its premium, yuan, in the same order", valueName: "YUAN")) var premiums: [String] = []
  @Option(name: .customLong("kind"), help: ArgumentHelp("交强或商业，依次对应 · compulsory or commercial, in the same order", valueName: "KIND")) var kinds: [Policy.Kind] = []
  @Option(help: ArgumentHelp("出单日，缺省今天 · The day of issue; today unless given", valueName: "YYYY-MM-DD")) var issued: String?
  @Option(help: ArgumentHelp("保险止期 · The end of cover", valueName: "YYYY-MM-DD")) var expiry: String?
  @Option(help: ArgumentHelp("不计续保率的缘由 · Why it does not count for renewal rates", valueName: "WHY")) var excluded: PolicyExclusion?

  var isEmpty: Bool { numbers.isEmpty && premiums.isEmpty }

  /// The policies, all of one line; a policy without a number is left to the rule that refuses it.
  func policies(_ line: InsuranceLine, _ session: Session) throws -> [Policy] {
    let amounts = try premiums.map { try session.money($0, option: "--premium") }
    guard amounts.count >= numbers.count else {
      throw CommandFailure.usage(
        "premium-missing", ["policies": .int(numbers.count), "premiums": .int(amounts.count)],
        zh: "每张保单都要写保费：--policy 号码 --premium 保费。", en: "Every policy needs its premium: --policy NUMBER --premium YUAN.")
    }
    let on = try session.day(issued, option: "--issued") ?? session.today
    let end = try session.day(expiry, option: "--expiry")
    return amounts.enumerated().map { place, amount in
      Policy(
        number: place < numbers.count ? numbers[place] : "", line: line, premium: amount,
        kind: place < kinds.count ? kinds[place] : nil, on: on, expiry: end, excluded: excluded)
    }
  }
}
