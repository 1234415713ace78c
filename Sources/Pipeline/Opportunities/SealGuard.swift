extension Book {
  /// The guard of the sealed months for whatever did not come from the room: an undo, an import, a script. It looks up
  /// only the records that the edits name, so every commit can afford it.
  /// - Returns: why `edits` may not be applied; nil when they touch no sealed content. A reopening passes.
  public func sealRefusal(of edits: [RecordEdit]) -> MonthError? {
    for edit in edits {
      switch edit.kind {
      case .planRow:
        let months = [
          record(.planRow, edit.id)?["month"]?.string.flatMap { SalesMonth($0) },
          edit.fields.first { $0.key == "month" }?.to?.string.flatMap { SalesMonth($0) },
        ]
        for month in months.compactMap({ $0 }) where record(.month, MonthRecord.id(month))?["seal"] != nil {
          return .sealedContent(month, record: edit.id)
        }
      case .month:
        guard let record = record(.month, edit.id), record["seal"] != nil,
          let month = record["month"]?.string.flatMap({ SalesMonth($0) })
        else { continue }
        let touched = edit.fields.filter { $0.key == "seal" || $0.key == "sealed" || $0.key == "month" }
        let reopens = edit.fields.contains { $0.key.rawValue.hasPrefix("reopenings/") && $0.to != nil }
        let loses = edit.fields.contains { $0.key.rawValue.hasPrefix("corrections/") && $0.to == nil }
        if !touched.isEmpty && !reopens || loses { return .sealedContent(month, record: edit.id) }
      default: continue
      }
    }
    return nil
  }
}
