import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

/// Whatever is pressed on the screens of the month: the grid stays whole and nothing breaks.
@Suite struct MonthRandomKeysTests {
  static let keys: [Key] = RandomKeysTests.keys + "wnctxSR>pYXr0W".map(Key.character) + [.control("s"), .right, .left]

  @Test(arguments: 0..<12)
  func nothingOverflows(_ seed: Int) throws {
    var random = RandomKeysTests.Seeded(state: UInt64(seed) &* 1237 &+ 11)
    let desk = try MonthBook.desk(seed % 2 == 0 ? .zh : .en)
    var walk = Walk(
      desk: desk,
      mains: [
        MainScreen(Wording(zh: "今日", en: "Today")) { _ in TodayScreen(providers: [.opportunities, .dealers]) },
        MainScreen(Wording(zh: "商机", en: "Opportunities")) { _ in OpportunitiesScreen() },
        MainScreen(Wording(zh: "检视", en: "Review")) { _ in ReviewScreen() },
        MainScreen(Wording(zh: "报表", en: "Reports")) { _ in ReportsScreen() },
      ], actions: OpportunitiesScreen.actions + ReviewScreen.actions)
    walk.type(Stroke(keys: [.character(Character(String(seed % 4 + 1)))]))
    for _ in 0..<120 {
      if Int.random(in: 0..<12, using: &random) == 0 {
        walk.resize(Int.random(in: 20...210, using: &random), Int.random(in: 5...62, using: &random))
      }
      let key = Self.keys.randomElement(using: &random) ?? .enter
      walk.burst([key])
      if walk.loop.isOver { return }
      for fault in walk.grid.faults { Issue.record("seed \(seed), key \(key.label): \(fault)") }
    }
  }
}
