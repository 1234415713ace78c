/// What an import would do, row by row, and the one change that does it. Showing it is the dry run.
public struct ImportPlan: Sendable {
  public enum Outcome: String, Sendable, Equatable, CaseIterable {
    case added, updated, unchanged, rejected
  }

  /// A field of a dealer before and after.
  public struct FieldChange: Sendable, Equatable {
    public let field: FieldKey
    public let from: JSONValue?
    public let to: JSONValue?
  }

  public struct Row: Sendable, Equatable {
    public let file: String
    public let sheet: String
    /// From 1, as the spreadsheet shows it.
    public let row: Int
    public let outcome: Outcome
    /// The dealer that the row is; nil for a rejected row.
    public let dealer: RecordID?
    /// As far as it could be read, cleaned.
    public let name: String
    /// Empty unless `outcome` is `updated`.
    public let changes: [FieldChange]
    public let matchedBy: DealerMatch?
    public let reason: ImportReason?
    public let warnings: [ImportWarning]
  }

  /// One file of the import.
  public struct File: Sendable, Equatable {
    public let file: String
    public let sheet: String
    public let headingRow: Int
    /// `internet:geely`; one for most files, several for a list of many makers.
    public let lists: [String]
    public let dated: Day
    /// Headings that were not read.
    public let ignored: [String]
    public let counts: Counts
  }

  public struct Counts: Sendable, Equatable {
    public var read = 0
    public var added = 0
    public var updated = 0
    public var unchanged = 0
    public var rejected = 0

    public init() {}

    mutating func count(_ outcome: Outcome) {
      read += 1
      switch outcome {
      case .added: added += 1
      case .updated: updated += 1
      case .unchanged: unchanged += 1
      case .rejected: rejected += 1
      }
    }
  }

  /// Every row below the headings, in the order of the files.
  public let rows: [Row]
  public let files: [File]
  public let counts: Counts
  /// Deed `import.dealers`. Empty when the book knows all of it: then nothing is to be written.
  public let change: Change
}
