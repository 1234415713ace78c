import Canvas
import Pipeline
import PipelineScreens

extension CommandFailure {
  static func sop(_ error: SOPError, _ handbook: Handbook?) -> CommandFailure {
    let words = Words.error(error, handbook: handbook)
    func refused(_ code: String, _ facts: JSONObject = [:]) -> CommandFailure { CommandFailure(.refused, code, facts, words) }
    switch error {
    case .unknownStep(let step): return CommandFailure(.notFound, "unknown-step", ["step": .string(step)], words)
    case .laterStage(let step, let stepStage, let dealerStage):
      return refused(
        "later-stage",
        ["step": .string(step.rawValue), "stepStage": .string(stepStage.rawValue), "stage": .string(dealerStage.rawValue)])
    case .notSkippable(let step): return refused("not-skippable", ["step": .string(step.rawValue)])
    case .stepIs(let step, let state): return refused("step-is", ["step": .string(step.rawValue), "state": .string(state.rawValue)])
    case .reasonNeeded(let deed): return CommandFailure(.usage, "reason-needed", ["deed": .string(deed)], words)
    case .incomplete(let step, let missing):
      return refused("incomplete", ["step": .string(step.rawValue), "missing": .array(missing.map(\.json))])
    case .gateShut(let stage, let missing):
      return refused("gate-shut", ["stage": .string(stage.rawValue), "missing": .array(missing.map(\.json))])
    case .standing(let found, let allowed):
      return refused("standing", ["standing": .string(found.rawValue), "allowed": .strings(allowed.map(\.rawValue))])
    case .notEarlier(let asked, let present):
      return refused("not-earlier", ["asked": .string(asked.rawValue), "stage": .string(present.rawValue)])
    case .contractDates(let inForce, let ends):
      return refused("contract-dates", ["inForce": .string(inForce.description), "ends": .string(ends.description)])
    case .contractAlreadyOver(let ends, let today):
      return refused("contract-over", ["ends": .string(ends.description), "today": .string(today.description)])
    case .dayAhead(let day, let today):
      return refused("day-ahead", ["date": .string(day.description), "today": .string(today.description)])
    case .otherTrack(let step, let track):
      return refused("other-track", ["step": .string(step.rawValue), "track": .string(track.rawValue)])
    case .emptyOffer: return CommandFailure(.usage, "empty-offer", [:], words)
    case .values(let faults): return values(faults)
    case .nothingToDo: return refused("nothing-to-do")
    case .gone: return refused("gone")
    }
  }

  /// Everything that is wrong with typed values at once.
  static func values(_ faults: [ValueFault]) -> CommandFailure {
    let syntax = faults.allSatisfy { if case .assignment = $0.allowed { true } else { false } }
    let list = faults.map { fault -> JSONValue in
      ["field": .string(fault.field), "given": .string(fault.given), "expected": .string(expected(fault.allowed))]
    }
    return CommandFailure(
      syntax ? .usage : .badData, "bad-value", ["faults": .array(list)],
      faults.map(Words.fault).reduce(nil) { joined, next in joined.map { Wording(zh: $0.zh + "\n" + next.zh, en: $0.en + "\n" + next.en) } ?? next }
        ?? Wording(""))
  }

  private static func expected(_ allowed: ValueFault.Allowed) -> String {
    switch allowed {
    case .text, .textUpTo: "text"
    case .phone: "phone"
    case .wholeNumber: "integer"
    case .degrees: "degrees"
    case .rate, .rateWithPercentSign: "rate"
    case .ratio: "ratio"
    case .money: "money"
    case .date: "date"
    case .yesOrNo: "bool"
    case .oneOf: "choice"
    case .group: "entry"
    case .part: "part"
    case .sumAtMostWhole: "sum-at-most-1"
    case .entryUpTo: "entry-number"
    case .onlyOnce: "once"
    case .computed: "computed"
    case .knownField: "known-field"
    case .assignment: "field=value"
    }
  }
}
