import Glibc
import Synchronization

/// A disk in memory for tests: it counts calls, can fail, cut short or die at any of them, and can lose its power.
///
/// A power loss keeps what was synced: the content of a file since its last `sync`, the names in a folder since its
/// last `syncFolder`. Everything else is gone.
public final class MemoryDisk: Sendable {
  /// What happens at one call.
  public enum Fault: Sendable, Equatable {
    /// The call does nothing and fails with that errno.
    case fail(Int32)
    /// A write takes half of its bytes and says so; other calls work.
    case short
    /// A write takes half of its bytes, then fails with that errno; other calls fail.
    case torn(Int32)
    /// The process is gone: this call (a write: after half of its bytes) and all later ones fail.
    case kill
    /// Like `kill`, but the call itself is still done.
    case killAfter
  }

  struct Node: Sendable {
    var content: [UInt8] = []
    var durable: [UInt8] = []
    var mode: UInt32
    var isFolder: Bool
    var link: String?
  }

  struct State: Sendable {
    var nodes: [UInt64: Node] = [:]
    var names: [String: UInt64] = ["/": 1]
    var durableNames: [String: UInt64] = ["/": 1]
    var handles: [Int32: UInt64] = [:]
    var locks: [UInt64: Int32] = [:]
    var nextNode: UInt64 = 2
    var nextHandle: Int32 = 3
    var calls = 0
    var plan: [Int: Fault] = [:]
    var dead = false
    var waited = 0
    var writes = 0
    var log: [FileError.Call] = []
  }

  let state: Mutex<State>
  /// Called at each pause, so that a test can let the other side go on.
  let onPause: @Sendable () -> Void

  public init(onPause: @escaping @Sendable () -> Void = {}) {
    state = Mutex(State())
    self.onPause = onPause
    state.withLock { $0.nodes[1] = Node(mode: 0o755, isFolder: true) }
  }

  /// Another disk with the same files: nothing is open or locked on it, and nothing fails.
  public func copy() -> MemoryDisk {
    let disk = MemoryDisk()
    let image = state.withLock { $0 }
    disk.state.withLock { $0 = image }
    disk.inject([:])
    disk.revive()
    return disk
  }

  /// Calls so far, reading ones included.
  public var calls: Int { state.withLock { $0.calls } }
  /// Calls that changed something.
  public var writes: Int { state.withLock { $0.writes } }
  /// The process was killed and not revived.
  public var isDead: Bool { state.withLock { $0.dead } }
  /// The calls since the last `inject`, in order.
  public var log: [FileError.Call] { state.withLock { $0.log } }

  /// From here on calls are counted from 1, and these faults happen at theirs.
  public func inject(_ plan: [Int: Fault]) {
    state.withLock {
      $0.calls = 0
      $0.log = []
      $0.plan = plan
    }
  }

  /// A new process on the same disk: no faults, no open files, no locks.
  public func revive() {
    state.withLock {
      $0.plan = [:]
      $0.dead = false
      $0.handles = [:]
      $0.locks = [:]
    }
  }

  /// Drops everything that was not synced, then `revive`.
  public func losePower() {
    state.withLock { state in
      state.names = state.durableNames
      for (number, node) in state.nodes { state.nodes[number]?.content = node.durable }
    }
    revive()
  }

  /// The content of a file, past all faults; nil when there is none.
  public func content(_ path: String) -> [UInt8]? {
    state.withLock { state in state.names[path].flatMap { state.nodes[$0] }?.content }
  }

  /// Puts a file there, synced, past all faults.
  public func put(_ path: String, _ content: [UInt8], mode: UInt32 = 0o600) {
    state.withLock { state in
      let number = state.nextNode
      state.nextNode += 1
      state.nodes[number] = Node(content: content, durable: content, mode: mode, isFolder: false)
      state.names[path] = number
      state.durableNames[path] = number
    }
  }

  /// Puts a symbolic link there.
  public func link(_ path: String, to target: String) {
    put(path, [])
    state.withLock { state in if let number = state.names[path] { state.nodes[number]?.link = target } }
  }

  public func erase(_ path: String) {
    state.withLock {
      $0.names[path] = nil
      $0.durableNames[path] = nil
    }
  }

  /// All paths with their content: to see whether anything changed.
  public var image: [String: [UInt8]] {
    state.withLock { state in state.names.mapValues { state.nodes[$0]?.content ?? [] } }
  }

  public func mode(_ path: String) -> UInt32? {
    state.withLock { state in state.names[path].flatMap { state.nodes[$0] }?.mode }
  }

  /// Counts the call and lets its fault happen; returns the fault if the call must do half of its work itself.
  static func step(
    _ state: inout State, _ call: FileError.Call, _ path: String
  ) throws(FileError) -> Fault? {
    if state.dead { throw FileError(call, path, code: EIO) }
    state.calls += 1
    state.log.append(call)
    guard let fault = state.plan[state.calls] else { return nil }
    switch fault {
    case .fail(let code): throw FileError(call, path, code: code)
    case .torn(let code) where call != .write: throw FileError(call, path, code: code)
    case .kill:
      state.dead = true
      if call == .write { return fault }
      throw FileError(call, path, code: EIO)
    case .killAfter:
      state.dead = true
      return nil
    case .short, .torn: return fault
    }
  }

  func run<T>(
    _ call: FileError.Call, _ path: String, _ body: (inout State, Fault?) throws(FileError) -> T
  ) throws(FileError) -> T {
    let result: Result<T, FileError> = state.withLock { state in
      do throws(FileError) {
        let fault = try MemoryDisk.step(&state, call, path)
        return .success(try body(&state, fault))
      } catch { return .failure(error) }
    }
    return try result.get()
  }

  static func parent(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return "/" }
    return String(path[..<slash])
  }

  static func make(
    _ state: inout State, _ call: FileError.Call, _ path: String, _ node: Node
  ) throws(FileError) -> UInt64 {
    guard state.names[path] == nil else { throw FileError(call, path, code: EEXIST) }
    guard let folder = state.names[parent(path)], state.nodes[folder]?.isFolder == true else {
      throw FileError(call, path, code: ENOENT)
    }
    let number = state.nextNode
    state.nextNode += 1
    state.nodes[number] = node
    state.names[path] = number
    state.writes += 1
    return number
  }

  func open(_ path: String, _ mode: OpenMode) throws(FileError) -> FileHandle {
    try run(.open, path) { (state, _) throws(FileError) in
      var number = state.names[path]
      if let number, state.nodes[number]?.link != nil { throw FileError(.open, path, code: ELOOP) }
      switch mode {
      case .create: number = try MemoryDisk.make(&state, .open, path, Node(mode: 0o600, isFolder: false))
      case .lock where number == nil:
        number = try MemoryDisk.make(&state, .open, path, Node(mode: 0o600, isFolder: false))
      default: break
      }
      guard let number else { throw FileError(.open, path, code: ENOENT) }
      let handle = state.nextHandle
      state.nextHandle += 1
      state.handles[handle] = number
      return FileHandle(number: handle)
    }
  }

  static func node(
    _ state: State, _ call: FileError.Call, _ handle: FileHandle
  ) throws(FileError) -> UInt64 {
    guard let number = state.handles[handle.number] else { throw FileError(call, "", code: EBADF) }
    return number
  }

  func write(_ handle: FileHandle, _ bytes: ArraySlice<UInt8>) throws(FileError) -> Int {
    try run(.write, "") { (state, fault) throws(FileError) in
      let number = try MemoryDisk.node(state, .write, handle)
      let taken = fault == nil ? bytes : bytes.prefix(max(fault == .short ? 1 : 0, bytes.count / 2))
      state.nodes[number]?.content.append(contentsOf: taken)
      state.writes += 1
      switch fault {
      case .torn(let code): throw FileError(.write, "", code: code)
      case .kill: throw FileError(.write, "", code: EIO)
      default: return taken.count
      }
    }
  }

  func syncFolder(_ path: String) throws(FileError) {
    try run(.syncFolder, path) { (state, _) throws(FileError) in
      guard state.names[path] != nil else { throw FileError(.syncFolder, path, code: ENOENT) }
      for name in Set(state.names.keys).union(state.durableNames.keys) where MemoryDisk.parent(name) == path {
        state.durableNames[name] = state.names[name]
      }
    }
  }
}
