/// A step of the SOP as the handbook describes it (sop 3.0): what for, who, when it is done, what it leaves behind,
/// what goes wrong, and which fields it fills.
public struct SOPStep: Sendable, Equatable {
  /// Fields that become required when another field has one of some values.
  public struct Condition: Sendable, Equatable {
    public let field: FieldKey
    public let values: [String]
    public let fields: [FieldKey]
  }

  public let id: StepID
  public let stage: Stage
  /// The talk it belongs to; nil outside the three tracks.
  public let track: Track?
  /// The signing form it stands for (an id of the catalogue `forms`); nil outside `sign`.
  public let form: String?
  /// Place within its stage or track, from 1.
  public let order: Int
  public let name: Phrase
  public let purpose: Phrase
  public let who: Phrase
  public let exit: Phrase
  public let artefact: Phrase
  public let pitfall: Phrase
  /// How it is done, in sentences of its own; may be empty.
  public let content: [Phrase]
  /// Ids of the catalogue `roles`.
  public let roles: [String]
  /// Ids of the catalogue `materials` to have at hand.
  public let materials: [String]
  /// Only steps of tracks B and C (decision 3).
  public let skippable: Bool
  /// Working days after which the dealer counts as stuck here.
  public let stuckLimit: Int
  /// All fields, in the order of a form.
  public let fields: [FieldKey]
  /// The fields that are always required.
  public let required: [FieldKey]
  public let requiredWhen: [Condition]
  /// What completing it adds to a collection: the collection's name and member -> field.
  public let adds: (collection: String, members: [(String, FieldKey)])?

  public static func == (a: SOPStep, b: SOPStep) -> Bool { a.id == b.id && a.fields == b.fields && a.stage == b.stage }
}

/// A stage as the handbook describes it, with what its gate asks beyond required fields.
public struct StageGuide: Sendable, Equatable {
  public let stage: Stage
  public let name: Phrase
  public let exit: Phrase
  /// What to hold to in this stage; may be empty.
  public let principles: [Phrase]
  /// Steps that must be done.
  public let mustBeDone: [StepID]
  /// Steps that must be done or marked as not needed.
  public let doneOrSkipped: [StepID]
}

/// A topic of talk: points to make when the question comes up (sop 6).
public struct TalkTopic: Sendable, Equatable {
  public let id: String
  public let topic: Phrase
  public let points: [Phrase]
  /// The steps at which it is likely to come up.
  public let steps: [StepID]
}
