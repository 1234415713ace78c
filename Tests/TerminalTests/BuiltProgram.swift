import Foundation

/// The program as it was built beside these tests, and a book for it in a folder of its own.
struct BuiltProgram {
  let path: String
  let folder: String

  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// Makes a book with one maker's list.
  init() throws {
    let own = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent().path
    let places = [own + "/cheshang", BuiltProgram.root + "/.build/debug/cheshang"]
    guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0) }) else {
      throw PtyScreen.Failure(description: "the program is not built: swift build")
    }
    path = found
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("cheshang-" + UUID().uuidString).path
    try run(["init", "--name", "试"])
    try run(["import", "dealers", BuiltProgram.root + "/Tests/Fixtures/dealer-lists/buick_20190530.xlsx"])
  }

  func command(_ arguments: [String] = []) -> [String] {
    [path, "--book", folder, "--today", "2026-11-24", "--lang", "zh"] + arguments
  }

  /// Runs a command beside the screens.
  func run(_ arguments: [String]) throws {
    let process = Process()
    let line = command(arguments)
    process.executableURL = URL(fileURLWithPath: line[0])
    process.arguments = Array(line.dropFirst())
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else {
      throw PtyScreen.Failure(description: "\(arguments.joined(separator: " ")) ended with \(process.terminationStatus)")
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }
}
