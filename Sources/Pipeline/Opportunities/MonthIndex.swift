/// Which rows belong to a month, which opportunities to a dealer, which open rows to an opportunity, which deals were
/// made on the spot: kept beside the book and brought up to date edit by edit, so that no list scans what it does
/// not show.
public struct MonthIndex: Sendable {
  /// A deal without a plan row (counted apart, M10).
  public struct SpotDeal: Sendable, Equatable {
    public let opportunity: RecordID
    public let entry: String
    public let line: InsuranceLine
    public let on: Day
    public let premium: Money
  }

  public private(set) var rowsByMonth: [SalesMonth: [RecordID]] = [:]
  public private(set) var opportunitiesByDealer: [RecordID: [RecordID]] = [:]
  /// Rows with an undecided line, by opportunity.
  public private(set) var openRows: [RecordID: [RecordID]] = [:]
  /// Deals on the spot by the month of their issue.
  public private(set) var spotDeals: [SalesMonth: [SpotDeal]] = [:]
  /// A sealed month's seal and figures, so that twelve months are shown without decoding their rows.
  public struct SealNote: Sendable, Equatable {
    public let seal: MonthRecord.Seal
    public let figures: MonthFigures
  }
  public private(set) var seals: [SalesMonth: SealNote] = [:]
  private var placeOfRow: [RecordID: (month: SalesMonth, opportunity: RecordID)] = [:]
  private var dealerOfOpportunity: [RecordID: RecordID] = [:]
  private var spotMonths: [RecordID: [SalesMonth]] = [:]

  public init(_ book: Book) {
    book[.month].forEachRow(
      line: { raw in
        var month: SalesMonth?
        var seal: JSONValue?
        var figures: JSONValue?
        RowScanner.members(of: raw) { key, value in
          if key.elementsEqual("month".utf8) {
            month = RowScanner.string(value).flatMap { SalesMonth($0) }
          } else if key.elementsEqual("seal".utf8) {
            seal = try? JSONValue.parse(value)
          } else if key.elementsEqual("sealed".utf8) {
            RowScanner.members(of: value) { key, value in
              guard key.elementsEqual("figures".utf8) else { return true }
              figures = try? JSONValue.parse(value)
              return false
            }
          }
          return true
        }
        if let month { note(month: month, seal: seal, figures: figures) }
      },
      record: { note(month: $0) })
    book[.planRow].forEachRow(
      line: { raw in
        var id: RecordID?
        var month: SalesMonth?
        var opportunity: RecordID?
        var lines = 0
        var outcomes = 0
        var withdrawn = false
        RowScanner.members(of: raw) { key, value in
          if key.elementsEqual("id".utf8) {
            id = RowScanner.string(value).map(RecordID.init(rawValue:))
          } else if key.elementsEqual("month".utf8) {
            month = RowScanner.string(value).flatMap { SalesMonth($0) }
          } else if key.elementsEqual("opportunity".utf8) {
            opportunity = RowScanner.string(value).map(RecordID.init(rawValue:))
          } else if key.elementsEqual("lines".utf8) {
            lines = MonthIndex.members(ofArray: value)
          } else if key.starts(with: "outcome/".utf8) {
            outcomes += 1
          } else if key.elementsEqual("withdrawn".utf8) {
            withdrawn = true
          }
          return true
        }
        if let id, let month, let opportunity {
          note(row: id, month: month, opportunity: opportunity, isOpen: !withdrawn && outcomes < lines)
        }
      },
      record: { note(row: $0) })
    book[.opportunity].forEachRow(
      line: { raw in
        var id: RecordID?
        var dealer: RecordID?
        var gone = false
        var deals: [SpotDeal] = []
        RowScanner.members(of: raw) { key, value in
          if key.elementsEqual("id".utf8) {
            id = RowScanner.string(value).map(RecordID.init(rawValue:))
          } else if key.elementsEqual("dealer".utf8) {
            dealer = RowScanner.string(value).map(RecordID.init(rawValue:))
          } else if key.elementsEqual("gone".utf8) {
            gone = true
          } else if key.starts(with: "closings/".utf8),
            let closing = (try? JSONValue.parse(value)).flatMap({ LineClosing($0) }),
            closing.closing == .won, closing.row == nil, let id
          {
            let entry = String(decoding: UnsafeRawBufferPointer(rebasing: key[9...]), as: UTF8.self)
            deals.append(
              SpotDeal(opportunity: id, entry: entry, line: closing.line, on: closing.on, premium: closing.premium))
          }
          return true
        }
        if let id, !gone { note(opportunity: id, dealer: dealer, deals: deals) }
      },
      record: { note(opportunity: $0) })
  }

  /// Brings the index up to date after `edits` were applied to `book`.
  public mutating func note(_ edits: [RecordEdit], in book: Book) {
    for edit in edits {
      switch edit.kind {
      case .planRow:
        if let record = book.record(.planRow, edit.id) { note(row: record) } else { forget(row: edit.id) }
      case .opportunity:
        note(opportunity: book.record(.opportunity, edit.id) ?? Record(id: edit.id))
      case .month: note(month: book.record(.month, edit.id) ?? Record(id: edit.id))
      default: break
      }
    }
  }

  private mutating func note(month record: Record) {
    // The id is `m` and the month: a record that an undo emptied has no other trace of it.
    guard let month = SalesMonth(record.id.rawValue.dropFirst()) else { return }
    note(month: month, seal: record["seal"], figures: record["sealed"]?["figures"])
  }

  private mutating func note(month: SalesMonth, seal: JSONValue?, figures: JSONValue?) {
    guard let seal = MonthRecord.Seal(seal), let figures = MonthFigures(json: figures) else {
      seals[month] = nil
      return
    }
    seals[month] = SealNote(seal: seal, figures: figures)
  }

  private static func members(ofArray raw: UnsafeRawBufferPointer) -> Int {
    // An array of words without commas inside: one more element than commas, none when it is `[]`.
    raw.count <= 2 ? 0 : raw.reduce(1) { $0 + ($1 == UInt8(ascii: ",") ? 1 : 0) }
  }

  private mutating func note(row record: Record) {
    guard let row = PlanRow(record: record) else { return }
    note(row: row.id, month: row.month, opportunity: row.opportunity, isOpen: row.isUndecided)
  }

  private mutating func note(row id: RecordID, month: SalesMonth, opportunity: RecordID, isOpen: Bool) {
    if placeOfRow.updateValue((month, opportunity), forKey: id) == nil { rowsByMonth[month, default: []].append(id) }
    let known = openRows[opportunity]?.contains(id) == true
    if isOpen, !known { openRows[opportunity, default: []].append(id) }
    if !isOpen, known { close(id, of: opportunity) }
  }

  private mutating func close(_ id: RecordID, of opportunity: RecordID) {
    openRows[opportunity]?.removeAll { $0 == id }
    if openRows[opportunity]?.isEmpty == true { openRows[opportunity] = nil }
  }

  private mutating func forget(row id: RecordID) {
    guard let (month, opportunity) = placeOfRow.removeValue(forKey: id) else { return }
    rowsByMonth[month]?.removeAll { $0 == id }
    if rowsByMonth[month]?.isEmpty == true { rowsByMonth[month] = nil }
    close(id, of: opportunity)
  }

  private mutating func note(opportunity record: Record) {
    let opportunity = Opportunity(record: record)
    var deals: [SpotDeal] = []
    for (entry, value) in record.entries(of: "closings") {
      if let closing = LineClosing(value), closing.closing == .won, closing.row == nil {
        deals.append(
          SpotDeal(opportunity: record.id, entry: entry, line: closing.line, on: closing.on, premium: closing.premium))
      }
    }
    let exists = !record.fields.isEmpty && !opportunity.isGone
    note(opportunity: record.id, dealer: exists ? opportunity.dealer : nil, deals: deals)
  }

  private mutating func note(opportunity id: RecordID, dealer: RecordID?, deals: [SpotDeal]) {
    let before = dealerOfOpportunity[id]
    if before != dealer {
      if let before { opportunitiesByDealer[before]?.removeAll { $0 == id } }
      if let dealer { opportunitiesByDealer[dealer, default: []].append(id) }
      dealerOfOpportunity[id] = dealer
    }
    for month in spotMonths.removeValue(forKey: id) ?? [] {
      spotDeals[month]?.removeAll { $0.opportunity == id }
      if spotDeals[month]?.isEmpty == true { spotDeals[month] = nil }
    }
    guard !deals.isEmpty else { return }
    for deal in deals { spotDeals[deal.on.month, default: []].append(deal) }
    spotMonths[id] = deals.map(\.on.month)
  }
}
