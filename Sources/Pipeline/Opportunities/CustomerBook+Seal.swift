import OrderedCollections

/// Sealing a month, and opening it again as an act of its own.
extension CustomerBook {
  /// Seals a reviewed month: writes its content, figures and digest into the month's record.
  /// - Throws: `undecidedRows`, `reviewTooEarly` before the month's last day, `monthSealed`. A month without a plan can be
  ///   sealed: it is shown with zeros, never skipped (M11).
  public func seal(_ month: SalesMonth, stamp: WorkStamp) throws(MonthError) -> (change: Change, sealed: SealedMonth) {
    try refuseSealed(month)
    guard stamp.on >= month.last else { throw .reviewTooEarly(month, today: stamp.on, opens: month.last) }
    let rows = rows(of: month)
    let open = rows.filter(\.isUndecided)
    if let first = open.first { throw .undecidedRows(open.count, first: first.id) }
    let sealed = SealedMonth(month: month, on: stamp.on, rows: rows, spot: index.spotDeals[month] ?? [])
    let old = monthRecord(month).record
    var record = old
    record["month"] = .month(month)
    record["sealed"] = sealed.json
    record["seal"] = ["on": .day(stamp.on), "by": .string(stamp.by), "digest": .string(sealed.digest)]
    let deed = Deed(
      Deed.seal, ["month": .month(month), "rows": .int(rows.count), "digest": .string(sealed.digest), "lasting": true])
    return (Change(deed, .month, from: old, to: record), sealed)
  }

  /// Opens a sealed month again. The reason and the broken seal's digest stay with the month.
  public func reopen(
    _ month: SalesMonth, reason: String, stamp: WorkStamp, mint: inout IDMint
  ) throws(MonthError) -> Change {
    let old = monthRecord(month)
    guard let seal = old.seal else { throw .notSealed(month) }
    let reason = ArchiveField.trimmed(reason)
    guard !reason.isEmpty else { throw .reasonMissing }
    if let closed = yearRecord(month.year) { throw .yearClosed(month.year, on: closed) }
    var record = old.record
    record["sealed"] = nil
    record["seal"] = nil
    record[.entry("reopenings", mint.nextEntry())] = [
      "on": .day(stamp.on), "by": .string(stamp.by), "reason": .string(reason), "digest": .string(seal.digest),
    ]
    return Change(
      Deed(Deed.reopen, ["month": .month(month), "reason": .string(reason), "lasting": true]), .month, from: old.record,
      to: record)
  }

  /// The guard of the sealed months for whatever did not come from this room: an undo, an import, a script.
  /// - Returns: why `edits` may not be applied; nil when they touch no sealed content. A reopening passes.
  public func sealRefusal(of edits: [RecordEdit]) -> MonthError? {
    for edit in edits {
      switch edit.kind {
      case .planRow:
        let months = [
          row(edit.id)?.month, edit.fields.first { $0.key == "month" }?.to?.string.flatMap { SalesMonth($0) },
        ]
        for month in months.compactMap({ $0 }) where seal(of: month) != nil {
          return .sealedContent(month, record: edit.id)
        }
      case .month:
        guard let record = book.record(.month, edit.id), record["seal"] != nil,
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

extension Deed {
  static let seal = "month.seal"
  static let reopen = "month.reopen"
  static let closeYear = "year.close"

  /// Whether `undo` may take the deed back. Sealing, reopening and closing a year stay: a sealed month is opened by
  /// `reopen` only (decision 4). The fact `lasting` says the same to a reader of the journal.
  public var mayBeUndone: Bool { facts["lasting"]?.bool != true }
}
