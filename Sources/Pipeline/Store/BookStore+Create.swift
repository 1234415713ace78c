import Glibc
import Vault

extension BookStore {
  /// Makes a book in a folder that is not there, is empty, or holds what an interrupted `create` left.
  ///
  /// `book.json` comes last: without it there is no book, and the next `create` goes on.
  /// - Parameters:
  ///   - day: the business day.
  ///   - encryption: the key and its sealed form; nil makes a plain book.
  public static func create(
    _ path: String, name: String, branch: String? = nil, day: Day, encryption: (key: BookKey, wrapped: WrappedKey)? = nil,
    context: StoreContext
  ) throws(StoreError) -> BookStore {
    var folder = BookFolder(path: path, layer: context.layer)
    folder.cipher = encryption.map { LineCipher(key: $0.key) }
    let root = try StoreError.wrap { () throws(FileError) in try folder.status("") }
    if root != nil {
      let names = try StoreError.wrap { () throws(FileError) in try folder.list("") }
      if names.contains(BookFolder.facts) { throw .alreadyABook(folder: path) }
      let ours = [BookFolder.lock, BookFolder.devices, BookFolder.journal, BookFolder.facts + ".tmp"]
      let others = names.filter { !ours.contains($0) }
      guard others.isEmpty else { throw .folderInUse(folder: path, names: others) }
    }
    try StoreError.wrap { () throws(FileError) in
      if root == nil {
        try makeParents(of: path, context.layer)
        try folder.retrying("") { () throws(FileError) in try context.layer.makeFolder(path) }
      } else {
        try folder.retrying("") { () throws(FileError) in try context.layer.permit(path, 0o700) }
      }
      try folder.retrying("") { () throws(FileError) in try context.layer.syncFolder(above(path)) }
    }
    let lock = try BookLock.take(folder, holder: context.holder, limit: context.lockLimit)
    defer { lock.release() }
    if try StoreError.wrap({ () throws(FileError) in try holdsUnreadableJournals(folder) }) {
      throw .folderInUse(folder: path, names: [BookFolder.journal])
    }
    try StoreError.wrap { () throws(FileError) in
      try folder.makeFolder(BookFolder.devices)
      try folder.makeFolder(BookFolder.journal)
      var findings: [Finding] = []
      let machine = DeviceFile.fingerprint(ofMachine: context.machine)
      var devices = try DeviceList.read(folder, findings: &findings)
      // Left by a `create` that was interrupted and had another key, or none: no journal has a line of its device.
      for finding in findings where finding.reason == .unreadable {
        guard let name = finding.file.split(separator: "/").last, let device = BookFolder.device(named: name.dropLast(5)),
          try folder.status(BookFolder.journalFile(device))?.size ?? 0 == 0
        else { continue }
        try folder.remove(finding.file)
      }
      if !devices.values.contains(where: { $0.machine == machine }) {
        let made = try DeviceList.make(
          folder, machine: machine, taken: Set(devices.keys), chance: context.chance)
        devices[made.device] = made
      }
      for device in devices.keys { try DeviceList.makeJournal(folder, device) }
      let facts = BookFacts(name: name, branch: branch, created: day, encryption: encryption?.wrapped)
      try folder.replace(BookFolder.facts, with: facts.fileBytes)
    }
    var context = context
    context.key = encryption?.key
    return try open(path, context: context)
  }

  /// A book without its `book.json` whose lines nobody could read after a new one: an encrypted one, or a plain one that a
  /// key is to be made for.
  private static func holdsUnreadableJournals(_ folder: BookFolder) throws(FileError) -> Bool {
    guard try folder.status(BookFolder.journal)?.kind == .folder else { return false }
    for name in try folder.list(BookFolder.journal) {
      let file = BookFolder.journal + "/" + name
      guard let status = try folder.status(file), status.kind == .file, status.size > 0 else { continue }
      if folder.cipher != nil { return true }
      if try folder.readStored(file, from: 0, size: 1).first == UInt8(ascii: "\"") { return true }
    }
    return false
  }

  /// The folder that holds `path`.
  private static func above(_ path: String) -> String {
    let parent = BookFolder.parent(path)
    return parent.isEmpty ? (path.hasPrefix("/") ? "/" : ".") : parent
  }

  /// The folders above, as far as they are missing.
  private static func makeParents(of path: String, _ layer: FileLayer) throws(FileError) {
    let parent = BookFolder.parent(path)
    let folder = BookFolder(path: parent, layer: layer)
    guard !parent.isEmpty, try folder.status("") == nil else { return }
    try makeParents(of: parent, layer)
    do throws(FileError) {
      try folder.retrying("") { () throws(FileError) in try layer.makeFolder(parent) }
    } catch {
      guard error.code == EEXIST else { throw error }
    }
    try folder.retrying("") { () throws(FileError) in try layer.syncFolder(above(parent)) }
  }
}
