/// One of the six stages in which a dealer is won (sop 1). Stages run in this order; only the last one makes a partner.
public enum Stage: String, CaseIterable, Comparable, Sendable {
  case survey, visit, classify, policy, negotiate, sign

  /// 0 for `survey` … 5 for `sign`.
  public var index: Int { Stage.allCases.firstIndex(of: self) ?? 0 }
  /// The stage that `advance` leads to; nil after `sign`.
  public var next: Stage? { index + 1 < Stage.allCases.count ? Stage.allCases[index + 1] : nil }
  public static func < (a: Stage, b: Stage) -> Bool { a.index < b.index }
}
