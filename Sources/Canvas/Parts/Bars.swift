/// Numbers as bars, in text.
public enum Bars {
  /// A bar of `columns` for `value` of `total`: `▇▇▇▁▁`. Something is never drawn as nothing, and less than all never as all.
  public static func bar(_ value: Int, of total: Int, columns: Int, lines: LineSet) -> StyledLine {
    guard columns > 0 else { return "" }
    let total = max(0, total)
    let value = min(max(0, value), total)
    var full = total == 0 ? 0 : Int((Double(value) / Double(total) * Double(columns)).rounded())
    if value > 0 { full = max(1, full) }
    if value < total { full = min(columns - 1, full) }
    return StyledLine(String(repeating: lines.barFull, count: full), .chartBar)
      + StyledLine(String(repeating: lines.barTrack, count: columns - full), .chartTrack)
  }

  /// A row of small columns, scaled from 0 to the largest: `▂▃▅▂▇▅`. The last `columns` values are shown; nil is a gap.
  public static func sparkline(_ values: [Double?], columns: Int, lines: LineSet) -> StyledLine {
    let shown = values.suffix(max(0, columns))
    let largest = shown.compactMap { $0 }.max() ?? 0
    var text = ""
    for value in shown {
      guard let value, value.isFinite else {
        text.append(" ")
        continue
      }
      let part = largest > 0 ? max(0, value) / largest : 0
      text.append(lines.eighths[min(7, max(0, Int((part * 8).rounded(.up)) - 1))])
    }
    return StyledLine(text, .chartBar)
  }
}
