/// What lists need of an opportunity, read from its raw line without building the record: the table of screen 3,
/// renewals, proposals, Today. Twenty thousand of them are one pass over the bytes.
public struct OpportunityRow: Sendable, Equatable {
  /// What lists need of one line.
  public struct Line: Sendable, Equatable {
    public let line: InsuranceLine
    public let state: LineState
    public let cycle: Int
    public let since: Day
    /// The first push day of this cycle, or of the cycle that follows a win.
    public let firstPush: Day?
    /// Contacts of the present cycle.
    public fileprivate(set) var contacts = 0
    public fileprivate(set) var lastContact: Day?
    /// Promised in the latest contact.
    public fileprivate(set) var nextDate: Day?
    public fileprivate(set) var willingness: Willingness?
  }

  public fileprivate(set) var id = RecordID(rawValue: "")
  public fileprivate(set) var dealer: RecordID?
  public fileprivate(set) var owner: String?
  public fileprivate(set) var customerName = ""
  public fileprivate(set) var customerType: CustomerType?
  public fileprivate(set) var phone: String?
  public fileprivate(set) var plate: String?
  public fileprivate(set) var model: String?
  public fileprivate(set) var foundDate: Day?
  public fileprivate(set) var motorExpiry: Day?
  public fileprivate(set) var isBarred = false
  public fileprivate(set) var isGone = false
  public fileprivate(set) var lines: [Line] = []
  /// The customer's last word about anything.
  public fileprivate(set) var willingness: Willingness?
  public fileprivate(set) var lastContact: Day?
  /// Bands before (and after) the present motor expiry in which the customer was contacted about motor cover.
  public fileprivate(set) var contactedBands: Set<ExpiryBand> = []

  public func line(_ line: InsuranceLine) -> Line? { lines.first { $0.line == line } }
  /// The state that leads: that of the line which is furthest from its end of those still open, else the closing.
  public var state: LineState? {
    lines.map(\.state).min { OpportunityRow.weight($0) < OpportunityRow.weight($1) }
  }
  /// The earliest day promised on a line still open.
  public var nextDate: Day? { lines.filter { !$0.state.isClosed }.compactMap(\.nextDate).min() }

  private static func weight(_ state: LineState) -> Int {
    switch state {
    case .pushing: 0
    case .planned: 1
    case .archived: 2
    case .found: 3
    case .closedWon: 4
    case .closedLost: 5
    }
  }

  public init(_ opportunity: Opportunity) {
    var bytes: [UInt8] = []
    var fields: JSONObject = ["id": .string(opportunity.id.rawValue)]
    for (key, value) in opportunity.record.fields { fields[key] = value }
    JSONValue.write(object: fields, into: &bytes)
    self = bytes.withUnsafeBytes { OpportunityRow(line: $0) }
  }

  /// Reads the raw line of a snapshot; what it does not understand it leaves empty.
  public init(line raw: UnsafeRawBufferPointer) {
    var scan = OpportunityScan()
    RowScanner.members(of: raw) { key, value in
      scan.take(key, value)
      return true
    }
    self = scan.row()
  }

  /// Every opportunity of the book that was not deleted.
  public static func all(in book: Book) -> [OpportunityRow] {
    var rows: [OpportunityRow] = []
    rows.reserveCapacity(book[.opportunity].count)
    book[.opportunity].forEachRow(
      line: { raw in
        let row = OpportunityRow(line: raw)
        if !row.isGone { rows.append(row) }
      },
      record: { record in
        let row = OpportunityRow(Opportunity(record: record))
        if !row.isGone { rows.append(row) }
      })
    return rows
  }
}

/// One walk over the members of an opportunity's line.
private struct OpportunityScan {
  private struct Talk {
    var on = Day(number: 0)
    var lines: UInt8 = 0
    var cycles: [Int] = [0, 0, 0, 0]
    var nextDate: Day?
    var willingness: Willingness?
  }

  private var found = OpportunityRow.empty
  private var talks: [Talk] = []

  mutating func take(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    if key.starts(with: "contacts/".utf8) {
      talks.append(OpportunityScan.talk(value))
      return
    }
    if key.starts(with: "line/".utf8) {
      takeLine(UnsafeRawBufferPointer(rebasing: key[5...]), value)
      return
    }
    switch key.count {
    case 2 where key.elementsEqual("id".utf8): found.id = RecordID(rawValue: RowScanner.string(value) ?? "")
    case 4 where key.elementsEqual("gone".utf8): found.isGone = true
    case 5 where key.elementsEqual("owner".utf8): found.owner = RowScanner.string(value)
    case 6 where key.elementsEqual("dealer".utf8): found.dealer = RowScanner.string(value).map(RecordID.init(rawValue:))
    case 6 where key.elementsEqual("phones".utf8): found.phone = OpportunityScan.firstText(value)
    case 9 where key.elementsEqual("foundDate".utf8): found.foundDate = Day(raw: value)
    case 11 where key.elementsEqual("motorExpiry".utf8): found.motorExpiry = Day(raw: value)
    case 12 where key.elementsEqual("customerName".utf8): found.customerName = RowScanner.string(value) ?? ""
    case 12 where key.elementsEqual("customerType".utf8):
      found.customerType = RowScanner.string(value).flatMap(CustomerType.init(rawValue:))
    case 12 where key.elementsEqual("doNotContact".utf8): found.isBarred = true
    case 13 where key.elementsEqual("vehicle.model".utf8): found.model = RowScanner.string(value)
    case 13 where key.elementsEqual("vehicle.plate".utf8): found.plate = RowScanner.string(value)
    default: break
    }
  }

  private mutating func takeLine(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    guard let line = InsuranceLine(rawValue: String(decoding: name, as: UTF8.self)) else { return }
    var state: LineState?
    var cycle: Int?
    var since: Day?
    var firstPush: Day?
    RowScanner.members(of: value) { key, value in
      if key.elementsEqual("state".utf8) {
        state = RowScanner.string(value).flatMap(LineState.init(rawValue:))
      } else if key.elementsEqual("cycle".utf8) {
        cycle = OpportunityScan.int(value)
      } else if key.elementsEqual("since".utf8) {
        since = Day(raw: value)
      } else if key.elementsEqual("firstPush".utf8) {
        firstPush = Day(raw: value)
      } else if key.elementsEqual("next".utf8) {
        RowScanner.members(of: value) { key, value in
          if key.elementsEqual("firstPush".utf8) { firstPush = Day(raw: value) }
          return true
        }
      }
      return true
    }
    guard let state, let cycle, let since else { return }
    found.lines.append(.init(line: line, state: state, cycle: cycle, since: since, firstPush: firstPush))
  }

  private static func talk(_ raw: UnsafeRawBufferPointer) -> Talk {
    var talk = Talk()
    RowScanner.members(of: raw) { key, value in
      if key.elementsEqual("on".utf8) {
        talk.on = Day(raw: value) ?? talk.on
      } else if key.elementsEqual("nextDate".utf8) {
        talk.nextDate = Day(raw: value)
      } else if key.elementsEqual("willingness".utf8) {
        talk.willingness = RowScanner.string(value).flatMap(Willingness.init(rawValue:))
      } else if key.elementsEqual("lines".utf8) {
        for line in InsuranceLine.set(try? JSONValue.parse(value)) { talk.lines |= 1 << line.place }
      } else if key.elementsEqual("cycles".utf8) {
        RowScanner.members(of: value) { key, value in
          if let line = InsuranceLine(rawValue: String(decoding: key, as: UTF8.self)) {
            talk.cycles[line.place] = int(value) ?? 0
          }
          return true
        }
      }
      return true
    }
    return talk
  }

  private static func int(_ raw: UnsafeRawBufferPointer) -> Int? { Int(String(decoding: raw, as: UTF8.self)) }

  private static func firstText(_ raw: UnsafeRawBufferPointer) -> String? {
    guard let start = raw.firstIndex(of: 0x22) else { return nil }
    var end = start + 1
    while end < raw.count, raw[end] != 0x22 { end += raw[end] == 0x5C ? 2 : 1 }
    guard end < raw.count else { return nil }
    return RowScanner.string(UnsafeRawBufferPointer(rebasing: raw[start...end]))
  }

  mutating func row() -> OpportunityRow {
    if found.lines.count > 1 { found.lines.sort { $0.line.place < $1.line.place } }
    if talks.count > 1 {
      // Equal days keep the order of logging.
      talks = talks.enumerated().sorted { ($0.element.on, $0.offset) < ($1.element.on, $1.offset) }.map(\.element)
    }
    for talk in talks {
      found.lastContact = talk.on
      found.willingness = talk.willingness ?? found.willingness
      for i in found.lines.indices {
        let place = found.lines[i].line.place
        guard talk.lines & (1 << place) != 0 else { continue }
        if place == 0, let expiry = found.motorExpiry, let band = ExpiryBand(daysLeft: expiry - talk.on) {
          found.contactedBands.insert(band)
        }
        guard talk.cycles[place] == 0 || talk.cycles[place] == found.lines[i].cycle else { continue }
        found.lines[i].contacts += 1
        found.lines[i].lastContact = talk.on
        found.lines[i].nextDate = talk.nextDate
        found.lines[i].willingness = talk.willingness ?? found.lines[i].willingness
      }
    }
    return found
  }
}

extension OpportunityRow {
  fileprivate static let empty = OpportunityRow()
  private init() {}
}

extension InsuranceLine {
  /// 0 motor … 3 business property.
  var place: Int {
    switch self {
    case .motor: 0
    case .accident: 1
    case .home: 2
    case .businessProperty: 3
    }
  }
}

extension Day {
  /// Reads a raw JSON string `"YYYY-MM-DD"`.
  init?(raw: UnsafeRawBufferPointer) {
    guard raw.count == 12, raw[5] == UInt8(ascii: "-"), raw[8] == UInt8(ascii: "-") else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for i in range {
        guard (0x30...0x39).contains(raw[i]) else { return nil }
        value = value * 10 + Int(raw[i] - 0x30)
      }
      return value
    }
    guard let y = number(1..<5), let m = number(6..<8), let d = number(9..<11) else { return nil }
    self.init(y, m, d)
  }
}
