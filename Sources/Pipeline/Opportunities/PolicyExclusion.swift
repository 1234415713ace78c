/// Why a policy does not count among those due for renewal (sop 9, 2.6).
public enum PolicyExclusion: String, Sendable, CaseIterable {
  case shortTerm = "short-term"
  case cancelled
  case highRisk = "high-risk"
}
