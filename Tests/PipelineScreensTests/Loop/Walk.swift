import Canvas
import Foundation
import Pipeline
import Testing

@testable import PipelineScreens

/// A walk through the screens by keys: type, look at the screen as text, see what was asked for.
struct Walk {
  var loop: Loop
  var columns: Int
  var rows: Int

  /// A walk on one screen.
  init(
    _ screen: any Screen, book: Book = Book(), today: Day = Day(2026, 11, 24)!, language: Wording.Language = .zh,
    columns: Int = 80, rows: Int = 24
  ) {
    self.init(
      desk: Desk(book: book, today: today, by: "王芳", language: language), screen: screen, columns: columns, rows: rows)
  }

  /// A walk on one screen with a desk made by the test.
  init(desk: Desk, screen: any Screen, columns: Int = 80, rows: Int = 24) {
    loop = Loop(desk: desk, keeper: MemoryKeeper(desk.book).keeper, mains: [], jobs: .inPlace)
    loop.open(screen)
    self.columns = columns
    self.rows = rows
    draw()
    finishJobs()
  }

  /// A walk through the main screens.
  init(
    desk: Desk, mains: [MainScreen], actions: [Action] = [], keeper: BookKeeper? = nil, columns: Int = 80,
    rows: Int = 24
  ) {
    loop = Loop(
      desk: desk, keeper: keeper ?? MemoryKeeper(desk.book).keeper, mains: mains, actions: actions, jobs: .inPlace)
    self.columns = columns
    self.rows = rows
    draw()
    finishJobs()
  }

  /// Presses keys one after another; a string literal of several characters is typed.
  mutating func type(_ strokes: Stroke...) {
    for stroke in strokes {
      for key in stroke.keys {
        loop.press([key])
        draw()
        finishJobs()
      }
    }
  }

  /// What one wake-up brings at once.
  mutating func burst(_ keys: [Key]) {
    loop.press(keys)
    draw()
    finishJobs()
  }

  mutating func click(_ x: Int, _ y: Int) { burst([.press(Place(x, y))]) }

  /// Presses where `text` stands on the screen; records an issue when it does not.
  mutating func click(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let grid = self.grid
    for y in 0..<rows {
      let row = grid.text(row: y)
      if let range = row.range(of: text) {
        click(CellWidth.columns(of: String(row[..<range.lowerBound])), y)
        return
      }
    }
    Issue.record("nothing to press: \(text)", sourceLocation: sourceLocation)
  }

  mutating func resize(_ columns: Int, _ rows: Int) {
    self.columns = columns
    self.rows = rows
    draw()
  }

  private mutating func draw() { _ = loop.frame(columns: columns, rows: rows) }

  private mutating func finishJobs() { loop.wake() }

  var grid: CellGrid {
    var loop = loop
    return loop.frame(columns: columns, rows: rows)
  }

  /// The screen as text, without the spaces at the ends of the rows.
  var text: String { grid.text }
  var lastEffects: [Effect] { loop.lastEffects }
  var book: Book { loop.desk.book }
  /// What the foot line says.
  var notice: String? { loop.notice.map { loop.desk.say($0.wording) } }
  /// The names of the screens on the stack, the front one last.
  var screens: [String] { loop.stack.map(\.screen.name) }

  /// The front screen, if it is of that type.
  func front<S: Screen>(_ type: S.Type) -> S? { loop.stack.last?.screen as? S }
}

/// One or more keys: `.enter`, `"j"`, `"吉利"`.
struct Stroke: ExpressibleByStringLiteral {
  let keys: [Key]
  init(keys: [Key]) { self.keys = keys }
  init(stringLiteral value: String) { keys = value.map(Key.character) }

  static let up = Stroke(keys: [.up])
  static let down = Stroke(keys: [.down])
  static let left = Stroke(keys: [.left])
  static let right = Stroke(keys: [.right])
  static let home = Stroke(keys: [.home])
  static let end = Stroke(keys: [.end])
  static let pageUp = Stroke(keys: [.pageUp])
  static let pageDown = Stroke(keys: [.pageDown])
  static let enter = Stroke(keys: [.enter])
  static let escape = Stroke(keys: [.escape])
  static let tab = Stroke(keys: [.tab])
  static let backTab = Stroke(keys: [.backTab])
  static let backspace = Stroke(keys: [.backspace])
  static let delete = Stroke(keys: [.delete])
  static func control(_ letter: Character) -> Stroke { Stroke(keys: [.control(letter)]) }
  static func key(_ key: Key) -> Stroke { Stroke(keys: [key]) }
  static func paste(_ text: String) -> Stroke { Stroke(keys: [.paste(text)]) }
  static func times(_ count: Int, _ key: Key) -> Stroke { Stroke(keys: Array(repeating: key, count: count)) }
}
