/// Text for an HTML page that needs nothing from elsewhere: escaped, without control characters.
public enum PageText {
  public static func escaped(_ text: String) -> String { QuotePrint.escaped(text) }
  /// One line without control characters.
  public static func plain(_ text: String) -> String { QuotePrint.plain(text) }
  /// Families that carry Chinese on the usual systems.
  public static let fonts =
    #""Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", "WenQuanYi Zen Hei", "SimSun", sans-serif"#
}
