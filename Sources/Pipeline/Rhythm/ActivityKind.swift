/// What a person did, as counted work (sop 9, 2.9 and sop 10).
public enum ActivityKind: String, Sendable, CaseIterable {
  case call, visit, training, meeting, greeting, reception
  case marketVisit = "market-visit"
  case roadshow
  case shopEvent = "shop-event"
  case advertising
  case competitorReport = "competitor-report"
  case leaflet
  case report
  case other
}
