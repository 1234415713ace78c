/// The funnel as a report.
public enum FunnelReport {
  public static func make(_ funnel: Funnel, lines: [LineFunnel], today: Day) -> Report {
    Report(
      id: "funnel", subject: .day(today),
      facts: ["partners": .count(funnel.partners), "dropped": .count(funnel.dropped), "ended": .count(funnel.ended)],
      tables: [
        ReportTable(
          id: "stages", columns: ["stage", "now", "reached", "conversion", "medianDays", "meanDays"],
          rows: funnel.stages.enumerated().map { place, stage in
            [
              .term(stage.id), .count(stage.now), .count(stage.reached), ReportCell(funnel.conversion(after: place)),
              stage.medianTenths.map { .tenths($0) } ?? .none, stage.meanTenths.map { .tenths($0) } ?? .none,
            ]
          }),
        ReportTable(
          id: "lines", columns: ["line"] + LineState.allCases.map(\.rawValue) + ["conversion"],
          rows: lines.map { funnel in
            [.term(funnel.line?.rawValue ?? "")] + LineState.allCases.map { .count(funnel.states[$0] ?? 0) } + [
              ReportCell(funnel.conversion)
            ]
          }),
      ])
  }
}
