import CNcurses
import Canvas
import Glibc

/// The user's terminal while a program has it: opened and closed in one scoped call, so that it comes back even after an
/// error. It copies the differences between grids out and brings keys in; it decides nothing.
@MainActor
public final class CursesTerminal {
  public struct Options: Sendable {
    /// `--no-color`; NO_COLOR and a TERM without colours have the same effect.
    public var noColour: Bool
    /// How long an escape may be the beginning of a key, in milliseconds; 25 locally, more on a slow line.
    public var escapeDelay: Int32
    /// After so many milliseconds without input the program gets a tick.
    public var tick: Int32
    /// Descriptors that wake the program when something can be read, such as an inotify.
    public var watching: [Int32]

    public init(noColour: Bool = false, escapeDelay: Int32 = 25, tick: Int32 = 60_000, watching: [Int32] = []) {
      self.noColour = noColour
      self.escapeDelay = escapeDelay
      self.tick = tick
      self.watching = watching
    }
  }

  /// Why a session ended.
  public enum Ending: Equatable, Sendable {
    /// The program said so.
    case over
    /// A signal asked for it: TERM, INT, HUP, QUIT.
    case signal(Int32)
    /// Standard input has ended or the terminal is gone.
    case inputClosed
  }

  let window: UnsafeMutablePointer<WINDOW>
  let options: Options
  let signals: Int32
  let wakeReader: Int32
  /// Wakes the loop from any thread.
  public let waker: TerminalWaker
  var reader = KeyReader()
  private let looks: TerminalLooks
  private var shown: CellGrid?
  private let screen: OpaquePointer
  private var isOpen = true

  /// Opens the terminal, hands it to `body`, and closes it whatever happens there.
  public static func run<T>(_ options: Options = Options(), _ body: (CursesTerminal) throws -> T) throws -> T {
    let terminal = try CursesTerminal(options)
    defer { terminal.close() }
    return try body(terminal)
  }

  /// Opens the terminal and lets `program` live in it until it is over or the terminal is.
  public func drive(_ program: inout some TerminalProgram) -> Ending {
    while true {
      show(program.frame(columns: columns, rows: rows))
      if let text = program.takeClipboard() { copy(text) }
      if program.isOver { return .over }
      for event in wait() {
        switch event {
        case .keys(let keys): program.press(keys)
        case .resized: break
        case .wake: program.wake()
        case .readable(let descriptor): program.readable(descriptor)
        case .tick: program.tick()
        case .ended(let ending): return ending
        }
        if program.isOver { break }
      }
    }
  }

  private init(_ options: Options) throws {
    guard isatty(0) == 1, isatty(1) == 1 else { throw TerminalError.notATerminal }
    guard TerminalLocale.choose() != nil else { throw TerminalError.noUTF8 }
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw TerminalError.system("pipe", errno) }
    for end in ends {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    signals = try CursesTerminal.takeSignals()
    nc_guard_install()
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !name.isEmpty, let input = fdopen(0, "r"), let output = fdopen(1, "w"),
      let screen = newterm(name, output, input),
      let window = nc_stdscr()
    else {
      nc_guard_remove()
      CursesTerminal.releaseSignals()
      throw TerminalError.unknownTerminal(name)
    }
    self.options = options
    self.screen = screen
    self.window = window
    wakeReader = ends[0]
    waker = TerminalWaker(descriptor: ends[1])
    let refuses = options.noColour || getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    var colours = 0
    if has_colors(), !refuses, start_color() == OK {
      use_default_colors()
      colours = Int(nc_colors())
    }
    looks = TerminalLooks(count: colours, isRefused: refuses)
    for pair in looks.pairs { init_pair(Int16(pair.number), Int16(pair.foreground), Int16(pair.background)) }
    setUp()
  }

  private func setUp() {
    cbreak()
    noecho()
    nonl()
    nodelay(window, true)
    keypad(window, true)
    leaveok(window, false)
    set_escdelay(options.escapeDelay)
    for (sequence, code) in CursesKeys.sequences { define_key(sequence, code) }
    mousemask(NC_PRESSED | NC_WHEEL_UP | NC_WHEEL_DOWN, nil)
    mouseinterval(0)
    // Ctrl-S and Ctrl-V are keys here; Ctrl-C and Ctrl-Z stay signals.
    var modes = termios()
    if tcgetattr(0, &modes) == 0 {
      modes.c_iflag &= ~tcflag_t(IXON | IXOFF)
      modes.c_lflag &= ~tcflag_t(IEXTEN)
      modes.c_lflag |= tcflag_t(ISIG)
      tcsetattr(0, TCSANOW, &modes)
    }
    def_prog_mode()
    // The stop is done by `suspend`, outside of signal context.
    signal(SIGTSTP, SIG_DFL)
    send("\u{1b}[?2004h")
  }

  /// Gives the terminal back. Nothing more can be shown afterwards.
  public func close() {
    guard isOpen else { return }
    isOpen = false
    send("\u{1b}[?2004l")
    mousemask(0, nil)
    curs_set(1)
    endwin()
    nc_guard_remove()
    CursesTerminal.releaseSignals()
    delscreen(screen)
    _ = Glibc.close(signals)
    _ = Glibc.close(wakeReader)
    _ = Glibc.close(waker.descriptor)
  }

  public var columns: Int { max(1, Int(getmaxx(window))) }
  public var rows: Int { max(1, Int(getmaxy(window))) }

  /// Copies out what differs from what is shown.
  public func show(_ grid: CellGrid) {
    var characters: [cchar_t] = []
    for run in GridDiff.runs(from: shown, to: grid) where run.y < rows {
      characters.removeAll(keepingCapacity: true)
      for x in run.x..<run.end {
        let cell = grid[x, run.y]
        if cell.isContinuation { continue }
        let look = looks.look(cell.style)
        let base = wchar_t(bitPattern: cell.base)
        let marks = cell.marks
        characters.append(
          cchar_t(
            attr: look.attributes,
            chars: (
              base, wchar_t(bitPattern: marks.a), wchar_t(bitPattern: marks.b), wchar_t(bitPattern: marks.c),
              wchar_t(bitPattern: marks.d)
            ), ext_color: look.pair))
      }
      mvwadd_wchnstr(window, Int32(run.y), Int32(run.x), characters, Int32(characters.count))
    }
    if let cursor = grid.cursor, cursor.x < columns, cursor.y < rows {
      wmove(window, Int32(cursor.y), Int32(cursor.x))
      curs_set(1)
    } else {
      curs_set(0)
    }
    wrefresh(window)
    shown = grid
  }

  /// Draws everything anew at the next `show`: after a resize, after another program wrote here.
  func repaint() {
    shown = nil
    clearok(window, true)
  }

  /// Puts text on the clipboard of the terminal; false when it is too long for one.
  @discardableResult
  public func copy(_ text: String) -> Bool {
    guard let sequence = ClipboardCode.sequence(text) else { return false }
    send(sequence)
    return true
  }

  func send(_ text: String) { send(Array(text.utf8)) }

  private func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return }
      rest = rest.dropFirst(written)
    }
  }
}
