import OrderedCollections

/// The state of an import on its way through the rows: what is known by telephone, plate, code and name, and what
/// each customer has become so far.
struct CustomerImportWork {
  private let book: CustomerBook
  private let fallback: RecordID?
  private var byPlate: [String: RecordID] = [:]
  private var byPhone: [String: [RecordID]] = [:]
  private var plates: [RecordID: String] = [:]
  private var dealersByCode: [String: [RecordID]] = [:]
  private var dealersByName: [String: [RecordID]] = [:]
  private var before: OrderedDictionary<RecordID, Record> = [:]
  private var now: [RecordID: Opportunity] = [:]

  init(book: CustomerBook, fallback: RecordID?) {
    self.book = book
    self.fallback = fallback
    book.book[.opportunity].forEach { record in
      let opportunity = Opportunity(record: record)
      if !opportunity.isGone { note(opportunity) }
      return true
    }
    book.book[.dealer].forEach { record in
      guard record["gone"] == nil else { return true }
      let dealer = Dealer(record: record)
      for code in [dealer.code].compactMap({ $0 }) + dealer.aliases {
        dealersByCode[CustomerImportWork.plain(code), default: []].append(dealer.id)
      }
      dealersByName[CustomerImportWork.plain(dealer.name), default: []].append(dealer.id)
      return true
    }
  }

  /// One edit per customer that differs from the book.
  var edits: [RecordEdit] {
    before.compactMap { id, old in
      let fields = Change.difference(from: old, to: now[id]!.record)
      return fields.isEmpty ? nil : RecordEdit(.opportunity, id, fields)
    }
  }

  mutating func take(
    _ cells: [String], number: Int, columns: CustomerColumns, isPartner: (Dealer) -> Bool, stamp: WorkStamp,
    mint: inout IDMint
  ) -> CustomerImport.Row {
    var dealer: RecordID?
    let outcome: CustomerImport.Outcome
    var changes: [CustomerImport.FieldChange] = []
    do throws(CustomerImport.Reason) {
      let row = try read(cells, columns)
      if row.fields["customerName"] == nil, row.fields["phones"] == nil { throw .nothingToCall }
      dealer = try self.dealer(row.dealer)
      let known = try known(row)
      if let known, let old = now[known] ?? book.opportunity(known) {
        if let told = dealer ?? fallback, row.dealer != nil, old.dealer != told {
          throw .knownAtOtherDealer(known, dealer: old.dealer)
        }
        dealer = old.dealer
        var new = try update(old, row, stamp: stamp)
        if row.isBarred, new.doNotContact == nil { new = bar(new, file: number, stamp: stamp) }
        changes = CustomerImportWork.changes(from: old.record, to: new.record)
        keep(old: old.record, new)
        outcome = changes.isEmpty ? .unchanged(known) : .updated(known)
      } else {
        guard let dealer else { throw .noDealer }
        guard let shop = book.book.record(.dealer, dealer).map(Dealer.init(record:)) else { throw .noDealer }
        var new = try add(row, dealer: dealer, isPartner: isPartner(shop), stamp: stamp, mint: &mint)
        if row.isBarred { new = bar(new, file: number, stamp: stamp) }
        changes = CustomerImportWork.changes(from: Record(id: new.id), to: new.record)
        keep(old: Record(id: new.id), new)
        outcome = .added(new.id)
      }
    } catch { outcome = .rejected(error) }
    return CustomerImport.Row(number: number, outcome: outcome, dealer: dealer, changes: changes, cells: cells)
  }

  private struct ReadRow {
    var fields: JSONObject = [:]
    var dealer: String?
    var lines: [InsuranceLine] = []
    var isBarred = false
  }

  private func read(_ cells: [String], _ columns: CustomerColumns) throws(CustomerImport.Reason) -> ReadRow {
    var row = ReadRow()
    for (meaning, place) in columns.places {
      let cell = place < cells.count ? ArchiveField.trimmed(cells[place]) : ""
      guard !cell.isEmpty else { continue }
      switch meaning {
      case .lines:
        guard let lines = CustomerCell.lines(cell) else { throw .badLines(cell) }
        row.lines = lines
      case .doNotContact: row.isBarred = CustomerCell.isYes(cell)
      case .field(.dealer): row.dealer = cell
      case .field(.phones):
        row.fields["phones"] = .array(
          cell.split(whereSeparator: { "、,，;；\n".contains($0) }).map { .string(String($0)) })
      case .field(.motorExpiry), .field(.foundDate), .field(.firstRegistered):
        guard case .field(let field) = meaning else { continue }
        row.fields[field.rawValue] = .string(CustomerCell.day(cell))
      case .field(let field): row.fields[field.rawValue] = .string(CustomerCell.word(field, cell))
      }
    }
    return row
  }

  private func dealer(_ text: String?) throws(CustomerImport.Reason) -> RecordID? {
    guard let text else { return fallback }
    let found = dealersByCode[CustomerImportWork.plain(text)] ?? dealersByName[CustomerImportWork.plain(text)] ?? []
    guard let first = found.first else { throw .unknownDealer(text) }
    guard found.count == 1 else { throw .ambiguousDealer(text, found) }
    return first
  }

  private func known(_ row: ReadRow) throws(CustomerImport.Reason) -> RecordID? {
    let plate = row.fields["vehicle.plate"]?.string.map { ArchiveField.plain($0).uppercased() }
    let phones = row.fields["phones"]?.array?.compactMap { $0.string.flatMap { try? ArchiveField.phone($0) } } ?? []
    if let plate, let known = byPlate[plate] { return known }
    var found: [RecordID] = []
    for phone in phones {
      for id in byPhone[phone] ?? [] where !found.contains(id) {
        if let plate, let other = plates[id], other != plate { continue }
        found.append(id)
      }
    }
    guard found.count <= 1 else { throw .twoCustomers(found) }
    return found.first
  }

  private func add(
    _ row: ReadRow, dealer: RecordID, isPartner: Bool, stamp: WorkStamp, mint: inout IDMint
  ) throws(CustomerImport.Reason) -> Opportunity {
    do throws(OpportunityError) {
      let change = try Opportunity.find(
        row.fields, lines: row.lines.isEmpty ? [.motor] : row.lines, dealer: dealer, isPartner: isPartner, stamp: stamp,
        mint: &mint)
      var record = Record(id: change.edits[0].id)
      for field in change.edits[0].fields { record[field.key] = field.to }
      return Opportunity(record: record)
    } catch { throw .opportunity(error) }
  }

  private func update(_ old: Opportunity, _ row: ReadRow, stamp: WorkStamp) throws(CustomerImport.Reason) -> Opportunity
  {
    var fields = row.fields
    // Telephones are collected, and when a customer was found is known better than a list tells.
    if let told = fields["phones"]?.array { fields["phones"] = .array(old.phones.map { .string($0) } + told) }
    if old.foundDate != nil { fields["foundDate"] = nil }
    do throws(OpportunityError) {
      let change = try old.edited(fields, follow: row.lines, stamp: stamp)
      var record = old.record
      for field in change.edits[0].fields { record[field.key] = field.to }
      return Opportunity(record: record)
    } catch { throw .opportunity(error) }
  }

  /// A list may bar a customer who has no row in a plan; one who has is barred by hand, where the rows are shown.
  private func bar(_ opportunity: Opportunity, file row: Int, stamp: WorkStamp) -> Opportunity {
    guard book.openRows(of: opportunity.id).isEmpty else { return opportunity }
    var new = opportunity
    new.record["doNotContact"] = ["on": .day(stamp.on), "by": .string(stamp.by), "reason": "import"]
    for line in new.lines where line.state == .pushing { new.unplan(line.line, on: stamp.on) }
    return new
  }

  private mutating func keep(old: Record, _ new: Opportunity) {
    if before[new.id] == nil { before[new.id] = old }
    now[new.id] = new
    note(new)
  }

  private mutating func note(_ opportunity: Opportunity) {
    if let plate = opportunity.plate {
      byPlate[plate] = opportunity.id
      plates[opportunity.id] = plate
    }
    for phone in opportunity.phones where byPhone[phone]?.contains(opportunity.id) != true {
      byPhone[phone, default: []].append(opportunity.id)
    }
  }

  private static func changes(from old: Record, to new: Record) -> [CustomerImport.FieldChange] {
    Change.difference(from: old, to: new).map { CustomerImport.FieldChange(field: $0.key, from: $0.was, to: $0.to) }
  }

  static func plain(_ text: String) -> String {
    String(text.lowercased().filter { !" \t\u{3000}()（）".contains($0) })
  }
}
