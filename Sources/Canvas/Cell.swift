/// One place of a terminal: what is drawn there and in which style.
///
/// A wide character takes two cells: its glyph, then a continuation without one. There is never one without the other.
public struct Cell: Hashable, Sendable {
  /// The spacing scalar; 0 in a continuation.
  public internal(set) var base: UInt32
  /// Up to four marks that join the base; 0 where there is none. More than four are dropped, as ncurses would.
  public internal(set) var marks: Marks
  /// 1, 2, or 0 for the right half of a wide character.
  public internal(set) var width: UInt8
  public internal(set) var style: Style

  /// Four places for combining marks.
  public struct Marks: Hashable, Sendable {
    public var a: UInt32 = 0
    public var b: UInt32 = 0
    public var c: UInt32 = 0
    public var d: UInt32 = 0
    public var isEmpty: Bool { a == 0 }

    mutating func add(_ mark: UInt32) {
      if a == 0 { a = mark } else if b == 0 { b = mark } else if c == 0 { c = mark } else if d == 0 { d = mark }
    }

    var all: [UInt32] { [a, b, c, d].filter { $0 != 0 } }
  }

  init(base: UInt32, width: UInt8, style: Style) {
    self.base = base
    marks = Marks()
    self.width = width
    self.style = style
  }

  /// An empty place.
  public static func blank(_ style: Style = .plain) -> Cell { Cell(base: 0x20, width: 1, style: style) }

  public var isContinuation: Bool { width == 0 }

  /// The glyph with its marks; empty in a continuation.
  public var text: String {
    var text = ""
    for value in [base] + marks.all where value != 0 {
      if let scalar = Unicode.Scalar(value) { text.unicodeScalars.append(scalar) }
    }
    return text
  }
}
