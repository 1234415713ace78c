/// How near the end of a motor cover is (sop 9, 2.6): each band wants at least one contact.
public enum ExpiryBand: String, Sendable, CaseIterable, Comparable {
  case days90to61 = "90-61"
  case days60to31 = "60-31"
  case days30to16 = "30-16"
  case days15to0 = "15-0"
  case overdue1to30 = "overdue"

  /// Nil when the end is further than 90 days ahead or more than 30 days past.
  public init?(daysLeft: Int) {
    switch daysLeft {
    case 61...90: self = .days90to61
    case 31...60: self = .days60to31
    case 16...30: self = .days30to16
    case 0...15: self = .days15to0
    case (-30)...(-1): self = .overdue1to30
    default: return nil
    }
  }

  /// Days left at the band's first and last day.
  public var daysLeft: (first: Int, last: Int) {
    switch self {
    case .days90to61: (90, 61)
    case .days60to31: (60, 31)
    case .days30to16: (30, 16)
    case .days15to0: (15, 0)
    case .overdue1to30: (-1, -30)
    }
  }

  /// Ordered by time: the farthest first.
  public static func < (a: ExpiryBand, b: ExpiryBand) -> Bool { a.daysLeft.first > b.daysLeft.first }
}
