import Glibc

/// A line typed at the terminal that nobody sees.
enum TerminalPrompt {
  // Written before the handlers are set and only read by them. On the heap: as a static variable the compiler gives it three
  // bytes less than C's, without the padding inside, and the system would write past its end.
  nonisolated(unsafe) private static let modes = UnsafeMutablePointer<termios>.allocate(capacity: 1)
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Asks on standard error and reads from the terminal with echo off; what comes instead of a line end, a signal too, gives
  /// the echo back. Nil at the end of the input.
  static func secret(_ prompt: String) -> [UInt8]? {
    guard tcgetattr(STDIN_FILENO, modes) == 0 else { return nil }
    var before: [sighandler_t?] = []
    for number in signals {
      before.append(
        signal(number) { number in
          tcsetattr(STDIN_FILENO, TCSANOW, TerminalPrompt.modes)
          signal(number, SIG_DFL)
          raise(number)
        })
    }
    var silent = modes.pointee
    silent.c_lflag &= ~tcflag_t(ECHO)
    silent.c_lflag |= tcflag_t(ICANON | ISIG)
    // No Ctrl-Z: a shell would come back to a terminal without echo.
    silent.c_cc.10 = 0
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent)
    defer {
      tcsetattr(STDIN_FILENO, TCSANOW, modes)
      for (number, handler) in zip(signals, before) { signal(number, handler) }
      Output.write("\n", to: STDERR_FILENO)
    }
    Output.write(prompt, to: STDERR_FILENO)
    var line: [UInt8] = []
    var byte: UInt8 = 0
    while true {
      let count = read(STDIN_FILENO, &byte, 1)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { return nil }
      if byte == 0x0A { return line }
      line.append(byte)
    }
  }
}
