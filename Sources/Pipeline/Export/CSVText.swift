/// Comma-separated text as spreadsheets expect it: UTF-8 with a mark at the front, lines ended by CR LF. What a
/// spreadsheet would run as a formula is led by an apostrophe, so that it is shown and not run.
public enum CSVText {
  /// What stands in front of the first line.
  public static let mark = "\u{FEFF}"

  /// One line with its end.
  public static func line(_ cells: [String]) -> String { cells.map(field).joined(separator: ",") + "\r\n" }

  /// One cell: without control characters, made harmless, quoted where it must be.
  public static func field(_ text: String) -> String {
    let tame = harmless(PageText.plain(text))
    guard tame.contains(where: { ",\"".contains($0) }) else { return tame }
    return "\"" + tame.replacing("\"", with: "\"\"") + "\""
  }

  /// Led by an apostrophe when a spreadsheet could take it for a formula; blanks in front deceive it no more than us.
  public static func harmless(_ text: String) -> String {
    guard let first = text.first(where: { $0 != " " && $0 != "\u{3000}" && $0 != "\u{A0}" }), starts.contains(first) else {
      return text
    }
    return "'" + text
  }

  /// Half and full width: spreadsheets of Chinese systems take both.
  private static let starts: Set<Character> = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"]
}
