import Glibc

/// What the store needs from the world around it, passed in as values.
public struct StoreContext: Sendable {
  public var layer: FileLayer
  /// Any text that stays the same on this machine and differs on another (`/etc/machine-id`). Only a fingerprint of
  /// it is written.
  public var machine: String
  /// What others are told while this process holds the lock.
  public var holder: LockHolder
  /// Milliseconds since 1970 by the real clock, never by the business day (decision 9).
  public var wallMilliseconds: @Sendable () -> Int64
  /// Chance for the id of a new device.
  public var chance: @Sendable () -> UInt64
  /// How long a change waits for another process, in milliseconds.
  public var lockLimit = 2000
  /// A commit ends with a checkpoint when more event lines than this lie beyond the snapshot.
  public var checkpointAfter = 2000
  /// A large transaction is written in pieces of about this many bytes.
  public var pieceBytes = 256 * 1024
  public var layout = SnapshotLayout.standard

  public init(
    layer: FileLayer = .posix, machine: String, holder: LockHolder,
    wallMilliseconds: @escaping @Sendable () -> Int64 = StoreContext.systemClock,
    chance: @escaping @Sendable () -> UInt64 = { UInt64.random(in: 0...UInt64.max) }
  ) {
    self.layer = layer
    self.machine = machine
    self.holder = holder
    self.wallMilliseconds = wallMilliseconds
    self.chance = chance
  }

  /// The real clock.
  public static let systemClock: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
