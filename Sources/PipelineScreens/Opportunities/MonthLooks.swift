import Canvas
import Pipeline

/// How states, bands and rates of the month look on the screens; their words stand in `Words`.
enum MonthLooks {
  static func bandStyle(_ band: ExpiryBand?) -> Style {
    switch band {
    case .overdue1to30: .overdue
    case .days15to0, .days30to16: .due
    default: .plain
    }
  }

  /// `26.1 %`, or a dash.
  static func rate(_ rate: Rate?) -> String { rate?.percent ?? "–" }

  /// A rate on one decimal, as the head lines have it.
  static func shortRate(_ rate: Rate?) -> String {
    guard let rate else { return "–" }
    let tenths = (rate.millionths + 500) / 1000
    return "\(tenths / 10).\(tenths % 10) %"
  }

  /// A ratio for a table, to the nearest hundredth; the whole of it stands in the pane beside.
  static func shortRatio(_ ratio: Ratio?) -> String {
    ratio.map { Ratio(millionths: ($0.millionths + 5000) / 10_000 * 10_000).perOne } ?? "–"
  }

  /// The glyph of a line's state.
  static func glyph(_ state: LineState, _ lines: LineSet) -> Character {
    switch state {
    case .found: lines.open
    case .archived: lines.hollowDiamond
    case .planned: lines.diamond
    case .pushing: lines.partial
    case .closedWon: lines.done
    case .closedLost: lines.skipped
    }
  }

  static func style(_ state: LineState) -> Style {
    switch state {
    case .found: .muted
    case .archived, .planned: .plain
    case .pushing: .due
    case .closedWon: .good
    case .closedLost: .muted
    }
  }
}
