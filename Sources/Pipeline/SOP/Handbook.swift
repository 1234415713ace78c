//  The SOP as data, in five lines:
//    Handbook        stages, steps, fields, choices and talk topics, read from Resources/sop or a branch's own files
//    DealerProgress  where one dealer stands: step states, what is missing, days, warnings
//    DealerWork      what one can do with a dealer: each deed gives a Change or says why not
//    Classification  the decision table of sop 4 and the order of work
//    WinWin          the arithmetic of sop 5

/// The procedure of winning a dealer as a branch works by it: checked when read, then only looked up.
public struct Handbook: Sendable {
  /// In the order of the enum.
  public let stages: [StageGuide]
  /// In the order of work: by stage, preparation first, then track A, B, C.
  public let steps: [SOPStep]
  public let fields: [SOPField]
  /// Catalogues by name: `roles`, `modes`, `products`, `valueServices`, `materials`, `forms`, `pledges`, …
  public let choices: [String: [Choice]]
  public let talk: [TalkTopic]
  public let classification: ClassificationTable
  public let defaults: HandbookDefaults

  private let stepPlaces: [StepID: Int]
  private let fieldPlaces: [FieldKey: Int]
  private let introducers: [FieldKey: StepID]

  init(
    stages: [StageGuide], steps: [SOPStep], fields: [SOPField], choices: [String: [Choice]], talk: [TalkTopic],
    classification: ClassificationTable, defaults: HandbookDefaults
  ) {
    self.stages = stages
    self.steps = steps
    self.fields = fields
    self.choices = choices
    self.talk = talk
    self.classification = classification
    self.defaults = defaults
    stepPlaces = Dictionary(steps.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    fieldPlaces = Dictionary(fields.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { a, _ in a })
    introducers = Dictionary(steps.flatMap { step in step.fields.map { ($0, step.id) } }, uniquingKeysWith: { a, _ in a })
  }

  public func step(_ id: StepID) -> SOPStep? { stepPlaces[id].map { steps[$0] } }
  public func field(_ id: FieldKey) -> SOPField? { fieldPlaces[id].map { fields[$0] } }
  public func guide(_ stage: Stage) -> StageGuide { stages[stage.index] }
  public func steps(of stage: Stage) -> [SOPStep] { steps.filter { $0.stage == stage } }
  public func steps(of track: Track) -> [SOPStep] { steps.filter { $0.track == track } }
  /// The fields of a step in the order of a form.
  public func fields(of step: SOPStep) -> [SOPField] { step.fields.compactMap(field) }
  /// The topics that help at a step.
  public func talk(at step: SOPStep) -> [TalkTopic] { talk.filter { $0.steps.contains(step.id) } }
  /// The first step, in the order of work, that asks for this field.
  public func introducer(of field: FieldKey) -> StepID? { introducers[field] }
  /// An entry of a catalogue; nil when either is unknown.
  public func choice(_ list: String, _ id: String) -> Choice? { choices[list]?.first { $0.id == id } }

  /// Told of by enough different kinds of source (decision 14).
  public func isVerified(_ dealer: Dealer) -> Bool { dealer.sourceKinds.count >= defaults.verifiedKinds }

  /// Finds a step by id, by Chinese or English name (any case) or by the id's first part (`b6`).
  /// - Returns: all that fit: none, one, or several to choose from.
  public func findSteps(_ text: String) -> [SOPStep] {
    if let exact = step(StepID(text)) { return [exact] }
    let lower = text.lowercased()
    return steps.filter {
      $0.id.rawValue.hasPrefix(lower + "-") || $0.name.zh == text || $0.name.en.lowercased() == lower
    }
  }
}
