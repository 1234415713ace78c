import OrderedCollections

/// The lock of a book while it is held: flock on the file `lock`, with the holder's name in it.
struct BookLock {
  private let folder: BookFolder
  private let handle: FileHandle

  /// Tries for `limit` milliseconds; then throws `StoreError.held` with the name that stands in the file.
  static func take(
    _ folder: BookFolder, holder: LockHolder, limit: Int
  ) throws(StoreError) -> BookLock {
    let handle = try StoreError.wrap { () throws(FileError) in try folder.open(BookFolder.lock, .lock) }
    do throws(StoreError) {
      try wait(for: handle, folder, limit: limit)
    } catch {
      folder.layer.close(handle)
      throw error
    }
    // Only for the one who waits: a lock without a name is as good.
    try? folder.layer.overwrite(handle, name(of: holder))
    return BookLock(folder: folder, handle: handle)
  }

  private static func wait(for handle: FileHandle, _ folder: BookFolder, limit: Int) throws(StoreError) {
    var waited = 0
    var step = 1
    while true {
      let free = try StoreError.wrap { () throws(FileError) in
        try folder.retrying(BookFolder.lock) { () throws(FileError) in try folder.layer.tryLock(handle) }
      }
      if free { return }
      guard waited < limit else {
        let text = (try? folder.layer.read(handle, 0, 4096)) ?? []
        throw .held(by: holder(String(decoding: text, as: UTF8.self)))
      }
      folder.layer.pause(step)
      waited += step
      step = min(step * 2, 50)
    }
  }

  func release() {
    folder.layer.unlock(handle)
    folder.layer.close(handle)
  }

  /// A line of fixed width, so that writing it over another leaves no remains.
  private static func name(of holder: LockHolder) -> [UInt8] {
    var command = holder.command
    var text: [UInt8]
    repeat {
      text = JSONValue.object(["pid": .int(Int(holder.process)), "command": .string(command)]).utf8
      command = String(command.dropLast(max(1, command.count / 4)))
    } while text.count > 250 && !command.isEmpty
    return text + [UInt8](repeating: 0x20, count: max(0, 255 - text.count)) + [0x0A]
  }

  private static func holder(_ text: String) -> LockHolder? {
    guard let json = try? JSONValue.parse(text), let process = json["pid"]?.int.flatMap({ Int32(exactly: $0) }) else {
      return nil
    }
    return LockHolder(process: process, command: json["command"]?.string ?? "")
  }
}
