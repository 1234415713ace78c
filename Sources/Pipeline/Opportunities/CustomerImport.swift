import OrderedCollections

/// A list of customers turned into one `Change`: whom it adds, whom it changes and how, which rows it refuses and why
/// (issue "import of customers"). Reading the file is another room's; here rows are texts already.
///
/// Who is who: the same plate is the same customer; so is the same telephone unless both have plates that differ, for
/// one person may have two cars. The dealer is matched by its code, then by its name.
public struct CustomerImport: Sendable {
  public enum Reason: Error, Equatable, Sendable {
    case opportunity(OpportunityError)
    /// The row has cells, but neither name nor telephone.
    case nothingToCall
    case noDealer
    case unknownDealer(String)
    case ambiguousDealer(String, [RecordID])
    case badLines(String)
    /// The telephone and the plate belong to two different customers.
    case twoCustomers([RecordID])
    case knownAtOtherDealer(RecordID, dealer: RecordID?)
  }

  public enum Outcome: Equatable, Sendable {
    case added(RecordID)
    case updated(RecordID)
    case unchanged(RecordID)
    case rejected(Reason)
  }

  public struct FieldChange: Equatable, Sendable {
    public let field: FieldKey
    public let from: JSONValue?
    public let to: JSONValue?
  }

  public struct Row: Sendable {
    /// The row's number in its sheet, from 1.
    public let number: Int
    public let outcome: Outcome
    public let dealer: RecordID?
    public let changes: [FieldChange]
    /// The cells as they came, for the file of rejects.
    public let cells: [String]
  }

  public let file: String
  public let columns: CustomerColumns
  public let rows: [Row]
  /// Everything in one step of undo; empty when the list says nothing new.
  public let change: Change

  public var read: Int { rows.count }
  public var added: Int { rows.count { if case .added = $0.outcome { true } else { false } } }
  public var updated: Int { rows.count { if case .updated = $0.outcome { true } else { false } } }
  public var unchanged: Int { rows.count { if case .unchanged = $0.outcome { true } else { false } } }
  public var rejected: [Row] { rows.filter { if case .rejected = $0.outcome { true } else { false } } }

  /// Nil when no row names a customer's name or telephone as a heading: nothing could be read (exit 65).
  /// - Parameters:
  ///   - fallback: the dealer of rows whose dealer cell is empty or missing.
  ///   - isPartner: whether a dealer counts as a partner today (decision 2).
  public init?(
    _ sheet: [[String]], file: String, into book: CustomerBook, fallback: RecordID? = nil,
    isPartner: (Dealer) -> Bool, stamp: WorkStamp, mint: inout IDMint
  ) {
    guard let columns = CustomerColumns(sheet) else { return nil }
    var work = CustomerImportWork(book: book, fallback: fallback)
    var rows: [Row] = []
    for (number, cells) in sheet.enumerated().dropFirst(columns.headingRow + 1) {
      if cells.allSatisfy({ ArchiveField.trimmed($0).isEmpty }) { continue }
      rows.append(
        work.take(cells, number: number + 1, columns: columns, isPartner: isPartner, stamp: stamp, mint: &mint))
    }
    self.file = file
    self.columns = columns
    self.rows = rows
    change = Change(
      Deed(
        "import.opportunities", ["file": .string(file), "rows": .int(rows.count), "changed": .int(work.edits.count)]),
      work.edits)
  }
}
