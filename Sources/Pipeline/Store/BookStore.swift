//  The store in six lines:
//    FileLayer      the calls on files, as values; BookFolder repeats them until they are done
//    EventLine      one line of a journal; JournalCursor makes transactions of lines as they come
//    BookReader     snapshot + what the journals hold beyond it = BookState
//    BookStore      commit, undo, refresh; the only writer of journals, always under BookLock
//    SnapshotWriter makes the snapshot files anew, so that the next opening has less to read
//    BookCheck      looks at every line, and repairs what can be repaired without guessing

/// An open book on disk: reads it, appends changes, takes them back.
///
/// A change is in the book when its last line is in the journal: it was synced before `commit` returned. All else
/// (snapshots, lock, list of devices) can be made again from the journals. Used from one thread.
public final class BookStore {
  /// All records, as of the last commit or refresh.
  public var book: Book { state.book }
  public internal(set) var facts: BookFacts
  /// The folder, as given.
  public var path: String { folder.path }
  /// The book is only read, because its format is newer than this program.
  public var isReadOnly: Bool { facts.format > facts.knownFormat }
  /// After a failed sync: no more changes until the book is opened anew.
  public internal(set) var uncertainty: FileError?
  /// Why the last automatic checkpoint, or the file of a sealed month, could not be written; nothing is lost by it, for
  /// the journal has it all. Nil when it went well.
  public internal(set) var checkpointFailure: StoreError?
  /// Why the last copy under `backups/` failed; nothing is lost by it. Nil when it went well.
  public internal(set) var backupFailure: FileError?
  /// The device that this machine is in this book; nil until its first change.
  public var device: DeviceID? { own?.device }

  let folder: BookFolder
  var context: StoreContext
  var state: BookState
  var own: DeviceFile?
  var ledger: Ledger?
  /// Numbers up to here were given out, written or not: an aborted transaction's are never used again.
  var givenOut = 0
  /// Whether the files of months sealed since the snapshot were looked at.
  var areMonthsMended = false
  private let openingFindings: [Finding]

  /// Everything worth saying about the book's files, as far as they were read: damaged lines, links, a remote folder.
  public var findings: [Finding] { openingFindings + state.findings }

  init(folder: BookFolder, context: StoreContext, facts: BookFacts, own: DeviceFile?, state: BookState, findings: [Finding]) {
    self.folder = folder
    self.context = context
    self.facts = facts
    self.own = own
    self.state = state
    openingFindings = findings
  }

  /// Opens a book for reading and writing; writes nothing, not even a time stamp.
  ///
  /// Damage does not keep it from opening: see `findings`. A newer format opens read-only. Only a conversion that was
  /// interrupted (see `encrypt`) makes it write: that is finished or taken back first.
  public static func open(_ path: String, context: StoreContext) throws(StoreError) -> BookStore {
    var folder = BookFolder(path: path, layer: context.layer)
    var tries = 0
    while true {
      let before = try StoreError.wrap { () throws(FileError) in try folder.status(BookFolder.facts) }
      let facts = try BookStore.settledFacts(of: folder, context)
      folder.cipher = try BookStore.cipher(of: facts, context, path)
      let store = try open(folder, facts, context: context)
      // Another process may have converted the book meanwhile.
      let after = try StoreError.wrap { () throws(FileError) in try folder.status(BookFolder.facts) }
      tries += 1
      if before?.inode == after?.inode || tries == 3 { return store }
    }
  }

  private static func open(_ folder: BookFolder, _ facts: BookFacts, context: StoreContext) throws(StoreError) -> BookStore {
    var findings: [Finding] = []
    for name in [BookFolder.journal, BookFolder.devices] {
      if try StoreError.wrap({ () throws(FileError) in try folder.status(name) })?.kind == .link {
        throw .link(path: folder.whole(name))
      }
    }
    if let mode = try StoreError.wrap({ () throws(FileError) in try folder.status("") })?.mode, mode & 0o022 != 0 {
      findings.append(Finding(.openToOthers, file: "", detail: String(mode, radix: 8)))
    }
    if let type = context.layer.fileSystem(folder.path), BookStore.isRemote(type) {
      findings.append(Finding(.remoteFolder, file: "", detail: type))
    }
    return try StoreError.wrap { () throws(FileError) in
      let devices = try DeviceList.read(folder, findings: &findings)
      let state = try BookReader(folder: folder, devices: devices).open()
      let machine = DeviceFile.fingerprint(ofMachine: context.machine)
      let own = devices.values.filter { $0.machine == machine }.min { $0.device < $1.device }
      let limit = context.wallMilliseconds() + 600_000
      for (device, cursor) in state.cursors.sorted(by: { $0.key < $1.key }) where cursor.time.milliseconds > limit {
        findings.append(Finding(.clockAhead, file: cursor.file, detail: device.rawValue))
      }
      return BookStore(folder: folder, context: context, facts: facts, own: own, state: state, findings: findings)
    }
  }

  static func facts(of folder: BookFolder) throws(StoreError) -> BookFacts {
    let status = try StoreError.wrap { () throws(FileError) in try folder.status(BookFolder.facts) }
    guard let status else { throw .noBook(folder: folder.path) }
    if status.kind == .link { throw .link(path: folder.whole(BookFolder.facts)) }
    let bytes = try StoreError.wrap { () throws(FileError) in try folder.map(BookFolder.facts) }
    let parsed = bytes.withBytes { bytes -> Result<JSONValue, JSONError> in
      do throws(JSONError) { return .success(try JSONValue.parse(bytes)) } catch { return .failure(error) }
    }
    switch parsed {
    case .failure(let error):
      throw .unreadableBook(file: folder.whole(BookFolder.facts), reason: error.reason.rawValue)
    case .success(let json):
      var reason = ""
      guard let facts = BookFacts(json, reason: &reason) else {
        throw .unreadableBook(file: folder.whole(BookFolder.facts), reason: reason)
      }
      return facts
    }
  }

  /// File systems on which flock and inotify may reach only this machine.
  static func isRemote(_ type: String) -> Bool {
    ["nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "davfs"].contains(type) || type.hasPrefix("fuse")
  }

  /// Reads what other processes have appended since; returns whether the book changed. Cheap when nothing came.
  @discardableResult
  public func refresh() throws(StoreError) -> Bool {
    if let changed = try StoreError.wrap({ () throws(FileError) in try readMore() }) { return changed }
    // A journal was replaced, or something older came in: from the beginning.
    let fresh = try StoreError.wrap { () throws(FileError) in
      var findings: [Finding] = []
      let devices = try DeviceList.read(folder, findings: &findings)
      return try BookReader(folder: folder, devices: devices).open()
    }
    // What was read while another process converted the book is no book.
    try checkStillOurs()
    let changed = fresh.book != state.book
    state = fresh
    ledger = nil
    return changed
  }

  /// Adds what was appended; nil when everything must be read anew.
  private func readMore() throws(FileError) -> Bool? {
    var next = state
    let reader = BookReader(folder: folder, devices: own.map { [$0.device: $0] } ?? [:])
    guard let entries = try reader.more(&next), next.absorb(entries) else { return nil }
    ledger?.add(entries)
    state = next
    return !entries.isEmpty
  }

  /// A descriptor that becomes readable when a journal changed: poll it beside the keyboard, then `drain` and
  /// `refresh`. Nil where the system has none; then call `refresh` every two seconds.
  public func watch() -> Int32? { context.layer.watch(folder.whole(BookFolder.journal)) }

  /// Forgets the notices that came so far.
  public func drain(_ descriptor: Int32) { _ = context.layer.drain(descriptor) }
}
