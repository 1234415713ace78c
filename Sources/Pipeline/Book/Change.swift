import OrderedCollections

/// What was done, as facts: history and undo name it from these, in the reader's language.
public struct Deed: Sendable, Equatable {
  /// `dealer.edit`, `step.complete`, `import.dealers`: the noun and the deed. The words live with the screens.
  public let verb: String
  /// What the words need: names, counts, steps. Never used to compute state.
  public let facts: JSONObject

  public init(_ verb: String, _ facts: JSONObject = [:]) {
    self.verb = verb
    self.facts = facts
  }
}

/// One field before and after. Nil means: not there.
public struct FieldEdit: Sendable, Equatable {
  public let key: FieldKey
  /// What the author of the edit saw. If the book holds something else by the time of writing, the edit is a conflict.
  public let was: JSONValue?
  public let to: JSONValue?

  public init(_ key: FieldKey, was: JSONValue?, to: JSONValue?) {
    self.key = key
    self.was = was == .null ? nil : was
    self.to = to == .null ? nil : to
  }

  public var reversed: FieldEdit { FieldEdit(key, was: to, to: was) }
}

/// The edits of one record. A record without fields does not exist: making one sets its first field, and taking
/// that back removes it.
public struct RecordEdit: Sendable, Equatable {
  public let kind: RecordKind
  public let id: RecordID
  public var fields: [FieldEdit]

  public init(_ kind: RecordKind, _ id: RecordID, _ fields: [FieldEdit]) {
    self.kind = kind
    self.id = id
    self.fields = fields
  }

  public var reversed: RecordEdit { RecordEdit(kind, id, fields.reversed().map(\.reversed)) }
}

/// One step of work and of undo: it is written whole or not at all.
public struct Change: Sendable, Equatable {
  public var deed: Deed
  public var edits: [RecordEdit]

  public init(_ deed: Deed, _ edits: [RecordEdit]) {
    self.deed = deed
    self.edits = edits
  }

  /// A change of one record from `old` to `new`: the fields that differ.
  public init(_ deed: Deed, _ kind: RecordKind, from old: Record, to new: Record) {
    self.init(deed, [RecordEdit(kind, old.id, Change.difference(from: old, to: new))])
  }

  public static func difference(from old: Record, to new: Record) -> [FieldEdit] {
    var edits: [FieldEdit] = []
    for (key, value) in new.fields where old.fields[key] != value {
      edits.append(FieldEdit(FieldKey(key), was: old.fields[key], to: value))
    }
    for (key, value) in old.fields where new.fields[key] == nil {
      edits.append(FieldEdit(FieldKey(key), was: value, to: nil))
    }
    return edits
  }

  /// Nothing would change.
  public var isEmpty: Bool { edits.allSatisfy { $0.fields.isEmpty } }
  public var reversed: [RecordEdit] { edits.reversed().map(\.reversed) }
}
