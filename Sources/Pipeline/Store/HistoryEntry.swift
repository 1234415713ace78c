/// One transaction as the history shows it: everything but the fields it set.
public struct HistoryEntry: Sendable, Equatable {
  public let id: EventID
  public let time: HybridTime
  public let day: Day
  public let by: String
  public let role: Transaction.Role
  public let deed: Deed
  /// Records that it changed.
  public let records: Int
  /// It was taken back, and not done again since.
  public let isUndone: Bool
}

/// What was done to one record by one transaction.
public struct RecordHistoryEntry: Sendable, Equatable {
  public let entry: HistoryEntry
  public let fields: [FieldEdit]
}
