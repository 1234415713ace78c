/// A result list of telesales turned into one `Change` (sop 9, 2.5): each row that somebody called becomes a contact of its
/// customer, with the day, the caller, the result, the willingness and the promised next day.
///
/// Who is meant: the id when the row has one, else the plate, else the telephone. The same row again is known by its
/// customer, day, caller and what came of it, so that a list read twice adds nothing. A row without day and result was
/// not called yet and is left alone.
public struct TelesalesImport: Sendable {
  public enum Reason: Error, Equatable, Sendable {
    /// What the month's room says against the contact.
    case month(MonthError)
    /// Neither id, telephone nor plate that could be read.
    case nobodyNamed
    /// Nobody in the book has that id, telephone or plate.
    case unknownCustomer(String)
    /// The row's id, telephone and plate belong to different customers.
    case twoCustomers([RecordID])
    /// The call has a result, but no day.
    case noDay
    case badWillingness(String)
    case badMethod(String)
    case badLines(String)
  }

  public enum Outcome: Equatable, Sendable {
    /// A contact was added to that customer.
    case added(RecordID)
    /// The contact is in the book already.
    case unchanged(RecordID)
    /// Nobody called yet.
    case notCalled
    case rejected(Reason)
  }

  public struct Row: Sendable {
    /// The row's number in its sheet, from 1.
    public let number: Int
    public let outcome: Outcome
    /// The cells as they came, for the file of rejects.
    public let cells: [String]
  }

  public let file: String
  public let columns: TelesalesColumns
  public let rows: [Row]
  /// Everything in one step of undo; empty when the list says nothing new.
  public let change: Change

  public var read: Int { rows.count }
  public var added: Int { rows.count { if case .added = $0.outcome { true } else { false } } }
  public var unchanged: Int { rows.count { if case .unchanged = $0.outcome { true } else { false } } }
  public var notCalled: Int { rows.count { $0.outcome == .notCalled } }
  public var rejected: [Row] { rows.filter { if case .rejected = $0.outcome { true } else { false } } }

  /// The caller of rows that name none.
  public static let usualAgent = "telesales"

  /// Nil when no row names a customer and a result as headings: nothing could be read (exit 65).
  public init?(_ sheet: [[String]], file: String, into book: CustomerBook, stamp: WorkStamp, mint: inout IDMint) {
    guard let columns = TelesalesColumns(sheet) else { return nil }
    var book = book
    let people = TelesalesPeople(book)
    var edits: [RecordEdit] = []
    var rows: [Row] = []
    for (number, cells) in sheet.enumerated().dropFirst(columns.headingRow + 1) {
      if cells.allSatisfy({ ArchiveField.trimmed($0).isEmpty }) { continue }
      let outcome: Outcome
      do throws(Reason) {
        let call = try TelesalesCall(cells, columns)
        guard let call else {
          rows.append(Row(number: number + 1, outcome: .notCalled, cells: cells))
          continue
        }
        let id = try people.find(cells, columns)
        outcome = try TelesalesImport.take(call, of: id, &book, &edits, stamp, &mint)
      } catch { outcome = .rejected(error) }
      rows.append(Row(number: number + 1, outcome: outcome, cells: cells))
    }
    self.file = file
    self.columns = columns
    self.rows = rows
    let added = rows.count { if case .added = $0.outcome { true } else { false } }
    change = Change(
      Deed("import.telesales", ["file": .string(file), "rows": .int(rows.count), "added": .int(added)]), edits)
  }

  private static func take(
    _ call: TelesalesCall, of id: RecordID, _ book: inout CustomerBook, _ edits: inout [RecordEdit], _ stamp: WorkStamp,
    _ mint: inout IDMint
  ) throws(Reason) -> Outcome {
    guard let customer = book.opportunity(id) else { throw .unknownCustomer(id.rawValue) }
    if customer.contacts.contains(where: call.isSame) { return .unchanged(id) }
    let open = customer.lines.filter { !$0.state.isClosed }.map(\.line)
    let contact = call.contact(lines: call.lines ?? (open.isEmpty ? customer.lines.map(\.line) : open))
    do throws(MonthError) {
      var after = book
      let change = try book.logContact(id, contact, stamp: stamp, mint: &mint)
      after.apply(change)
      var all = change.edits
      if call.isRefusal, customer.doNotContact == nil {
        let bar = try after.bar(id, reason: contact.result ?? usualAgent, stamp: stamp, mint: &mint)
        after.apply(bar)
        all += bar.edits
      }
      book = after
      edits += all
      return .added(id)
    } catch { throw .month(error) }
  }
}
