import Canvas
import Foundation
import Testing

/// Holds the screen against `Snapshots/<name>.txt`. A new snapshot is written and fails once, so that somebody looks at
/// it; `ACCEPT_SNAPSHOTS=1 swift test` writes those that differ.
func expectScreen(_ walk: Walk, named name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  expectGrid(walk.grid, named: name, sourceLocation: sourceLocation)
}

/// The same for a grid that a part drew.
func expectGrid(_ grid: CellGrid, named name: String, sourceLocation: SourceLocation = #_sourceLocation) {
  for fault in grid.faults { Issue.record("\(name): \(fault)", sourceLocation: sourceLocation) }
  let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Snapshots")
  let file = folder.appendingPathComponent(name + ".txt")
  let found = grid.snapshot
  guard let expected = try? String(contentsOf: file, encoding: .utf8) else {
    write(found, to: file, sourceLocation)
    Issue.record("new snapshot \(name): look at it and run again", sourceLocation: sourceLocation)
    return
  }
  guard expected != found else { return }
  if ProcessInfo.processInfo.environment["ACCEPT_SNAPSHOTS"] != nil {
    write(found, to: file, sourceLocation)
    return
  }
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let new = found.split(separator: "\n", omittingEmptySubsequences: false)
  let differing =
    (0..<max(old.count, new.count)).first { $0 >= old.count || $0 >= new.count || old[$0] != new[$0] } ?? 0
  let was = differing < old.count ? String(old[differing]) : "(nothing)"
  let isNow = differing < new.count ? String(new[differing]) : "(nothing)"
  Issue.record(
    "snapshot \(name) differs from line \(differing + 1) on\n- \(was)\n+ \(isNow)\nnow:\n\(found)",
    sourceLocation: sourceLocation)
}

private func write(_ text: String, to file: URL, _ sourceLocation: SourceLocation) {
  do {
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try text.write(to: file, atomically: true, encoding: .utf8)
  } catch {
    Issue.record("cannot write \(file.path): \(error)", sourceLocation: sourceLocation)
  }
}
