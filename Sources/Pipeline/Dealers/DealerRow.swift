/// What a list shows of a dealer, and no more: made for thousands at once.
public struct DealerRow: Sendable, Equatable, Identifiable {
  public internal(set) var id: RecordID
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
    isWorkedOn =
      stage != nil || standing != nil || nextDate != nil
      || record.fields.keys.contains { DealerRow.worked.contains(where: $0.hasPrefix) }
  }

  /// Collections that only work fills.
  static let worked = ["steps/", "moves/", "visits/", "sessions/", "offers/", "keyPeople/"]
}
