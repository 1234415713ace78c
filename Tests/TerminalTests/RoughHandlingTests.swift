import Foundation
import Testing

/// The built program on a terminal that is handled roughly (`Tests/Terminal/rough_handling.py`): it ends when it must, gives
/// the terminal back, and does not spin.
@Suite(.serialized) struct RoughHandlingTests {
  private struct Outcome: Decodable {
    /// The exit code, negative for a signal; nil when it did not end.
    let code: Int?
    let shown: Bool
    let given_back: Bool?
    let modes: Bool?
    let answers: Bool?
    let percent: Double?
    let paste: Double?
    let times: [Double]?
    let missing: Int?
  }

  private func run(_ name: String) throws -> Outcome {
    let program = try BuiltProgram()
    defer { program.remove() }
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Terminal/rough_handling.py").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
    process.arguments = [script, name, program.path, program.folder]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let outcome = try JSONDecoder().decode(Outcome.self, from: data)
    #expect(outcome.shown, "\(name)")
    return outcome
  }

  @Test(arguments: [("sigterm", 15), ("sighup", 1), ("sigsegv", 11)])
  func aSignalEndsItAndTheTerminalIsGivenBack(_ name: String, _ signal: Int) throws {
    let outcome = try run(name)
    #expect(outcome.code == -signal)
    #expect(outcome.given_back == true)
    #expect(outcome.modes == true)
  }

  @Test func aClosedTerminalEndsIt() throws {
    #expect(try run("hangup").code != nil)
  }

  @Test func theEndOfInputEndsItWithoutSpinning() throws {
    let outcome = try run("end-of-input")
    #expect(outcome.code == 0)
    #expect(outcome.given_back == true && outcome.modes == true)
  }

  @Test func nobodyTouchingItCostsNoProcessorTime() throws {
    let percent = try #require(try run("idle").percent)
    print("idle: \(percent) % of a processor")
    #expect(percent < 0.5)
  }

  @Test func aStormOfSizesLeavesItWorking() throws {
    let outcome = try run("resize-storm")
    #expect(outcome.answers == true)
    #expect(outcome.code == 0)
  }

  @Test func aWindowOfOneCellLeavesItWorking() throws {
    let outcome = try run("one-by-one")
    #expect(outcome.answers == true)
    #expect(outcome.code == 0)
  }

  @Test func aMegabytePastedIsTakenInAndItGoesOn() throws {
    let outcome = try run("large-paste")
    print("a megabyte pasted: \(Int(outcome.paste ?? 0)) ms")
    #expect(outcome.code == 0)
    #expect(outcome.given_back == true)
  }

  @Test func splitAndBrokenCharactersAreReadAsFarAsTheyCanBe() throws {
    let outcome = try run("broken-bytes")
    #expect(outcome.answers == true)
    #expect(outcome.code == 0)
  }

  /// The time is printed, not held: it depends on what else the machine does. `make test-long` holds its median to 0.2 s.
  @Test func theOtherProcessesChangeIsShownWithoutAKey() throws {
    let outcome = try run("other-process")
    #expect(outcome.missing == 0)
    let times = try #require(outcome.times)
    #expect(times.count == 5)
    print("the other process's change is on the screen after \(times.map { "\(Int($0.rounded(.up)))" }.joined(separator: ", ")) ms")
  }
}
