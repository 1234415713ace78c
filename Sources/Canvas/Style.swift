/// What a piece of text *is*; the driver picks the looks. Each has a letter for snapshots.
public enum Role: UInt8, CaseIterable, Sendable {
  case plain, title, heading, muted, label, key, input, placeholder, required
  case overdue, due, good, warning, error, notice
  case border, borderFocused, chartBar, chartTrack, marked, tab

  /// The letter that stands for the role in a snapshot; in a selected cell it is the capital (plain: `#`).
  public var letter: Character {
    switch self {
    case .plain: "."
    case .title: "t"
    case .heading: "h"
    case .muted: "m"
    case .label: "l"
    case .key: "k"
    case .input: "i"
    case .placeholder: "p"
    case .required: "r"
    case .overdue: "o"
    case .due: "d"
    case .good: "g"
    case .warning: "w"
    case .error: "e"
    case .notice: "n"
    case .border: "b"
    case .borderFocused: "f"
    case .chartBar: "c"
    case .chartTrack: "u"
    case .marked: "x"
    case .tab: "a"
    }
  }
}

/// A role, and whether the text lies under the selection. Nothing is said by colour alone: whatever a role means must
/// also stand there as a word or a mark, and the driver shows a selection in reverse where there are no colours.
public struct Style: Hashable, Sendable {
  public var role: Role
  /// The row or the field that the keys act on.
  public var isSelected: Bool

  public init(_ role: Role, selected: Bool = false) {
    self.role = role
    isSelected = selected
  }

  public func selected(_ selected: Bool = true) -> Style { Style(role, selected: selected) }

  public static let plain = Style(.plain)
  public static let title = Style(.title)
  public static let heading = Style(.heading)
  public static let muted = Style(.muted)
  public static let label = Style(.label)
  public static let key = Style(.key)
  public static let input = Style(.input)
  public static let placeholder = Style(.placeholder)
  public static let required = Style(.required)
  public static let overdue = Style(.overdue)
  public static let due = Style(.due)
  public static let good = Style(.good)
  public static let warning = Style(.warning)
  public static let error = Style(.error)
  public static let notice = Style(.notice)
  public static let border = Style(.border)
  public static let borderFocused = Style(.borderFocused)
  public static let chartBar = Style(.chartBar)
  public static let chartTrack = Style(.chartTrack)
  public static let marked = Style(.marked)
  public static let tab = Style(.tab)
  /// The selection itself, where nothing else is to be said.
  public static let selected = Style(.plain, selected: true)

  var letter: Character {
    guard isSelected else { return role.letter }
    return role == .plain ? "#" : Character(role.letter.uppercased())
  }
}
