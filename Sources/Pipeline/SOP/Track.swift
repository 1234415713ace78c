/// One of the three talks of the negotiation (sop 3.5), which run side by side.
public enum Track: String, CaseIterable, Sendable {
  /// A: with the person who decides.
  case decisionMaker = "track-decision-maker"
  /// B: with the head of the insurance desk, about the fee.
  case insuranceHead = "track-insurance-head"
  /// C: with the head of after-sales, about repairs.
  case aftersalesHead = "track-aftersales-head"

  /// `A`, `B` or `C`.
  public var letter: Character {
    switch self {
    case .decisionMaker: "A"
    case .insuranceHead: "B"
    case .aftersalesHead: "C"
    }
  }
}
