import Canvas
import Pipeline

/// Everything the product says of its own accord, in both languages: names of deeds, fields and stages, and the
/// sentences for errors. The domain gives facts; here they become words, for screens and commands alike.
public enum Words {
  static func say(_ zh: String, _ en: String) -> Wording { Wording(zh: zh, en: en) }

  /// Several wordings with the language's own comma between them.
  static func list(_ items: [Wording]) -> Wording {
    Wording(zh: items.map(\.zh).joined(separator: "、"), en: items.map(\.en).joined(separator: ", "))
  }

  /// The first few of many names, and how many more there are.
  static func some(_ names: [String], limit: Int = 8) -> Wording {
    let shown = names.prefix(limit).map { Wording($0) }
    let more = names.count - shown.count
    let text = list(shown)
    return more > 0 ? say("\(text.zh) 等 \(names.count) 个", "\(text.en) and \(more) more") : text
  }

  /// A name from elsewhere within quotation marks, without anything that could steer a terminal.
  static func quoted(_ text: String, limit: Int = 60) -> Wording {
    let short = CellWidth.shortened(plain(text), columns: limit)
    return say("“\(short)”", "\"\(short)\"")
  }

  /// The text without control and steering characters, on one line: whatever comes from somebody else's file or from
  /// the command line passes through here before it reaches a terminal.
  public static func plain(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var view = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if let kept = CellWidth.harmless(scalar) { view.append(kept) }
    }
    return String(view)
  }
}

extension Wording {
  static func + (a: Wording, b: Wording) -> Wording { Wording(zh: a.zh + b.zh, en: a.en + b.en) }
}
