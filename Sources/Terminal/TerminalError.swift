/// Why a terminal could not be opened.
public enum TerminalError: Error, Equatable, Sendable {
  /// Standard input or output is no terminal.
  case notATerminal
  /// No UTF-8 locale on this machine.
  case noUTF8
  /// ncurses does not know this TERM, or it is empty.
  case unknownTerminal(String)
  /// A pipe or signal descriptor could not be had: the call and its errno.
  case system(String, Int32)
}
