import Canvas
import Pipeline

/// The one way round: keys go to the front screen, its effects are done here, and `frame` draws what there is. A value
/// without a terminal, so that tests walk through it by keys.
public struct Loop: Sendable {
  struct Layer: Sendable {
    let id: Int
    var screen: any Screen
    /// The desk changed since the screen computed its rows. It does so again when it comes to the front: what nobody
    /// sees is not computed at every change.
    var isStale = false

    /// Computes anew what is stale.
    mutating func refresh(_ desk: Desk) {
      guard isStale else { return }
      isStale = false
      screen.refresh(desk: desk)
    }
  }

  public private(set) var desk: Desk
  public internal(set) var notice: Notice?
  /// The user wants to leave; everything is saved.
  public internal(set) var isOver = false
  /// What the last key made the screens ask for, in order; for tests.
  public internal(set) var lastEffects: [Effect] = []
  /// Jobs on their way: title, and how far they are.
  public internal(set) var running: [RunningJob] = []

  /// Where nothing can be watched, each tick reads what other processes wrote.
  public var refreshesOnTick = false

  let keeper: BookKeeper
  let mains: [MainScreen]
  let actions: [Action]
  let jobs: Jobs
  /// The business day by the clock; nil when the day is set from outside and stays.
  let today: (@Sendable () -> Day)?
  /// Reads away what a watched descriptor has to say, so that it does not wake the loop again.
  let drain: @Sendable (Int32) -> Void

  var stack: [Layer] = []
  /// The stacks of the other main screens, as they were left.
  var left: [Int: [Layer]] = [:]
  public internal(set) var openMain: Int?
  var nextLayer = 0
  var clipboard: String?
  var lastFrame: CellGrid?
  /// What the keeper worried about after the latest write; it is said once.
  var concern: Wording?
  /// Something was written since the keeper was asked last.
  var hasWritten = false

  public struct RunningJob: Hashable, Sendable {
    public let layer: Int
    public let name: String
    public let title: Wording
    public var done = 0
    public var total = 0
  }

  /// - Parameters:
  ///   - mains: the screens behind the keys 1 to 6; the first is opened.
  ///   - actions: what the palette offers besides the keys of the front screen.
  ///   - jobs: `.beside` in a terminal, `.inPlace` in tests.
  ///   - today: the business day by the clock; nil with `--today`.
  ///   - drain: reads a watched descriptor empty.
  public init(
    desk: Desk, keeper: BookKeeper, mains: [MainScreen], actions: [Action] = [], jobs: Jobs = .none,
    today: (@Sendable () -> Day)? = nil, drain: @escaping @Sendable (Int32) -> Void = { _ in }
  ) {
    self.desk = desk
    self.keeper = keeper
    self.mains = mains
    self.actions = actions
    self.jobs = jobs
    self.today = today
    self.drain = drain
    if !mains.isEmpty { show(0) }
  }

  /// A loop on one screen, for tests of it.
  public init(desk: Desk, keeper: BookKeeper, screen: any Screen) {
    self.init(desk: desk, keeper: keeper, mains: [])
    open(screen)
  }

  // MARK: Keys

  /// Takes everything that one wake-up brought. A run of typed text is handed over as one.
  public mutating func press(_ keys: [Key]) {
    lastEffects = []
    var place = 0
    while place < keys.count, !isOver {
      var run = ""
      while place < keys.count, let typed = keys[place].typed,
        stack.last?.screen.takesAsText(keys[place], desk: desk) == true
      {
        run += typed
        place += 1
      }
      if !run.isEmpty {
        notice = nil
        answer(.paste(run))
      } else {
        press(keys[place])
        place += 1
      }
    }
  }

  mutating func press(_ key: Key) {
    switch key {
    case .press(let cell): point(at: cell)
    case .wheelUp: for _ in 0..<3 { answer(.up, globals: false) }
    case .wheelDown: for _ in 0..<3 { answer(.down, globals: false) }
    default:
      notice = nil
      answer(key)
    }
  }

  private mutating func point(at cell: Place) {
    freshen()
    guard let target = lastFrame?.target(at: cell), let front = stack.indices.last else { return }
    notice = nil
    switch target {
    case .key(let key): answer(key)
    case .item(let part, let index):
      take(stack[front].screen.answer(part: part, index: index, desk: desk), from: stack[front].id)
    }
  }

  private mutating func answer(_ key: Key, globals: Bool = true) {
    freshen()
    guard let front = stack.indices.last else { return }
    let id = stack[front].id
    let isTyping = stack[front].screen.isTyping(desk: desk)
    let isOverlay = stack[front].screen.isOverlay
    let reply = stack[front].screen.answer(key, desk: desk)
    if case .unbound = reply {
      guard globals else { return }
      if isOverlay {
        if key == .escape { perform([.close], from: id) }
      } else if !isTyping || Globals.actsWhileTyping(key) {
        if case .message(let message) = Globals.table(mains: mains).answer(to: key) { act(message, key) }
      }
      return
    }
    take(reply, from: id)
  }

  private mutating func take(_ reply: Reply, from layer: Int) {
    switch reply {
    case .effects(let effects): perform(effects, from: layer)
    case .unavailable(let reason): notice = Notice(reason, .warning)
    case .unbound: break
    }
  }

  private mutating func act(_ message: Globals.Message, _ key: Key) {
    switch message {
    case .help: open(helpPage)
    case .palette: open(PaletteScreen(entries: palette))
    case .undo: perform([.undo], from: -1)
    case .redo: perform([.redo], from: -1)
    // Escape never leaves the program by itself.
    case .close: if key != .escape || stack.count > 1 { perform([.close], from: -1) }
    case .quit: perform([.quit], from: -1)
    case .show(let place): perform([.show(place)], from: -1)
    }
  }

  // MARK: What comes from outside

  /// What happens before the first key: a notice about the book's files, a dealer that the command line named.
  public mutating func begin(with effects: [Effect]) { perform(effects, from: -1) }

  /// Other processes may have written: reads it.
  public mutating func refresh() {
    do throws(BookKeeper.Refusal) {
      if let book = try keeper.refresh() { renew { $0.book = book } }
    } catch {
      notice = Notice(error.reason, .error)
    }
  }

  /// Changes the desk. Every screen computes its rows anew before it is drawn or asked again, and not sooner.
  public mutating func renew(_ change: (inout Desk) -> Void) {
    change(&desk)
    for place in stack.indices { stack[place].isStale = true }
    for main in left.keys {
      for place in left[main, default: []].indices { left[main]?[place].isStale = true }
    }
  }

  /// Lets the screens that are seen follow the desk: the last full one and the dialogs over it.
  mutating func freshen() {
    let first = stack.lastIndex { !$0.screen.isOverlay } ?? stack.startIndex
    for place in stack.indices[first...] { stack[place].refresh(desk) }
  }

  /// What the terminal shall put on the clipboard; asked once after each round.
  public mutating func takeClipboard() -> String? {
    defer { clipboard = nil }
    return clipboard
  }

  mutating func spend(on change: Change) { desk.spend(on: change) }

  // MARK: The stack

  mutating func open(_ screen: any Screen) {
    var screen = screen
    screen.refresh(desk: desk)
    nextLayer += 1
    stack.append(Layer(id: nextLayer, screen: screen))
  }

  mutating func show(_ place: Int) {
    guard mains.indices.contains(place) else { return }
    if let openMain { left[openMain] = stack }
    if openMain == place {
      // Pressed on its own screen: back to its root.
      stack = Array(stack.prefix(1))
      return
    }
    openMain = place
    stack = left[place] ?? []
    left[place] = nil
    if stack.isEmpty { open(mains[place].make(desk)) }
  }
}
