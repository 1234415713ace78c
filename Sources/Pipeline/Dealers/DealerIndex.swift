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
    let steps: [(DealerRow) -> Bool] = [
      { $0.code.map(CellText.fold) == folded },
      { row in maker != nil && row.maker == maker && row.code.map(CellText.fold) == code },
      { row in row.aliases.contains { CellText.fold($0) == folded } },
      { row in maker != nil && row.maker == maker && row.aliases.contains { CellText.fold($0) == code } },
      { folded.utf8.count >= 4 && $0.id.rawValue.hasPrefix(folded) },
      { CellText.fold($0.name) == folded },
      { CellText.fold($0.name).contains(folded) },
    ]
    for step in steps {
      let found = rows.filter(step)
      if found.count == 1 { return .one(found[0]) }
      if found.count > 1 { return .several(found) }
    }
    return .none
  }
}
