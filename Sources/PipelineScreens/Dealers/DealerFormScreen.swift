import Canvas
import OrderedCollections
import Pipeline

/// The directory fields of one dealer as a form: a new dealer, or corrections to one.
public struct DealerFormScreen: Screen {
  /// Nil: a new one.
  let id: RecordID?
  var form: FormPart
  private var isReady = false

  public init(adding: Void) {
    id = nil
    form = FormPart(fields: [])
  }

  public init(editing id: RecordID) {
    self.id = id
    form = FormPart(fields: [])
  }

  public enum Message { case form(Key), focus(Int), save, cancel }

  static let fields: [DealerField] = [
    .name, .brands, .maker, .code, .province, .city, .district, .address, .phones, .contactName, .contactPhone,
    .salesVolume, .mainModels, .owner, .nextDate, .nextNote, .remark,
  ]

  public var name: String { id == nil ? "dealer-new" : "dealer-edit" }
  public func title(desk: Desk) -> Wording {
    id == nil ? Wording(zh: "新增车商", en: "New dealer") : Wording(zh: "改资料", en: "Edit")
  }

  public mutating func refresh(desk: Desk) {
    guard !isReady else { return }
    isReady = true
    var fields = DealerFormScreen.fields.map { field in
      FormField(
        field.rawValue, label: desk.say(DealerWords.field(field)), required: field == .name,
        hint: desk.say(DealerFormScreen.hint(field)), placeholder: field == .phones ? "0431-88888888" : "")
    }
    var values: [String: String] = [:]
    if let id, let dealer = desk.lookups.dealer(id) {
      for field in DealerFormScreen.fields { values[field.rawValue] = DealerFormScreen.text(dealer.record[field.key]) }
    } else {
      values["owner"] = desk.by
      let kinds = DealerSource.Kind.allCases.map { FormField.Choice($0.rawValue, desk.say(DealerWords.source($0.rawValue))) }
      fields.append(FormField("source", label: desk.language.pick(zh: "来源", en: "Source"), .choice(kinds)))
      values["source"] = DealerSource.Kind.doorToDoor.rawValue
    }
    form = FormPart(fields: fields, values: values)
  }

  private static func hint(_ field: DealerField) -> Wording {
    switch field {
    case .brands, .phones, .mainModels: Wording(zh: "逗号分开", en: "separated by commas")
    case .nextDate: Wording(zh: "2026-12-01、12-1、+3", en: "2026-12-01, 12-1, +3")
    case .salesVolume: Wording(zh: "台", en: "cars")
    default: Wording("")
    }
  }

  /// A value as it is typed.
  static func text(_ value: JSONValue?) -> String {
    switch value {
    case .array(let values)?: values.compactMap(\.string).joined(separator: ", ")
    case .string(let text)?: text
    case nil, .null?: ""
    case let other?: other.text
    }
  }

  public func keys(desk: Desk) -> KeyTable<Message> {
    let missing = form.missing.first.map { Wording(zh: "还缺：" + $0.label, en: "missing: " + $0.label) }
    let command: CommandNote = id == nil ? .line("dealers add NAME --set field=value …") : .line("dealers edit DEALER --set field=value …")
    return KeyTable(
      [
        .init(.control("s"), hint: Wording(zh: "保存", en: "save"), message: .save, unavailable: missing, rank: 1, command: command),
        .moving(.escape, hint: Wording(zh: "放弃", en: "cancel"), message: .cancel, rank: 2),
      ] + FormPart.bindings(Message.form), typing: { .form(.paste($0)) }, pointing: { _, index in .focus(index) })
  }

  public mutating func update(_ message: Message, desk: Desk) -> [Effect] {
    switch message {
    case .form(let key): if form.press(key) == .submitted, form.missing.isEmpty { return save(desk) }
    case .focus(let index): form.focus(index: index)
    case .save: return save(desk)
    case .cancel:
      if form.changes.isEmpty { return [.close] }
      return [.open(ConfirmScreen(Wording(zh: "放弃刚才的填写？", en: "Throw away what was typed?"), yes: [.close]))]
    }
    return []
  }

  private mutating func save(_ desk: Desk) -> [Effect] {
    var texts: OrderedDictionary<DealerField, String> = [:]
    for field in DealerFormScreen.fields where id == nil || form.changes[field.rawValue] != nil {
      var text = form[field.rawValue]
      if id == nil, text.allSatisfy(\.isWhitespace) { continue }
      if field == .nextDate, let day = DayWords.parse(text, today: desk.today) { text = day.description }
      if field == .brands { text = text.split { ",，、".contains($0) }.map { desk.makers.brand(String($0)) }.joined(separator: ",") }
      // What is wrong is said beside its field.
      do throws(DealerError) { _ = try field.value(text) } catch {
        form.errors[field.rawValue] = desk.say(DealerWords.error(error))
        form.focus(on: field.rawValue)
        return []
      }
      texts[field] = text
    }
    do throws(DealerError) {
      if let id {
        guard let dealer = desk.lookups.dealer(id) else { return [.close] }
        let change = try DealerDirectory.edit(dealer, texts, on: desk.today)
        return [.apply(change), .close, .done(zh: "已保存", en: "Saved")]
      }
      var mint = desk.mint
      let change = try DealerDirectory.add(texts, source: DealerSource.Kind(rawValue: form["source"]), on: desk.today, mint: &mint)
      return [.apply(change), .close, .done(zh: "已新增 \(texts[.name] ?? "")", en: "Added \(texts[.name] ?? "")")]
    } catch { return [.fail(DealerWords.error(error))] }
  }

  public func view(desk: Desk, into grid: inout CellGrid) {
    let region = grid.content
    grid.fill(region)
    let name = id.flatMap { desk.lookups.dealer($0)?.name }
    grid.box(region, title: StyledLine(name ?? desk.say(title(desk: desk)), .title), focused: true)
    form.draw(into: &grid, in: region.inner.inset(columns: 1, rows: 0))
  }
}
