import CNcurses
import Canvas
import Glibc

extension CursesTerminal {
  /// What one wake-up brought.
  enum Event {
    case keys([Key])
    case resized
    case wake
    case readable(Int32)
    case tick
    case ended(Ending)
  }

  /// The signals that come as events instead of interrupting.
  nonisolated private static let taken: [Int32] = [SIGWINCH, SIGTERM, SIGINT, SIGHUP, SIGQUIT, SIGCONT, SIGTSTP]

  nonisolated private static var takenSet: sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in taken { sigaddset(&set, signal) }
    return set
  }

  /// Blocks the signals and gives the descriptor from which they are read. Threads made later inherit the block.
  static func takeSignals() throws -> Int32 {
    var set = takenSet
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let descriptor = signalfd(-1, &set, Int32(SFD_NONBLOCK | SFD_CLOEXEC))
    guard descriptor >= 0 else { throw TerminalError.system("signalfd", errno) }
    return descriptor
  }

  static func releaseSignals() {
    var set = takenSet
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }

  /// Sleeps until something happens, and says what.
  func wait() -> [Event] {
    var polled = ([0, signals, wakeReader] + options.watching).map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
    let ready = poll(&polled, nfds_t(polled.count), options.tick)
    if ready == 0 { return [.tick] }
    if ready < 0 { return errno == EINTR ? [] : [.ended(.inputClosed)] }
    var events: [Event] = []
    if polled[1].revents != 0 { events += readSignals() }
    if polled[2].revents != 0 {
      drain(wakeReader)
      events.append(.wake)
    }
    for watched in polled[3...] where watched.revents != 0 { events.append(.readable(watched.fd)) }
    if polled[0].revents & Int16(POLLIN) != 0 {
      events += readKeys()
    } else if polled[0].revents != 0 {
      events.append(.ended(.inputClosed))
    }
    return events
  }

  private func drain(_ descriptor: Int32) {
    var bytes = [UInt8](repeating: 0, count: 256)
    while read(descriptor, &bytes, bytes.count) > 0 {}
  }

  private func readKeys() -> [Event] {
    var inputs: [KeyReader.Input] = []
    var gotSomething = false
    while true {
      let code = wgetch(window)
      if code == ERR { break }
      gotSomething = true
      if let input = CursesKeys.input(code, mouse: mouse) { inputs.append(input) }
    }
    // Readable, yet nothing to read: the input has ended. ncurses says "nothing there" for both.
    if !gotSomething { return [.ended(.inputClosed)] }
    var keys = reader.take(inputs)
    if keys.contains(.control("l")) {
      repaint()
      keys.removeAll { $0 == .control("l") }
    }
    return keys.isEmpty ? [] : [.keys(keys)]
  }

  private func mouse() -> Key? {
    var event = MEVENT()
    guard getmouse(&event) == OK else { return nil }
    let place = Place(Int(event.x), Int(event.y))
    if event.bstate & NC_WHEEL_UP != 0 { return .wheelUp(place) }
    if event.bstate & NC_WHEEL_DOWN != 0 { return .wheelDown(place) }
    if event.bstate & NC_PRESSED != 0 { return .press(place) }
    return nil
  }

  private func readSignals() -> [Event] {
    var events: [Event] = []
    var info = signalfd_siginfo()
    while read(signals, &info, MemoryLayout<signalfd_siginfo>.size) == MemoryLayout<signalfd_siginfo>.size {
      switch Int32(info.ssi_signo) {
      case SIGWINCH:
        fitWindow()
        events.append(.resized)
      case SIGCONT:
        resume()
        events.append(.resized)
      case SIGTSTP:
        suspend()
        events.append(.resized)
      case let signal: events.append(.ended(.signal(signal)))
      }
    }
    return events
  }

  private func fitWindow() {
    var size = winsize()
    if ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_row > 0, size.ws_col > 0 {
      // Not resizeterm: that would queue a key as well.
      resize_term(Int32(size.ws_row), Int32(size.ws_col))
    }
    repaint()
  }

  /// Ctrl-Z: gives the terminal to the shell and stops here until the shell continues us.
  private func suspend() {
    send("\u{1b}[?2004l")
    curs_set(1)
    endwin()
    var stop = sigset_t()
    sigemptyset(&stop)
    sigaddset(&stop, SIGTSTP)
    raise(SIGTSTP)
    // Delivered here, with the default action; in a process group without a shell it does nothing.
    pthread_sigmask(SIG_UNBLOCK, &stop, nil)
    pthread_sigmask(SIG_BLOCK, &stop, nil)
    resume()
  }

  private func resume() {
    reset_prog_mode()
    fitWindow()
    // Shells switch bracketed paste off when they hand the terminal back.
    send("\u{1b}[?2004h")
  }
}
