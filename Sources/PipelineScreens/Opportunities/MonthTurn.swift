import Canvas
import Pipeline

/// ← and → on every screen that shows a month.
public enum MonthTurn: Int, Sendable {
  case before = -1
  case after = 1

  /// - Parameter rank: of ←; → comes next.
  static func bindings<M>(_ message: (MonthTurn) -> M, rank: Int, command: CommandNote) -> [KeyTable<M>.Binding] {
    [
      .init(.left, hint: Wording(zh: "上月", en: "month before"), message: message(.before), rank: rank, command: command),
      .init(.right, hint: Wording(zh: "下月", en: "month after"), message: message(.after), rank: rank + 1, command: command),
    ]
  }
}

extension SalesMonth {
  func turned(_ turn: MonthTurn) -> SalesMonth { self + turn.rawValue }
}
