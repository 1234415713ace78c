/// The forms in which reports, lists and quotes leave the program, with the endings of their files.
public enum ExportFormat: String, Sendable, CaseIterable {
  case text, md, csv, xlsx, html, json

  /// By the ending of a file's name: `.txt`, `.md`, `.csv`, `.xlsx`, `.html`, `.json`; nil for any other.
  public init?(ending path: String) {
    guard let dot = path.lastIndex(of: ".") else { return nil }
    switch path[path.index(after: dot)...].lowercased() {
    case "txt", "text": self = .text
    case "md", "markdown": self = .md
    case "csv": self = .csv
    case "xlsx": self = .xlsx
    case "html", "htm": self = .html
    case "json": self = .json
    default: return nil
    }
  }

  /// The ending that a file of this form has, without the dot.
  public var ending: String { self == .text ? "txt" : rawValue }
}

/// The forms of a quote are those of everything else.
public typealias QuoteFormat = ExportFormat
