/// A device of the book: eight characters of base 32, made once per machine.
public struct DeviceID: RawRepresentable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public let rawValue: String
  public init(rawValue: String) { self.rawValue = rawValue }
  public static func < (a: DeviceID, b: DeviceID) -> Bool { a.rawValue < b.rawValue }
  public var description: String { rawValue }
}

/// The name of an event: device and number. Numbers of a device start at 1 and only grow.
public struct EventID: Hashable, Sendable, CustomStringConvertible {
  public let device: DeviceID
  public let seq: Int
  public init(_ device: DeviceID, _ seq: Int) {
    self.device = device
    self.seq = seq
  }
  /// `k7m2p9qa-12`
  public var description: String { device.rawValue + "-" + String(seq) }

  public init?(_ text: some StringProtocol) {
    let parts = text.split(separator: "-")
    guard parts.count == 2, let seq = Int(parts[1]), seq > 0 else { return nil }
    self.init(DeviceID(rawValue: String(parts[0])), seq)
  }
}

/// A hybrid logical clock: 48 bits of milliseconds since 1970, 16 bits of counter. Orders events across devices.
/// It always comes from the real clock; the business day of a change (`--today`) is a thing of its own.
public struct HybridTime: Hashable, Comparable, Sendable {
  public let value: Int64
  public init(value: Int64) { self.value = value }
  public var milliseconds: Int64 { value >> 16 }
  public static func < (a: HybridTime, b: HybridTime) -> Bool { a.value < b.value }

  /// The next stamp after everything seen: never goes back, whatever the wall clock does.
  public static func next(after seen: HybridTime, wallMilliseconds: Int64) -> HybridTime {
    max(HybridTime(value: wallMilliseconds << 16), HybridTime(value: seen.value + 1))
  }
}

/// A change as it was written to a journal.
public struct Transaction: Sendable, Equatable {
  /// How a transaction relates to an earlier one.
  public enum Role: Sendable, Equatable {
    case plain
    case undo(of: EventID)
    case redo(of: EventID)
  }

  /// The first event's id is the transaction's.
  public let id: EventID
  public let time: HybridTime
  /// The business day.
  public let day: Day
  /// Who did it, as the user is called.
  public let by: String
  public let role: Role
  public let change: Change

  public init(id: EventID, time: HybridTime, day: Day, by: String, role: Role, change: Change) {
    self.id = id
    self.time = time
    self.day = day
    self.by = by
    self.role = role
    self.change = change
  }
}
