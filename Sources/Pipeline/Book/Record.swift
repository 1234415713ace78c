//  The model of the book, in five lines:
//    Record       one noun of the business (a dealer, an opportunity): an id and fields by key
//    Change       what somebody did: edits of fields of some records, one step of undo, with its Deed (its name)
//    Transaction  a change as it was written: who, when, on which device, under which numbers
//    Book         all records after all transactions; a value, knows no file
//    BookStore    (room Store) the files; the only one that reads and writes them

import OrderedCollections

/// What kind of noun a record is. Kinds from a newer version are kept, though nothing here knows them.
public struct RecordKind: RawRepresentable, Hashable, Sendable {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }

  public static let dealer = RecordKind(rawValue: "dealer")
  public static let opportunity = RecordKind(rawValue: "opportunity")
  /// The book's own settings: one record with the id `book`.
  public static let settings = RecordKind(rawValue: "settings")
}

/// The identity of a record: a letter for its kind and thirteen characters of base 32, unique across devices.
public struct RecordID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static func < (a: RecordID, b: RecordID) -> Bool { a.rawValue < b.rawValue }
  public var description: String { rawValue }
}

/// The name of a field. A field of a collection is `collection/entry`: entries are never in each other's way,
/// so that two devices that both log a visit keep both.
public struct FieldKey: RawRepresentable, Hashable, Sendable, ExpressibleByStringLiteral, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public init(_ rawValue: String) { self.rawValue = rawValue }
  public init(stringLiteral value: String) { rawValue = value }
  public var description: String { rawValue }

  /// `visits/k3…` for the entry `k3…` of the collection `visits`.
  public static func entry(_ collection: String, _ entry: String) -> FieldKey { FieldKey(collection + "/" + entry) }
}

/// One noun of the business: an id and its fields. A field that is not there and one that is null are the same.
///
/// Rooms wrap a record in a type of their own (`Dealer`), which names the fields that code knows; all others
/// (a branch's own, a newer version's) travel along untouched.
public struct Record: Sendable, Equatable {
  public let id: RecordID
  public private(set) var fields: JSONObject

  public init(id: RecordID, fields: JSONObject = [:]) {
    self.id = id
    self.fields = fields.filter { !$0.value.isNull }
  }

  /// Setting nil or null removes the field.
  public subscript(_ key: FieldKey) -> JSONValue? {
    get { fields[key.rawValue] }
    set {
      if let newValue, !newValue.isNull {
        fields[key.rawValue] = newValue
      } else if fields[key.rawValue] != nil {
        fields.removeValue(forKey: key.rawValue)
      }
    }
  }

  /// The entries of a collection in the order in which they came: (entry, value).
  public func entries(of collection: String) -> [(entry: String, value: JSONValue)] {
    let prefix = collection + "/"
    return fields.compactMap { key, value in
      key.hasPrefix(prefix) ? (String(key.dropFirst(prefix.count)), value) : nil
    }
  }

  /// Equal whatever the order in which fields were set.
  public static func == (a: Record, b: Record) -> Bool {
    a.id == b.id && a.fields.count == b.fields.count && a.fields.allSatisfy { b.fields[$0.key] == $0.value }
  }
}
