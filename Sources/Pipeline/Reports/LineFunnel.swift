/// How lines of customers stand: how many in each state, and what became of those closed.
public struct LineFunnel: Sendable, Equatable {
  public let line: InsuranceLine?
  public var states: [LineState: Int] = [:]
  /// Won ÷ closed.
  public var conversion: Rate? {
    let won = states[.closedWon] ?? 0
    return MonthFigures.share(won, of: won + (states[.closedLost] ?? 0))
  }

  /// One for each line that is followed anywhere.
  public static func all(_ rows: [OpportunityRow]) -> [LineFunnel] {
    InsuranceLine.allCases.compactMap { line in
      var funnel = LineFunnel(line: line)
      for row in rows { if let followed = row.line(line) { funnel.states[followed.state, default: 0] += 1 } }
      return funnel.states.isEmpty ? nil : funnel
    }
  }
}
