import Foundation

/// A program started, suspended, resumed, pasted into, resized and left in tmux by `Tests/Terminal/tmux_suspend.py`.
struct TmuxWalk: Decodable, Equatable {
  let shown: Bool
  let stopped: Bool
  /// The shell had its own modes while the program was stopped.
  let sane: Bool
  let back: Bool
  /// True only when a paste was asked for and arrived whole.
  let pasted: Bool
  /// Said what it needs at 59x20 and came back at 120x40.
  let resized: Bool
  let left: Bool

  /// - Parameters:
  ///   - until: a text that the program's first screen shows.
  ///   - paste: what to paste after the key `/`, and how the screen shows it then.
  static func run(
    _ command: [String], until: String, quit: String = "Q", paste: (text: String, shown: String)? = nil,
    environment: [String: String] = [:]
  ) throws -> TmuxWalk {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Terminal/tmux_suspend.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, "--until", until, "--quit", quit]
    if let paste { process.arguments? += ["--paste", paste.text, "--pasted", paste.shown] }
    process.arguments? += ["--"] + command
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PtyScreen.Failure(
        description: "tmux_suspend.py ended with \(process.terminationStatus): is tmux installed? `make setup` does it")
    }
    return try JSONDecoder().decode(TmuxWalk.self, from: data)
  }
}
