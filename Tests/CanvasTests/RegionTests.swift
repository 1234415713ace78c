import Testing

@testable import Canvas

@Suite struct RegionTests {
  @Test func splitsSumToTheWhole() {
    let region = Region(x: 3, y: 1, width: 101, height: 20)
    for width in 0..<120 {
      let part = region.left(width)
      for shares: [Region.Share] in [
        [.fixed(26), .share(1)], [.share(1), .share(1), .share(1)], [.share(2, minimum: 40), .share(1, minimum: 20)],
        [.fixed(200), .share(1)], [.share(1, minimum: 30), .fixed(10), .share(3)],
      ] {
        let parts = part.columns(shares)
        #expect(parts.reduce(0) { $0 + $1.width } == part.width)
        #expect(parts.last?.right == part.right)
        #expect(zip(parts, parts.dropFirst()).allSatisfy { $0.right == $1.x })
      }
    }
    #expect(region.columns([.share(2), .share(1)]).map(\.width) == [68, 33])
    #expect(region.columns([.share(1, minimum: 80), .share(1, minimum: 10)]).map(\.width) == [80, 21])
    #expect(region.rows([.fixed(3), .share(1)]).map(\.height) == [3, 17])
  }

  @Test func regionsNeverGrowBelowNothing() {
    let region = Region(x: 0, y: 0, width: 1, height: 1)
    #expect(region.inner.isEmpty)
    #expect(region.droppingLeft(5).isEmpty)
    #expect(region.row(2).isEmpty)
    #expect(region.row(-1).isEmpty)
    #expect(region.centred(width: 10, height: 10) == region)
  }

  @Test func panesFollowTheFocus() {
    #expect(PaneCount.visible(columns: 80, of: 3, focus: 2) == 2..<3)
    #expect(PaneCount.visible(columns: 100, of: 3, focus: 0) == 0..<2)
    #expect(PaneCount.visible(columns: 139, of: 3, focus: 2) == 1..<3)
    #expect(PaneCount.visible(columns: 140, of: 3, focus: 1) == 0..<3)
    #expect(PaneCount.visible(columns: 200, of: 2, focus: 1) == 0..<2)
  }
}
