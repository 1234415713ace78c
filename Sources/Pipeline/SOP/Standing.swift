/// Where a dealer stands beside its stage (decision 2): worked on, signed, given up, or no longer bound.
public enum Standing: String, CaseIterable, Sendable {
  case open, partner, dropped, ended
}
