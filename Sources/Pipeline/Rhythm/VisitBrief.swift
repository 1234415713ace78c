/// What to know before walking into a dealer's (sop 10, `pre-visit-brief`): people and their interests, open points, the
/// last contacts, the customers there that are being pushed.
public struct VisitBrief: Sendable, Equatable {
  public struct Person: Sendable, Equatable {
    public let name: String
    public let post: String?
    public let phone: String?
    public let influence: String?
    public let interests: String?
  }

  public struct Talk: Sendable, Equatable {
    public let on: Day
    public let by: String?
    public let result: String?
  }

  public let dealer: RecordID
  public let name: String
  public let people: [Person]
  /// What was promised or noted as the next step.
  public let nextDate: Day?
  public let nextNote: String?
  /// Points left open at earlier visits and sessions, the latest first.
  public let openPoints: [String]
  /// The latest visits and sessions, at most five, the latest first.
  public let talks: [Talk]
  /// Customers with a line being pushed or planned.
  public let customers: [OpportunityRow]
  public let pendingReferrals: Int

  public init?(_ id: RecordID, in book: CustomerBook) {
    guard let dealer = book.book.record(.dealer, id) else { return nil }
    self.dealer = id
    name = dealer["name"]?.string ?? ""
    people = dealer.entries(of: "keyPeople").map { _, value in
      Person(
        name: value["name"]?.string ?? "", post: value["post"]?.string, phone: value["phone"]?.string,
        influence: value["influence"]?.string,
        interests: value["interests"]?.string ?? value["hobbies"]?.string
          ?? value["interests"]?.array.map { $0.compactMap(\.string).joined(separator: ", ") })
    }
    nextDate = dealer["nextDate"]?.day
    nextNote = dealer["nextNote"]?.string
    let meetings = (dealer.entries(of: "visits") + dealer.entries(of: "sessions")).compactMap { _, value in
      (value["on"] ?? value["date"])?.day.map { (day: $0, value: value) }
    }.sorted { $0.day > $1.day }
    talks = meetings.prefix(5).map {
      Talk(on: $0.day, by: $0.value["by"]?.string, result: ($0.value["result"] ?? $0.value["note"])?.string)
    }
    openPoints = meetings.flatMap { meeting -> [String] in
      let points = meeting.value["openPoints"]
      return points?.array?.compactMap(\.string) ?? points?.string.map { [$0] } ?? []
    }
    customers = (book.index.opportunitiesByDealer[id] ?? []).compactMap(book.opportunity).filter {
      $0.doNotContact == nil
    }
    .map { OpportunityRow($0) }.filter { row in row.lines.contains { $0.state == .pushing || $0.state == .planned } }
    var pending = 0
    book.book[.referral].forEach { record in
      let referral = Referral(record: record)
      if referral.shop == id, referral.result == .pending, !referral.isGone { pending += 1 }
      return true
    }
    pendingReferrals = pending
  }
}
