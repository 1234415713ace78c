import ArgumentParser
import Pipeline
import PipelineScreens

/// Archive fields as options: the common ones by name, every one by `--set field=value`.
struct ArchiveArguments: ParsableArguments {
  @Option(name: .customLong("name"), help: ArgumentHelp("姓名 · The name", valueName: "NAME")) var name: String?
  @Option(name: .customLong("phone"), help: ArgumentHelp("电话，可多次 · Telephone; may be repeated", valueName: "PHONE")) var phones: [String] = []
  @Option(help: ArgumentHelp("类型 · new-car-buyer maintenance dealer-stock other", valueName: "TYPE")) var type: String?
  @Option(help: ArgumentHelp("车型 · The model", valueName: "MODEL")) var model: String?
  @Option(help: ArgumentHelp("车牌 · The plate", valueName: "PLATE")) var plate: String?
  @Option(help: ArgumentHelp("车险到期日 · The end of motor cover", valueName: "YYYY-MM-DD")) var expiry: String?
  @Option(help: ArgumentHelp("险种，可多次 · Lines to follow; may be repeated", valueName: "LINE")) var line: [InsuranceLine] = []
  @Option(help: ArgumentHelp("归属人 · Whose", valueName: "WHO")) var owner: String?
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("填字段，可多次：referredBy=王先生 · Set a field; may be repeated", valueName: "FIELD=VALUE"))
  var sets: [String] = []
  @Option(
    name: .customLong("unset"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("清空字段，可多次 · Empty a field; may be repeated", valueName: "FIELD"))
  var unsets: [String] = []

  func fields() throws -> JSONObject {
    var fields: JSONObject = [:]
    for text in sets {
      guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
        throw CommandFailure.usage(
          "bad-assignment", ["given": .string(text)], zh: "--set 要写成 字段=值，给的是 \(Words.plain(text))。",
          en: "--set is written FIELD=VALUE; given was \(Words.plain(text)).")
      }
      let key = String(text[..<equals])
      let value = String(text[text.index(after: equals)...])
      guard ArchiveField(rawValue: key) != nil else {
        let known = ArchiveField.allCases.map(\.rawValue)
        throw CommandFailure(
          .badData, "unknown-field", ["field": .string(key), "fields": .strings(known)],
          .init(
            zh: "商机没有字段 \(Words.plain(key))。可用：\(known.joined(separator: "、"))。",
            en: "An opportunity has no field \(Words.plain(key)). Use one of: \(known.joined(separator: ", "))."))
      }
      fields[key] = key == "phones" ? .array(value.split(whereSeparator: { ",，、;； ".contains($0) }).map { .string(String($0)) }) : .string(value)
    }
    for (key, value) in [
      ("customerName", name), ("customerType", type), ("vehicle.model", model), ("vehicle.plate", plate), ("motorExpiry", expiry),
      ("owner", owner),
    ] { if let value { fields[key] = .string(value) } }
    if !phones.isEmpty { fields["phones"] = .array(phones.map { .string($0) }) }
    for key in unsets { fields[key] = .null }
    return fields
  }
}

/// `opportunities add`: notes a customer of a partner.
struct OpportunitiesAdd: BookCommand {
  static let configuration = CommandConfiguration(commandName: "add", abstract: "新增商机 · Note a customer")

  @OptionGroup var globals: Globals
  @OptionGroup var archive: ArchiveArguments
  @Option(help: ArgumentHelp("车商 · The dealer", valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    let dealer = try session.dealer(dealer)
    let fields = try archive.fields()
    let change = try session.minting { mint in
      try Opportunity.find(
        fields, lines: archive.line.isEmpty ? [.motor] : archive.line, dealer: dealer.id,
        isPartner: dealer.isPartner(on: session.today), stamp: session.stamp, mint: &mint)
    }
    try CustomerReport.tell(change, change.edits[0].id, session)
  }
}

/// `opportunities edit`: archive fields and further lines.
struct OpportunitiesEdit: BookCommand {
  static let configuration = CommandConfiguration(commandName: "edit", abstract: "修改商机 · Edit an opportunity")

  @OptionGroup var globals: Globals
  @OptionGroup var archive: ArchiveArguments
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String

  func run(in session: Session) throws {
    let fields = try archive.fields()
    if fields.isEmpty, archive.line.isEmpty {
      throw CommandFailure.usage("nothing-given", zh: "要改什么？用 --set 字段=值、--unset 字段 或 --line 险种。", en: "Edit what? Use --set FIELD=VALUE, --unset FIELD or --line LINE.")
    }
    try session.act(onCustomer: opportunity) { _, customer, _ in
      try customer.edited(fields, follow: archive.line, stamp: session.stamp)
    }
  }
}

/// `opportunities move`: hands a customer over to another partner.
struct OpportunitiesMove: BookCommand {
  static let configuration = CommandConfiguration(commandName: "move", abstract: "改挂车商 · Hand over to another dealer")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Argument(help: ArgumentHelp(valueName: "DEALER")) var dealer: String

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { _, customer, _ in
      let dealer = try session.dealer(dealer)
      return try customer.moved(to: dealer.id, isPartner: dealer.isPartner(on: session.today))
    }
  }
}

/// `opportunities unfollow`: stops following a line of which nothing was recorded yet.
struct OpportunitiesUnfollow: BookCommand {
  static let configuration = CommandConfiguration(commandName: "unfollow", abstract: "不再跟进险种 · Stop following a line")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @Option(help: ArgumentHelp(valueName: "LINE")) var line: InsuranceLine

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { _, customer, _ in try customer.dropping(line) }
  }
}

/// `opportunities restore`: brings a deleted customer back.
struct OpportunitiesRestore: BookCommand {
  static let configuration = CommandConfiguration(commandName: "restore", abstract: "恢复已删除的商机 · Bring a deleted opportunity back")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp("档案号，见 opportunities list --deleted · The id, from `opportunities list --deleted`", valueName: "OPP")) var opportunity: String

  func run(in session: Session) throws {
    let id = RecordID(rawValue: opportunity)
    try CustomerReport.tell(try session.customers().restore(id, stamp: session.stamp), id, session)
  }
}

/// `opportunities delete`: hides a customer from every list; its open rows leave their plans.
struct OpportunitiesDelete: BookCommand {
  static let configuration = CommandConfiguration(commandName: "delete", abstract: "删除商机（可撤销） · Delete an opportunity; undo brings it back")

  @OptionGroup var globals: Globals
  @Argument(help: ArgumentHelp(valueName: "OPP")) var opportunity: String
  @OptionGroup var because: ReasonArgument

  func run(in session: Session) throws {
    try session.act(onCustomer: opportunity) { book, customer, _ in
      try book.delete(customer.id, reason: because.text, stamp: session.stamp)
    }
  }
}
