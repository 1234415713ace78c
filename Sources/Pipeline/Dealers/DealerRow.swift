/// What a list shows of a dealer, and no more: made for thousands at once.
public struct DealerRow: Sendable, Equatable, Identifiable {
  public let id: RecordID
  public internal(set) var name = ""
  public internal(set) var maker: String?
  public internal(set) var code: String?
  public internal(set) var aliases: [String] = []
  public internal(set) var brands: [String] = []
  public internal(set) var province: String?
  public internal(set) var city: String?
  public internal(set) var district: String?
  public internal(set) var phones: [String] = []
  /// As the record has it; nil is the first stage.
  public internal(set) var stage: String?
  /// As the record has it; nil is open.
  public internal(set) var standing: String?
  public internal(set) var dealerClass: String?
  public internal(set) var priority: JSONValue?
  /// Vehicles a year; nil: not known.
  public internal(set) var salesVolume: Int?
  public internal(set) var stageSince: Day?
  public internal(set) var owner: String?
  public internal(set) var nextDate: Day?
  /// Somebody did something with it: a step, a visit, a move, a next date. Thousands of imported dealers wait untouched.
  public internal(set) var isWorkedOn = false
  /// Deleted or merged away.
  public internal(set) var isGone = false

  public init(id: RecordID) { self.id = id }
}

extension DealerRow {
  /// Reads the row off a dealer's record.
  public init(_ record: Record) {
    self.init(id: record.id)
    let dealer = Dealer(record: record)
    name = dealer.name
    maker = dealer.maker
    code = dealer.code
    aliases = dealer.aliases
    brands = dealer.brands
    province = dealer.province
    city = dealer.city
    district = dealer.district
    phones = dealer.phones
    stage = dealer.text("stage")
    standing = dealer.text("standing")
    dealerClass = dealer.text("class")
    priority = record["priority"]
    salesVolume = dealer.salesVolume
    stageSince = dealer.text("stageSince").flatMap { Day($0) }
    owner = dealer.text("owner")
    nextDate = dealer.text("nextDate").flatMap { Day($0) }
    isGone = record["gone"] != nil
    isWorkedOn = stage != nil || standing != nil || nextDate != nil
      || record.fields.keys.contains { DealerRow.worked.contains(where: $0.hasPrefix) }
  }

  /// Collections that only work fills.
  static let worked = ["steps/", "moves/", "visits/", "sessions/", "offers/", "keyPeople/"]

  /// Reads the row off a raw line of a snapshot. `previous` lends its texts: neighbours share maker, brand and place.
  init?(line: UnsafeRawBufferPointer, previous: DealerRow?) {
    var row: DealerRow?
    func shared(_ value: UnsafeRawBufferPointer, _ old: String?) -> String? {
      if let old, value.count == old.utf8.count + 2, value.dropFirst().dropLast().elementsEqual(old.utf8) { return old }
      return RowScanner.string(value)
    }
    func list(_ value: UnsafeRawBufferPointer) -> [String] {
      // `["0316-5559955"]`: one plain text is the usual case and needs no parser.
      if value.count > 4, value[0] == UInt8(ascii: "["), value[1] == 0x22, value[value.count - 2] == 0x22 {
        let inner = UnsafeRawBufferPointer(rebasing: value[1..<(value.count - 1)])
        if !inner.dropFirst().dropLast().contains(where: { $0 == 0x22 || $0 == 0x5C }) {
          return RowScanner.string(inner).map { [$0] } ?? []
        }
      }
      guard let parsed = try? JSONValue.parse(value) else { return [] }
      return parsed.array?.compactMap(\.string) ?? parsed.string.map { [$0] } ?? []
    }
    func sharedList(_ value: UnsafeRawBufferPointer, _ old: [String]?) -> [String] {
      if let old, old.count == 1, value.count == old[0].utf8.count + 4,
        value[2..<(value.count - 2)].elementsEqual(old[0].utf8)
      {
        return old
      }
      return list(value)
    }
    RowScanner.members(of: line) { key, value in
      if row == nil {
        guard key.elementsEqual("id".utf8), let id = RowScanner.string(value) else { return true }
        row = DealerRow(id: RecordID(rawValue: id))
        return true
      }
      // The length tells most keys apart before a byte is compared.
      switch key.count {
      case 3: if key.elementsEqual("lon".utf8) || key.elementsEqual("lat".utf8) { return true }
      case 4:
        if key.elementsEqual("name".utf8) { row?.name = RowScanner.string(value) ?? "" }
        else if key.elementsEqual("code".utf8) { row?.code = RowScanner.string(value) }
        else if key.elementsEqual("city".utf8) { row?.city = shared(value, previous?.city) }
        else if key.elementsEqual("gone".utf8) { row?.isGone = true }
      case 5:
        if key.elementsEqual("maker".utf8) { row?.maker = shared(value, previous?.maker) }
        else if key.elementsEqual("stage".utf8) { row?.stage = shared(value, previous?.stage) }
        else if key.elementsEqual("class".utf8) { row?.dealerClass = shared(value, previous?.dealerClass) }
        else if key.elementsEqual("owner".utf8) { row?.owner = shared(value, previous?.owner) }
      case 6:
        if key.elementsEqual("brands".utf8) { row?.brands = sharedList(value, previous?.brands) }
        else if key.elementsEqual("phones".utf8) { row?.phones = list(value) }
      case 7: if key.elementsEqual("aliases".utf8) { row?.aliases = list(value) }
      case 8:
        if key.elementsEqual("province".utf8) { row?.province = shared(value, previous?.province) }
        else if key.elementsEqual("district".utf8) { row?.district = shared(value, previous?.district) }
        else if key.elementsEqual("standing".utf8) { row?.standing = shared(value, previous?.standing) }
        else if key.elementsEqual("nextDate".utf8) { row?.nextDate = RowScanner.string(value).flatMap { Day($0) } }
        else if key.elementsEqual("priority".utf8) { row?.priority = try? JSONValue.parse(value) }
      case 10: if key.elementsEqual("stageSince".utf8) { row?.stageSince = RowScanner.string(value).flatMap { Day($0) } }
      case 11:
        if key.elementsEqual("salesVolume".utf8) { row?.salesVolume = Int(String(decoding: value, as: UTF8.self)) }
      default: break
      }
      if row?.isWorkedOn == false, key.contains(UInt8(ascii: "/")),
        DealerRow.worked.contains(where: { key.starts(with: $0.utf8) })
      {
        row?.isWorkedOn = true
      }
      return true
    }
    guard var row else { return nil }
    if row.stage != nil || row.standing != nil || row.nextDate != nil { row.isWorkedOn = true }
    self = row
  }
}
