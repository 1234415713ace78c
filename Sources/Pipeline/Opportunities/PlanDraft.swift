import OrderedCollections

/// A row that is to be made: by hand, from a proposal or by a review.
public struct PlanDraft: Sendable, Equatable {
  public var opportunity: RecordID
  public var lines: [InsuranceLine]
  public var method: PushMethod
  public var time: PlanTime
  public var note: String?
  public var origin: PlanRow.Origin
  public var from: RecordID?
  public var carries = 0

  public init(
    opportunity: RecordID, lines: [InsuranceLine], method: PushMethod, time: PlanTime, note: String? = nil,
    origin: PlanRow.Origin = .manual
  ) {
    self.opportunity = opportunity
    self.lines = lines
    self.method = method
    self.time = time
    self.note = note
    self.origin = origin
  }

  func record(id: RecordID, month: SalesMonth, of customer: Opportunity, stamp: WorkStamp) -> Record {
    var fields: JSONObject = ["month": .month(month), "opportunity": .string(opportunity.rawValue)]
    if let dealer = customer.dealer { fields["dealer"] = .string(dealer.rawValue) }
    fields["owner"] = .string(customer.owner ?? stamp.by)
    fields["lines"] = InsuranceLine.json(lines)
    fields["method"] = .string(method.rawValue)
    switch time {
    case .day(let day): fields["date"] = .day(day)
    case .part(let part): fields["part"] = .string(part.rawValue)
    }
    if stamp.on >= month.first {
      let mark: PlanRow.Mark = origin == .manual || origin == .promised ? .added : .late
      fields["mark"] = .string(mark.rawValue)
    }
    fields["origin"] = .string(origin.rawValue)
    if let note, !note.isEmpty { fields["note"] = .string(note) }
    if let from { fields["from"] = .string(from.rawValue) }
    if carries > 0 { fields["carries"] = .int(carries) }
    fields["createdOn"] = .day(stamp.on)
    fields["by"] = .string(stamp.by)
    return Record(id: id, fields: fields)
  }
}
