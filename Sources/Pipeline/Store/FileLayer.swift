/// Why a call on a file failed: which call, on which path, with which errno.
public struct FileError: Error, Equatable, Sendable {
  public enum Call: String, Sendable, CaseIterable {
    case open, read, write, sync, close, rename, remove, makeFolder, list, status, permit, lock, unlock, syncFolder, watch
  }
  public let call: Call
  public let path: String
  /// As in errno.h.
  public let code: Int32

  public init(_ call: Call, _ path: String, code: Int32) {
    self.call = call
    self.path = path
    self.code = code
  }
}

/// An open file, as a layer numbers it.
public struct FileHandle: Hashable, Sendable {
  public let number: Int32
  public init(number: Int32) { self.number = number }
}

/// How a file is opened. None of them follows a symbolic link in the last part of the path.
public enum OpenMode: Sendable {
  /// Leaves the access time alone where the system allows it.
  case read
  /// Writes go to the end; the file must be there.
  case append
  /// Makes a file of mode 0600; it must not be there.
  case create
  /// Reading and writing in place, for the lock file; made with mode 0600 when missing.
  case lock
}

/// What the folder says about a path, without following a link.
public struct FileStatus: Equatable, Sendable {
  public enum Kind: Sendable { case file, folder, link, other }
  public let kind: Kind
  public let size: Int
  /// Changes when the file is replaced.
  public let inode: UInt64
  /// The nine permission bits.
  public let mode: UInt32

  public init(kind: Kind, size: Int, inode: UInt64, mode: UInt32) {
    self.kind = kind
    self.size = size
    self.inode = inode
    self.mode = mode
  }
}

/// The few calls on files that the store makes, as values: the real ones are `.posix`, a test brings others that
/// count, fail, cut short or forget (`MemoryDisk`).
///
/// Paths are whole. A call throws `FileError` with the errno and does nothing else; retries on EINTR and short
/// writes are the caller's (`BookFolder`).
public struct FileLayer: Sendable {
  public var open: @Sendable (_ path: String, OpenMode) throws(FileError) -> FileHandle
  /// The bytes from `offset`, as many as there are up to `limit`.
  public var read: @Sendable (FileHandle, _ offset: Int, _ limit: Int) throws(FileError) -> [UInt8]
  /// Appends; returns how many bytes of the slice were taken.
  public var write: @Sendable (FileHandle, ArraySlice<UInt8>) throws(FileError) -> Int
  /// Writes at the start of the file, in place. For the lock file only.
  public var overwrite: @Sendable (FileHandle, [UInt8]) throws(FileError) -> Void
  /// Returns when the content is on the disk (fdatasync).
  public var sync: @Sendable (FileHandle) throws(FileError) -> Void
  public var close: @Sendable (FileHandle) -> Void
  /// The whole file as one value, mapped if the system can. The file must never be truncated while it is held:
  /// the store only replaces files by renaming.
  public var map: @Sendable (_ path: String) throws(FileError) -> FileBytes
  public var rename: @Sendable (_ from: String, _ to: String) throws(FileError) -> Void
  public var remove: @Sendable (_ path: String) throws(FileError) -> Void
  /// Mode 0700, whatever the umask.
  public var makeFolder: @Sendable (_ path: String) throws(FileError) -> Void
  /// Names in no order, without `.` and `..`.
  public var list: @Sendable (_ path: String) throws(FileError) -> [String]
  /// Nil when there is nothing of that name.
  public var status: @Sendable (_ path: String) throws(FileError) -> FileStatus?
  public var permit: @Sendable (_ path: String, _ mode: UInt32) throws(FileError) -> Void
  /// Returns when the entries of the folder are on the disk.
  public var syncFolder: @Sendable (_ path: String) throws(FileError) -> Void
  /// Takes the exclusive lock if it is free (flock without waiting).
  public var tryLock: @Sendable (FileHandle) throws(FileError) -> Bool
  public var unlock: @Sendable (FileHandle) -> Void
  /// Waits between two tries for the lock.
  public var pause: @Sendable (_ milliseconds: Int) -> Void
  /// What carries the folder: `ext4`, `nfs4`, `cifs`, `fuse.sshfs`; nil when the system does not say.
  public var fileSystem: @Sendable (_ path: String) -> String?
  /// A descriptor to poll that becomes readable when something in the folder changes; nil where there is none.
  public var watch: @Sendable (_ path: String) -> Int32?
  /// Reads and forgets what a watch has to say; false when it overflowed and everything must be read anew.
  public var drain: @Sendable (_ descriptor: Int32) -> Bool
}
