import Canvas
import Pipeline
import PipelineScreens

/// Errors of customers, months, referrals and the rhythm: 66 for what is not there, 65 for values that cannot be, 1 for
/// what a rule refuses.
extension CommandFailure {
  static func month(_ error: MonthError) -> CommandFailure {
    if case .opportunity(let inner) = error { return opportunity(inner) }
    let words = Words.error(error)
    func fail(_ exit: Exit, _ code: String, _ facts: JSONObject = [:]) -> CommandFailure { CommandFailure(exit, code, facts, words) }
    switch error {
    case .opportunity(let inner): return opportunity(inner)
    case .notAMonth(let text): return fail(.badData, "not-a-month", ["given": .string(text)])
    case .noRow(let id): return fail(.notFound, "no-such-row", ["row": .string(id.rawValue)])
    case .noLines: return fail(.badData, "no-lines")
    case .dateOutsideMonth(let day, let month):
      return fail(.badData, "date-outside-month", ["date": .string(day.description), "month": .string(month.description)])
    case .monthPast(let month, let today):
      return fail(.refused, "month-past", ["month": .string(month.description), "today": .string(today.description)])
    case .monthSealed(let month, let on):
      return fail(.refused, "month-sealed", ["month": .string(month.description), "sealedOn": .string(on.description)])
    case .notSealed(let month): return fail(.refused, "not-sealed", ["month": .string(month.description)])
    case .alreadyPlanned(let line, let row, let month):
      return fail(
        .refused, "already-planned",
        ["line": .string(line.rawValue), "row": .string(row.rawValue), "month": .string(month.description)])
    case .alreadyDecided(let line, let kind, let row):
      return fail(
        .refused, "already-decided",
        ["line": .string(line.rawValue), "outcome": .string(kind.rawValue), "row": .string(row.rawValue)])
    case .notInRow(let line, let row): return fail(.badData, "not-in-row", ["line": .string(line.rawValue), "row": .string(row.rawValue)])
    case .rowWithdrawn(let id): return fail(.refused, "row-withdrawn", ["row": .string(id.rawValue)])
    case .carryWithoutContact(let line): return fail(.refused, "carry-without-contact", ["line": .string(line.rawValue)])
    case .contactedAlready(let line, let on):
      return fail(.refused, "contacted-already", ["line": .string(line.rawValue), "on": .string(on.description)])
    case .carryNeedsNote: return fail(.refused, "carry-needs-note", ["field": "note"])
    case .carryNeedsNextDate(let carries): return fail(.refused, "carry-needs-next-date", ["field": "next", "carries": .int(carries)])
    case .nextDateNotAhead(let day, let today): return nextDate(day, today, words)
    case .reviewTooEarly(let month, let today, let opens):
      return fail(
        .refused, "review-too-early",
        ["month": .string(month.description), "today": .string(today.description), "opens": .string(opens.description)])
    case .undecidedRows(let count, let first):
      return fail(.refused, "undecided-rows", ["undecided": .int(count), "first": .string(first.rawValue)])
    case .reasonMissing: return fail(.refused, "reason-missing", ["field": "reason"])
    case .unknownOutcome(let text): return fail(.usage, "unknown-outcome", ["given": .string(text)])
    case .yearNotOver(let year, let today): return fail(.refused, "year-not-over", ["year": .int(year), "today": .string(today.description)])
    case .monthsOpen(let months): return fail(.refused, "months-open", ["months": .strings(months.map(\.description))])
    case .yearClosed(let year, let on): return fail(.refused, "year-closed", ["year": .int(year), "closedOn": .string(on.description)])
    case .sealedContent(let month, let id):
      return fail(.refused, "month-sealed", ["month": .string(month.description), "record": .string(id.rawValue)])
    }
  }

  private static func nextDate(_ day: Day, _ today: Day, _ words: Wording) -> CommandFailure {
    CommandFailure(
      .badData, "next-date-not-ahead",
      ["field": "next", "given": .string(day.description), "today": .string(today.description)], words)
  }

  static func opportunity(_ error: OpportunityError) -> CommandFailure {
    let words = Words.error(error)
    func fail(_ exit: Exit, _ code: String, _ facts: JSONObject = [:]) -> CommandFailure { CommandFailure(exit, code, facts, words) }
    switch error {
    case .noOpportunity(let id): return fail(.notFound, "no-such-opportunity", ["opportunity": .string(id.rawValue)])
    case .dealerIsNoPartner(let id): return fail(.refused, "dealer-is-no-partner", ["dealer": .string(id.rawValue)])
    case .nothingToCallTheCustomer: return fail(.badData, "nothing-to-call", ["fields": .strings(["customerName", "phones"])])
    case .missing(let keys): return fail(.badData, "missing", ["fields": .strings(keys.map(\.rawValue))])
    case .badValue(let key, let found, let why):
      return fail(.badData, "bad-value", ["field": .string(key.rawValue), "given": .string(found), "reason": .string(why.rawValue)])
    case .notEditable(let key): return fail(.badData, "not-editable", ["field": .string(key.rawValue)])
    case .noSuchLine(let line, let followed):
      return fail(.badData, "no-such-line", ["line": .string(line.rawValue), "lines": InsuranceLine.json(followed)])
    case .forbiddenMove(let line, let from, let to):
      return fail(
        .refused, "forbidden-move",
        ["line": .string(line.rawValue), "from": .string(from.rawValue), "to": .string(to.rawValue)])
    case .lineClosed(let line, let state, let since):
      return fail(
        .refused, "line-closed",
        ["line": .string(line.rawValue), "state": .string(state.rawValue), "since": .string(since.description)])
    case .notOnTheSpot(let type): return fail(.refused, "not-on-the-spot", ["type": .optional(type?.rawValue)])
    case .notContacted(let line): return fail(.refused, "not-contacted", ["line": .string(line.rawValue)])
    case .tooFewContacts(let line, let had, let needed, let willingness):
      return fail(
        .refused, "too-few-contacts",
        [
          "line": .string(line.rawValue), "contacts": .int(had), "needed": .int(needed),
          "willingness": .optional(willingness?.rawValue),
        ])
    case .reasonMissing: return fail(.refused, "reason-missing", ["field": "reason"])
    case .noteMissing: return fail(.refused, "note-missing", ["field": "note"])
    case .policyMissing(let line): return fail(.refused, "policy-missing", ["line": .string(line.rawValue)])
    case .policyNumberMissing: return fail(.refused, "policy-number-missing", ["field": "policy"])
    case .policyNumberUsed(let number): return fail(.refused, "policy-number-used", ["policy": .string(number)])
    case .premiumOutOfRange(let found, let above, let notAbove):
      return fail(
        .badData, "premium-out-of-range",
        ["field": "premium", "given": .string(found.description), "above": .string(above.description), "maximum": .string(notAbove.description)])
    case .doNotContact(let id, let since, let reason):
      return fail(
        .refused, "do-not-contact",
        ["opportunity": .string(id.rawValue), "since": .string(since.description), "reason": .string(reason)])
    case .notDeleted(let id): return fail(.refused, "not-deleted", ["opportunity": .string(id.rawValue)])
    case .notBarred(let id): return fail(.refused, "not-barred", ["opportunity": .string(id.rawValue)])
    case .dayInFuture(let day, let today):
      return fail(.badData, "day-in-future", ["given": .string(day.description), "today": .string(today.description)])
    case .dayTooEarly(let day, let first):
      return fail(.badData, "day-too-early", ["given": .string(day.description), "minimum": .string(first.description)])
    case .nextDateNotAhead(let day, let today): return nextDate(day, today, words)
    case .cycleNotDue(let line, let first):
      return fail(.refused, "cycle-not-due", ["line": .string(line.rawValue), "firstPush": .string(first.description)])
    case .noNextCycle(let line): return fail(.refused, "no-next-cycle", ["line": .string(line.rawValue)])
    case .noConsent(let id, let scope):
      return fail(.refused, "no-consent", ["opportunity": .string(id.rawValue), "scope": .string(scope)])
    case .unknownStep(let name): return fail(.notFound, "unknown-step", ["step": .string(name)])
    }
  }

  static func referral(_ error: ReferralError) -> CommandFailure {
    let words = Words.error(error)
    func fail(_ exit: Exit, _ code: String, _ facts: JSONObject = [:]) -> CommandFailure { CommandFailure(exit, code, facts, words) }
    switch error {
    case .noReferral(let id): return fail(.notFound, "no-such-referral", ["referral": .string(id.rawValue)])
    case .missing(let keys): return fail(.badData, "missing", ["fields": .strings(keys.map(\.rawValue))])
    case .badValue(let key, let found, let why):
      return fail(.badData, "bad-value", ["field": .string(key.rawValue), "given": .string(found), "reason": .string(why.rawValue)])
    case .dayInFuture(let day, let today):
      return fail(.badData, "day-in-future", ["given": .string(day.description), "today": .string(today.description)])
    case .noShopRecommended: return fail(.refused, "no-shop-recommended", ["field": "shop"])
    case .triesOutOfRange(let tries): return fail(.badData, "tries-out-of-range", ["field": "tries", "given": .int(tries)])
    case .lossWithoutArrival(let result): return fail(.refused, "loss-without-arrival", ["result": .string(result.rawValue)])
    }
  }

  static func rhythm(_ error: RhythmError) -> CommandFailure {
    let words = Words.error(error)
    switch error {
    case .dayInFuture(let day, let today):
      return CommandFailure(.badData, "day-in-future", ["given": .string(day.description), "today": .string(today.description)], words)
    case .dayTooEarly(let day): return CommandFailure(.badData, "day-too-early", ["given": .string(day.description)], words)
    case .countOutOfRange(let count): return CommandFailure(.badData, "count-out-of-range", ["given": .int(count)], words)
    case .dayClosed(let day, let by):
      return CommandFailure(.refused, "day-closed", ["day": .string(day.description), "by": .string(by)], words)
    }
  }
}
