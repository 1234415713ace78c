import Canvas
import Pipeline
import Synchronization
import Testing

@testable import PipelineScreens

/// What nobody sees is not computed at every change, and is up to date as soon as somebody sees it.
@Suite struct StaleScreenTests {
  final class Count: Sendable {
    private let value = Mutex(0)
    var now: Int { value.withLock { $0 } }
    func add() { value.withLock { $0 += 1 } }
  }

  /// Shows how many dealers there are, and counts how often it looked.
  struct CountingScreen: Screen {
    let looked: Count
    let above: (@Sendable () -> any Screen)?
    let isOverlay: Bool
    var dealers = 0

    init(_ looked: Count, isOverlay: Bool = false, above: (@Sendable () -> any Screen)? = nil) {
      self.looked = looked
      self.isOverlay = isOverlay
      self.above = above
    }

    enum Message { case open, change, changeAndClose }
    var name: String { "counting" }
    func title(desk: Desk) -> Wording { Wording("counting") }
    func keys(desk: Desk) -> KeyTable<Message> {
      KeyTable([
        .moving("o", hint: Wording("o"), message: .open), .moving("m", hint: Wording("m"), message: .change),
        .moving("x", hint: Wording("x"), message: .changeAndClose),
      ])
    }
    mutating func refresh(desk: Desk) {
      looked.add()
      dealers = desk.book[.dealer].count
    }
    mutating func update(_ message: Message, desk: Desk) -> [Effect] {
      var mint = desk.mint
      let edit = RecordEdit(.dealer, mint.next("d"), [FieldEdit("name", was: nil, to: "甲")])
      switch message {
      case .open: return above.map { [.open($0())] } ?? []
      case .change: return [.apply(Change(Deed("dealer.add"), [edit]))]
      case .changeAndClose: return [.apply(Change(Deed("dealer.add"), [edit])), .close]
      }
    }
    func view(desk: Desk, into grid: inout CellGrid) { grid.put("dealers \(dealers)", in: grid.content.row(0)) }
  }

  @Test func aCoveredScreenLooksOnceWhenItComesToTheFront() {
    let (below, front) = (Count(), Count())
    var walk = Walk(CountingScreen(below, above: { CountingScreen(front) }))
    walk.type("o")
    let before = below.now
    walk.type("m", "m", "m")
    #expect(below.now == before && front.now == 4)
    walk.type(.escape)
    #expect(below.now == before + 1 && walk.text.contains("dealers 3"))
    walk.type("?", .escape)
    #expect(below.now == before + 1)
  }

  @Test func whatLiesUnderADialogIsSeenAndFollows() {
    let (below, front) = (Count(), Count())
    var walk = Walk(CountingScreen(below, above: { CountingScreen(front, isOverlay: true) }))
    walk.type("o")
    let before = below.now
    walk.type("m")
    #expect(below.now == before + 1)
  }

  @Test func aFormThatChangesAndClosesIsNotComputedOnceMore() {
    let (below, front) = (Count(), Count())
    var walk = Walk(CountingScreen(below, above: { CountingScreen(front) }))
    walk.type("o", "x")
    #expect(front.now == 1 && walk.text.contains("dealers 1"))
  }

  @Test func theOtherMainScreensFollowWhenTheyAreShown() {
    let (one, two) = (Count(), Count())
    var walk = Walk(
      desk: Desk(book: Book(), today: Day(2026, 11, 24)!),
      mains: [MainScreen(Wording("A")) { _ in CountingScreen(one) }, MainScreen(Wording("B")) { _ in CountingScreen(two) }])
    walk.type("2", "m", "m")
    #expect(one.now == 1)
    walk.type("1")
    #expect(one.now == 2 && walk.text.contains("dealers 2"))
    // A change that nobody sees, and a key at once: the answer is of today's book.
    walk.burst([.character("2"), .character("m"), .character("1"), .character("m")])
    #expect(walk.text.contains("dealers 4"))
  }
}
