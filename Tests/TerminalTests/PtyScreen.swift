import Foundation

/// A program run in a pseudo-terminal by `Tests/Terminal/pty_screen.py`, and what was seen.
struct PtyScreen: Decodable {
  /// The rows of the screen after the last key.
  let screen: [String]
  /// What stood there before the program gave the screen back; nil while it has it.
  let before: [String]?
  /// Column and row; nil when hidden.
  let cursor: [Int]?
  /// The exit code; nil when the program still ran (it was ended then) or died of a signal.
  let exit: Int?
  let signal: Int?
  /// The text of an `until:` that never came.
  let missing: String?
  let bytes: Int
  /// Milliseconds from the start to the first output.
  let first: Double?
  /// Milliseconds from each key to the last change of the screen.
  let keys: [Double]

  var text: String { screen.joined(separator: "\n") }

  /// Why a run could not be made at all.
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// Runs `command` (the full path of a program, then its arguments) and types `keys` as the script describes them.
  static func run(
    _ command: [String], keys: String = "", size: String = "80x24", term: String = "xterm-256color",
    environment: [String: String] = [:]
  ) throws -> PtyScreen {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Terminal/pty_screen.py").path
    // Debian's own, because that is the one that has Debian's python3-pyte.
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, "--keys", keys, "--size", size, "--term", term, "--"] + command
    process.environment = ProcessInfo.processInfo.environment.merging(["LC_ALL": "C.UTF-8"]) { $1 }.merging(environment)
    { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw Failure(
        description:
          "pty_screen.py ended with \(process.terminationStatus): is python3-pyte installed? `make setup` does it")
    }
    return try JSONDecoder().decode(PtyScreen.self, from: data)
  }
}
