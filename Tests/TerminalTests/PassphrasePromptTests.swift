import Foundation
import Testing

/// The passphrase asked for at a terminal: unseen, three times at most, and the terminal is given back.
@Suite(.serialized) struct PassphrasePromptTests {
  private static let passphrase = "一句口令"

  private func encrypted() throws -> BuiltProgram {
    let program = try BuiltProgram()
    let file = program.folder + "-passphrase"
    try Data((Self.passphrase + "\n").utf8).write(to: URL(fileURLWithPath: file))
    defer { try? FileManager.default.removeItem(atPath: file) }
    try program.run(["encrypt", "--passphrase-file", file])
    return program
  }

  @Test func theScreensOpenAfterThePassphraseThatNobodySees() throws {
    let program = try encrypted()
    defer { program.remove() }
    let seen = try PtyScreen.run(
      program.command(), keys: "until:的口令 \"\(Self.passphrase)\" Enter until:今日 2 until:河北禾美 Q", size: "100x30")
    #expect(seen.missing == nil)
    #expect(seen.exit == 0)
    #expect(!seen.text.contains(Self.passphrase) && !(seen.before ?? []).joined().contains(Self.passphrase))
  }

  @Test func threeWrongTriesEnd() throws {
    let program = try encrypted()
    defer { program.remove() }
    let seen = try PtyScreen.run(
      program.command(["check"]), keys: "until:的口令 a Enter until:还可以试_2_次 b Enter until:还可以试_1_次 c Enter until:没有打开", size: "120x30")
    #expect(seen.missing == nil)
    #expect(seen.exit == 1)
  }

  @Test func aNewPassphraseIsTypedTwice() throws {
    let program = try encrypted()
    defer { program.remove() }
    let differs = try PtyScreen.run(
      program.command(["passphrase"]),
      keys: "until:的口令 \"\(Self.passphrase)\" Enter until:新口令 x Enter until:再输一遍 y Enter until:两次输入不一样", size: "120x30")
    #expect(differs.missing == nil && differs.exit == 1)
    #expect(differs.text.contains("口令忘了"))
    let changed = try PtyScreen.run(
      program.command(["passphrase"]),
      keys: "until:的口令 \"\(Self.passphrase)\" Enter until:新口令 x Enter until:再输一遍 x Enter until:口令已换", size: "120x30")
    #expect(changed.missing == nil && changed.exit == 0)
    let opened = try PtyScreen.run(program.command(["check"]), keys: "until:的口令 x Enter until:流水", size: "120x30")
    #expect(opened.exit == 0)
  }

  @Test(arguments: ["Ctrl-C", "Ctrl-D"]) func whoGivesUpGetsTheEchoBack(_ key: String) throws {
    let program = try encrypted()
    defer { program.remove() }
    let line = program.command(["check"]).map { "'\($0)'" }.joined(separator: " ")
    let seen = try PtyScreen.run(
      ["/bin/sh", "-c", "trap : INT; \(line); case \"$(stty -a)\" in *' -echo '*) echo SILENT;; *) echo SANE;; esac; read x"],
      keys: "until:的口令 \(key) until:SANE Enter", size: "120x30")
    #expect(seen.missing == nil, "\(seen.text)")
  }
}
