/// All dealers as rows, in the order in which they came into the book. Gone ones are left out unless asked for.
public struct DealerIndex: Sendable {
  public let rows: [DealerRow]

  public init(_ table: RecordTable, includingGone: Bool = false) {
    var rows: [DealerRow] = []
    rows.reserveCapacity(table.count)
    table.forEachRow { line in
      if let row = DealerRow(line: line, previous: rows.last), includingGone || !row.isGone { rows.append(row) }
    } record: { record in
      let row = DealerRow(record)
      if includingGone || !row.isGone { rows.append(row) }
    }
    self.rows = rows
  }

  public init(_ rows: [DealerRow]) { self.rows = rows }

  /// What a word on the command line may mean.
  public enum Finding: Equatable, Sendable {
    case one(DealerRow)
    case none
    /// Candidates in the book's order; the caller shows them and asks for more.
    case several([DealerRow])
  }

  /// Finds the one dealer that `text` names: its id or the unique beginning of one (four characters or more), a code or
  /// an earlier code (`geely:17644` where two makers share one), its exact name, or a part of the name that only one has.
  public func find(_ text: String) -> Finding {
    let text = CellText.trimmed(text)
    guard !text.isEmpty else { return .none }
    if let exact = rows.first(where: { $0.id.rawValue == text }) { return .one(exact) }
    let folded = CellText.fold(text)
    let parts = folded.split(separator: ":", maxSplits: 1).map(String.init)
    let maker = parts.count == 2 ? parts[0] : nil
    let code = parts.last ?? folded
    let fragment = Array(folded.utf8)
    // From the surest meaning to the least sure; one pass finds the rows of each.
    var found: [[DealerRow]] = Array(repeating: [], count: 7)
    for row in rows {
      let own = row.code.map { $0.utf8.count <= folded.utf8.count * 3 ? CellText.fold($0) : "" }
      if own == folded { found[0].append(row) }
      if maker != nil, row.maker == maker {
        if own == code { found[1].append(row) }
        if row.aliases.contains(where: { CellText.fold($0) == code }) { found[3].append(row) }
      }
      if row.aliases.contains(where: { CellText.fold($0) == folded }) { found[2].append(row) }
      if fragment.count >= 4, row.id.rawValue.utf8.starts(with: fragment) { found[4].append(row) }
      let name = CellText.fold(row.name)
      if name.utf8.count == fragment.count, name.utf8.elementsEqual(fragment) { found[5].append(row) }
      if DealerSearch.contains(Array(name.utf8), fragment) { found[6].append(row) }
    }
    for step in found where !step.isEmpty { return step.count == 1 ? .one(step[0]) : .several(step) }
    return .none
  }
}
