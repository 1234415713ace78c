import CNcurses
import Glibc

/// The character set of the C library. Without UTF-8, ncurses writes every Chinese character as a blank and says
/// nothing; so the set is chosen and checked before anything is drawn.
enum TerminalLocale {
  /// Takes the user's locale if it is UTF-8, else the first that is. Only LC_CTYPE: numbers stay plain.
  /// - Returns: its name; nil when the machine has none.
  static func choose() -> String? {
    for name in ["", "C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8"] {
      guard let found = setlocale(LC_CTYPE, name), let set = nl_langinfo(nl_item(CODESET)) else { continue }
      if String(cString: set) == "UTF-8" { return String(cString: found) }
    }
    return nil
  }
}
