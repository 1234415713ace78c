import Glibc

extension FileLayer {
  /// The calls of the system this program runs on.
  public static let posix = FileLayer(
    open: { path, mode throws(FileError) in
      let common = O_CLOEXEC | O_NOFOLLOW
      var descriptor: Int32
      switch mode {
      case .read:
        descriptor = Glibc.open(path, O_RDONLY | common | noAccessTime)
        // Only the owner of a file may keep its access time.
        if descriptor < 0, errno == EPERM { descriptor = Glibc.open(path, O_RDONLY | common) }
      case .append: descriptor = Glibc.open(path, O_WRONLY | O_APPEND | common)
      case .create: descriptor = Glibc.open(path, O_WRONLY | O_APPEND | O_CREAT | O_EXCL | common, 0o600)
      case .lock: descriptor = Glibc.open(path, O_RDWR | O_CREAT | common, 0o600)
      }
      guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
      if case .create = mode { fchmod(descriptor, 0o600) }
      return FileHandle(number: descriptor)
    },
    read: { handle, offset, limit throws(FileError) in
      var failure: Int32 = 0
      let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, count in
        while count < limit, let base = buffer.baseAddress {
          let got = pread(handle.number, base + count, limit - count, off_t(offset + count))
          if got < 0, errno == EINTR { continue }
          if got < 0 { failure = errno }
          if got <= 0 { break }
          count += got
        }
      }
      if failure != 0 { throw FileError(.read, "", code: failure) }
      return bytes
    },
    write: { handle, bytes throws(FileError) in
      let count = bytes.withUnsafeBytes { Glibc.write(handle.number, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw FileError(.write, "", code: errno) }
      return count
    },
    overwrite: { handle, bytes throws(FileError) in
      let count = bytes.withUnsafeBytes { pwrite(handle.number, $0.baseAddress, $0.count, 0) }
      guard count == bytes.count else { throw FileError(.write, "", code: errno) }
    },
    sync: { handle throws(FileError) in
      guard fdatasync(handle.number) == 0 else { throw FileError(.sync, "", code: errno) }
    },
    close: { handle in _ = Glibc.close(handle.number) },
    map: { path throws(FileError) in try mapped(path) },
    rename: { from, to throws(FileError) in
      guard Glibc.rename(from, to) == 0 else { throw FileError(.rename, to, code: errno) }
    },
    remove: { path throws(FileError) in
      guard Glibc.unlink(path) == 0 else { throw FileError(.remove, path, code: errno) }
    },
    makeFolder: { path throws(FileError) in
      guard mkdir(path, 0o700) == 0 else { throw FileError(.makeFolder, path, code: errno) }
      guard Glibc.chmod(path, 0o700) == 0 else { throw FileError(.permit, path, code: errno) }
    },
    list: { path throws(FileError) in try names(in: path) },
    status: { path throws(FileError) in
      var info = stat()
      guard lstat(path, &info) == 0 else {
        if errno == ENOENT || errno == ENOTDIR { return nil }
        throw FileError(.status, path, code: errno)
      }
      let kind: FileStatus.Kind =
        switch info.st_mode & S_IFMT {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK: .link
        default: .other
        }
      return FileStatus(kind: kind, size: Int(info.st_size), inode: UInt64(info.st_ino), mode: info.st_mode & 0o777)
    },
    permit: { path, mode throws(FileError) in
      guard Glibc.chmod(path, mode) == 0 else { throw FileError(.permit, path, code: errno) }
    },
    syncFolder: { path throws(FileError) in
      let descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
      guard descriptor >= 0 else { throw FileError(.syncFolder, path, code: errno) }
      defer { _ = Glibc.close(descriptor) }
      guard fsync(descriptor) == 0 else { throw FileError(.syncFolder, path, code: errno) }
    },
    tryLock: { handle throws(FileError) in
      if flock(handle.number, LOCK_EX | LOCK_NB) == 0 { return true }
      if errno == EWOULDBLOCK { return false }
      throw FileError(.lock, "", code: errno)
    },
    unlock: { handle in _ = flock(handle.number, LOCK_UN) },
    pause: { milliseconds in
      var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
      nanosleep(&time, nil)
    },
    fileSystem: { path in mountedSystem(path) },
    watch: { path in
      let descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
      guard descriptor >= 0 else { return nil }
      let events = UInt32(IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE)
      guard inotify_add_watch(descriptor, path, events) >= 0 else {
        _ = Glibc.close(descriptor)
        return nil
      }
      return descriptor
    },
    drain: { descriptor in
      var whole = true
      var buffer = [UInt8](repeating: 0, count: 8192)
      while true {
        let count = buffer.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress, $0.count) }
        guard count > 0 else { return whole }
        var at = 0
        // struct inotify_event: wd, mask, cookie, len (32 bits each), then len bytes of name.
        while at + 16 <= count {
          let (mask, length) = buffer.withUnsafeBytes {
            ($0.loadUnaligned(fromByteOffset: at + 4, as: UInt32.self),
              $0.loadUnaligned(fromByteOffset: at + 12, as: UInt32.self))
          }
          if mask & UInt32(IN_Q_OVERFLOW) != 0 { whole = false }
          at += 16 + Int(length)
        }
      }
    }
  )

  /// O_NOATIME, which Glibc shows only under _GNU_SOURCE.
  private static let noAccessTime: Int32 = 0o1_000_000

  private static func mapped(_ path: String) throws(FileError) -> FileBytes {
    var descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | noAccessTime)
    if descriptor < 0, errno == EPERM { descriptor = Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW) }
    guard descriptor >= 0 else { throw FileError(.open, path, code: errno) }
    defer { _ = Glibc.close(descriptor) }
    var info = stat()
    guard fstat(descriptor, &info) == 0 else { throw FileError(.status, path, code: errno) }
    guard info.st_mode & S_IFMT == S_IFREG else { throw FileError(.read, path, code: EINVAL) }
    let count = Int(info.st_size)
    guard count > 0 else { return FileBytes([]) }
    guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED else {
      throw FileError(.read, path, code: errno)
    }
    return FileBytes(mapped: UnsafeRawBufferPointer(start: base, count: count))
  }

  private static func names(in path: String) throws(FileError) -> [String] {
    // Listing by descriptor, so that the folder's access time stays where the system allows it.
    var descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | noAccessTime)
    if descriptor < 0, errno == EPERM { descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC) }
    guard descriptor >= 0, let folder = fdopendir(descriptor) else { throw FileError(.list, path, code: errno) }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// The type in /proc/self/mountinfo of the mount that holds `path`.
  private static func mountedSystem(_ path: String) -> String? {
    var info = stat()
    guard stat(path, &info) == 0 else { return nil }
    let device = "\(info.st_dev >> 8 & 0xFFF):\(info.st_dev & 0xFF | info.st_dev >> 12 & 0xFFF00)"
    guard let file = fopen("/proc/self/mountinfo", "re") else { return nil }
    defer { fclose(file) }
    var line: UnsafeMutablePointer<CChar>?
    var room = 0
    defer { free(line) }
    while getline(&line, &room, file) > 0, let text = line.map({ String(cString: $0) }) {
      // 36 35 98:0 / /mnt rw,noatime master:1 - ext4 /dev/sda rw
      let words = text.split(separator: " ")
      guard words.count > 3, words[2] == device, let dash = words.firstIndex(of: "-"), dash + 1 < words.count else {
        continue
      }
      return String(words[dash + 1])
    }
    return nil
  }
}
