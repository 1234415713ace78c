import Canvas
import Pipeline

/// Something that wants the user today, whoever found it.
public struct TodayItem: Sendable {
  /// How pressing it is; the list is in this order.
  public enum Urgency: Int, Comparable, Sendable, CaseIterable {
    case overdue, today, runningOut, stuck, ready, noNextStep

    public static func < (a: Urgency, b: Urgency) -> Bool { a.rawValue < b.rawValue }

    /// In a word.
    public var wording: Wording {
      switch self {
      case .overdue: Wording(zh: "逾期", en: "Overdue")
      case .today: Wording(zh: "今日", en: "Due")
      case .runningOut: Wording(zh: "临期", en: "Expiring")
      case .stuck: Wording(zh: "停滞", en: "Stuck")
      case .ready: Wording(zh: "可进", en: "Ready")
      case .noNextStep: Wording(zh: "无下步", en: "No next")
      }
    }

    var style: Style {
      switch self {
      case .overdue: .overdue
      case .today, .runningOut: .due
      case .stuck: .warning
      case .ready: .good
      case .noNextStep: .muted
      }
    }

    func mark(_ lines: LineSet) -> Character {
      switch self {
      case .overdue: lines.done
      case .today: lines.partial
      case .runningOut: lines.diamond
      case .stuck: lines.stuck
      case .ready: lines.check
      case .noNextStep: lines.hollowDiamond
      }
    }
  }

  public var urgency: Urgency
  /// Who it is about: the dealer, the customer.
  public var title: String
  /// Where it stands: the stage and step, the line of insurance.
  public var step: Wording
  /// The measure of it: `+3 日`, `12/10 日`, `还缺 2`.
  public var note: Wording
  /// What the pane says of it.
  public var facts: @Sendable (Desk) -> [FactLine]
  /// What Enter does.
  public var open: @Sendable (Desk) -> [Effect]
  /// The dealer that it is about; nil for a customer without one.
  public var dealer: RecordID?

  public init(
    _ urgency: Urgency, title: String, step: Wording, note: Wording, dealer: RecordID? = nil,
    facts: @escaping @Sendable (Desk) -> [FactLine], open: @escaping @Sendable (Desk) -> [Effect]
  ) {
    self.urgency = urgency
    self.title = title
    self.step = step
    self.note = note
    self.dealer = dealer
    self.facts = facts
    self.open = open
  }
}

/// Where the items and the counters of the Today screen come from: dealers, opportunities; each room brings its own.
public struct TodayProvider: Sendable {
  public let items: @Sendable (Desk) -> [TodayItem]
  /// Counters in one line each, longest wording first: the first that fits the screen is shown.
  public let counters: @Sendable (Desk) -> [StyledLine]

  public init(items: @escaping @Sendable (Desk) -> [TodayItem], counters: @escaping @Sendable (Desk) -> [StyledLine] = { _ in [] }) {
    self.items = items
    self.counters = counters
  }
}
