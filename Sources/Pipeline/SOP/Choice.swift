/// One allowed value of a choice, or one entry of a catalogue (mode, product, role, material): its id is what the
/// book keeps, its name and note are for people.
public struct Choice: Hashable, Sendable {
  public let id: String
  public let name: Phrase
  /// What it means or what to do with it; nil when the name says it all.
  public let note: Phrase?

  public init(id: String, name: Phrase, note: Phrase? = nil) {
    self.id = id
    self.name = name
    self.note = note
  }
}
