import Canvas
import Pipeline
import Testing

@testable import PipelineScreens

/// Whatever is pressed at whatever size: the grid stays whole and nothing breaks.
@Suite struct RandomKeysTests {
  /// A small generator with a fixed seed, so that a failure can be repeated.
  struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  static let keys: [Key] = [
    .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .enter, .enter, .escape, .tab, .backTab, .backspace, .delete,
    .control("s"), .control("u"), .control("t"), .control("r"), .wheelDown(Place(5, 5)), .paste("长春吉利\u{1b}[31m 汽车"), .paste("吉"),
    .press(Place(3, 4)), .press(Place(30, 9)), .press(Place(70, 14)),
  ] + "abcdefghijklmnoprstuvxyzDSX/:?123456789 ".map(Key.character)

  @Test(arguments: 0..<12)
  func nothingOverflows(_ seed: Int) {
    var random = Seeded(state: UInt64(seed) &* 977 &+ 5)
    let desk = Desk.shipped(.dealersAtWork, language: seed % 2 == 0 ? .zh : .en)
    var walk = Walk(
      desk: desk,
      mains: [
        MainScreen(Wording(zh: "今日", en: "Today")) { _ in TodayScreen() },
        MainScreen(Wording(zh: "车商", en: "Dealers")) { _ in DealersScreen() },
      ], actions: DealersScreen.actions)
    for _ in 0..<150 {
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
