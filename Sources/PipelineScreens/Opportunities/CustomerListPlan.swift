import Canvas
import Pipeline

/// What a list of customers, or of what telesales said to them, would do to the book: shown row by row before it is
/// written.
struct CustomerListPlan: Sendable {
  enum Outcome: Hashable, Sendable { case added, updated, unchanged, waiting, rejected }

  struct Row: Sendable {
    let number: Int
    let outcome: Outcome
    let cells: [String]
    /// What changes, or why the row is refused.
    let note: Wording
  }

  let file: String
  let heading: [String]
  let rows: [Row]
  let change: Change

  func count(_ outcome: Outcome) -> Int { rows.count { $0.outcome == outcome } }

  init(_ list: CustomerImport, heading: [String]) {
    file = list.file
    self.heading = heading
    change = list.change
    rows = list.rows.map { row in
      let changes = row.changes.map { change -> Wording in
        let name = ArchiveField(rawValue: change.field.rawValue).map(Words.archive) ?? Words.field(change.field)
        let to = Words.plain(change.to?.string ?? "")
        return Wording(zh: name.zh + " " + to, en: name.en + " " + to)
      }
      let note = Wording(zh: changes.map(\.zh).joined(separator: "  "), en: changes.map(\.en).joined(separator: "  "))
      switch row.outcome {
      case .added: return Row(number: row.number, outcome: .added, cells: row.cells, note: note)
      case .updated: return Row(number: row.number, outcome: .updated, cells: row.cells, note: note)
      case .unchanged: return Row(number: row.number, outcome: .unchanged, cells: row.cells, note: note)
      case .rejected(let why): return Row(number: row.number, outcome: .rejected, cells: row.cells, note: Words.reason(why))
      }
    }
  }

  init(_ list: TelesalesImport, heading: [String], in book: CustomerBook) {
    file = list.file
    self.heading = heading
    change = list.change
    rows = list.rows.map { row in
      func named(_ id: RecordID) -> Wording { Wording(book.opportunity(id).map(OpportunityDeeds.name) ?? id.rawValue) }
      switch row.outcome {
      case .added(let id): return Row(number: row.number, outcome: .added, cells: row.cells, note: named(id))
      case .unchanged(let id): return Row(number: row.number, outcome: .unchanged, cells: row.cells, note: named(id))
      case .notCalled: return Row(number: row.number, outcome: .waiting, cells: row.cells, note: Wording(zh: "还没有拨打", en: "not called yet"))
      case .rejected(let why): return Row(number: row.number, outcome: .rejected, cells: row.cells, note: Words.reason(why))
      }
    }
  }

  /// The rejected rows as they came under their own headings, led by row and reason: to be corrected and read again.
  func rejects(_ language: Wording.Language) -> String {
    CSVText.mark + CSVText.line([language.pick(zh: "行", en: "row"), language.pick(zh: "原因", en: "reason")] + heading)
      + rows.filter { $0.outcome == .rejected }.map { CSVText.line([String($0.number), $0.note(language)] + $0.cells) }.joined()
  }

  /// Writes the rejects beside the list: `客户-拒收.csv`, with a number when there is one already.
  /// - Returns: the path, or the errno.
  func writeRejects(_ language: Wording.Language) -> (path: String, code: Int32) {
    let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
    let word = language.pick(zh: "-拒收", en: "-rejected")
    var path = stem + word + ".csv"
    for number in 2..<100 {
      switch ReportExport.write(rejects(language), to: path) {
      case .written(let path): return (path, 0)
      case .failed(let path, let code): return (path, code)
      case .exists: path = stem + word + "-\(number).csv"
      }
    }
    return (path, 17)
  }
}
