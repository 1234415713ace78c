import Glibc
import Pipeline

extension Session {
  /// Writes a file that the user named, mode 0600: made beside it, then renamed, so that it is whole or not there.
  func writeFile(_ bytes: [UInt8], _ path: String) throws {
    let temporary = path + ".tmp-\(getpid())"
    let handle = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard handle >= 0 else { throw StoreError.file(FileError(.open, path, code: errno)) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let code = errno
        close(handle)
        unlink(temporary)
        throw StoreError.file(FileError(.write, path, code: code))
      }
      rest = rest.dropFirst(written)
    }
    let synced = fsync(handle)
    let code = errno
    close(handle)
    guard synced == 0 else {
      unlink(temporary)
      throw StoreError.file(FileError(.sync, path, code: code))
    }
    guard rename(temporary, path) == 0 else {
      let code = errno
      unlink(temporary)
      throw StoreError.file(FileError(.rename, path, code: code))
    }
  }
}
