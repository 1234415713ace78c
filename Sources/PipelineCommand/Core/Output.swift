import Canvas
import Glibc
import OrderedCollections
import Pipeline

/// Standard output and standard error, written whole with `write(2)`.
enum Output {
  static func write(_ text: String, to descriptor: Int32 = STDOUT_FILENO) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return  // a closed pipe (`| head`) is no error of ours
      }
      bytes = bytes.dropFirst(written)
    }
  }

  static func line(_ text: String) { write(text + "\n") }
  static func note(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

  /// One object with its schema first: `{"schema":"cheshang.dealers/1",…}`.
  static func json(schema: String, _ members: JSONObject) {
    var object: JSONObject = ["schema": .string("cheshang." + schema)]
    object.merge(members) { $1 }
    line(JSONValue.object(object).text)
  }

  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isTerminal: Bool { isatty(STDOUT_FILENO) == 1 && isatty(STDIN_FILENO) == 1 }
}
