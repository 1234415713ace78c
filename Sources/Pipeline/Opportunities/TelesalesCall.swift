/// One call as a row of the result list tells it.
struct TelesalesCall {
  let on: Day
  let agent: String?
  let method: PushMethod
  let result: String?
  let willingness: Willingness?
  let nextDate: Day?
  /// Nil: the lines that are open.
  let lines: [InsuranceLine]?
  /// The customer wants no more calls.
  let isRefusal: Bool

  /// Nil when the row tells of no call yet.
  init?(_ cells: [String], _ columns: TelesalesColumns) throws(TelesalesImport.Reason) {
    let reached = columns.cell(.reached, cells)
    let said = columns.cell(.result, cells)
    let will = columns.cell(.willingness, cells)
    let next = columns.cell(.nextDate, cells)
    isRefusal = columns.cell(.doNotContact, cells).map(CustomerCell.isYes) ?? false
    guard reached != nil || said != nil || will != nil || next != nil || isRefusal || columns.cell(.callDate, cells) != nil else {
      return nil
    }
    guard let date = columns.cell(.callDate, cells) else { throw .noDay }
    on = try TelesalesCall.day(date, "date")
    agent = columns.cell(.agent, cells)
    // Nobody answered: that is the result, in the list's own words.
    result = said ?? reached.flatMap { CustomerCell.isYes($0) ? nil : (columns.headings[.reached] ?? "") + " " + $0 }
    willingness = try will.map { text throws(TelesalesImport.Reason) in try TelesalesCall.willingness(text) }
    nextDate = try next.map { text throws(TelesalesImport.Reason) in try TelesalesCall.day(text, "nextDate") }
    method = try columns.cell(.method, cells).map { text throws(TelesalesImport.Reason) in try TelesalesCall.method(text) } ?? .phone
    lines = try columns.cell(.lines, cells).map { text throws(TelesalesImport.Reason) in
      guard let lines = CustomerCell.lines(text) else { throw .badLines(text) }
      return lines
    }
  }

  func contact(lines: [InsuranceLine]) -> CustomerContact {
    CustomerContact(
      on: on, by: agent ?? TelesalesImport.usualAgent, method: method, lines: lines, result: result, willingness: willingness,
      nextDate: nextDate)
  }

  /// The contact tells of this call.
  func isSame(_ contact: CustomerContact) -> Bool {
    contact.on == on && contact.method == method && contact.by == agent ?? TelesalesImport.usualAgent
      && contact.result == result && contact.willingness == willingness && contact.nextDate == nextDate
  }

  private static func day(_ text: String, _ field: FieldKey) throws(TelesalesImport.Reason) -> Day {
    guard let day = Day(CustomerCell.day(text)) else {
      throw .month(.opportunity(.badValue(field, found: text, why: .notADay)))
    }
    return day
  }

  private static func willingness(_ text: String) throws(TelesalesImport.Reason) -> Willingness {
    if let known = Willingness(rawValue: text.lowercased()) { return known }
    if text.hasPrefix("不") || text.hasPrefix("无") { return .unwilling }
    if text.contains("考虑") { return .considering }
    guard text.contains("愿意") || text.contains("有意") else { throw .badWillingness(text) }
    return .willing
  }

  private static func method(_ text: String) throws(TelesalesImport.Reason) -> PushMethod {
    if let known = PushMethod(rawValue: text.lowercased()) { return known }
    switch text {
    case "电话", "外呼", "call": return .phone
    case "微信", "短信", "消息": return .message
    case "上门", "走访": return .visit
    case "到店", "in store", "in shop": return .inStore
    case "续保时", "at renewal": return .atRenewal
    default: throw .badMethod(text)
    }
  }
}

/// The customers of a book by id, plate and telephone.
struct TelesalesPeople {
  private var ids: Set<RecordID> = []
  private var byPlate: [String: [RecordID]] = [:]
  private var byPhone: [String: [RecordID]] = [:]

  init(_ book: CustomerBook) {
    book.book[.opportunity].forEach { record in
      let customer = Opportunity(record: record)
      guard !customer.isGone else { return true }
      ids.insert(customer.id)
      if let plate = customer.plate { byPlate[plate, default: []].append(customer.id) }
      for phone in customer.phones { byPhone[phone, default: []].append(customer.id) }
      return true
    }
  }

  /// A masked telephone or plate names nobody; what the row does name must be one and the same customer.
  func find(_ cells: [String], _ columns: TelesalesColumns) throws(TelesalesImport.Reason) -> RecordID {
    let phones = (columns.cell(.phones, cells) ?? "").split { "、,，;；\n".contains($0) }.map(String.init)
      .filter { !$0.contains("*") }.compactMap { try? ArchiveField.phone($0) }
    let plate = columns.cell(.plate, cells).flatMap { $0.contains("*") ? nil : ArchiveField.plain($0).uppercased() }
    if let text = columns.cell(.id, cells) {
      let id = RecordID(rawValue: text)
      guard ids.contains(id) else { throw .unknownCustomer(text) }
      // Somebody else's telephone or plate beside the id: a row that slipped.
      for others in [plate.flatMap { byPlate[$0] }] + phones.map({ byPhone[$0] }) {
        if let others, !others.isEmpty, !others.contains(id) { throw .twoCustomers([id] + others) }
      }
      return id
    }
    guard plate != nil || !phones.isEmpty else { throw .nobodyNamed }
    var found: [RecordID] = []
    if let plate { found = byPlate[plate] ?? [] }
    if found.isEmpty {
      for phone in phones { for id in byPhone[phone] ?? [] where !found.contains(id) { found.append(id) } }
    }
    guard let first = found.first else { throw .unknownCustomer(plate ?? phones.first ?? "") }
    guard found.count == 1 else { throw .twoCustomers(found) }
    return first
  }
}
