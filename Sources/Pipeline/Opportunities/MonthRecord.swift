import OrderedCollections

/// What the book keeps about a month as a whole: its seal, the corrections since and the reopenings (kind `month`).
public struct MonthRecord: Sendable, Equatable {
  /// When and by whom the month was sealed, and the digest of its content.
  public struct Seal: Sendable, Equatable {
    public let on: Day
    public let by: String
    public let digest: String

    init?(_ value: JSONValue?) {
      guard let value, let on = value["on"]?.day else { return nil }
      self.on = on
      by = value["by"]?.string ?? ""
      digest = value["digest"]?.string ?? ""
    }
  }

  /// Why a sealed month was opened again.
  public struct Reopening: Sendable, Equatable {
    public let on: Day
    public let by: String
    public let reason: String
    /// The digest of the seal that was broken.
    public let digest: String
  }

  public let month: SalesMonth
  public let record: Record

  public static func id(_ month: SalesMonth) -> RecordID { RecordID(rawValue: "m" + month.description) }

  init(month: SalesMonth, record: Record?) {
    self.month = month
    self.record = record ?? Record(id: MonthRecord.id(month))
  }

  /// Nil while the month is open.
  public var seal: Seal? { Seal(record["seal"]) }

  /// The month as it was sealed: the content of `months/YYYY-MM.json`.
  public var sealed: SealedMonth? { seal == nil ? nil : record["sealed"].flatMap { try? SealedMonth(json: $0) } }

  public var corrections: [MonthCorrection] {
    record.entries(of: "corrections").compactMap { MonthCorrection($0.value) }
  }

  public var reopenings: [Reopening] {
    record.entries(of: "reopenings").compactMap { _, value in
      value["on"]?.day.map {
        Reopening(
          on: $0, by: value["by"]?.string ?? "", reason: value["reason"]?.string ?? "",
          digest: value["digest"]?.string ?? "")
      }
    }
  }
}
