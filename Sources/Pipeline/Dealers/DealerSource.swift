import OrderedCollections

/// A route by which a dealer is known (sop 3.1, decision 14): a kind of source, the list if it was one, and its day.
public struct DealerSource: Sendable, Equatable {
  /// The seven routes of the handbook.
  public enum Kind: String, CaseIterable, Sendable {
    case government, association, media, internet, magazine, newspaper
    case doorToDoor = "door-to-door"
  }

  public let kind: String
  /// The maker or the file that the list is of; nil for a source entered by hand.
  public let list: String?
  /// The day of the list; nil if nobody said.
  public let dated: Day?
  public let file: String?

  public init(kind: String, list: String? = nil, dated: Day?, file: String? = nil) {
    self.kind = kind
    self.list = list
    self.dated = dated
    self.file = file
  }

  public init?(_ value: JSONValue) {
    guard let kind = value["kind"]?.string else { return nil }
    self.init(
      kind: kind, list: value["list"]?.string, dated: value["dated"]?.string.flatMap { Day($0) },
      file: value["file"]?.string)
  }

  /// `internet:geely`, or `door-to-door` without a list: its entry in the collection `sources`.
  public var entry: String { list.map { kind + ":" + $0 } ?? kind }
  public var key: FieldKey { .entry("sources", entry) }

  public var json: JSONValue {
    var members: JSONObject = ["kind": .string(kind)]
    members["list"] = list.map { .string($0) }
    members["dated"] = dated.map { .string($0.description) }
    members["file"] = file.map { .string($0) }
    return .object(members)
  }
}

extension Dealer {
  public var sources: [DealerSource] { record.entries(of: "sources").compactMap { DealerSource($0.value) } }

  /// Known by two different kinds of source (sop 3.1, decision 14).
  public var isVerified: Bool { Set(sources.map(\.kind)).count >= 2 }
}
