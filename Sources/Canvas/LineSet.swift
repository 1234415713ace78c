/// The glyphs that are not text: frames, marks and bars. Some terminals draw them two columns wide, some fonts lack
/// them; so there is a second set in ASCII, chosen by a setting. Every glyph takes one column in both sets.
public struct LineSet: Hashable, Sendable {
  public var horizontal: Character
  public var vertical: Character
  public var topLeft: Character
  public var topRight: Character
  public var bottomLeft: Character
  public var bottomRight: Character
  public var teeRight: Character
  /// The two columns before a branch of a tree, before its last branch, and below one that goes on.
  public var branch: String
  public var lastBranch: String
  public var trunk: String
  public var ellipsis: String
  /// State marks: open, under way, done, skipped, stuck, expiring, without a next step.
  public var open: Character
  public var partial: Character
  public var done: Character
  public var skipped: Character
  public var stuck: Character
  public var diamond: Character
  public var hollowDiamond: Character
  public var check: Character
  public var cross: Character
  /// Before the selected row.
  public var pointer: Character
  public var up: Character
  public var down: Character
  public var left: Character
  public var right: Character
  public var bullet: Character
  public var separator: Character
  public var crumb: Character
  /// Eighths of a bar, from low to full; the track behind a bar.
  public var eighths: [Character]
  public var barFull: Character
  public var barTrack: Character

  public static let unicode = LineSet(
    horizontal: "─", vertical: "│", topLeft: "┌", topRight: "┐", bottomLeft: "└", bottomRight: "┘", teeRight: "├",
    branch: "├ ", lastBranch: "└ ", trunk: "│ ", ellipsis: "…", open: "○", partial: "◐", done: "●", skipped: "–",
    stuck: "▲", diamond: "◆", hollowDiamond: "◇", check: "√", cross: "×", pointer: "▌", up: "↑", down: "↓", left: "←",
    right: "→", bullet: "•", separator: "·", crumb: "›", eighths: ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"],
    barFull: "▇", barTrack: "▁")

  public static let ascii = LineSet(
    horizontal: "-", vertical: "|", topLeft: "+", topRight: "+", bottomLeft: "+", bottomRight: "+", teeRight: "+",
    branch: "|-", lastBranch: "`-", trunk: "| ", ellipsis: ".", open: "o", partial: "%", done: "*", skipped: "-",
    stuck: "!", diamond: "#", hollowDiamond: "?", check: "v", cross: "x", pointer: ">", up: "^", down: "v", left: "<",
    right: ">", bullet: "-", separator: "-", crumb: ">", eighths: [".", ".", ":", "-", "=", "+", "#", "#"],
    barFull: "#", barTrack: ".")
}
