import Glibc
import Vault

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
  /// Copies of the book after a commit; nil takes none.
  public var backups: BackupPolicy?
  /// The key of an encrypted book, from `BookStore.unlock`. A plain book needs none and ignores it.
  public var key: BookKey?

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

  /// This process on this machine, with the real clock and files.
  /// - Parameter command: what others are told while this process holds the lock, without personal data.
  public static func current(command: String) -> StoreContext {
    var machine = ""
    for path in ["/etc/machine-id", "/var/lib/dbus/machine-id"] where machine.isEmpty {
      let bytes = try? FileLayer.posix.map(path).withBytes { Array($0.prefix(64)) }
      machine = String(decoding: (bytes ?? []).filter { $0 > 0x20 }, as: UTF8.self)
    }
    if machine.isEmpty {
      var name = [CChar](repeating: 0, count: 256)
      gethostname(&name, name.count - 1)
      machine = String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
    return StoreContext(machine: machine, holder: LockHolder(process: getpid(), command: command))
  }

  /// The real clock.
  public static let systemClock: @Sendable () -> Int64 = {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
