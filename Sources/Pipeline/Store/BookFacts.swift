import OrderedCollections

/// What must be known of a book before anything else is read: `book.json`. Settings proper are records.
public struct BookFacts: Equatable, Sendable {
  /// The format this version writes.
  public static let currentFormat = 1

  /// The format of the book's files; a newer one than `currentFormat` is only read.
  public let format: Int
  public let name: String
  /// The branch of the insurer; nil when none was given.
  public let branch: String?
  /// The business day on which the book was made.
  public let created: Day
  /// Members that this version does not know.
  public let others: JSONObject

  public init(name: String, branch: String?, created: Day, format: Int = currentFormat, others: JSONObject = [:]) {
    self.format = format
    self.name = name
    self.branch = branch
    self.created = created
    self.others = others
  }

  var json: JSONValue {
    var members: JSONObject = ["format": .int(format), "name": .string(name)]
    members["branch"] = branch.map(JSONValue.string)
    members["created"] = .string(created.description)
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
    var others = json.object ?? [:]
    for key in ["format", "name", "branch", "created"] { others.removeValue(forKey: key) }
    self.init(name: name, branch: json["branch"]?.string, created: created, format: format, others: others)
  }
}
