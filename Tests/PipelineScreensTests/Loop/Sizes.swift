import Canvas
import Testing

@testable import PipelineScreens

/// The sizes in which every screen must hold.
let everySize = [(60, 16), (80, 24), (120, 40), (200, 60)]

/// Draws the walk's screens at every size in both languages: no half character, every row exactly as wide as the
/// screen, every frame straight. Nothing is written; snapshots are for what a person should look at.
func expectFitsEverySize(_ walk: Walk, sourceLocation: SourceLocation = #_sourceLocation) {
  for language in Wording.Language.allCases {
    for (columns, rows) in everySize {
      var walk = walk
      walk.loop.renew { $0.language = language }
      walk.resize(columns, rows)
      let faults = walk.grid.faults + (walk.loop.stack.contains { $0.screen.isOverlay } ? [] : brokenFrames(walk.grid))
      for fault in faults { Issue.record("\(columns)x\(rows) \(language): \(fault)", sourceLocation: sourceLocation) }
    }
  }
}

/// Frames whose sides do not run down from corner to corner.
func brokenFrames(_ grid: CellGrid) -> [String] {
  var broken: [String] = []
  let sides = [String(grid.lines.vertical), String(grid.lines.teeRight)]
  for y in 0..<grid.height {
    for x in 0..<grid.width {
      let glyph = grid[x, y].text
      let isLeft = glyph == String(grid.lines.topLeft)
      guard isLeft || glyph == String(grid.lines.topRight), [.border, .borderFocused].contains(grid[x, y].style.role)
      else { continue }
      let corner = String(isLeft ? grid.lines.bottomLeft : grid.lines.bottomRight)
      var low = y + 1
      while low < grid.height, sides.contains(grid[x, low].text) { low += 1 }
      if low >= grid.height || grid[x, low].text != corner {
        broken.append("frame at \(x),\(y) is broken in row \(low)")
      }
    }
  }
  return broken
}
