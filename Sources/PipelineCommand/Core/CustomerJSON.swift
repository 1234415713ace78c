import Canvas
import Pipeline
import PipelineScreens

/// Customers and plan rows as scripts see them; what is not known is null.
enum CustomerJSON {
  static func row(_ row: OpportunityRow, dealerName: String?) -> JSONObject {
    [
      "id": .string(row.id.rawValue), "dealer": .optional(row.dealer?.rawValue), "dealerName": .optional(dealerName),
      "owner": .optional(row.owner), "customer": .string(row.customerName), "type": .optional(row.customerType?.rawValue),
      "phone": .optional(row.phone), "plate": .optional(row.plate), "model": .optional(row.model),
      "state": .optional(row.state?.rawValue), "lines": .array(row.lines.map(line)),
      "willingness": .optional(row.willingness?.rawValue), "motorExpiry": .optional(row.motorExpiry?.description),
      "cycle": row.lines.map(\.cycle).max().map { .int($0) } ?? .null, "lastContact": .optional(row.lastContact?.description),
      "nextDate": .optional(row.nextDate?.description), "doNotContact": .bool(row.isBarred),
    ]
  }

  private static func line(_ line: OpportunityRow.Line) -> JSONValue {
    [
      "line": .string(line.line.rawValue), "state": .string(line.state.rawValue), "cycle": .int(line.cycle),
      "since": .string(line.since.description), "contacts": .int(line.contacts),
      "lastContact": .optional(line.lastContact?.description), "nextDate": .optional(line.nextDate?.description),
      "willingness": .optional(line.willingness?.rawValue), "firstPush": .optional(line.firstPush?.description),
    ]
  }

  /// Everything that the archive holds, collections as arrays.
  static func whole(_ customer: Opportunity, in book: CustomerBook) -> JSONObject {
    var object = row(OpportunityRow(customer), dealerName: customer.dealer.flatMap { book.book.dealer($0)?.name })
    object["missing"] = .strings(customer.wanted.map(\.rawValue))
    object["closed"] = .bool(customer.isClosed)
    var collections: [String: [JSONValue]] = [:]
    var order: [String] = []
    var archive: JSONObject = [:]
    for (key, value) in customer.record.fields where !key.hasPrefix("line/") {
      guard let slash = key.firstIndex(of: "/") else {
        archive[key] = value
        continue
      }
      let collection = String(key[..<slash])
      var entry: JSONObject = ["entry": .string(String(key[key.index(after: slash)...]))]
      if let members = value.object { entry.merge(members) { $1 } } else { entry["value"] = value }
      if collections[collection] == nil { order.append(collection) }
      collections[collection, default: []].append(.object(entry))
    }
    object["archive"] = .object(archive)
    for name in order { object[name] = .array(collections[name] ?? []) }
    object["closingSteps"] = .array(
      customer.lines.flatMap { line in
        ClosingStep.allCases.map { step in
          [
            "line": .string(line.line.rawValue), "step": .string(step.rawValue),
            "on": .optional(customer.closingSteps(of: line)[step]?.description),
          ] as JSONValue
        }
      })
    object["rows"] = .array(book.openRows(of: customer.id).map { .object(planRow($0, customer, in: book)) })
    return object
  }

  static func planRow(_ row: PlanRow, _ customer: Opportunity?, in book: CustomerBook) -> JSONObject {
    var object: JSONObject = [
      "row": .string(row.id.rawValue), "month": .string(row.month.description), "opportunity": .string(row.opportunity.rawValue),
      "customer": .optional(customer?.customerName), "type": .optional(customer?.customerType?.rawValue),
      "dealer": .optional(row.dealer?.rawValue), "dealerName": .optional(row.dealer.flatMap { book.book.dealer($0)?.name }),
      "owner": .optional(row.owner), "lines": InsuranceLine.json(row.lines), "method": .string(row.method.rawValue),
    ]
    switch row.time {
    case .day(let day): object["date"] = .string(day.description)
    case .part(let part): object["part"] = .string(part.rawValue)
    }
    object["due"] = .string(row.time.due(in: row.month).description)
    object["mark"] = .optional(row.mark?.rawValue)
    object["origin"] = .string(row.origin.rawValue)
    object["note"] = .optional(row.note)
    object["from"] = .optional(row.from?.rawValue)
    object["carries"] = .int(row.carries)
    object["contacted"] = .optional(row.contacted?.description)
    object["status"] = .string(row.status)
    object["undecided"] = InsuranceLine.json(row.undecided)
    object["outcomes"] = .array(
      row.lines.compactMap { line in
        row.outcomes[line].map { outcome in
          [
            "line": .string(line.rawValue), "outcome": .string(outcome.kind.rawValue), "on": .string(outcome.on.description),
            "by": .string(outcome.by), "note": .optional(outcome.note), "premium": .optional(outcome.premium?.description),
            "policies": outcome.policies.map { .int($0) } ?? .null, "reason": .optional(outcome.code?.rawValue),
            "next": .optional(outcome.next?.rawValue),
          ]
        }
      })
    if let gone = row.withdrawn {
      object["withdrawn"] = ["on": .string(gone.on.description), "by": .string(gone.by), "reason": .string(gone.reason)]
    }
    return object
  }

  static func proposal(_ proposal: PlanProposal, _ month: SalesMonth, dealerName: String?) -> JSONValue {
    var due: String?
    if case .day(let day) = proposal.draft.time { due = day.description }
    return [
      "opportunity": .string(proposal.draft.opportunity.rawValue), "customer": .string(proposal.customer.customerName),
      "dealer": .optional(proposal.customer.dealer?.rawValue), "dealerName": .optional(dealerName),
      "owner": .optional(proposal.customer.owner), "lines": InsuranceLine.json(proposal.draft.lines),
      "method": .string(proposal.draft.method.rawValue), "date": .optional(due), "origin": .string(proposal.draft.origin.rawValue),
      "expiry": .optional(proposal.expiry?.description), "band": .optional(proposal.band?.rawValue),
    ]
  }
}
