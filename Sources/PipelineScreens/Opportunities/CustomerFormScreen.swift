import Canvas
import OrderedCollections
import Pipeline

/// The archive of one customer as a form: a new customer at a partner, or changes to one (sop 7.1).
public struct CustomerFormScreen: Screen {
  /// Nil: a new one.
  let id: RecordID?
  let dealer: RecordID?
  var form = FormPart(fields: [])
  private var isReady = false

  /// - Parameter dealer: written into the form at first; nil leaves it to the user.
  public init(adding dealer: RecordID?) {
    id = nil
    self.dealer = dealer
  }

  public init(editing id: RecordID) {
    self.id = id
    dealer = nil
  }

  public enum Message { case form(Key), focus(Int), save, cancel }

  public var name: String { id == nil ? "customer-new" : "customer-edit" }
  public func title(desk: Desk) -> Wording { id == nil ? Wording(zh: "新增商机", en: "New opportunity") : Wording(zh: "改档案", en: "Edit") }

  static let order: [ArchiveField] = [
    .dealer, .customerName, .customerType, .phones, .model, .plate, .motorExpiry, .owner, .foundDate, .price, .vin,
    .firstRegistered, .employer, .post, .travel, .housing, .referredBy, .toldBy, .lastPolicyNumber, .lastPolicyPremium,
    .lastPolicyExcluded, .note,
  ]

  public mutating func refresh(desk: Desk) {
    guard !isReady else { return }
    isReady = true
    let customer = id.flatMap { desk.opportunity($0) }
    var values: [String: String] = [:]
    for field in CustomerFormScreen.order {
      switch field {
      case .phones: values[field.rawValue] = customer?.phones.joined(separator: ", ") ?? ""
      case .dealer: values[field.rawValue] = desk.months.dealerName(customer?.dealer ?? dealer)
      default: values[field.rawValue] = customer?.text(field) ?? ""
      }
    }
    if id == nil {
      values[ArchiveField.owner.rawValue] = desk.by
      values[ArchiveField.foundDate.rawValue] = desk.today.description
    }
    values["lines"] = customer?.lines.map(\.line.rawValue).joined(separator: ",") ?? InsuranceLine.motor.rawValue
    var fields = CustomerFormScreen.order.map { field(for: $0, desk) }
    fields.insert(TypedText.lineField(InsuranceLine.allCases, desk), at: 3)
    form = FormPart("archive", fields: fields, values: values)
    if id == nil, dealer != nil { form.focus(on: ArchiveField.customerName.rawValue) }
  }

  private func field(for field: ArchiveField, _ desk: Desk) -> FormField {
    let kind: FormField.Kind =
      switch field {
      case .customerType: .choice(TypedText.choices(CustomerType.self, desk, Words.shortType))
      case .travel: .choice(TypedText.choices(TravelHabit.self, desk, Words.travel))
      case .housing: .choice(TypedText.choices(Housing.self, desk, Words.housing))
      case .lastPolicyExcluded: .choice(TypedText.choices(PolicyExclusion.self, desk, Words.exclusion))
      case .dealer: id == nil ? .line : .fixed
      default: .line
      }
    let hint: Wording =
      switch field {
      case .phones: Wording(zh: "逗号分开", en: "separated by commas")
      case .motorExpiry, .foundDate, .firstRegistered: Wording(zh: "2026-12-18", en: "2026-12-18")
      case .price, .lastPolicyPremium: Wording(zh: "元", en: "yuan")
      case .dealer: id == nil ? Wording(zh: "签约车商的名称或编号", en: "a partner's name or code") : Wording("")
      default: Wording("")
      }
    let required = field == .dealer && id == nil
    return FormField(field.rawValue, label: desk.say(Words.archive(field)), kind, required: required, hint: desk.say(hint))
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let missing = form.missing.first.map { Wording(zh: "还缺：" + $0.label, en: "missing: " + $0.label) }
    let command: CommandNote = id == nil ? .line("opportunities add --set field=value …") : .line("opportunities edit OPP --set field=value …")
    return KeyTable(
      [
        .init(.control("s"), hint: Wording(zh: "保存", en: "save"), message: .save, unavailable: missing, rank: 1, command: command),
        .moving(.escape, hint: Wording(zh: "放弃", en: "cancel"), message: .cancel, rank: 2),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { _, index in .focus(index) })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key): if form.press(key) == .submitted { return save(desk) }
    case .focus(let index): form.focus(index: index)
    case .save: return save(desk)
    case .cancel:
      if form.changes.isEmpty { return [.close] }
      return [.open(ConfirmScreen(Wording(zh: "放弃刚才的填写？", en: "Throw away what was typed?"), yes: [.close]))]
    }
    return []
  }

  /// The partner that a text names: by code, by the whole name, or the only one whose name it fits.
  static func partner(_ text: String, _ desk: Desk) -> DealerRow? {
    let partners = desk.lookups.dealers.rows.filter { $0.standing == Standing.partner.rawValue }
    if let exact = partners.first(where: { $0.code == text || $0.name == text || $0.id.rawValue == text }) { return exact }
    let fitting = partners.filter { desk.finder.matches(text, $0.name) }
    return fitting.count == 1 ? fitting[0] : nil
  }

  private mutating func save(_ desk: Desk) -> [Effect] {
    form.errors = [:]
    var fields: JSONObject = [:]
    for field in CustomerFormScreen.order where field != .dealer && (id == nil || form.changes[field.rawValue] != nil) {
      let text = String(form[field.rawValue].trimming)
      if text.isEmpty {
        if id != nil { fields[field.rawValue] = .null }
        continue
      }
      var value: JSONValue = .string(text)
      switch field {
      case .phones: value = .array(text.split { ",，、;；".contains($0) }.map { .string(String(String($0).trimming)) })
      case .motorExpiry, .firstRegistered: if let day = DayWords.parse(text, today: desk.today) { value = .string(day.description) }
      case .foundDate: if let day = TypedText.past(text, today: desk.today) { value = .string(day.description) }
      case .price, .lastPolicyPremium: if let money = TypedText.money(text) { value = .string(money.description) }
      default: break
      }
      // What is wrong is said beside its field.
      do throws(ArchiveFault) { _ = try field.checked(value) } catch {
        let error = OpportunityError.badValue(field.key, found: text, why: error)
        form.errors[field.rawValue] = desk.say(Words.refusal(error))
        form.focus(on: field.rawValue)
        return []
      }
      fields[field.rawValue] = value
    }
    let lines = TypedText.lines(form["lines"])
    do throws(OpportunityError) {
      let change: Change
      if let id {
        guard let customer = desk.opportunity(id) else { return [.close] }
        change = try customer.edited(fields, follow: lines, stamp: desk.stamp)
        if change.isEmpty { return [.close] }
      } else {
        guard let partner = CustomerFormScreen.partner(String(form[ArchiveField.dealer.rawValue].trimming), desk) else {
          form.errors[ArchiveField.dealer.rawValue] = desk.language.pick(zh: "没有找到唯一的一家签约车商", en: "no single partner answers to that")
          form.focus(on: ArchiveField.dealer.rawValue)
          return []
        }
        var mint = desk.mint
        let isPartner = desk.lookups.dealer(partner.id)?.isPartner(on: desk.today) ?? false
        change = try Opportunity.find(fields, lines: lines, dealer: partner.id, isPartner: isPartner, stamp: desk.stamp, mint: &mint)
      }
      return [.apply(change), .close, .done(zh: "已保存", en: "Saved")]
    } catch {
      if case .missing(let keys) = error {
        for key in keys { form.errors[key.rawValue == "line" ? "lines" : key.rawValue] = desk.language.pick(zh: "建档要填", en: "the archive needs it") }
      }
      return [.fail(Words.refusal(error))]
    }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    grid.box(region, title: StyledLine(desk.say(title(desk: desk)), .title), focused: true)
    form.draw(into: &grid, in: region.inner.inset(columns: 1, rows: 0))
  }
}
