/// A field of the SOP as the handbook defines it: its id is the key in the dealer's record.
public struct SOPField: Sendable, Equatable {
  public let id: FieldKey
  public let name: Phrase
  public let help: Phrase?
  public let type: FieldType
  /// Filled by a rule (the class), never by hand.
  public let computed: Bool
  /// For entries: the sub-field whose value names the entry (`sources/government`); nil lets the mint name it.
  public let keyedBy: String?
  /// For entries: the sub-field of type rate whose values may sum to 100 % at most.
  public let sumLimit: String?
  /// What a value must satisfy to pass a gate, beyond being there.
  public let demand: GateDemand?
  /// Inside a group: the entry is nothing without this sub-field.
  public let required: Bool

  public init(
    id: FieldKey, name: Phrase, help: Phrase? = nil, type: FieldType, computed: Bool = false, keyedBy: String? = nil,
    sumLimit: String? = nil, demand: GateDemand? = nil, required: Bool = false
  ) {
    self.id = id
    self.name = name
    self.help = help
    self.type = type
    self.computed = computed
    self.keyedBy = keyedBy
    self.sumLimit = sumLimit
    self.demand = demand
    self.required = required
  }

  /// The same definition under another id (and name): the three tracks share theirs.
  func renamed(_ id: FieldKey, name: Phrase?) -> SOPField {
    SOPField(
      id: id, name: name ?? self.name, help: help, type: type, computed: computed, keyedBy: keyedBy,
      sumLimit: sumLimit, demand: demand, required: required)
  }

  /// The sub-fields of entries; empty for every other type.
  public var parts: [SOPField] { if case .entries(let parts) = type { parts } else { [] } }
}
