import ArgumentParser
import Canvas
import Glibc
import Pipeline
import PipelineScreens

/// `--set field=value`, `--unset field` and `--from FILE.json`: values of fields, as typed (decision 16).
struct ValueArguments: ParsableArguments {
  @Option(
    name: .customLong("set"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("填字段，可多次：renewalRate=42%，keyPeople[+]={name:王,post:经理} · Set a field; may be repeated", valueName: "FIELD=VALUE"))
  var sets: [String] = []
  @Option(
    name: .customLong("unset"), parsing: .unconditionalSingleValue,
    help: ArgumentHelp("清空字段，可多次 · Empty a field; may be repeated", valueName: "FIELD"))
  var unsets: [String] = []
  @Option(name: .customLong("from"), help: ArgumentHelp("从 JSON 文件取字段 · Take fields from a JSON file", valueName: "FILE.json"))
  var file: String?

  var isEmpty: Bool { sets.isEmpty && unsets.isEmpty && file == nil }

  /// The assignments in order: those of the file, then what is set, then what is emptied. All that cannot be read is
  /// named together.
  func assignments() throws -> [FieldAssignment] {
    var values: [FieldAssignment] = []
    var faults: [ValueFault] = []
    if let file { values += try FieldAssignment.fromJSON(ValueArguments.read(file)) }
    for (texts, read) in [(sets, FieldAssignment.set), (unsets, FieldAssignment.unset)] {
      for text in texts {
        do { values.append(try read(text)) } catch { faults.append(error) }
      }
    }
    if !faults.isEmpty { throw SOPError.values(faults) }
    return values
  }

  /// The JSON of a file the user names; `-` is standard input. At most four megabytes.
  static func read(_ path: String) throws -> JSONValue {
    let handle = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
    guard handle >= 0 else { throw unreadable(path) }
    defer { if handle != STDIN_FILENO { close(handle) } }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 65536)
    while bytes.count <= 4 << 20 {
      let got = Glibc.read(handle, &chunk, chunk.count)
      if got < 0, errno == EINTR { continue }
      guard got >= 0 else { throw unreadable(path) }
      if got == 0 { break }
      bytes += chunk[..<got]
    }
    do { return try JSONValue.parse(bytes) } catch {
      throw CommandFailure(
        .badData, "not-json", ["file": .string(path), "offset": .int(error.offset), "reason": .string(error.reason.rawValue)],
        Wording(
          zh: "\(Words.plain(path)) 第 \(error.offset) 字节起不是 JSON。", en: "\(Words.plain(path)) is no JSON from byte \(error.offset)."))
    }
  }

  private static func unreadable(_ path: String) -> CommandFailure {
    let code = errno
    return CommandFailure(
      code == ENOENT ? .notFound : .ioFailure, code == ENOENT ? "no-such-file" : "unreadable-file",
      ["file": .string(path), "errno": .int(Int(code))],
      Words.file(FileError(.open, path, code: code)))
  }
}
