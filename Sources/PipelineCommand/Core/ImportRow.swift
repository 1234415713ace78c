import Canvas
import Pipeline
import PipelineScreens

/// What became of one row of a list.
struct ImportRow {
  let file: String
  let sheet: String
  let number: Int
  /// `added`, `updated`, `unchanged`, `rejected`; of telesales `not-called` too.
  let outcome: String
  let record: RecordID?
  let dealer: RecordID?
  let changes: [(field: FieldKey, from: JSONValue?, to: JSONValue?)]
  let reason: Wording?
  let code: String?
  let cells: [String]

  init(_ row: CustomerImport.Row, _ file: String, _ sheet: String) {
    self.file = file
    self.sheet = sheet
    number = row.number
    dealer = row.dealer
    changes = row.changes.map { ($0.field, $0.from, $0.to) }
    cells = row.cells
    switch row.outcome {
    case .added(let id): (outcome, record, reason, code) = ("added", id, nil, nil)
    case .updated(let id): (outcome, record, reason, code) = ("updated", id, nil, nil)
    case .unchanged(let id): (outcome, record, reason, code) = ("unchanged", id, nil, nil)
    case .rejected(let why): (outcome, record, reason, code) = ("rejected", nil, Words.reason(why), ImportRow.code(why))
    }
  }

  init(_ row: ReferralImport.Row, _ file: String, _ sheet: String) {
    self.file = file
    self.sheet = sheet
    number = row.number
    dealer = nil
    changes = []
    cells = row.cells
    switch row.outcome {
    case .added(let id): (outcome, record, reason, code) = ("added", id, nil, nil)
    case .updated(let id): (outcome, record, reason, code) = ("updated", id, nil, nil)
    case .unchanged(let id): (outcome, record, reason, code) = ("unchanged", id, nil, nil)
    case .rejected(let why):
      let code =
        switch why {
        case .referral(let error): CommandFailure.referral(error).code
        case .unknownDealer: "unknown-dealer"
        case .ambiguousDealer: "ambiguous-dealer"
        }
      (outcome, record, reason, self.code) = ("rejected", nil, Words.reason(why), code)
    }
  }

  init(_ row: TelesalesImport.Row, _ file: String, _ sheet: String) {
    self.file = file
    self.sheet = sheet
    number = row.number
    dealer = nil
    changes = []
    cells = row.cells
    switch row.outcome {
    case .added(let id): (outcome, record, reason, code) = ("added", id, nil, nil)
    case .unchanged(let id): (outcome, record, reason, code) = ("unchanged", id, nil, nil)
    case .notCalled: (outcome, record, reason, code) = ("not-called", nil, nil, nil)
    case .rejected(let why): (outcome, record, reason, code) = ("rejected", nil, Words.reason(why), ImportRow.code(why))
    }
  }

  private static func code(_ reason: TelesalesImport.Reason) -> String {
    switch reason {
    case .month(let error): CommandFailure.month(error).code
    case .nobodyNamed: "nobody-named"
    case .unknownCustomer: "unknown-customer"
    case .twoCustomers: "two-customers"
    case .noDay: "no-day"
    case .badWillingness: "bad-willingness"
    case .badMethod: "bad-method"
    case .badLines: "bad-lines"
    }
  }

  private static func code(_ reason: CustomerImport.Reason) -> String {
    switch reason {
    case .opportunity(let error): CommandFailure.opportunity(error).code
    case .nothingToCall: "nothing-to-call"
    case .noDealer: "no-dealer"
    case .unknownDealer: "unknown-dealer"
    case .ambiguousDealer: "ambiguous-dealer"
    case .badLines: "bad-lines"
    case .twoCustomers: "two-customers"
    case .knownAtOtherDealer: "known-at-other-dealer"
    }
  }
}
