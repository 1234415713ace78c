/// The gate out of a stage: everything its steps require, whether they were done, skipped or never opened, and the
/// steps that must be done (sop 1 and 3.5, decision 3: skipping waives no field).
public enum StageGate {
  /// What is missing to leave `stage` (the dealer's own unless named), in the order of work. Empty: the gate is open.
  public static func missing(of dealer: Dealer, handbook: Handbook, stage: Stage? = nil) -> [Missing] {
    let stage = stage ?? dealer.stage
    let judge = MissingFields(record: dealer.record, handbook: handbook)
    let guide = handbook.guide(stage)
    var seen: Set<FieldKey> = []
    var missing: [Missing] = []
    if handbook.steps(of: stage).contains(where: { $0.form != nil }), form(of: dealer, handbook: handbook) == nil {
      let step = handbook.introducer(of: "signForm") ?? StepID("a7-agree-intent")
      missing.append(Missing(step: step, field: "signForm", why: .absent))
    }
    for step in steps(of: stage, dealer: dealer, handbook: handbook) {
      for item in judge.missing(of: step, .gate) {
        if let field = item.field, !seen.insert(field).inserted { continue }
        missing.append(item)
      }
      let state = dealer.stepState(step.id)
      if guide.mustBeDone.contains(step.id), state != "done" {
        missing.append(Missing(step: step.id, field: nil, why: .stepNotDone(orSkipped: false)))
      }
      if guide.doneOrSkipped.contains(step.id), state != "done", state != "skipped" {
        missing.append(Missing(step: step.id, field: nil, why: .stepNotDone(orSkipped: true)))
      }
    }
    return missing
  }

  /// The steps of a stage that concern this dealer: of the three signing forms only the one agreed.
  static func steps(of stage: Stage, dealer: Dealer, handbook: Handbook) -> [SOPStep] {
    let form = form(of: dealer, handbook: handbook)
    return handbook.steps(of: stage).filter { $0.form == nil || $0.form == form }
  }

  private static func form(of dealer: Dealer, handbook: Handbook) -> String? {
    dealer.text("signForm").flatMap { handbook.choice("forms", $0)?.id }
  }
}

extension Dealer {
  /// The raw state of a step: `done`, `skipped`, `open` after reopening; nil when nothing was recorded.
  func stepState(_ step: StepID) -> String? { record[.entry("steps", step.rawValue)]?["state"]?.string }
}
