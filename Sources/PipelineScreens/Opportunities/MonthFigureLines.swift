import Canvas
import Pipeline

/// The figures of M10 as lines over a list: each in its longest wording that fits.
enum MonthFigureLines {
  static func lines(_ review: MonthReview, columns: Int, _ desk: Desk) -> [StyledLine] {
    [counts(review, columns, desk), trend(review, columns, desk)]
  }

  /// `计划 46  接触 43  促成 12  无意愿 6  结转 25  未做 0  未定 3`
  private static func counts(_ review: MonthReview, _ columns: Int, _ desk: Desk) -> StyledLine {
    let f = review.figures
    func line(_ isLong: Bool, extra: Bool, gap: String = "  ") -> StyledLine {
      var line = StyledLine()
      func add(_ zh: String, _ en: String, _ short: String, _ value: Int, _ style: Style = .plain) {
        if !line.isEmpty { line.append(gap) }
        line.append(desk.language.pick(zh: zh, en: isLong ? en : short) + " ", .label)
        line.append(String(value), style)
      }
      add("计划", "planned", "pln", f.planned)
      add("接触", "contacted", "con", f.contacted)
      add("促成", "won", "won", f.won, .good)
      add("无意愿", "no interest", "no", f.noInterest)
      add("结转", "carried", "car", f.carried)
      add("未做", "not done", "not", f.notDone, f.notDone > 0 ? .warning : .plain)
      add("未定", "undecided", "und", f.undecided, f.undecided > 0 ? .due : .plain)
      if extra {
        add("迟列", "late", "late", f.late)
        add("补列", "added", "add", f.added)
        if f.withdrawn > 0 { add("撤出", "withdrawn", "off", f.withdrawn) }
      }
      return line
    }
    let choices = [
      line(true, extra: true), line(true, extra: false), line(true, extra: false, gap: " "), line(false, extra: false, gap: " "),
    ]
    return choices.first { $0.columns <= columns } ?? choices[3]
  }

  /// `成功率 26.1 %（上月 22.0 % ↑）▂▃▂▄▅  保费 31,240.00（上月 …↓）▂▃▅`
  private static func trend(_ review: MonthReview, _ columns: Int, _ desk: Desk) -> StyledLine {
    let now = review.figures, last = review.lastMonth
    let rates = review.twelveMonths.map { $0.figures?.successRate.map { Double($0.millionths) } }
    let premiums = review.twelveMonths.map { $0.figures.map { Double($0.premium.fen) } }
    func arrow(_ now: Int64?, _ last: Int64?) -> String {
      guard let now, let last else { return "" }
      return now == last ? " =" : now > last ? " " + String(desk.lines.up) : " " + String(desk.lines.down)
    }
    func part(_ zh: String, _ en: String, _ value: String, _ before: String, _ arrow: String, _ values: [Double?], spark: Int, lastToo: Bool)
      -> StyledLine
    {
      var line = StyledLine(desk.language.pick(zh: zh, en: en) + " ", .label)
      line.append(value, .title)
      if lastToo { line.append(desk.language.pick(zh: "（上月 \(before)\(arrow)）", en: " (before \(before)\(arrow)) "), .muted) } else { line.append(arrow + " ") }
      return line + Bars.sparkline(values, columns: spark, lines: desk.lines)
    }
    func whole(_ spark: Int, both: Bool, lastToo: Bool, apart isApart: Bool = true) -> StyledLine {
      var line = part(
        "成功率", "success", MonthLooks.shortRate(now.successRate), MonthLooks.shortRate(last.successRate),
        arrow(now.successRate?.millionths, last.successRate?.millionths), rates, spark: spark, lastToo: lastToo)
      if both {
        line.append("  ")
        line += part(
          "保费", "premium", now.premium.grouped, last.premium.grouped, arrow(now.premium.fen, last.premium.fen),
          premiums, spark: spark, lastToo: lastToo)
        if isApart, now.onTheSpot > 0 {
          let apart = now.onTheSpotPremium.grouped
          line.append(
            desk.language.pick(zh: "  另有当场 \(now.onTheSpot) 件 \(apart)", en: "  on the spot \(now.onTheSpot): \(apart)"), .muted)
        }
      }
      return line
    }
    // Both figures stand as long as they can: what lies beside them gives way first.
    let choices = [
      whole(12, both: true, lastToo: true), whole(12, both: true, lastToo: false), whole(6, both: true, lastToo: false),
      whole(12, both: true, lastToo: false, apart: false), whole(6, both: true, lastToo: false, apart: false),
      whole(12, both: false, lastToo: false),
    ]
    return choices.first { $0.columns <= columns } ?? choices[5]
  }
}
