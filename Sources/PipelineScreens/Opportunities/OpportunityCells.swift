import Canvas
import Pipeline

/// A customer as cells of the table.
enum OpportunityCells {
  static func cells(_ row: OpportunityRow, _ desk: Desk) -> [StyledLine] {
    var name = StyledLine(row.customerName.isEmpty ? row.phone ?? row.id.rawValue : row.customerName)
    if row.isBarred { name = StyledLine(String(desk.lines.cross) + " ", .error) + name }
    if let model = row.model { name.append(" " + model, .muted) }
    let next = row.nextDate
    return [
      name, StyledLine(row.customerType.map { desk.say(Words.shortType($0)) } ?? "", .muted), lines(row, desk),
      StyledLine(row.willingness.map { desk.say(Words.willingness($0)) } ?? ""), expiry(row.motorExpiry, desk),
      next.map { StyledLine(DayWords.brief($0, in: desk.today.year), $0 < desk.today ? .overdue : $0 == desk.today ? .due : .plain) } ?? "",
      StyledLine(desk.months.dealerName(row.dealer), .muted), StyledLine(row.owner ?? "", .muted),
    ]
  }

  /// `◐车险 ◇意外`
  static func lines(_ row: OpportunityRow, _ desk: Desk) -> StyledLine {
    var line = StyledLine()
    for (place, followed) in row.lines.enumerated() {
      if place > 0 { line.append(" ") }
      line.append(String(MonthLooks.glyph(followed.state, desk.lines)), MonthLooks.style(followed.state))
      line.append(desk.say(Words.shortLine(followed.line)))
    }
    return line
  }

  /// `12-18 30–16 天`
  static func expiry(_ expiry: Day?, _ desk: Desk) -> StyledLine {
    guard let expiry else { return "" }
    let band = ExpiryBand(daysLeft: expiry - desk.today)
    var line = StyledLine(DayWords.brief(expiry, in: desk.today.year), MonthLooks.bandStyle(band))
    if let band { line.append(" " + desk.say(Words.shortBand(band)), MonthLooks.bandStyle(band)) }
    return line
  }
}
