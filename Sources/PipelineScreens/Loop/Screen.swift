import Canvas

/// One screen: its state, its messages, its keys, `update` and `view`, in one file. A key becomes a message, a message
/// changes the value, the value is drawn; whatever lies outside is asked for by effects.
public protocol Screen: Sendable {
  associatedtype Message

  /// Tells this screen from others in effects and tests: `dealers`, `dealer`.
  var name: String { get }

  /// What stands in the head line's trail, and over the help page.
  func title(desk: Desk) -> Wording

  /// What stands at the right end of the head line; nothing unless the screen says so.
  func status(desk: Desk) -> StyledLine

  /// May depend on the state: browsing or typing.
  func keys(desk: Desk) -> KeyTable<Message>

  mutating func update(_ message: Message, desk: Desk) -> [Effect]

  /// Draws into `grid.content`. An overlay draws its own frame in the middle of it.
  func view(desk: Desk, into grid: inout CellGrid)

  /// Called when the screen opens and whenever the book, the day or the language changed: the place to compute rows once.
  mutating func refresh(desk: Desk)

  /// The result of a job that this screen started by `.run`.
  mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect]

  /// A dialog: what lies below stays visible, and no key reaches past it.
  var isOverlay: Bool { get }
}

extension Screen {
  public func status(desk: Desk) -> StyledLine { "" }
  public mutating func refresh(desk: Desk) {}
  public mutating func receive(_ result: any Sendable, from job: String, desk: Desk) -> [Effect] { [] }
  public var isOverlay: Bool { false }
}

/// What a screen made of a key.
enum Reply {
  case effects([Effect])
  case unavailable(Wording)
  case unbound
}

extension Screen {
  mutating func answer(_ key: Key, desk: Desk) -> Reply {
    switch keys(desk: desk).answer(to: key) {
    case .message(let message): .effects(update(message, desk: desk))
    case .unavailable(let reason): .unavailable(reason)
    case .unbound: .unbound
    }
  }

  mutating func answer(part: String, index: Int, desk: Desk) -> Reply {
    guard let message = keys(desk: desk).pointing?(part, index) else { return .unbound }
    return .effects(update(message, desk: desk))
  }

  func hints(desk: Desk) -> [KeyHint] { keys(desk: desk).hints }
  func isTyping(desk: Desk) -> Bool { keys(desk: desk).typing != nil }

  /// The key would be taken as text.
  func takesAsText(_ key: Key, desk: Desk) -> Bool {
    guard key.typed != nil else { return false }
    let table = keys(desk: desk)
    return table.typing != nil && !table.bindings.contains { $0.keys.contains(key) }
  }
}
