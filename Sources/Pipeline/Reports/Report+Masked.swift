/// What a report shows to people outside the book. Everything that leaves by report or export goes through here, whatever
/// its form, unless the user asked for it in full.
extension Report {
  /// The report with telephones, plates and numbers like those of identity cards hidden wherever a text holds them
  /// (`Masking`); ids, days and figures stay.
  public var masked: Report {
    Report(id: id, subject: subject.masked, facts: facts.mapValues(\.masked), tables: tables.map(\.masked))
  }
}

extension ReportTable {
  public var masked: ReportTable {
    ReportTable(id: id, columns: columns, rows: rows.map { $0.map(\.masked) }, total: total?.map(\.masked))
  }
}

extension ReportCell {
  var masked: ReportCell {
    if case .text(let text) = self { return .text(Masking.masked(text)) }
    return self
  }
}
