import Foundation
import Testing

/// The built program in a real pseudo-terminal and in tmux.
@Suite(.serialized) struct ScreensInTerminalTests {
  @Test func itStartsResizesTakesChineseAndLeaves() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let seen = try PtyScreen.run(
      program.command(), keys: "until:今日 2 until:河北禾美 size:60x16 / \"沧州运祥\" until:沧州运祥 Enter size:200x60 until:4008906920 Q",
      size: "100x30")
    #expect(seen.missing == nil)
    #expect(seen.exit == 0)
    let before = seen.before?.joined(separator: "\n") ?? ""
    #expect(before.contains("沧州运祥"))
    #expect(before.contains("/沧州运祥"))
  }

  @Test func aDealerAddedByKeysIsInTheBookAndUndoTakesItOut() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let seen = try PtyScreen.run(
      program.command(), keys: "until:今日 2 until:河北禾美 n until:名称 \"四平红旗汽车\" Ctrl-S until:已新增 u until:已撤销 Ctrl-R until:已重做 Q", size: "100x30")
    #expect(seen.missing == nil)
    #expect(seen.exit == 0)
    let again = try PtyScreen.run(program.command(), keys: "until:今日 2 until:车商 / \"sphq\" until:四平红旗 Q", size: "100x30")
    #expect(again.missing == nil)
  }

  @Test func browsingWritesNothing() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    func state() throws -> [String] {
      try FileManager.default.subpathsOfDirectory(atPath: program.folder).sorted().map { name in
        let facts = try FileManager.default.attributesOfItem(atPath: program.folder + "/" + name)
        return "\(name) \(facts[.size] ?? 0) \(facts[.modificationDate] ?? 0)"
      }
    }
    let before = try state()
    let seen = try PtyScreen.run(program.command(), keys: "until:今日 2 until:河北禾美 Down Tab Tab b b v until:视图 Esc m until:两厂家 Esc until:看板 Q", size: "100x30")
    #expect(seen.exit == 0)
    #expect(try state() == before)
  }

  @Test func itStopsAndComesBackInTmux() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let walk = try TmuxWalk.run(program.command(), until: "今日", environment: ["LC_ALL": "C.UTF-8"])
    #expect(walk.shown && walk.stopped && walk.sane && walk.back && walk.resized && walk.left)
  }

  /// What `make run` starts: on a machine without any book of its own.
  @Test func theDemonstrationOpensItsOwnBook() throws {
    let program = try BuiltProgram()
    defer { program.remove() }
    let folder = program.folder + "-demo"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let seen = try PtyScreen.run(
      ["/usr/bin/env", "-u", "CHESHANG_BOOK", "XDG_DATA_HOME=/nonexistent", program.path, "demo", "--folder", folder, "--lang", "zh"],
      keys: "until:今日 2 until:霁野 n until:名称 \"四平红旗汽车\" Ctrl-S until:已新增 Q", size: "100x30")
    #expect(seen.missing == nil)
    #expect(seen.exit == 0)
    let journals = try FileManager.default.contentsOfDirectory(atPath: folder + "/journal")
    let isWritten = try journals.contains { try String(contentsOfFile: folder + "/journal/" + $0, encoding: .utf8).contains("四平红旗汽车") }
    #expect(isWritten)
  }
}
