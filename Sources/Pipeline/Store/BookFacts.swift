import OrderedCollections
import Vault

/// What must be known of a book before anything else is read: `book.json`. Settings proper are records.
public struct BookFacts: Equatable, Sendable {
  /// The format this version writes.
  public static let currentFormat = 1

  /// The format of an encrypted book, and of one that is being converted: versions that know no encryption leave it alone.
  public static let encryptedFormat = 2

  /// The format of the book's files; a newer one than `knownFormat` is only read.
  public let format: Int
  public let name: String
  /// The branch of the insurer; nil when none was given.
  public let branch: String?
  /// The business day on which the book was made.
  public let created: Day
  /// The book's key, sealed with the passphrase; nil in a plain book.
  public let encryption: WrappedKey?
  /// How far a conversion has come that was not finished (see `BookConversion`).
  let conversion: BookConversion.Phase?
  /// Members that this version does not know.
  public let others: JSONObject

  /// - Parameter format: nil takes the one that fits.
  public init(
    name: String, branch: String?, created: Day, format: Int? = nil, encryption: WrappedKey? = nil, others: JSONObject = [:]
  ) {
    self.init(name: name, branch: branch, created: created, format: format, encryption, nil, others)
  }

  private init(
    name: String, branch: String?, created: Day, format: Int?, _ encryption: WrappedKey?, _ conversion: BookConversion.Phase?,
    _ others: JSONObject
  ) {
    self.format = format ?? (encryption == nil && conversion == nil ? BookFacts.currentFormat : BookFacts.encryptedFormat)
    self.encryption = encryption
    self.conversion = conversion
    self.name = name
    self.branch = branch
    self.created = created
    self.others = others
  }

  /// The newest format that this version writes for such a book.
  var knownFormat: Int { encryption == nil && conversion == nil ? BookFacts.currentFormat : BookFacts.encryptedFormat }

  /// The same book with another key, or none, and in another state of its conversion.
  func with(_ encryption: WrappedKey?, _ conversion: BookConversion.Phase?) -> BookFacts {
    BookFacts(name: name, branch: branch, created: created, format: nil, encryption, conversion, others)
  }

  /// The bytes of `book.json`.
  var fileBytes: [UInt8] { Array(json.prettyText.utf8) + [0x0A] }

  var json: JSONValue {
    var members: JSONObject = ["format": .int(format), "name": .string(name)]
    members["branch"] = branch.map(JSONValue.string)
    members["created"] = .string(created.description)
    members["encryption"] = encryption?.json
    members["conversion"] = conversion.map { .string($0.rawValue) }
    for (key, value) in others { members[key] = value }
    return .object(members)
  }

  /// Nil, with the member that is wrong in `reason`, when this is no book.
  init?(_ json: JSONValue, reason: inout String) {
    guard let format = json["format"]?.int, format > 0 else {
      reason = "format"
      return nil
    }
    guard let name = json["name"]?.string else {
      reason = "name"
      return nil
    }
    guard let created = json["created"]?.string.flatMap({ Day($0) }) else {
      reason = "created"
      return nil
    }
    let encryption = json["encryption"].flatMap { WrappedKey($0, reason: &reason) }
    if json["encryption"] != nil, encryption == nil { return nil }
    let conversion = json["conversion"]?.string.flatMap { BookConversion.Phase(rawValue: $0) }
    if json["conversion"] != nil, conversion == nil {
      reason = "conversion"
      return nil
    }
    var others = json.object ?? [:]
    for key in ["format", "name", "branch", "created", "encryption", "conversion"] { others.removeValue(forKey: key) }
    self.init(name: name, branch: json["branch"]?.string, created: created, format: format, encryption, conversion, others)
  }
}

extension WrappedKey {
  var json: JSONValue {
    [
      "kdf": .string(WrappedKey.kdf), "n": .int(cost.n), "r": .int(cost.r), "p": .int(cost.p), "salt": .string(salt),
      "cipher": .string(WrappedKey.cipher), "key": .string(key), "id": .string(id),
    ]
  }

  /// Nil, with the member that is wrong in `reason`.
  init?(_ json: JSONValue, reason: inout String) {
    func text(_ name: String) -> String? { json[name]?.string }
    reason = "encryption.kdf"
    guard text("kdf") == WrappedKey.kdf else { return nil }
    reason = "encryption.cipher"
    guard text("cipher") == WrappedKey.cipher else { return nil }
    reason = "encryption"
    guard let n = json["n"]?.int, let r = json["r"]?.int, let p = json["p"]?.int, let salt = text("salt"),
      let key = text("key"), let id = text("id")
    else { return nil }
    self.init(cost: Cost(n: n, r: r, p: p), salt: salt, key: key, id: id)
    reason = ""
  }
}
