import Glibc

/// The folder of one book: paths relative to it, calls of a layer repeated until they are done.
struct BookFolder: Sendable {
  let path: String
  let layer: FileLayer
  /// Nil in a plain book.
  var cipher: LineCipher?

  static let facts = "book.json"
  static let lock = "lock"
  static let devices = "devices"
  static let journal = "journal"
  static let manifest = "snapshot.json"
  static let quarantine = "quarantine"

  func whole(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

  /// Repeats a call that a signal interrupted.
  func retrying<T>(_ name: String, _ body: () throws(FileError) -> T) throws(FileError) -> T {
    var tries = 0
    while true {
      do throws(FileError) { return try body() } catch {
        tries += 1
        if error.code == EINTR, tries < 100 { continue }
        // Calls on a handle do not know the name.
        throw error.path.isEmpty ? FileError(error.call, whole(name), code: error.code) : error
      }
    }
  }

  func status(_ name: String) throws(FileError) -> FileStatus? {
    try retrying(name) { () throws(FileError) in try layer.status(whole(name)) }
  }

  func list(_ name: String) throws(FileError) -> [String] {
    try retrying(name) { () throws(FileError) in try layer.list(whole(name)) }.sorted()
  }

  /// The whole file as it lies.
  func mapStored(_ name: String) throws(FileError) -> FileBytes {
    try retrying(name) { () throws(FileError) in try layer.map(whole(name)) }
  }

  /// The bytes from `offset` up to `size`, as they lie.
  func readStored(_ name: String, from offset: Int, size: Int) throws(FileError) -> [UInt8] {
    guard size > offset else { return [] }
    let handle = try open(name, .read)
    defer { layer.close(handle) }
    return try retrying(name) { () throws(FileError) in try layer.read(handle, offset, size - offset) }
  }

  func open(_ name: String, _ mode: OpenMode) throws(FileError) -> FileHandle {
    try retrying(name) { () throws(FileError) in try layer.open(whole(name), mode) }
  }

  func append(_ bytes: [UInt8], to handle: FileHandle, _ name: String) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let taken = try retrying(name) { () throws(FileError) in try layer.write(handle, rest) }
      guard taken > 0 else { throw FileError(.write, whole(name), code: ENOSPC) }
      rest = rest.dropFirst(taken)
    }
  }

  func sync(_ handle: FileHandle, _ name: String) throws(FileError) {
    try retrying(name) { () throws(FileError) in try layer.sync(handle) }
  }

  func syncFolder(_ name: String) throws(FileError) {
    try retrying(name) { () throws(FileError) in try layer.syncFolder(whole(name)) }
  }

  func remove(_ name: String) throws(FileError) {
    try retrying(name) { () throws(FileError) in try layer.remove(whole(name)) }
  }

  /// Makes the folder and its entry in the parent durable; one that is there already is fine.
  func makeFolder(_ name: String) throws(FileError) {
    if try status(name)?.kind != .folder {
      try retrying(name) { () throws(FileError) in try layer.makeFolder(whole(name)) }
    }
    try syncFolder(BookFolder.parent(name))
  }

  /// Replaces or makes the file in one step, with bytes as they shall lie.
  func replaceStored(_ name: String, with bytes: [UInt8], syncingFolder: Bool = true) throws(FileError) {
    let temporary = name + ".tmp"
    if try status(temporary) != nil { try remove(temporary) }
    try write(bytes, toNew: temporary)
    try retrying(name) { () throws(FileError) in try layer.rename(whole(temporary), whole(name)) }
    if syncingFolder { try syncFolder(BookFolder.parent(name)) }
  }

  private func write(_ bytes: [UInt8], toNew name: String) throws(FileError) {
    let handle = try open(name, .create)
    defer { layer.close(handle) }
    try append(bytes, to: handle, name)
    try sync(handle, name)
  }

  static func parent(_ name: String) -> String {
    name.lastIndex(of: "/").map { String(name[..<$0]) } ?? ""
  }

  static func journalFile(_ device: DeviceID) -> String { journal + "/" + device.rawValue + ".jsonl" }
  static func deviceFile(_ device: DeviceID) -> String { devices + "/" + device.rawValue + ".json" }

  /// The device that a journal's name stands for: eight characters of the ids' alphabet.
  static func device(ofJournal name: String) -> DeviceID? {
    guard name.hasSuffix(".jsonl") else { return nil }
    return device(named: name.dropLast(6))
  }

  static func device(named text: some StringProtocol) -> DeviceID? {
    guard text.utf8.count == 8, text.utf8.allSatisfy({ IDMint.alphabet.contains($0) }) else { return nil }
    return DeviceID(rawValue: String(text))
  }
}
