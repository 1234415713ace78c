import Testing

@testable import Canvas

@Suite struct GridDiffTests {
  @Test func onlyRowsThatDifferAreWritten() {
    var old = CellGrid(width: 10, height: 3)
    old.put("长春吉利", x: 0, y: 1)
    var new = old
    #expect(GridDiff.runs(from: old, to: new).isEmpty)
    new.put("x", x: 3, y: 1)
    #expect(GridDiff.runs(from: old, to: new) == [GridDiff.Run(y: 1, x: 2, end: 4)])
    #expect(GridDiff.runs(from: nil, to: new).count == 3)
    #expect(GridDiff.runs(from: CellGrid(width: 9, height: 3), to: new).count == 3)
  }

  @Test func aRunBeginsAndEndsBetweenCharacters() {
    var random = Chance(seed: 11)
    for _ in 0..<500 {
      var old = CellGrid(width: 12, height: 2)
      for _ in 0..<6 { old.put(random.next(2) == 0 ? "中" : "ab", x: Int(random.next(12)), y: Int(random.next(2))) }
      var new = old
      for _ in 0..<3 {
        new.put(random.next(2) == 0 ? "国" : "c", x: Int(random.next(12)), y: Int(random.next(2)), .title)
      }
      for run in GridDiff.runs(from: old, to: new) {
        #expect(new[run.x, run.y].width > 0)
        #expect(run.end == 12 || new[run.end, run.y].width > 0)
        #expect(run.x == 0 || old[run.x, run.y].width > 0 || old[run.x - 1, run.y] != new[run.x - 1, run.y])
      }
    }
  }
}
