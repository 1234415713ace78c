import CNcurses
import Canvas

/// How styles look, by how many colours a terminal has. Each look can be told without colours: selection is reverse,
/// the rest differs in words and marks anyway.
struct TerminalLooks: Equatable {
  /// What the terminal can show.
  enum Colours: Equatable {
    case none, sixteen, many
  }

  let colours: Colours

  /// - Parameters:
  ///   - count: what terminfo says; 0 for none.
  ///   - isRefused: `--no-color` or NO_COLOR.
  init(count: Int, isRefused: Bool) {
    colours = isRefused || count < 8 ? .none : count >= 256 ? .many : .sixteen
  }

  struct Look: Equatable {
    var attributes: attr_t
    /// The number of the colour pair; 0 is the terminal's own.
    var pair: Int32
  }

  /// Where the pairs for selected text begin. Terminals with eight colours have 64 pairs, so all must lie below that.
  static let selectedPairs: Int32 = 32

  func look(_ style: Style) -> Look {
    var attributes: attr_t = 0
    switch style.role {
    case .title, .key, .borderFocused, .overdue, .error, .marked, .required, .heading: attributes |= NC_BOLD
    case .input: attributes |= NC_UNDERLINE
    case .placeholder: attributes |= NC_UNDERLINE
    default: break
    }
    if colours == .none {
      if [.muted, .placeholder, .chartTrack].contains(style.role) { attributes |= NC_DIM }
      if style.isSelected { attributes |= NC_REVERSE }
      return Look(attributes: attributes, pair: 0)
    }
    if style.isSelected {
      return Look(attributes: attributes | NC_BOLD, pair: TerminalLooks.selectedPairs + Int32(style.role.rawValue))
    }
    return Look(attributes: attributes, pair: foreground(style.role) == nil ? 0 : Int32(style.role.rawValue) + 1)
  }

  /// Every pair to set up: number, foreground, background; -1 is the terminal's own.
  var pairs: [(number: Int32, foreground: Int32, background: Int32)] {
    guard colours != .none else { return [] }
    let isMany = colours == .many
    return Role.allCases.flatMap { role -> [(Int32, Int32, Int32)] in
      let selected = isMany ? selectedForeground(role) : COLOR_WHITE
      let bar = (TerminalLooks.selectedPairs + Int32(role.rawValue), selected, isMany ? 24 : COLOR_BLUE)
      guard let colour = foreground(role) else { return [bar] }
      return [(Int32(role.rawValue) + 1, colour, -1), bar]
    }
  }

  /// Middle tones that can be read on black and on white.
  private func foreground(_ role: Role) -> Int32? {
    let isMany = colours == .many
    return switch role {
    case .overdue, .error, .required: isMany ? 167 : COLOR_RED
    case .due, .warning: isMany ? 172 : COLOR_YELLOW
    case .good: isMany ? 71 : COLOR_GREEN
    case .key, .borderFocused, .chartBar: isMany ? 38 : COLOR_CYAN
    case .label, .heading: isMany ? 67 : COLOR_CYAN
    case .marked: isMany ? 133 : COLOR_MAGENTA
    case .notice: isMany ? 67 : COLOR_CYAN
    case .border, .chartTrack: isMany ? 242 : nil
    case .muted, .placeholder: isMany ? 245 : nil
    case .plain, .title, .input, .tab: nil
    }
  }

  private func selectedForeground(_ role: Role) -> Int32 {
    switch role {
    case .overdue, .error, .required: 217
    case .due, .warning: 222
    case .good: 157
    case .muted, .placeholder, .border, .chartTrack: 250
    case .key, .chartBar, .marked: 123
    default: 231
    }
  }
}
