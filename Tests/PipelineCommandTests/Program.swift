import Glibc
import Pipeline

/// Runs the built program as a process of its own and keeps what it said, how long it took and how much memory.
enum Program {
  struct Outcome {
    let status: Int32
    let out: String
    let err: String
    let seconds: Double
    /// The largest resident size, in megabytes.
    let megabytes: Int

    /// Standard output as JSON; null when it is none.
    var json: JSONValue { (try? JSONValue.parse(out)) ?? .null }
    /// The error object on standard error; null when there is none.
    var error: JSONValue {
      err.split(separator: "\n").lazy.compactMap { try? JSONValue.parse(String($0)) }.first { $0["error"] != nil } ?? .null
    }
  }

  /// `CHESHANG_BINARY`, else the program beside the test bundle.
  static let path: String = {
    if let given = getenv("CHESHANG_BINARY") { return String(cString: given) }
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let bundle = String(decoding: buffer.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    let beside = bundle.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/cheshang"
    if access(beside, X_OK) == 0 { return beside }
    return Fixtures.root + "/.build/debug/cheshang"
  }()

  /// - Parameter environment: beside a clean one; nothing of the caller's is passed on.
  /// - Parameter input: the file on standard input.
  static func run(_ arguments: [String], environment: [String: String] = [:], input: String = "/dev/null") throws -> Outcome {
    let scratch = try Scratch.folder()
    defer { Scratch.remove(scratch) }
    let started = now()
    let process = try spawn(arguments, environment: environment, out: scratch + "/out", err: scratch + "/err", input: input)
    var status: Int32 = 0
    var usage = rusage()
    while wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
    let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    return Outcome(
      status: code, out: Scratch.text(scratch + "/out"), err: Scratch.text(scratch + "/err"), seconds: now() - started,
      megabytes: Int(usage.ru_maxrss) / 1024)
  }

  struct CannotStart: Error { let code: Int32 }

  static func spawn(
    _ arguments: [String], environment: [String: String], out: String, err: String, input: String = "/dev/null"
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, out, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, err, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    var all = ["PATH": "/usr/bin:/bin", "HOME": "/nonexistent", "CHESHANG_USER": "王芳"]
    if let libraries = getenv("LD_LIBRARY_PATH") { all["LD_LIBRARY_PATH"] = String(cString: libraries) }
    all.merge(environment) { $1 }
    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0.key + "=" + $0.value) } + [nil]
    defer { for pointer in argv + envp { free(pointer) } }
    var process: pid_t = 0
    let code = posix_spawn(&process, path, &actions, nil, &argv, &envp)
    if code != 0 { throw CannotStart(code: code) }
    return process
  }

  static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}

/// Temporary folders and small files.
enum Scratch {
  static func folder() throws -> String {
    var template = Array("/tmp/cheshang-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Program.CannotStart(code: errno) }
    return String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  static func bytes(_ path: String) -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    var all: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while case let got = fread(&chunk, 1, chunk.count, file), got > 0 { all += chunk[..<got] }
    return all
  }

  static func text(_ path: String) -> String { String(decoding: bytes(path), as: UTF8.self) }

  static func write(_ bytes: [UInt8], to path: String) {
    guard let file = fopen(path, "w") else { return }
    _ = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }

  static func names(_ folder: String) -> [String] {
    guard let open = opendir(folder) else { return [] }
    defer { closedir(open) }
    var names: [String] = []
    while let entry = readdir(open) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// The folder and all below it, files before their folders.
  static func remove(_ path: String) {
    for name in names(path) { remove(path + "/" + name) }
    _ = Glibc.remove(path)
  }

  /// Content, times and mode of everything below a folder, to be compared.
  static func picture(_ folder: String) -> [String: String] {
    var picture: [String: String] = [:]
    func look(_ path: String) {
      var status = stat()
      guard lstat(path, &status) == 0 else { return }
      let times = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec) \(status.st_ctim.tv_sec).\(status.st_ctim.tv_nsec)"
      var sum: UInt64 = 14_695_981_039_346_656_037
      for byte in status.st_mode & S_IFMT == S_IFREG ? bytes(path) : [] { sum = (sum ^ UInt64(byte)) &* 1_099_511_628_211 }
      picture[path] = "\(times) \(status.st_mode) \(status.st_size) \(sum)"
      if status.st_mode & S_IFMT == S_IFDIR { for name in names(path) { look(path + "/" + name) } }
    }
    look(folder)
    return picture
  }
}

enum Fixtures {
  static let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
  static func list(_ name: String) -> String { root + "/Tests/Fixtures/dealer-lists/" + name }
  static func bad(_ name: String) -> String { root + "/Tests/Fixtures/bad-workbooks/" + name }
}
