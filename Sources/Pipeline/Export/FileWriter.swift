import Glibc

/// Puts a whole file where the user wants it: written beside its place under another name, then moved there, so that a
/// reader finds the old or the new file and never a half. `-` is not a file; callers write to standard output themselves.
public enum FileWriter {
  /// - Throws: `.cannotWrite` with the errno.
  public static func write(_ bytes: [UInt8], to path: String) throws(ExportError) {
    try replacing(path) { draft throws(ExportError) in
      let handle = open(draft, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
      guard handle >= 0 else { throw .cannotWrite(path: path, code: errno) }
      var rest = bytes[...]
      while !rest.isEmpty {
        let written = rest.withUnsafeBytes { Glibc.write(handle, $0.baseAddress, $0.count) }
        if written < 0 {
          if errno == EINTR { continue }
          let code = errno
          close(handle)
          throw .cannotWrite(path: path, code: code)
        }
        rest = rest.dropFirst(written)
      }
      guard close(handle) == 0 else { throw .cannotWrite(path: path, code: errno) }
    }
  }

  /// The same for text, as UTF-8.
  public static func write(_ text: String, to path: String) throws(ExportError) { try write(Array(text.utf8), to: path) }

  /// Makes the file under a draft's name by `make`, then moves it to `path`. Pipes and devices are written in place.
  static func replacing(_ path: String, _ make: (String) throws(ExportError) -> Void) throws(ExportError) {
    var facts = stat()
    if stat(path, &facts) == 0 {
      if facts.st_mode & S_IFMT == S_IFDIR { throw .cannotWrite(path: path, code: EISDIR) }
      if facts.st_mode & S_IFMT != S_IFREG { return try make(path) }
    }
    let draft = "\(path).\(getpid()).part"
    do throws(ExportError) { try make(draft) } catch {
      unlink(draft)
      throw error
    }
    guard rename(draft, path) == 0 else {
      let code = errno
      unlink(draft)
      throw .cannotWrite(path: path, code: code)
    }
  }
}
