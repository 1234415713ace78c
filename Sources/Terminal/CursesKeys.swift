import CNcurses
import Canvas

/// What the numbers mean that `wgetch` gives.
enum CursesKeys {
  static let pasteBegins: Int32 = 0x2001
  static let pasteEnds: Int32 = 0x2002
  static let wordLeft: Int32 = 0x2003
  static let wordRight: Int32 = 0x2004

  /// Sequences that terminfo does not name, or names only in one of a terminal's two modes.
  static let sequences: [(String, Int32)] = [
    ("\u{1b}[200~", pasteBegins), ("\u{1b}[201~", pasteEnds), ("\u{1b}[A", KEY_UP), ("\u{1b}[B", KEY_DOWN),
    ("\u{1b}[C", KEY_RIGHT), ("\u{1b}[D", KEY_LEFT), ("\u{1b}[H", KEY_HOME), ("\u{1b}[F", KEY_END),
    ("\u{1b}[1~", KEY_HOME), ("\u{1b}[4~", KEY_END), ("\u{1b}[7~", KEY_HOME), ("\u{1b}[8~", KEY_END),
    ("\u{1b}[Z", KEY_BTAB), ("\u{1b}[1;5D", wordLeft), ("\u{1b}[1;5C", wordRight), ("\u{1b}[1;3D", wordLeft),
    ("\u{1b}[1;3C", wordRight),
  ]

  /// The input for a number; nil for a key that means nothing here. The mouse is asked for by `mouse`.
  static func input(_ code: Int32, mouse: () -> Key?) -> KeyReader.Input? {
    if code >= 0, code < 256 { return .byte(UInt8(code)) }
    if code > KEY_F0, code <= KEY_F0 + 12 { return .key(.function(Int(code - KEY_F0))) }
    return switch code {
    case pasteBegins: .pasteBegins
    case pasteEnds: .pasteEnds
    case wordLeft: .key(.alt("b"))
    case wordRight: .key(.alt("f"))
    case KEY_UP: .key(.up)
    case KEY_DOWN: .key(.down)
    case KEY_LEFT: .key(.left)
    case KEY_RIGHT: .key(.right)
    case KEY_HOME, KEY_A1: .key(.home)
    case KEY_END, KEY_C1: .key(.end)
    case KEY_PPAGE, KEY_A3: .key(.pageUp)
    case KEY_NPAGE, KEY_C3: .key(.pageDown)
    case KEY_ENTER: .key(.enter)
    case KEY_BTAB: .key(.backTab)
    case KEY_BACKSPACE: .key(.backspace)
    case KEY_DC: .key(.delete)
    case KEY_IC: .key(.insert)
    case KEY_MOUSE: mouse().map(KeyReader.Input.key)
    default: nil
    }
  }
}
