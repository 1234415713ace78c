/// One thing the user did: a key, a press of the mouse, a paste.
public enum Key: Hashable, Sendable {
  case character(Character)
  case up, down, left, right, home, end, pageUp, pageDown
  case enter, escape, tab, backTab, backspace, delete, insert
  /// F1 to F12.
  case function(Int)
  /// With the control key: a small letter.
  case control(Character)
  /// With the alt key.
  case alt(Character)
  case press(Place)
  case wheelUp(Place)
  case wheelDown(Place)
  /// Text from the clipboard, whole, as it came.
  case paste(String)

  /// As the user knows it: `Enter`, `Ctrl-S`, `↑`.
  public var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .up: "↑"
    case .down: "↓"
    case .left: "←"
    case .right: "→"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .enter: "Enter"
    case .escape: "Esc"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .function(let number): "F" + String(number)
    case .control(let letter): "Ctrl-" + letter.uppercased()
    case .alt(let letter): "Alt-" + String(letter)
    case .press: "Click"
    case .wheelUp, .wheelDown: "Wheel"
    case .paste: "Paste"
    }
  }

  /// What was typed or pasted; nil for every other key.
  public var typed: String? {
    switch self {
    case .character(let character): String(character)
    case .paste(let text): text
    default: nil
    }
  }
}

extension Key: ExpressibleByExtendedGraphemeClusterLiteral {
  public init(extendedGraphemeClusterLiteral value: Character) { self = .character(value) }
}
